"""Sentence borders as punctuation shows them: enough to say what stands near a cue."""

from __future__ import annotations

import re

from dragoman.model import Span

_BORDER = re.compile(
    r"(?<![A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!Mrs)(?<!\bSt)[.!?…]['’\"”»)]*\s+(?=['‘\"“«(]?[A-Z\d–—-])|\n+"
)


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
