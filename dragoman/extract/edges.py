"""Where a content begins and ends, as punctuation demands: a quotation is taken whole or not at all.

A network decides word by word and so may stop a word short of a closing mark, or leave the mark itself
out. An edge that lies inside a quotation moves to its mark where only a few words lie between, and none
of them is the cue's or the source's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dragoman.extract.quotes import Quote
from dragoman.model import Span

_FEW = 3  # words between an edge and the mark that it moves to


class Quotations:
    """The quotations of a text in order, to look up those at a place."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self.all = sorted(quotes, key=lambda q: q.span)
        self._starts = [q.span.start for q in self.all]

    def near(self, span: Span) -> Sequence[Quote]:
        """Those that share a character with a span or touch it."""
        low = max(0, bisect_left(self._starts, span.start) - 1)
        found = self.all[low : bisect_right(self._starts, span.end)]
        return [q for q in found if q.span.end >= span.start]


def straighten(text: str, content: Sequence[Span], others: Sequence[Span], quotes: Quotations) -> list[Span]:
    """The spans of a content, their edges moved to quotation marks; ``others`` are the cue and the source."""
    moved: list[Span] = []
    for span in sorted(content):
        start, end = span.start, span.end
        for quote in quotes.near(span):
            mark, close = quote.span.start, quote.span.end
            if mark < start <= close and _few(text, Span(mark, start), others) and start < close - 1:
                start = mark
            if mark <= end < close and _few(text, Span(end, close), others) and end > mark + 1:
                end = close
        if moved and moved[-1].end >= start:
            moved[-1] = Span(moved[-1].start, max(end, moved[-1].end))
        else:
            moved.append(Span(start, end))
    return moved


def _few(text: str, between: Span, others: Sequence[Span]) -> bool:
    """Whether the words of a stretch are few and nobody else's."""
    return len(between.of(text).split()) <= _FEW and not any(o.overlaps(between) for o in others)
