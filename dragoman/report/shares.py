"""The picture of whose words an article reports: one bar an article, cut by sides, in SVG by drawsvg.

Colour never stands alone: a segment that has room for it carries its side and share, every one tells
them when the pointer rests on it, and a table stands below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import drawsvg as dw
from markupsafe import Markup

from dragoman.report import pictures
from dragoman.report.contexts_linked import Bar, Segment
from dragoman.report.wording import count, visible

_HIGH = 24  # pixels of a bar
_LETTER = 6.2  # pixels a letter takes on average inside a bar


def draw_shares(bars: Sequence[Bar], *, is_wide: bool) -> Markup:
    """The bars in their order, names beside them where there is room, else above."""
    left, step = (pictures.LEFT + 60, 34) if is_wide else (0, 50)
    width = pictures.WIDE if is_wide else pictures.NARROW
    drawing = pictures.drawing_of(width, step * len(bars) + 6, "Reported words of each article by side")
    for place, bar in enumerate(bars):
        drawing.extend(_bar(bar, left, width, step * place))
    return pictures.finished(drawing)


def _bar(bar: Bar, left: int, width: int, top: float) -> Iterator[dw.DrawingElement]:
    name = f"{bar.outlet}: {bar.label}"
    label = pictures.text_at(
        pictures.fitted(name, (left or width) - 16), 0, top + (16 if left else 14), "label", size=13
    )
    yield pictures.linked(bar.anchor, label, title=name)
    top += 0 if left else 20
    at = float(left)
    for segment in bar.segments:
        wide = segment.share * (width - left)
        yield _segment(segment, bar, at, top, wide)
        at += wide


def _segment(segment: Segment, bar: Bar, at: float, top: float, wide: float) -> dw.Raw:
    share = f"{segment.share:.0%}"
    title = visible(f"{bar.outlet}: {segment.side}, {share}, {count(segment.words, 'word')}")
    x, width = round(at + 1, 1), round(max(wide - 2, 1), 1)
    shapes = [pictures.shape("rect", x=x, y=top, width=width, height=_HIGH, rx=3)]
    words = next((w for w in (f"{segment.side} {share}", share) if len(w) * _LETTER + 12 <= wide), "")
    if words:
        shapes.append(
            pictures.text_at(words, at + wide / 2, top + 16, "figure", size=12, text_anchor="middle")
        )
    return pictures.grouped(f"side side-{segment.kind}", *shapes, title=title)
