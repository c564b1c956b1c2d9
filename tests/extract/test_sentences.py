"""Sentence borders as punctuation shows them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extract.sentences import sentence_at
from dragoman.model import Span

RANKS = pytest.mark.xfail(strict=True, reason="a title or rank with a full stop ends the sentence")
MARK = pytest.mark.xfail(strict=True, reason="the mark that closes a quotation is cut off its sentence")


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("One. Two. Three.", 6, "Two."),
        ("One. Two. Three.", 0, "One."),
        ("One. Two. Three.", 11, "Three."),
        ("Who? We.", 6, "We."),
        ("He came... Then he left.", 11, "Then he left."),
        ("Mr. Hale left. He waved.", 4, "Mr. Hale left."),
        ("Mrs. Brandt left. He waved.", 0, "Mrs. Brandt left."),
        ("St. Maren is far. We went.", 0, "St. Maren is far."),
        ("The U.S. boats left. They waved.", 0, "The U.S. boats left."),
        ("At 3.5 knots it left. So did we.", 0, "At 3.5 knots it left."),
        ('"Go." She left.', 7, "She left."),
        ("one line\nanother", 10, "another"),
        ("No end", 3, "No end"),
        ("", 0, ""),
        pytest.param("Gen. Kasimir left. He waved.", 6, "Gen. Kasimir left.", marks=RANKS),
        pytest.param('"Go." She left.', 1, '"Go."', marks=MARK),
    ],
)
def test_sentence_at_finds_its_borders(text: str, position: int, expected: str) -> None:
    assert sentence_at(text, Span(0, len(text)), position).of(text) == expected


def test_sentence_at_stays_within_its_block() -> None:
    text = "Out. In here. Out."
    assert sentence_at(text, Span(5, 13), 6).of(text) == "In here."


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='aB .!?"”\n', max_size=40), st.data())
def test_sentence_lies_within_and_holds_its_words(text: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(text)))
    found = sentence_at(text, Span(0, len(text)), position)
    assert 0 <= found.start <= found.end <= len(text)
    assert found.start <= position
