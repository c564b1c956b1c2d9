"""What a text has named so far, which later expressions lean on: "the following year", "at 5 p.m.",
"in the weeks before the war"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.model import Span
from dragoman.times.calendar import month_back, week

_DAY = timedelta(days=1)
_BEHIND = 7  # days before the article behind which an event is no news of its own


@dataclass(slots=True)
class Named:
    """The last day (and where it stands), month, quarter and year that was named.

    ``written`` is when the text was; ``event`` the first month or season named that lies well before it:
    news dates what it goes back to where it first speaks of it.
    """

    written: date | None
    day: tuple[date, Span] | None = None
    month: tuple[int, int] | None = None
    quarter: tuple[int, int] | None = None
    year: int | None = None
    event: str | None = None

    def add_day(self, day: date, span: Span, *, by_date: bool) -> None:
        """A day was named: by its date, which names month and year as well, or as "Monday"."""
        self.day = day, span
        self._happened(day, f"{day.year}-{day.month:02}")
        if by_date:
            self.month, self.year = (day.year, day.month), day.year

    def add_month(self, year: int | None, month: int) -> None:
        """A month was; of a year that may be unknown."""
        self.year, self.month = year, None
        if year:
            self.month = year, month
            self._happened(date(year, month, 28), f"{year}-{month:02}")

    def add_season(self, year: int, month: int, value: str) -> None:
        """A season was, which begins in that month."""
        self._happened(date(year, min(month + 2, 12), 28), value)

    def add_year(self, year: int | None) -> None:
        """A year was."""
        self.year = year

    def _happened(self, end: date, value: str) -> None:
        if self.event is None and self.written and end < self.written - _BEHIND * _DAY:
            self.event = value

    def beside(self, letter: str | None, step: int) -> str | None:
        """The unit so many behind the one that was named last; ``None`` where none of its size was."""
        if letter == "Y" and self.year:
            return str(self.year + step)
        if letter == "M" and self.month:
            year, month = month_back(date(*self.month, 1), -step)
            return f"{year}-{month:02}"
        if letter not in ("D", "W") or self.day is None:
            return None
        day = self.day[0]
        return (day + step * _DAY).isoformat() if letter == "D" else week(day + 7 * step * _DAY)
