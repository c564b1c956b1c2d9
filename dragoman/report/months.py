"""The picture of how much somebody is quoted over time: one bar a month, or a year where there are many
months, in SVG. Each bar tells its figure when the pointer rests on it; a table stands below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import drawsvg as dw
from markupsafe import Markup

from dragoman.report.pictures import NARROW, WIDE, drawing_of, finished, linked, shape, text_at
from dragoman.report.wording import count, visible

_MOST = {True: 60, False: 24}  # bars that fit, by whether the picture is wide
_HIGH, _HEAD, _FOOT = 96, 16, 22  # pixels
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Bar:
    """How many statements fall into one month; ``href`` leads to them."""

    first: date
    statements: int
    href: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    label: str
    name: str
    statements: int
    href: str


def draw_months(bars: Sequence[Bar], *, is_wide: bool) -> Markup:
    """The bars over time, empty months with nothing drawn; no picture for a single month."""
    stretches = _stretches(bars, _MOST[is_wide])
    if len(stretches) < 2:
        return Markup("")
    width = WIDE if is_wide else NARROW
    step = min(48.0, width / len(stretches))
    most = max(s.statements for s in stretches)
    drawing = drawing_of(width, _HEAD + _HIGH + _FOOT, "Statements over time")
    free = -100.0
    for place, stretch in enumerate(stretches):
        x, high = place * step, _HIGH * stretch.statements / most
        if stretch.statements:
            drawing.append(_bar(stretch, x, step, max(high, 2.0)))
        if x - free >= 62:
            free = x
            drawing.append(text_at(stretch.label, x + 1, _HEAD + _HIGH + 16, "axis"))
    ground = f"M0,{_HEAD + _HIGH} L{step * len(stretches)},{_HEAD + _HIGH}"
    drawing.append(shape("path", d=ground, class_="lane"))
    return finished(drawing)


def _bar(stretch: _Stretch, x: float, step: float, high: float) -> dw.DrawingElement:
    top = _HEAD + _HIGH - high
    width, high = round(max(step - 2, 1), 1), round(high, 1)
    shapes = [shape("rect", x=round(x + 1, 1), y=round(top, 1), width=width, height=high, class_="month")]
    if step >= 22:
        shapes.append(text_at(f"{stretch.statements:,}", x + step / 2, top - 4, "axis", text_anchor="middle"))
    title = visible(f"{stretch.name}: {count(stretch.statements, 'statement')}")
    return linked(stretch.href, *shapes, title=title)


def _stretches(bars: Sequence[Bar], most: int) -> list[_Stretch]:
    """Every month from the first to the last, or every year where that is too many."""
    if not bars:
        return []
    held = {(bar.first.year, bar.first.month): bar for bar in bars}
    (year, month), end = min(held), max(held)
    months = (end[0] - year) * 12 + end[1] - month + 1
    if months > most:
        return _years(bars)
    stretches = []
    for place in range(months):
        at = (year + (month - 1 + place) // 12, (month - 1 + place) % 12 + 1)
        name, bar = f"{_NAMES[at[1] - 1]} {at[0]}", held.get(at)
        stretches.append(_Stretch(name, name, bar.statements if bar else 0, bar.href if bar else ""))
    return stretches


def _years(bars: Sequence[Bar]) -> list[_Stretch]:
    first, last = (choose(bar.first.year for bar in bars) for choose in (min, max))
    stretches = []
    for year in range(first, last + 1):
        within = [bar for bar in bars if bar.first.year == year]
        href = within[0].href if within else ""
        stretches.append(_Stretch(str(year), str(year), sum(bar.statements for bar in within), href))
    return stretches
