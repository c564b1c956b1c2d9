"""The report's matrix and timeline as SVG, drawn by drawsvg and coloured by the page's style sheet.

Each is drawn twice, for a desk and for a phone, so that letters stay readable at both. Shapes carry
classes and no colours. drawsvg escapes text but not attributes: the only attributes made of data
are links, escaped here: to the page's own anchors, or to addresses of the site that shows the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from math import sqrt
from textwrap import wrap

import drawsvg as dw
from markupsafe import Markup

from dragoman.report.contexts import Axis, Coverage, CoverageRow, Lane, Point, Timeline
from dragoman.report.wording import count, short_day, visible

WIDE, NARROW = 1040, 358  # pixels; the page's column at a desk, and on the narrowest usual phone
LEFT = 230  # pixels for the speakers' names where they stand beside their row
_LETTER = 6.9  # pixels a letter takes on average at the label size
_LABEL, _SMALL = 13, 11
_END = "</svg>"


def drawing_of(width: float, height: float, label: str) -> dw.Drawing:
    """An empty picture; ``label`` tells those who cannot see it what it shows."""
    return dw.Drawing(
        width, height, **{"role": "group", "aria-label": escape(visible(label)), "class": "picture"}
    )


def finished(drawing: dw.Drawing) -> Markup:
    """The picture as markup: what ``drawing.as_svg`` writes, which passes over it three times, for
    definitions and animations that no picture here has; a large matrix is written five times as fast so."""
    pieces = [dw.Drawing.as_svg(_without_elements(drawing), header="").removesuffix(_END)]
    for element in drawing.elements:
        _write(element, pieces.append)
        pieces.append("\n")
    # Safe: made of drawsvg's elements, from escaped text and from our own anchors and classes.
    return Markup("".join((*pieces, _END)))


def _without_elements(drawing: dw.Drawing) -> dw.Drawing:
    bare = copy(drawing)
    bare.elements = []
    return bare


def _write(element: dw.DrawingElement, write: Callable[[str], object]) -> None:
    """An element with all that is in it, as drawsvg writes it."""
    if isinstance(element, dw.Raw):
        write(element.content)
        return
    write(f"<{element.TAG_NAME}")
    for name, value in element.args.items():
        if value is not None:
            write(f' {name}="{value}"')
    if not element.has_content and not element.children:
        write(" />")
        return
    write(f">{getattr(element, 'escaped_text', '')}")
    between = "" if isinstance(element, dw.Text) else "\n"
    if element.children:
        write(between)
        for child in element.children:
            _write(child, write)
            write(between)
    write(f"</{element.TAG_NAME}>")


def shape(name: str, **attributes: object) -> dw.Raw:
    """A shape with nothing in it. Shapes are made as markup: a picture has hundreds, and an object for each
    of them with all its attributes takes longer than all the rest of a page."""
    return dw.Raw(f"<{name}{_attributes(attributes)} />")


def text_at(words: str, x: float, y: float, kind: str, size: int = _SMALL, **more: object) -> dw.Raw:
    """Words on one line at a place."""
    shown = words if words.isalnum() else escape(" ".join(visible(words).split()) or " ", quote=False)
    at = f'x="{round(x, 1)}" y="{round(y, 1)}" font-size="{size}" class="{kind}"'
    return dw.Raw(f"<text {at}{_attributes(more)}>{shown}</text>")


def _attributes(given: Mapping[str, object]) -> str:
    """As drawsvg names them: ``class_`` is ``class``, ``text_anchor`` is ``text-anchor``."""
    return "".join([f' {_attribute(name)}="{value}"' for name, value in given.items()])


@cache
def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def fitted(words: str, width: float, size: int = _LABEL) -> str:
    """As many of the words as so many pixels have room for."""
    most = max(4, int(width / (_LETTER * size / _LABEL)))
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def linked(anchor: str, *shapes: dw.DrawingElement, title: str = "") -> dw.Raw:
    """Shapes that lead to a place in the page, or to an address of this site (one that begins with "/")."""
    # Not in the tab order: the table beside the picture holds the same links.
    href = escape(anchor if anchor.startswith("/") else f"#{anchor}")
    return _around("a", f'href="{href}" tabindex="-1"', shapes, title)


def grouped(kind: str, *shapes: dw.DrawingElement, title: str = "") -> dw.Raw:
    """Shapes that are one thing."""
    return _around("g", f'class="{kind}"', shapes, title)


def _around(name: str, attributes: str, shapes: Iterable[dw.DrawingElement], title: str) -> dw.Raw:
    pieces = [f"<{name} {attributes}>\n"]
    if title:
        pieces.append(f"<title>{escape(visible(title), quote=False)}</title>\n")
    for drawn in shapes:
        _write(drawn, pieces.append)
        pieces.append("\n")
    return dw.Raw("".join((*pieces, f"</{name}>")))


# Coverage


@dataclass(frozen=True, slots=True)
class _Grid:
    """Measures of the coverage picture, in pixels."""

    width: int
    gutter: int
    cell: float
    high: int
    step: int
    head: int

    @classmethod
    def of(cls, columns: int, head: int, *, is_wide: bool, left: int = LEFT) -> _Grid:
        """Wide: names left of the cells. Narrow: names above them."""
        if is_wide:
            cell = min(130.0, (WIDE - left - 70) / columns)
            return cls(round(left + cell * columns + 70), left, cell, 30, 34, head)
        return cls(NARROW, 0, min(64.0, (NARROW - 48) / columns), 24, 50, head)


def has_keys(coverage: Coverage) -> bool:
    """Whether the wide picture, too, names its outlets by letters."""
    return coverage.shown_outlets > 8


def outlet_keys(coverage: Coverage) -> list[tuple[str, str]]:
    """The letter of each outlet that the pictures show."""
    return [
        (chr(ord("A") + place), name) for place, name in enumerate(coverage.outlets[: coverage.shown_outlets])
    ]


def draw_coverage(
    coverage: Coverage,
    *,
    is_wide: bool,
    label: str = "Words carried, by speaker and outlet",
    left: int = LEFT,
) -> Markup:
    """The matrix of speakers (or utterances) and outlets, shaded by words. ``left`` are the pixels for the
    names of the rows where they stand beside them."""
    rows = [row for row in coverage.rows if row.anchor in coverage.shown]
    columns = coverage.shown_outlets
    keyed = has_keys(coverage) or not is_wide
    grid = _Grid.of(columns, 24 if keyed else 50, is_wide=is_wide, left=left)
    drawing = drawing_of(grid.width, grid.head + grid.step * len(rows) + 6, label)
    for column, (letter, name) in enumerate(outlet_keys(coverage)):
        middle = grid.gutter + (column + 0.5) * grid.cell
        drawing.extend(_heading(letter if keyed else name, middle, grid))
    end = grid.gutter + grid.cell * columns
    drawing.append(text_at("all", end + 44, grid.head - 8, "axis", text_anchor="end"))
    places = _columns(coverage.outlets[:columns], grid)
    for place, row in enumerate(rows):
        drawing.extend(_coverage_row(row, places, grid, grid.head + place * grid.step))
    return finished(drawing)


def _heading(words: str, middle: float, grid: _Grid) -> Iterator[dw.Raw]:
    most = max(6, int(grid.cell / (_LETTER * _SMALL / _LABEL)))
    is_key = len(words) == 1 and words.isalnum()
    lines = [words] if is_key else wrap(words, most, max_lines=3, placeholder="…") or [" "]
    for place, line in enumerate(reversed(lines)):
        yield text_at(line, middle, grid.head - 8 - 13 * place, "axis", text_anchor="middle")


@dataclass(frozen=True, slots=True)
class _Column:
    """What every row writes again of a column: where its cells begin, their middle, and how they name it."""

    start: str
    middle: float
    named: str


def _columns(outlets: Sequence[str], grid: _Grid) -> list[_Column]:
    places = [(grid.gutter + column * grid.cell, outlet) for column, outlet in enumerate(outlets)]
    return [
        _Column(f'<rect x="{round(x + 1, 1)}"', round(x + grid.cell / 2, 1), f" in {_in_title(outlet)}: ")
        for x, outlet in places
    ]


def _coverage_row(
    row: CoverageRow, columns: Sequence[_Column], grid: _Grid, top: float
) -> Iterator[dw.DrawingElement]:
    label = text_at(
        fitted(row.label, (grid.gutter or NARROW) - 12), 0, top + (20 if grid.gutter else 14), "label", _LABEL
    )
    top += 0 if grid.gutter else 20
    yield linked(row.anchor, label, title=row.label)
    named, middle = _in_title(row.label), round(top + grid.high / 2 + 4, 1)
    shade = f'y="{top}" width="{round(grid.cell - 2, 1)}" height="{grid.high}" rx="3"'
    cells = []
    for at, cell in zip(columns, row.cells, strict=False):
        figure = f"\n{_figure(cell.words, at.middle, middle)}" if cell.statements else ""
        title = f"<title>{named}{at.named}{_said(cell.words, cell.statements)}</title>"
        cells.append(f'<g class="heat heat-{cell.level}">\n{title}\n{at.start} {shade} />{figure}\n</g>')
    yield dw.Raw("\n".join(cells))
    end = grid.gutter + grid.cell * len(columns)
    yield text_at(f"{row.total.words:,}", end + 44, top + grid.high / 2 + 4, "total", text_anchor="end")


def _in_title(words: str) -> str:
    """As the title of a shape has it."""
    return escape(visible(words), quote=False)


@lru_cache(maxsize=4096)
def _said(words: int, statements: int) -> str:
    """How much a cell stands for, in words."""
    if not statements:
        return "nothing"
    return f"{count(words, 'word')} in {count(statements, 'statement')}"


def _figure(words: int, x: float, y: float) -> str:
    """The same as the figure that stands in it."""
    shown = f"{words / 1000:.1f}k" if words >= 1000 else str(words)
    return f'<text x="{x}" y="{y}" font-size="{_SMALL}" class="figure" text-anchor="middle">{shown}</text>'


# Timeline


@dataclass(frozen=True, slots=True)
class _Frame:
    """Measures of the timeline, in pixels."""

    width: int
    left: float
    right: float
    head: int
    lane: int
    above: int

    @classmethod
    def of(cls, *, is_wide: bool) -> _Frame:
        """Wide: names left of the lanes. Narrow: names above them."""
        return cls(WIDE, LEFT + 20, WIDE - 24, 44, 40, 0) if is_wide else cls(NARROW, 16, 342, 44, 56, 22)

    def x(self, place: float) -> float:
        """Pixels from the left for a place on the axis."""
        return self.left + place * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Marks that would lie on top of each other, drawn as one with their number."""

    x: float
    points: tuple[Point, ...]


