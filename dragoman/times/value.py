"""The TIMEX3 type and value of each expression of a text, in order.

Later expressions lean on earlier ones: "a year earlier" goes back from the quarter that was named
last, "5 p.m." belongs to the day that was named last. Without the day on which the text was written,
what that day would tell is X ("XXXX-WXX-4").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dragoman.times.calendar import month_back, week
from dragoman.times.grammar import Grammar
from dragoman.times.named import Named
from dragoman.times.resolve import Direction, Reading
from dragoman.times.timex import (
    UNKNOWN,
    Timex,
    TimexType,
    any_weekday,
    back,
    holiday,
    of_day,
    period,
    quarter_back,
)

_DAY = timedelta(days=1)
_SOON = 60  # days ahead within which a date without a year is likelier to lie than a year before
_NEARER = 120  # the same where no verb speaks of the past
_NEARER_MONTHS = 3
_ASIDE = 15  # code points between a clock and its day: " (0735 GMT) "
_NEAR = 250  # code points within which a day or quarter that was named goes on


def values(readings: Sequence[Reading], day: date | None, text: str, rules: Grammar) -> list[Timex]:
    """Type and value of each reading; ``day`` is when the text was written."""
    return _Valuer(day, text, rules.tables).run(readings)


class _Valuer:
    def __init__(self, day: date | None, text: str, tables: Any) -> None:
        self.day, self.text, self.tables = day, text, tables
        self.named = Named(day)
        self.kinds: dict[str, Callable[[Reading], Timex]] = {
            "day": self._date,
            "numeric": self._numeric,
            "month": self._month,
            "year": self._year,
            "decade": self._decade,
            "century": self._century,
            "weekday": self._weekday,
            "weekday_set": self._weekday_set,
            "relative": self._relative,
            "unit": self._unit,
            "year_end": self._year_end,
            "week_of": self._week_of,
            "weekend": self._weekend,
            "season": self._season,
            "holiday": self._holiday,
            "around": self._around,
            "ago": self._ago,
            "year_ago": self._year_ago,
            "year_ago_span": self._duration,
            "quarter": self._quarter,
            "half": self._half,
            "duration": self._duration,
            "set": self._set,
            "reference": self._reference,
            "time": self._time,
        }

    def run(self, readings: Sequence[Reading]) -> list[Timex]:
        """All of them in order."""
        found = []
        for reading, after in zip(readings, (*readings[1:], None), strict=False):
            try:
                found.append(self.kinds[reading.kind](self._with_day_behind(reading, after)))
            except (OverflowError, ValueError):  # beyond the calendar
                found.append((TimexType.DATE, "XXXX"))
        return found

    def _with_day_behind(self, reading: Reading, after: Reading | None) -> Reading:
        """ "at 10:35 a.m. (0735 GMT) Friday": the day may stand behind the clock."""
        if reading.kind != "time" or after is None or after.kind not in ("weekday", "relative"):
            return reading
        gap = self.text[reading.span.end : after.span.start]
        told = reading.weekday or reading.month or reading.offset is not None
        if told or len(gap) > _ASIDE or "." in gap:
            return reading
        return replace(reading, weekday=after.weekday, offset=after.offset, likely=after.likely)

    # ------------------------------------------------------------ days

    def _named(self, day: date | None, reading: Reading) -> Timex:
        """A day; what follows may lean on it."""
        if day is None:
            return TimexType.DATE, "XXXX-XX-XX"
        self.named.add_day(day, reading.span, by_date=bool(reading.month or reading.numeric))
        if reading.part or reading.clock:
            return TimexType.TIME, f"{day}T{of_day(reading)}"
        return TimexType.DATE, day.isoformat()

    def _date(self, reading: Reading) -> Timex:
        month, number = reading.month or 0, reading.day or 0
        if reading.year:
            return self._named(date(reading.year, month, number), reading)
        if self.day is None:
            return TimexType.DATE, f"XXXX-{month:02}-{number:02}"
        return self._named(self._nearest(reading, month, number), reading)

    def _nearest(self, reading: Reading, month: int, number: int) -> date:
        """The day of the year that the clause and the weekday fit."""
        today = self.day or date.min
        days = []
        for year in (today.year - 1, today.year, today.year + 1):
            try:
                days.append(date(year, month, number))
            except ValueError:
                continue
        fit = [d for d in days if reading.weekday in (None, d.isoweekday())] or days
        if reading.likely is Direction.AHEAD:
            fit = [d for d in fit if d >= today] or fit
        else:
            soon = _NEARER if reading.likely is Direction.EITHER else _SOON
            fit = [d for d in fit if d <= today + soon * _DAY] or fit
        return min(fit, key=lambda d: abs((d - today).days))

    def _numeric(self, reading: Reading) -> Timex:
        a, b = reading.numeric or (1, 1)
        found = []
        for month, day in ((a, b), (b, a)):
            try:
                found.append(date(reading.year or 1, month, day))
            except ValueError:
                continue
        if not found:
            return TimexType.DATE, "XXXX-XX-XX"
        return self._named(self.day if self.day in found else found[0], reading)

    def _weekday(self, reading: Reading) -> Timex:
        if self.day is None:
            return (TimexType.TIME if of_day(reading) else TimexType.DATE), any_weekday(reading)
        return self._named(self._weekday_day(reading), reading)

    def _weekday_day(self, reading: Reading) -> date:
        today = self.day or date.min
        away = (reading.weekday or 0) - today.isoweekday()
        if reading.direction is Direction.LAST:
            return today - ((-away - 1) % 7 + 1) * _DAY
        if reading.direction in (Direction.NEXT,):
            return today + ((away - 1) % 7 + 1) * _DAY
        if reading.direction is Direction.THIS:
            return today + away * _DAY
        if reading.likely is Direction.AHEAD:
            return today + (away % 7) * _DAY
        return today - (-away % 7) * _DAY

    def _weekday_set(self, reading: Reading) -> Timex:
        return TimexType.SET, any_weekday(reading)

    def _relative(self, reading: Reading) -> Timex:
        return self._named(self.day + (reading.offset or 0) * _DAY if self.day else None, reading)

    def _time(self, reading: Reading) -> Timex:
        if reading.month and reading.day:
            return self._date(reading)
        if reading.weekday:
            return self._weekday(reading)
        if reading.offset is not None:
            return self._relative(reading)
        day, named = self.day, self.named.day
        if named and (reading.side in ("next", "that") or reading.span.start - named[1].end < _NEAR):
            day = named[0]
        if reading.side == "next" and day:
            day += _DAY
        if day is None:
            return TimexType.TIME, f"XXXX-XX-XXT{of_day(reading)}"
        return self._named(day, reading)

    def _week_of(self, reading: Reading) -> Timex:
        self._date(reading)
        if self.named.day is None:
            return TimexType.DATE, "XXXX-WXX"
        return TimexType.DATE, week(self.named.day[0])

    # ------------------------------------------------------------ months, years and more

    def _month(self, reading: Reading) -> Timex:
        month = reading.month or 0
        year = reading.year
        if reading.letter == "Y" and self.day:
            year = self.day.year + {"last": -1, "next": 1}.get(reading.side or "", 0)
        elif not year and self.day:
            year = self._month_year(reading, self.day)
        self.named.add_month(year, month)
        return TimexType.DATE, f"{year or 'XXXX'}-{month:02}"

    def _month_year(self, reading: Reading, today: date) -> int:
        month, year = reading.month or 0, today.year
        if reading.direction is Direction.THIS:
            return year
        if reading.direction is Direction.LAST:
            return year if month < today.month else year - 1
        if reading.direction is Direction.NEXT or reading.likely is Direction.AHEAD:
            return year if month >= today.month else year + 1
        if reading.likely is Direction.EITHER and (month - today.month) % 12 <= _NEARER_MONTHS:
            return year if month >= today.month else year + 1
        return year if month <= today.month else year - 1

    def _year(self, reading: Reading) -> Timex:
        self.named.add_year(reading.year)
        return TimexType.DATE, str(reading.year)

    def _decade(self, reading: Reading) -> Timex:
        return TimexType.DATE, str((reading.decade or 0) // 10)

    def _century(self, reading: Reading) -> Timex:
        return TimexType.DATE, f"{(reading.nth or 1) - 1:02}"

    def _unit(self, reading: Reading) -> Timex:
        step = {"last": -1, "next": 1}.get(reading.side or "", 0)
        if self.day is None:
            return TimexType.DATE, UNKNOWN.get(reading.letter or "", "XXXX")
        if reading.side == "that" and reading.letter == "Y" and self.named.year:
            return TimexType.DATE, str(self.named.year)
        if reading.side == "that" and reading.letter in ("D", "W", "M"):
            reading = replace(reading, leans=True)
        return TimexType.DATE, self._unit_value(reading, step, self.day)

    def _unit_value(self, reading: Reading, step: int, today: date) -> str:
        letter = reading.letter
        beside = self.named.beside(letter, step) if reading.leans else None
        if beside:
            return beside
        if letter == "D":
            named = self.named.day[0] if self.named.day and reading.side == "next" else today
            return (named + step * _DAY).isoformat()
        if letter == "W":
            return week(today + 7 * step * _DAY)
        if letter == "M":
            year, month = month_back(today, -step)
            return f"{year}-{month:02}"
        if letter in ("Q", None):
            return self._unit_quarter(reading, step, today)
        if letter == "E":
            return str(today.year // 10 + step)
        return f"{today.year // 100 + step:02}" if letter == "C" else str(today.year + step)

    def _unit_quarter(self, reading: Reading, step: int, today: date) -> str:
        """ "the quarter" and "the latest period" are the quarter that was named, or the last whole one."""
        if reading.side in ("the", "latest", "that"):
            year, quarter = self.named.quarter or quarter_back(today, 1)
        else:
            year, quarter = quarter_back(today, -step)
        self.named.quarter = year, quarter
        return f"{year}-Q{quarter}"

    def _year_end(self, _: Reading) -> Timex:
        return TimexType.DATE, str(self.day.year) if self.day else "XXXX"

    def _weekend(self, reading: Reading) -> Timex:
        if self.day is None:
            return TimexType.DATE, "XXXX-WXX-WE"
        today = self.day
        if reading.side == "next":
            today += 7 * _DAY
        elif reading.side == "last" or (reading.likely is Direction.BEHIND and today.isoweekday() < 5):
            today -= 7 * _DAY
        return TimexType.DATE, f"{week(today)}-WE"

    def _season(self, reading: Reading) -> Timex:
        told = self.tables["seasons"][reading.season or ""]
        year = reading.nth
        if year is None and self.day is not None:
            year = self.day.year
            begun = self.day.month >= told["month"]
            ended = self.day.month >= told["month"] + 3
            near = told["month"] - self.day.month <= _NEARER_MONTHS
            ahead = reading.likely is Direction.AHEAD or (reading.likely is Direction.EITHER and near)
            if (reading.side == "last" and not ended) or (reading.side is None and not begun):
                year -= reading.side == "last" or not ahead
            elif reading.side == "next" and begun:
                year += 1
        if year:
            self.named.add_season(year, told["month"], f"{year}-{told['code']}")
        return TimexType.DATE, f"{year or 'XXXX'}-{told['code']}"

    def _holiday(self, reading: Reading) -> Timex:
        told = self.tables["holidays"][reading.name or ""]
        year = reading.nth
        if year is None:
            if self.day is None:
                return TimexType.DATE, "XXXX-XX-XX"
            days = [holiday(told, self.day.year + step) for step in (-1, 0, 1)]
            if reading.side in ("last", "next"):
                behind = [d for d in days if d < self.day]
                day = behind[-1] if reading.side == "last" else next(d for d in days if d > self.day)
            else:
                day = min(days, key=lambda d: abs((d - (self.day or d)).days))
        else:
            day = holiday(told, year)
        return (TimexType.DATE, week(day)) if reading.letter == "W" else self._named(day, reading)

    # ------------------------------------------------------------ back and forth

    def _around(self, reading: Reading) -> Timex:
        """ "in the weeks before the war": in the month in which the text put its event last, where
        it lies behind the article's own days; else a length."""
        if self.named.event is None:
            return self._duration(reading)
        return TimexType.DATE, self.named.event

    def _ago(self, reading: Reading) -> Timex:
        letter, leans = reading.letter or "", reading.side in ("earlier", "later")
        if leans and (reading.count is None or letter.startswith("T")):
            return self._duration(reading)
        if reading.count is None:
            return TimexType.DATE, "PAST_REF"
        count = -reading.count if reading.side in ("later", "hence") else reading.count
        goes_on = reading.side == "later" or (leans and letter in ("D", "W"))
        beside = self.named.beside(letter, -int(count)) if goes_on else None
        if beside:
            return TimexType.DATE, beside
        today = self.day
        if reading.letter == "Y" and count == 1:
            return self._year_ago(reading)
        if today is None:
            return TimexType.DATE, UNKNOWN.get(reading.letter or "", "XXXX")
        return TimexType.DATE, back(today, reading.letter or "", count)

    def _year_ago(self, reading: Reading) -> Timex:
        """A year before the quarter that was named last, where one was; "the 1988 period" is that
        quarter of 1988."""
        year = int(reading.count) if reading.kind == "year_ago" and reading.count else None
        if year is None and self.day is not None:
            year = self.day.year - 1
        if self.named.quarter is None:
            return TimexType.DATE, f"{year or 'XXXX'}"
        named, quarter = self.named.quarter
        return TimexType.DATE, f"{year or named - 1}-Q{quarter}"

    def _quarter(self, reading: Reading) -> Timex:
        year = int(reading.count) if reading.count else None
        if year is None and self.day is not None:
            year = self.day.year
            if reading.side in ("last", "next"):
                year += 1 if reading.side == "next" else -1
            elif (reading.nth or 1) - (self.day.month + 2) // 3 > 1:
                year -= reading.direction is not Direction.AHEAD
        if year is not None:
            self.named.quarter = year, reading.nth or 1
        return TimexType.DATE, f"{year or 'XXXX'}-Q{reading.nth}"

    def _half(self, reading: Reading) -> Timex:
        return TimexType.DATE, self._quarter(reading)[1].replace("-Q", "-H")

    # ------------------------------------------------------------ durations, sets, references

    def _duration(self, reading: Reading) -> Timex:
        return TimexType.DURATION, period(reading.letter or "D", reading.count)

    def _set(self, reading: Reading) -> Timex:
        if reading.name:
            return TimexType.SET, str(self.tables["frequencies"][reading.name])
        return TimexType.SET, period(reading.letter or "D", reading.count or (2 if reading.side else 1))

    def _reference(self, reading: Reading) -> Timex:
        return TimexType.DATE, reading.name or "PAST_REF"
