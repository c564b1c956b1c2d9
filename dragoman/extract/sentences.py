"""Sentence borders as punctuation shows them: enough to say what stands near a cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.model import Span

_BORDER = re.compile(
    r"(?<![A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!Mrs)(?<!\bSt)[.!?…]['’\"”»)]*\s+(?=['‘\"“«(]?[A-Z\d–—-])|\n+"
)


def find_borders(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where sentences end between two places: their marks, with the white space behind them."""
    return _BORDER.finditer(text, start, end)


def find_sentences(text: str, within: Span) -> list[Span]:
    """The sentences of a block, in order; white space behind a sentence belongs to it."""
    ends = [border.end() for border in _BORDER.finditer(text, within.start, within.end)]
    starts = [within.start, *(e for e in ends if e < within.end)]
    return [Span(s, e) for s, e in zip(starts, [*starts[1:], within.end], strict=True)]


def sentence_at(text: str, within: Span, position: int) -> Span:
    """The sentence of ``within`` in which ``position`` stands."""
    start, end = within.start, within.end
    for border in _BORDER.finditer(text, within.start, within.end):
        if border.end() <= position:
            start = border.end()
        elif border.start() >= position:
            end = border.start() + 1
            break
    return Span(start, max(start, end))