_NEAR = 20.0  # pixels: closer marks are drawn as one


def _clusters(points: Iterable[Point], frame: _Frame) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    for point in sorted(points, key=lambda p: p.start):
        x = frame.x(point.start)
        if clusters and x - clusters[-1].x < _NEAR:
            clusters[-1] = _Cluster(clusters[-1].x, (*clusters[-1].points, point))
        else:
            clusters.append(_Cluster(x, (point,)))
    return clusters


def draw_timeline(
    timeline: Timeline, *, is_wide: bool, label: str = "Statements by the day they were said"
) -> Markup:
    """The lanes of statements, or of articles, over the axis of days; empty where nothing has a date."""
    axis, frame = timeline.axis, _Frame.of(is_wide=is_wide)
    if axis is None:
        return Markup("")
    height = frame.head + frame.lane * len(timeline.lanes) + 8
    drawing = drawing_of(frame.width, height, label)
    drawing.extend(_scale(axis, frame, height))
    for place, lane in enumerate(timeline.lanes):
        drawing.extend(_lane(lane, frame, frame.head + place * frame.lane))
    return finished(drawing)


def _scale(axis: Axis, frame: _Frame, height: float) -> Iterator[dw.DrawingElement]:
    """The days' labels, each year once, thin lines down from them, and the shortened stretches."""
    last, year = -100.0, 0
    for day, place in zip(axis.days, axis.places, strict=True):
        x = frame.x(place)
        if x - last < 50:
            continue
        last = x
        yield _line(round(x, 1), frame.head - 8, round(x, 1), height, "grid")
        if day.year != year:
            yield text_at(str(day.year), x, 14, "year", text_anchor="middle")
            year = day.year
        yield text_at(short_day(day), x, 29, "axis", text_anchor="middle")
    for place in axis.breaks:
        yield from _break(frame.x(place), frame, height)


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> dw.Raw:
    # As drawsvg draws one: a path, which the style sheet strokes.
    return dw.Raw(f'<path d="M{x1},{y1} L{x2},{y2}" class="{kind}" />')


