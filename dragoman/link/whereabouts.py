"""Where in an article some words stand: in which sentence, in which block, how far from its head."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from dragoman.link.sheet import Sheet
from dragoman.model import BlockRole, Span

_BORDER = re.compile(
    r"[.!?…\n](?:(?<=\n)\n*|(?<=[^\n])(?<![A-Z].)(?<!\bMr.)(?<!\bMs.)(?<!\bDr.)(?<!Mrs.)"
    r"['’\"”»)]*\s+(?=['‘\"“«(]?[A-Z\d–—-]))"
)


def sentence_of(text: str, within: Span, position: int) -> Span:
    """The sentence of a block in which a position stands."""
    starts, ends = _borders(text, within.start, within.end)
    before = bisect_right(ends, position)
    after = bisect_left(starts, position)
    start = ends[before - 1] if before else within.start
    end = starts[after] + 1 if after < len(starts) else within.end
    return Span(start, max(start, end))


@lru_cache(maxsize=256)
def _borders(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Where the borders between the sentences of a stretch begin, and where they end."""
    found = [border.span() for border in _BORDER.finditer(text, start, end)]
    return [first for first, _ in found], [last for _, last in found]


def first_blocks(sheet: Sheet, count: int) -> int:
    """The index of the block behind an article's title lines and its first ``count`` paragraphs."""
    blocks = sheet.reading.page.blocks
    body = [i for i, b in enumerate(blocks) if b.role in (BlockRole.BODY, BlockRole.QUESTION)]
    return body[count] if len(body) > count else len(blocks)


def block_at(sheet: Sheet, position: int) -> int:
    """The index of the block that holds a position."""
    starts = [b.span.start for b in sheet.reading.page.blocks]
    return max(bisect_right(starts, position) - 1, 0)
