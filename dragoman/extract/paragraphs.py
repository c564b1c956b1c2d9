"""The paragraphs of a text that was not cut into blocks: its lines, joined where a fixed width broke them."""

from __future__ import annotations

import re
from itertools import pairwise

from dragoman.model import Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ENDED = re.compile(r"[.!?…:]['’\"”»)\]]*\s*$")
_NARROWEST, _WIDEST = 50, 120  # characters: widths at which mail and agencies break lines
_SLACK = 8  # characters by which a full line may stay under the width
_MOST = 0.6  # of the lines that end no sentence are full where a fixed width broke them


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs that hold more than white space, in order."""
    lines = [Span(m.start(), m.end()) for m in _LINE.finditer(text) if not m.group().isspace()]
    width = max((line.end - line.start for line in lines), default=0)
    if not _NARROWEST <= width <= _WIDEST or not _is_wrapped(text, lines, width):
        return lines
    joined = lines[:1]
    for last, line in pairwise(lines):
        if _goes_on(text, last, line, width):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def _is_wrapped(text: str, lines: list[Span], width: int) -> bool:
    unended = [
        (a, b)
        for a, b in pairwise(lines)
        if _adjacent(text, a, b) and not _ENDED.search(text, a.start, a.end)
    ]
    full = sum(_goes_on(text, a, b, width) for a, b in unended)
    return len(unended) >= 2 and full >= _MOST * len(unended)


def _adjacent(text: str, line: Span, following: Span) -> bool:
    return text.count("\n", line.end, following.start) <= 1


def _goes_on(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the following line's first word would not have fitted behind a line."""
    word = following.of(text).split(maxsplit=1)[0]
    return _adjacent(text, line, following) and line.end - line.start + 1 + len(word) > width - _SLACK
