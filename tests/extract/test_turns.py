"""Interview turns: whose block is whose, without any verb of saying."""

from __future__ import annotations

import pytest
from invented_texts import cut, words

from dragoman.extract.turns import find_turns


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The boats left.\n- The maps stayed.", []),
        (
            "question| - Will the boats stay?\n- They will stay.",
            [("-", "Will the boats stay?"), ("-", "They will stay.")],
        ),
        (
            "question| Will the boats stay?\nThey will stay.\nFor good.",
            [("", "Will the boats stay?"), ("", "They will stay. | For good.")],
        ),
        (
            "question| Q: Will they stay?\nA: They will.",
            [("Q:", "Will they stay?"), ("A:", "They will.")],
        ),
        (
            "question| – Will they stay?\n— They will.\n— All of them.",
            [("–", "Will they stay?"), ("—", "They will."), ("—", "All of them.")],
        ),
        (
            "Radio Tessaly met the minister.\nquestion| Will they stay?\nThey will.",
            [("", "Will they stay?"), ("", "They will.")],
        ),
        ("question| Will they stay?\ncaption| The harbour.\nThey sailed.", [("", "Will they stay?")]),
    ],
)
def test_turns_are_found(marked: str, expected: list[tuple[str, str]]) -> None:
    text, blocks = cut(marked)
    found = [(words(text, tuple(d.cue)), words(text, tuple(d.content))) for d in find_turns(text, blocks)]
    assert found == expected
