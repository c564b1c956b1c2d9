"""Lines are paragraphs, unless a fixed width broke them."""

from __future__ import annotations

import pytest

from dragoman.extract.paragraphs import paragraphs

WRAPPED = """The boats of the northern fleet will leave the harbour of Karsk
before the end of the week, Petra Voss told reporters on Monday
in the capital.

Nobody in Lindhaven had been told of the plan, and the minister
said that he would ask for an explanation as soon as the talks
begin."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("One.\nTwo.\r\nThree.", ["One.", "Two.", "Three."]),
        ("A headline\n\nThe boats left.", ["A headline", "The boats left."]),
    ],
)
def test_lines_are_paragraphs(text: str, expected: list[str]) -> None:
    assert [span.of(text).strip() for span in paragraphs(text)] == expected


def test_lines_of_a_fixed_width_are_joined() -> None:
    assert [span.of(WRAPPED) for span in paragraphs(WRAPPED)] == WRAPPED.split("\n\n")


def test_lines_of_verse_are_not_joined() -> None:
    text = "\n".join(
        ["The boats they left at noon", "and never came again", "the maps are all of the strait", "gone"]
    )
    assert len(paragraphs(text)) == 4
