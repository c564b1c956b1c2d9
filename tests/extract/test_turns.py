"""Interview turns: whose block is whose, without any verb of saying."""

from __future__ import annotations

import pytest
from invented_texts import cut, words

from dragoman.extract.turns import find_turns, without_marks


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


ASKED = "Radio Tessaly: Will the boats stay?"
TOLD = "Mirela Sandor: They will."
INTERVIEW = f"question| {ASKED}\n{TOLD}\nquestion| Radio Tessaly: For good?\nMirela Sandor: Yes."


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            INTERVIEW,
            [
                ("Radio Tessaly", "Will the boats stay?"),
                ("Mirela Sandor", "They will."),
                ("Radio Tessaly", "For good?"),
                ("Mirela Sandor", "Yes."),
            ],
        ),
        (
            f"{ASKED}\n{TOLD}\nThe maps stay too.\nSandor: Oh yes.\nI know it.\nShe left.\nI waved.",
            [
                ("Radio Tessaly", "Will the boats stay?"),
                ("Mirela Sandor", "They will. | The maps stay too."),
                ("Sandor", "Oh yes. | I know it."),
            ],
        ),
        (
            f"question| {ASKED}\n{TOLD}\nquestion| All of them?\nOne left.\nTwo stay.\nquestion| Why?\nFog.",
            [
                ("Radio Tessaly", "Will the boats stay?"),
                ("Mirela Sandor", "They will."),
                ("", "All of them?"),
                ("", "One left. | Two stay."),
                ("", "Why?"),
                ("", "Fog."),
            ],
        ),
        (f"{ASKED}\n{TOLD}", []),
        ("Cost: ten crowns.\nPlace: Karsk.\nPlace: Lindhaven.", []),
    ],
)
def test_names_open_turns(marked: str, expected: list[tuple[str, str]]) -> None:
    text, blocks = cut(marked)
    turns = find_turns(text, blocks)
    assert [(words(text, tuple(d.source)), words(text, tuple(d.content))) for d in turns] == expected
    assert all(words(text, tuple(d.cue)) == ":" for d in turns if d.source)


def test_a_mark_of_a_turn_is_no_other_finding() -> None:
    text, blocks = cut(INTERVIEW)
    turns = find_turns(text, blocks)
    assert without_marks(turns, turns) == []
    assert without_marks(turns, turns[:1]) == turns[1:]
