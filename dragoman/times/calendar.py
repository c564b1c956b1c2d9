"""Days that the calendar moves, and months counted back."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

_DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Butcher's rule)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int, after: int = 0) -> date:
    """The nth weekday (Monday = 1) of a month, -1 the last; counted from the day behind ``after``
    days of the month ("the Tuesday after the first Monday": nth 1, after 1)."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - ((last.isoweekday() - weekday) % 7) * _DAY
    first = date(year, month, 1 + after)
    return first + ((weekday - first.isoweekday()) % 7 + 7 * (nth - 1)) * _DAY


def month_back(day: date, months: int) -> tuple[int, int]:
    """Year and month so many months before a day."""
    number = day.year * 12 + day.month - 1 - months
    return number // 12, number % 12 + 1


def week(day: date) -> str:
    """The ISO week of a day, as TIMEX3 writes it."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"
