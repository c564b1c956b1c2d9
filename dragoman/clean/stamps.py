"""Date lines: which lines are nothing else, and which day a page's head says it was published and
changed on. Dates are read by the English grammar, which reads numbers as well; a day and a named
month of other languages are read here. Where the order of two numbers is not plain, another date on
the page or the page's language tells it, else the date stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.clean.lines import Unit
from dragoman.clean.phrases import SIGNED, Phrases
from dragoman.model import Interval, Precision, Span
from dragoman.times import Reading, find_times, read_times

_ENGLISH = "en"
LONGEST_DATE_LINE = 20  # words
_MOST_AROUND = 200  # code points of a line whose dates are stamps
_DIGIT = re.compile(r"\d")
_LIKELY = re.compile(r"(?:19|20)\d\d|\d[./-]\d{1,2}[./-]\d\d|\b\d{1,2}:\d\d\b")
_MAY_BE_DAY = re.compile(  # a month or numbers as of a day: without one no reading has a month and is whole
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d[./-]\d", re.IGNORECASE
)
_FOREIGN = re.compile(
    r"\b(\d{1,2})(?:er|\.|º|°)?\s+(?:de\s+)?([^\W\d_]{3,12})\.?\s+(?:de\s+)?((?:19|20)\d\d)\b"
)
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")
_ISSUE = re.compile(r".{0,40}\b(?:issue|edition|number)\W*", re.IGNORECASE)
_SHORT = 6  # words of a line that tells day, month and hour and leaves the year out
_MONTHS = 12
_PLAIN_WORDS = 3  # of a label that stands on the line above its date ("Last updated")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day in a page's head, its words, and whether it is that of a change."""

    first: date
    last: date
    words: str
    is_update: bool


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_date_line(unit: Unit, phrases: Phrases) -> bool:
    """Whether a line tells a whole date and little else."""
    line = unit.text
    if not unit.asks & SIGNED or len(line) > 120 or not _DIGIT.search(line) or line.endswith((".", "?", "!")):
        return False
    if not _LIKELY.search(line) or len(unit.words) > LONGEST_DATE_LINE:
        return False
    if _MAY_BE_DAY.search(line) and any(_is_whole(r, line) for r in read_times(line, _ENGLISH)):
        return True
    return any(True for _ in _foreign(line, phrases))


def _is_whole(reading: Reading, line: str) -> bool:
    if reading.numeric or (reading.year and reading.day):
        return True
    if reading.year and reading.month:
        return bool(_ISSUE.fullmatch(line))
    return bool(reading.month and reading.day and _CLOCK.search(line) and len(line.split()) <= _SHORT)


def _foreign(line: str, phrases: Phrases) -> Iterator[tuple[Span, date]]:
    for found in _FOREIGN.finditer(line):
        month = phrases.months.get(found[2].casefold())
        if month and is_day(int(found[3]), month, int(found[1])):
            yield Span(*found.span()), date(int(found[3]), month, int(found[1]))


def find_stamps(
    text: str, head: Sequence[Unit], phrases: Phrases, *, day_first: bool
) -> tuple[Interval | None, Interval | None]:
    """The days of publication and of the latest change that a page's head tells. ``day_first``: in the
    page's language two numbers are day and month, in that order."""
    order = _Order(text, day_first)
    found = [
        stamp
        for i, unit in enumerate(head)
        if unit.asks & SIGNED
        for stamp in _stamps(unit, head[i - 1].text if i else "", order, phrases)
    ]
    days = [s for s in found if s.first == s.last] or found
    published = min((s for s in days if not s.is_update), key=lambda s: s.first, default=None)
    updated = max((s for s in days if s.is_update), key=lambda s: s.first, default=None)
    return _interval(published, updated), _interval(updated, None)


def _interval(stamp: Stamp | None, before: Stamp | None) -> Interval | None:
    if stamp is None:
        basis = f"not after “{before.words}”, when the page was changed" if before else ""
        return Interval(None, before.last, Precision.DAY, basis) if before else None
    precision = Precision.DAY if stamp.first == stamp.last else Precision.MONTH
    return Interval(stamp.first, stamp.last, precision, f"“{stamp.words}” at the head of the page")


class _Order:
    """Which of two numbers is the day, as far as the page tells; looked up only where asked."""

    def __init__(self, text: str, day_first: bool) -> None:
        self._text, self._day_first = text, day_first
        self._partial: set[tuple[int, int]] | None = None

    def day(self, reading: Reading) -> date | None:
        """The day of a date in numbers whose order the numbers do not tell."""
        if not reading.numeric or not reading.year:
            return None
        a, b = reading.numeric
        partial = self._look_up()
        fits = [(month, day) for month, day in ((b, a), (a, b)) if (month, day) in partial]
        if not fits and self._day_first:
            fits = [(b, a)]
        return date(reading.year, *fits[0]) if len(fits) == 1 and is_day(reading.year, *fits[0]) else None

    def _look_up(self) -> set[tuple[int, int]]:
        """The days that the page names by month; notes whether its numbers show their order."""
        if self._partial is None:
            readings = read_times(self._text, _ENGLISH)
            self._partial = {(r.month, r.day) for r in readings if r.month and r.day and not r.year}
            numbers = [r.numeric for r in readings if r.numeric]
            shown = any(a > _MONTHS >= b for a, b in numbers) and not any(b > _MONTHS for _, b in numbers)
            self._day_first = self._day_first or shown
        return self._partial


def _stamps(unit: Unit, above: str, order: _Order, phrases: Phrases) -> Iterator[Stamp]:
    line = unit.text[:_MOST_AROUND]
    if not _LIKELY.search(line):
        return
    label = above if len(above.split()) <= _PLAIN_WORDS else ""
    for span, first, last in _days(line, order, phrases):
        before = f"{label} {line[: span.start]}"
        yield Stamp(first, last, span.of(line), _is_update(before, phrases))


def _days(line: str, order: _Order, phrases: Phrases) -> Iterator[tuple[Span, date, date]]:
    for span, day in _foreign(line, phrases):
        yield span, day, day
    if not _MAY_BE_DAY.search(line):
        return
    readings, found = read_times(line, _ENGLISH), find_times(line, None, _ENGLISH)
    for reading, expression in zip(readings, found, strict=True):
        interval = expression.interval
        whole = reading.day or reading.numeric or (reading.month and _ISSUE.fullmatch(line))
        if not reading.year or not whole:
            continue
        if interval and interval.first and interval.last:
            yield reading.span, interval.first, interval.last
        else:
            told = order.day(reading)
            if told:
                yield reading.span, told, told


def _is_update(before: str, phrases: Phrases) -> bool:
    """Whether the last word of that kind before a date is one of change."""
    updated = [m.end() for m in phrases.updated_word.finditer(before)]
    published = [m.end() for m in phrases.published_word.finditer(before)]
    return bool(updated) and updated[-1] > max(published, default=-1)
