"""How TIMEX3 writes a time: its types, and values of parts of the day, lengths, units so many back and
holidays. What an expression means is decided in ``value``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from dragoman.times.calendar import easter, month_back, nth_weekday, week
from dragoman.times.resolve import Reading

_DAY = timedelta(days=1)


class TimexType(StrEnum):
    """TIMEX3's types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


Timex = tuple[TimexType, str]

UNKNOWN: Mapping[str, str] = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "E": "XXX",
    "C": "XX",
}
"""A unit of which nothing is known, by its letter."""


def of_day(reading: Reading) -> str:
    """The clock, or else the part of the day."""
    if reading.clock:
        return f"{reading.clock[0]:02}:{reading.clock[1]:02}"
    return reading.part or ""


def any_weekday(reading: Reading) -> str:
    """A weekday of no known week ("XXXX-WXX-4"), with its part of the day."""
    told = of_day(reading)
    return f"XXXX-WXX-{reading.weekday}" + (f"T{told}" if told else "")


def quarter_back(today: date, count: int) -> tuple[int, int]:
    """Year and number of the quarter so many before that of a day."""
    number = today.year * 4 + (today.month + 2) // 3 - 1 - count
    return number // 4, number % 4 + 1


def back(today: date, letter: str, count: float) -> str:
    """The day, week, month or year that lies so many units before."""
    if letter == "D":
        return (today - int(count) * _DAY).isoformat()
    if letter == "W":
        return week(today - int(7 * count) * _DAY)
    if letter in ("M", "Q"):
        year, month = month_back(today, int(count * (3 if letter == "Q" else 1)))
        return f"{year}-{month:02}"
    if letter in ("TH", "TM", "TS"):
        return "PAST_REF" if count > 0 else "FUTURE_REF"
    return str(today.year - int(count * {"E": 10, "C": 100}.get(letter, 1)))


def period(letter: str, count: float | None) -> str:
    """ "P3D", "PT1H30M", "PXY"."""
    clock = "T" if letter.startswith("T") else ""
    letter = letter.removeprefix("T")
    scale = {"E": 10, "C": 100}.get(letter, 1) if count is not None else 1
    letter = {"E": "Y", "C": "Y"}.get(letter, letter) if count is not None else letter
    if count is None:
        return f"P{clock}X{letter}"
    whole, rest = divmod(count * scale, 1)
    smaller = {"TH": ("M", 60), "TM": ("S", 60), "Y": ("M", 12)}.get(clock + letter)
    if rest and smaller:
        larger = f"{int(whole)}{letter}" if whole else ""
        return f"P{clock}{larger}{round(rest * smaller[1])}{smaller[0]}"
    return f"P{clock}{int(whole) if not rest else count}{letter}"


def holiday(told: Mapping[str, int], year: int) -> date:
    """The day of a holiday in a year, by its row in the language's table."""
    if "easter" in told:
        return easter(year) + told["easter"] * _DAY
    if "nth" in told:
        return nth_weekday(year, told["month"], told["weekday"], told["nth"], told.get("after", 0))
    return date(year, told["month"], told["day"])
