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
    """The last day (and where it stands), quarter, year and date of any size that was named.

    ``written`` is when the text was; ``event`` the first month or season named that lies well before it:
    news dates what it goes back to where it first speaks of it.
    """

    written: date | None
    day: tuple[date, Span] | None = None
    quarter: tuple[int, int] | None = None
    year: int | None = None
    last: str | None = None
    event: str | None = None

    def add_day(self, day: date, span: Span) -> None:
        """A day was named."""
        self.day, self.year, self.last = (day, span), day.year, day.isoformat()
        self._happened(day, f"{day.year}-{day.month:02}")

    def add_month(self, year: int | None, month: int) -> None:
        """A month was; of a year that may be unknown."""
        self.year = year
        if year:
            self.last = f"{year}-{month:02}"
            self._happened(date(year, month, 28), self.last)

    def add_season(self, year: int, month: int, value: str) -> None:
        """A season was, which begins in that month."""
        self.last = value
        self._happened(date(year, min(month + 2, 12), 28), value)

    def add_year(self, year: int | None) -> None:
        """A year was."""
        self.year, self.last = year, str(year)

    def _happened(self, end: date, value: str) -> None:
        if self.event is None and self.written and end < self.written - _BEHIND * _DAY:
            self.event = value

    def beside(self, letter: str | None, step: int) -> str | None:
        """The unit so many behind the one that was named last; ``None`` where none of its size was."""
        year, _, rest = (self.last or "").partition("-")
        if letter == "Y" and year.isdecimal():
            return str(int(year) + step)
        if letter == "M" and rest[:2].isdecimal():
            year_of, month = month_back(date(int(year), int(rest[:2]), 1), -step)
            return f"{year_of}-{month:02}"
        if letter not in ("D", "W") or len(rest) != 5:
            return None
        day = date.fromisoformat(self.last or "")
        return (day + step * _DAY).isoformat() if letter == "D" else week(day + 7 * step * _DAY)
