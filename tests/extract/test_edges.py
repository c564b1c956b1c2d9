"""Edges of a content move to quotation marks where few words lie between."""

from __future__ import annotations

import pytest

from dragoman.extract.edges import Quotations, straighten
from dragoman.extract.quotes import find_quotes
from dragoman.model import Span


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Hale said “[the boats left].”", "“the boats left.”"),
        ("“The boats [left” on Monday], Hale said", "“The boats left” on Monday"),
        ("the [boats “left] at noon”, Hale said", "boats “left at noon”"),
        ("“One two three four five [six],” Hale said", "six,”"),
        ("Hale [said] “boats”", "said"),
        ("[the boats left]", "the boats left"),
    ],
)
def test_edges_move_to_marks(marked: str, expected: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    quotes = Quotations(find_quotes(text, Span(0, len(text))))
    (span,) = straighten(text, [Span(start, end)], [], quotes)
    assert span.of(text) == expected


def test_edge_does_not_move_over_the_cue() -> None:
    text = "“The boats,” “he said, left”"
    quotes = Quotations(find_quotes(text, Span(0, len(text))))
    content = Span(text.index("left"), text.index("left") + 4)
    cue = Span(text.index("said"), text.index("said") + 4)
    assert straighten(text, [content], [cue], quotes) == [Span(content.start, content.end + 1)]
