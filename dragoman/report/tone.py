"""The picture of how warm or cold two sides speak of each other: two lines of means over time, in SVG by
drawsvg. A dot is larger the more was said; where nothing was said the line has a gap. The sides differ in
shape and stroke besides colour, and each dot leads to what stands behind it; a table stands below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

import drawsvg as dw
from markupsafe import Markup

from dragoman.report import pictures
from dragoman.report.wording import count, visible

_HEAD, _HIGH, _FOOT = 44, 190, 34  # pixels
_FEWEST = 6  # stretches of time that a picture has room for at least
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_WORDS = ((0.6, "warm"), (0.2, "rather warm"), (-0.2, "mixed"), (-0.6, "rather cold"), (-2.0, "cold"))


@dataclass(frozen=True, slots=True)
class Dot:
    """The mean tone of a stretch of time, from -1 (cold) to 1 (warm), over so many statements; ``first`` is
    the first day of the stretch, ``anchor`` the place in the page that lists them."""

    first: date
    mean: float
    statements: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Voiced:
    """What one side says of the other over time."""

    name: str
    dots: tuple[Dot, ...]


def word_tone(value: float) -> str:
    """A tone in words."""
    return next(words for least, words in _WORDS if value >= least)


def word_figure(value: float) -> str:
    """A tone as a figure: ``+0.50``, ``−0.50``."""
    return f"{value:+.2f}".replace("-", "−")


def word_stretch(first: date, step: str) -> str:
    """A day, month or year (``step``) in words."""
    if step == "year":
        return str(first.year)
    month = f"{_NAMES[first.month - 1]} {first.year}"
    return month if step == "month" else f"{first.day} {month}"


def draw_tone(voices: Sequence[Voiced], step: str, *, is_wide: bool) -> Markup:
    """The lines of the sides over time; nothing where no side has two dots or both have none. ``step`` is
    day, month or year."""
    if len({dot.first for voice in voices for dot in voice.dots}) < 2:
        return Markup("")
    frame = _Frame.of(voices, step, is_wide=is_wide)
    names = " and ".join(voice.name for voice in voices)
    drawing = pictures.drawing_of(
        frame.width, _HEAD + _HIGH + _FOOT, f"How warm or cold {names} speak of each other"
    )
    drawing.extend(_scale(frame))
    for place, voice in enumerate(voices):
        drawing.extend(_key(voice, place, frame))
    for place, voice in enumerate(voices):
        drawing.append(_line(voice, place, frame))
        drawing.extend(_dot(dot, voice, place, frame) for dot in voice.dots)
    return pictures.finished(drawing)


@dataclass(frozen=True, slots=True)
class _Frame:
    width: int
    left: float
    start: int
    stretches: int
    step: str

    @classmethod
    def of(cls, voices: Sequence[Voiced], step: str, *, is_wide: bool) -> _Frame:
        places = [_place(dot.first, step) for voice in voices for dot in voice.dots]
        long = max(max(places) - min(places) + 1, _FEWEST)
        return cls(
            pictures.WIDE if is_wide else pictures.NARROW, 52.0 if is_wide else 40.0, min(places), long, step
        )

    @property
    def wide(self) -> float:
        """Pixels of one stretch of time."""
        return min(120.0, (self.width - self.left - 16) / self.stretches)

    def x(self, first: date) -> float:
        return self.left + 8 + (_place(first, self.step) - self.start + 0.5) * self.wide

    def y(self, value: float) -> float:
        return _HEAD + _HIGH * (1 - value) / 2

    @property
    def end(self) -> float:
        return self.left + 8 + self.stretches * self.wide


def _place(first: date, step: str) -> int:
    if step == "day":
        return first.toordinal()
    return first.year * 12 + first.month - 1 if step == "month" else first.year


def _first(place: int, step: str) -> date:
    if step == "day":
        return date.min + timedelta(days=place - 1)
    return date(place // 12, place % 12 + 1, 1) if step == "month" else date(place, 1, 1)


def _scale(frame: _Frame) -> Iterator[dw.DrawingElement]:
    for value, words in ((1.0, "warm"), (0.0, "mixed"), (-1.0, "cold")):
        y = frame.y(value)
        yield dw.Line(frame.left, y, round(frame.end, 1), y, class_="lane" if value else "zero")
        yield pictures.text_at(words, frame.left - 8, y + 4, "axis", text_anchor="end")
    free = -100.0
    for place in range(frame.start, frame.start + frame.stretches):
        first = _first(place, frame.step)
        x = frame.x(first)
        if x - free >= 74 and x + 30 <= frame.width:
            free = x
            yield pictures.text_at(
                word_stretch(first, frame.step), x, _HEAD + _HIGH + 26, "axis", text_anchor="middle"
            )


def _key(voice: Voiced, place: int, frame: _Frame) -> Iterator[dw.DrawingElement]:
    """The sign of a side and its name, on top."""
    room = (frame.width - frame.left) / 2
    x = frame.left + 8 + place * min(room, 300.0)
    yield _sign(x, 14, 6.0, place)
    yield pictures.text_at(pictures.fitted(voice.name, room - 24), x + 14, 18, "label", size=13)


def _line(voice: Voiced, place: int, frame: _Frame) -> dw.Raw:
    """The line between stretches that follow each other."""
    pieces: list[dw.Raw] = []
    for one, other in zip(voice.dots, voice.dots[1:], strict=False):
        if _place(other.first, frame.step) - _place(one.first, frame.step) == 1:
            ends = ((frame.x(dot.first), frame.y(dot.mean)) for dot in (one, other))
            pieces.append(pictures.shape("path", d=_path(ends)))
    return pictures.grouped(f"tone tone-{place}", *pieces)


def _path(corners: Iterable[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{round(x, 1)},{round(y, 1)}" for x, y in corners)


def _dot(dot: Dot, voice: Voiced, place: int, frame: _Frame) -> dw.DrawingElement:
    radius = min(4.0 + 2.0 * sqrt(dot.statements), 13.0, max(frame.wide / 2, 4.0))
    shift = (place - 0.5) * min(8.0, frame.wide / 3)
    tone = f"{word_tone(dot.mean)} ({word_figure(dot.mean)})"
    title = (
        f"{voice.name}, {word_stretch(dot.first, frame.step)}: {tone}, {count(dot.statements, 'statement')}"
    )
    sign = _sign(frame.x(dot.first) + shift, frame.y(dot.mean), radius, place)
    return pictures.linked(dot.anchor, sign, title=visible(title))


def _sign(x: float, y: float, radius: float, place: int) -> dw.DrawingElement:
    """A disc for the first side, a square on its corner for the second."""
    kind = f"tone-sign tone-{place}"
    if place == 0:
        return pictures.shape("circle", cx=round(x, 1), cy=round(y, 1), r=round(radius, 1), class_=kind)
    far = round(radius * 1.15, 1)
    corners = ((x, y - far), (x + far, y), (x, y + far), (x - far, y))
    return pictures.shape("path", d=f"{_path(corners)} Z", class_=kind)
