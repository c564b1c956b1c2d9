"""Whose gender the pronouns of a page tell."""

from __future__ import annotations

import pytest
from invented_texts import DAY, cut

from dragoman.extract.cast import Cast


@pytest.mark.parametrize(
    ("marked", "gender"),
    [
        ("Zorvo Kelling left. She came back.", "female"),
        ("Zorvo Kelling left. He came back, and his boat with him.", "male"),
        ("Zorvo Kelling: She left the port.", None),
        ("Minister Zorvo Kelling, an Ostmari journalist sits in your prison. What did she do?", None),
        ("Zorvo Kelling is a captain. She left.", "female"),
        ("Zorvo Kelling left. She said he had come back.", None),
    ],
)
def test_pronouns_tell_a_gender(marked: str, gender: str | None) -> None:
    text, blocks = cut(marked)
    assert Cast(text, blocks, DAY, "en").members[0].gender == gender
