"""Dates one time expression: by its own words where they suffice, else against the anchor, where
each day of the anchor gives the same answer."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from dragoman.model import Interval, Precision, Span

_LONGEST_ANCHOR = 366  # days; a vaguer one dates nothing
_DAY = timedelta(days=1)
_DATED = frozenset(("day", "numeric", "month", "year", "weekday", "relative", "unit", "ago"))
_UNSURE_SIDES = frozenset(("the", "that", "latest"))  # "the year" may be any


class Direction(Enum):
    """On which side of the anchor the words lie: named ("last", "this", "next"), told by the clause
    (ahead, behind), or not told (either)."""

    LAST = "last"
    THIS = "this"
    NEXT = "next"
    AHEAD = "ahead"
    BEHIND = "behind"
    EITHER = "either"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A time expression taken apart. ``offset`` is in days from the anchor; ``numeric`` are the two
    numbers of "03.10.2033" before their order is known; ``weekday`` counts from Monday = 1.

    ``letter`` is the TIMEX3 letter of a unit ("TH" for hours), ``count`` how many of it (``None``: the
    words do not say), ``nth`` which quarter, half or century, ``side`` the word that places a unit
    ("last", "latest", "that", "the" ...), ``leans`` whether it goes on from what the text named before
    ("the following year"), ``clock`` hours and minutes, ``part`` of the day, ``mod``
    what the words add to a value (TIMEX3's ``mod``), ``name``
    of a holiday or a reference."""

    kind: str
    span: Span
    words: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    offset: int | None = None
    unit: str | None = None
    earlier: bool = False
    numeric: tuple[int, int] | None = None
    direction: Direction = Direction.BEHIND
    likely: Direction = Direction.BEHIND
    letter: str | None = None
    count: float | None = None
    nth: int | None = None
    side: str | None = None
    clock: tuple[int, int] | None = None
    part: str | None = None
    season: str | None = None
    decade: int | None = None
    name: str | None = None
    mod: str | None = None
    leans: bool = False

    def towards(self, direction: Direction, likely: Direction) -> Reading:
        """The same on another side of the anchor."""
        return replace(self, direction=direction, likely=likely)


Dates = tuple[date, date, Precision]


def resolve(
    reading: Reading,
    anchor: Interval | None,
    *,
    known_years: dict[tuple[int, int], int],
    day_first: bool | None,
) -> Interval | None:
    """The interval that a reading means, or ``None`` where it stays open."""
    if reading.kind not in _DATED or reading.side in _UNSURE_SIDES:
        return None
    found = _by_itself(reading, known_years, day_first)
    if found:
        return Interval(*found, basis=f"“{reading.words}”")
    if anchor is None or anchor.first is None or reading.year or reading.numeric:
        return None
    if anchor.last is None:
        return _first_day(reading, anchor.first)
    if (anchor.last - anchor.first).days > _LONGEST_ANCHOR:
        return None
    ends = {_against(reading, day) for day in (anchor.first, anchor.last)}
    only = ends.pop()
    if ends or only is None:
        return None
    return Interval(*only, basis=f"“{reading.words}”, written {_shown(anchor)}")


def _shown(anchor: Interval) -> str:
    if anchor.first == anchor.last:
        return f"{anchor.first}"
    return f"{anchor.first} to {anchor.last}"


def _first_day(reading: Reading, first: date) -> Interval | None:
    """An anchor that is only a lower bound dates only the very words that it was inferred from."""
    told = (reading.weekday, reading.month, reading.day)
    if told == (first.isoweekday(), first.month, first.day):
        return Interval.day(first, f"“{reading.words}”, written {first} or later")
    return None


# ------------------------------------------------------------------- without an anchor


def _by_itself(
    reading: Reading, known_years: dict[tuple[int, int], int], day_first: bool | None
) -> Dates | None:
    year, month, day = reading.year, reading.month, reading.day
    if reading.numeric:
        if day_first is None and reading.numeric[0] != reading.numeric[1]:
            return None
        day, month = reading.numeric if day_first else reading.numeric[::-1]
    if month and day:
        year = year or known_years.get((month, day))
        return _one(_date(year, month, day)) if year else None
    if year and month:
        return _month(year, month)
    return (date(year, 1, 1), date(year, 12, 31), Precision.YEAR) if year else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _one(day: date | None) -> Dates | None:
    return (day, day, Precision.DAY) if day else None


def _month(year: int, month: int) -> Dates | None:
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1]), Precision.MONTH


# ------------------------------------------------------------------- against a day


def _against(reading: Reading, today: date) -> Dates | None:
    try:
        if reading.offset is not None:
            return _one(today + reading.offset * _DAY)
        if reading.unit:
            return _unit(reading, today)
        if reading.month and reading.day:
            return _one(_yearless_day(reading, today))
        if reading.month:
            return _yearless_month(reading, today)
        return _one(_weekday(reading, today)) if reading.weekday else None
    except (OverflowError, ValueError):  # beyond the calendar
        return None


def _weekday(reading: Reading, today: date) -> date | None:
    away = (reading.weekday or 0) - today.isoweekday()
    if reading.direction is Direction.THIS:
        return today + away * _DAY
    if reading.direction is Direction.LAST:
        return today - ((-away - 1) % 7 + 1) * _DAY
    if reading.direction is Direction.NEXT:
        return today + ((away - 1) % 7 + 1) * _DAY
    if reading.direction is Direction.AHEAD:
        return today + (away % 7) * _DAY
    return today - (-away % 7) * _DAY if reading.direction is Direction.BEHIND else None


def _yearless_day(reading: Reading, today: date) -> date | None:
    near = [_date(today.year + step, reading.month or 0, reading.day or 0) for step in (-1, 0, 1)]
    days = [d for d in near if d and reading.weekday in (None, d.isoweekday())]
    if reading.weekday and len(days) == 1:
        return days[0]
    behind, ahead = [d for d in days if d <= today], [d for d in days if d >= today]
    if reading.direction is Direction.BEHIND:
        return behind[-1] if behind else None
    return ahead[0] if reading.direction is Direction.AHEAD and ahead else None


def _yearless_month(reading: Reading, today: date) -> Dates | None:
    month, year = reading.month or 0, today.year
    if reading.direction is Direction.EITHER:
        return None
    if reading.direction is Direction.THIS:
        return _month(year, month)
    if reading.direction in (Direction.NEXT, Direction.AHEAD):
        same = month == today.month and reading.direction is Direction.AHEAD
        return _month(year if month > today.month or same else year + 1, month)
    same = month == today.month and reading.direction is Direction.BEHIND
    return _month(year if month < today.month or same else year - 1, month)


def _unit(reading: Reading, today: date) -> Dates | None:
    step = {Direction.LAST: -1, Direction.NEXT: 1}.get(reading.direction, 0)
    found: Dates | None
    if reading.unit == "week":
        monday = today - (today.isoweekday() - 1) * _DAY + 7 * step * _DAY
        found = monday, monday + 6 * _DAY, Precision.WEEK
    elif reading.unit == "month":
        months = today.year * 12 + today.month - 1 + step
        found = _month(months // 12, months % 12 + 1)
    else:
        found = date(today.year + step, 1, 1), date(today.year + step, 12, 31), Precision.YEAR
    if found and reading.earlier and step == 0:
        return found[0], today, found[2]
    return found