def _break(x: float, frame: _Frame, height: float) -> Iterator[dw.DrawingElement]:
    group = dw.Group(class_="break")
    group.append_title("A longer time without statements, shortened")
    group.append(dw.Line(x - 4, 34, x, 20, class_="tear"))
    group.append(dw.Line(x + 2, 34, x + 6, 20, class_="tear"))
    group.append(dw.Line(x, frame.head - 8, x, height, class_="gap"))
    yield group


def _lane(lane: Lane, frame: _Frame, top: float) -> Iterator[dw.DrawingElement]:
    middle = top + frame.above + (frame.lane - frame.above) / 2
    width = NARROW if frame.above else frame.left
    label = text_at(
        fitted(lane.label, width - 36), 0, top + 16 if frame.above else middle + 4, "label", _LABEL
    )
    yield linked(lane.anchor, label, title=lane.label)
    yield _line(frame.left - 14, middle, frame.right + 14, middle, "lane")
    stretches = [p for p in lane.points if frame.x(p.end) - frame.x(p.start) >= _NEAR]
    yield from _stretch_marks(stretches, frame, middle)
    for is_bounded in (True, False):
        dots = [p for p in lane.points if p not in stretches and p.is_bounded is is_bounded]
        both = any(p.is_bounded != is_bounded for p in lane.points)
        shift = (8 if is_bounded else -8) if both else 0
        for cluster in _clusters(dots, frame):
            yield _dot(cluster, middle + shift, is_bounded=is_bounded)


def _stretch_marks(points: Sequence[Point], frame: _Frame, middle: float) -> Iterator[dw.DrawingElement]:
    ends: dict[tuple[float, float], list[Point]] = {}
    for point in points:
        ends.setdefault((point.start, point.end), []).append(point)
    for (start, end), members in ends.items():
        left, right = frame.x(start), frame.x(end)
        bar = dw.Rectangle(
            round(left - 4, 1), middle - 3.5, round(right - left + 8, 1), 7, rx=3.5, class_="stretch"
        )
        yield _marks_link(members, bar)


def _marks_link(points: Sequence[Point], *shapes: dw.DrawingElement) -> dw.DrawingElement:
    if len(points) == 1:
        return linked(points[0].anchor, *shapes, title=points[0].title)
    titles = [point.title for point in points[:6]]
    more = [f"and {len(points) - 6} more"] if len(points) > 6 else []
    return linked(points[0].day_anchor, *shapes, title="\n".join(titles + more))


def _dot(cluster: _Cluster, y: float, *, is_bounded: bool) -> dw.DrawingElement:
    number = len(cluster.points)
    radius = min(5 + 1.7 * sqrt(number - 1) + (1.5 if number > 1 else 0), 13)
    kind = "dot bounded" if is_bounded else "dot"
    shapes: list[dw.DrawingElement] = []
    if is_bounded:
        shapes.append(_line(cluster.x - radius - 6, y, cluster.x - radius, y, "tail"))
    shapes.append(shape("circle", cx=round(cluster.x, 1), cy=y, r=round(radius, 1), class_=kind))
    if number > 1:
        size = 9 if number < 100 else 7
        shapes.append(text_at(str(number), cluster.x, y + 3.2, f"{kind} n", size, text_anchor="middle"))
    return _marks_link(cluster.points, *shapes)
