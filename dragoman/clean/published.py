"""When a page was published, as an interval with the words it rests on. What came with the article
goes first, then the date between its headline and its text, then the date in its address. A day with
its weekday but no year ("Thursday, March 10") gives a lower bound: the first year, from the latest
one that the text looks back on, in which the weekday fits. Else open; never the day of retrieval.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from dragoman.clean.lines import Unit
from dragoman.clean.phrases import AMENDED, Phrases
from dragoman.clean.stamps import find_stamps, is_day
from dragoman.languages import data
from dragoman.model import BlockRole as Role
from dragoman.model import Given, Interval, Precision
from dragoman.times import Direction, Reading, find_times, read_times

_LONGEST_READ = 200_000  # code points in which dates are looked for
_LONGEST_NOTE = 300  # code points of a sentence that tells of a change
_YEARS_TRIED = 28  # the calendar's weekdays come round after so many years
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-]([01]?\d)[/-]([0-3]?\d)(?:[/-]|$)")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_YEAR_MONTH = re.compile(r"((?:19|20)\d{2})-([01]\d)")
_SPEAKING = frozenset((Role.BODY, Role.QUESTION))
_CHROME = frozenset((Role.FURNITURE, Role.DATELINE, Role.BYLINE, Role.STANDFIRST))
_LOOKS_BACK = (Direction.BEHIND, Direction.LAST)
_ENGLISH = "en"  # dates in chrome are read by the English grammar, which reads numbers as well
_WEEKDAYS = frozenset((*data(_ENGLISH, "times")["weekdays"], *data(_ENGLISH, "times")["weekday_short"]))
_DAY_OF_NO_YEAR = re.compile(  # "Thursday, March 10" and "Thursday 10 March", as far as a glance tells
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b.{1,40}?\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?![a-z]*[.,]?\s+(?:\d{1,2},?\s+)?(?:19|20)\d\d\b)",
    re.IGNORECASE | re.DOTALL,
)
_MAY_NAME_YEAR = re.compile(r"(?:19|20)\d\d|nineteen|two thousand", re.IGNORECASE)


def find_dates(
    text: str,
    units: Sequence[Unit],
    roles: Sequence[Role],
    given: Given,
    phrases: Phrases,
    language: str | None = None,
) -> tuple[Interval | None, Interval | None]:
    """The page's date of publication and that of its latest change, as far as anything tells."""
    text = text[:_LONGEST_READ]
    head = _head(units, roles, phrases)
    stamped, updated = find_stamps(text, head, phrases, day_first=language not in (None, _ENGLISH))
    updated = _latest(updated, _amended(units, roles, phrases))
    published = read_date(given.published) if given.published else None
    published = published or stamped or _in_address(given.url)
    if published is None:
        published = _inferred(text, head + _body(units, roles))
    return published, updated


def _latest(first: Interval | None, second: Interval | None) -> Interval | None:
    found = [i for i in (first, second) if i and i.last]
    return max(found, key=lambda i: i.last or date.min, default=None)


def _amended(units: Sequence[Unit], roles: Sequence[Role], phrases: Phrases) -> Interval | None:
    """The day of a change that a sentence of the page's own tells of."""
    for i in [i for i, unit in enumerate(units) if unit.asks & AMENDED]:
        unit = units[i]
        if roles[i] is not Role.FURNITURE or len(unit.text) >= _LONGEST_NOTE:
            continue
        if phrases.tells_change(unit.text, unit.asks):
            for found in find_times(unit.text, None, _ENGLISH):
                if found.interval and found.interval.precision is Precision.DAY and found.interval.first:
                    return Interval.day(found.interval.first, f"“{unit.text}”")
    return None


def read_date(written: str) -> Interval | None:
    """A date as files, feeds and people write it: ISO 8601, RFC 2822, "10 March 2033"; ``None`` where
    it is no date or the order of its numbers is not plain."""
    words = written.strip()
    basis = f"given with the article: {words}"
    if _YEAR.fullmatch(words) or _YEAR_MONTH.fullmatch(words):
        words = f"in {words}" if len(words) == 4 else words
    for parse in (_iso, parsedate_to_datetime):
        try:
            return Interval.day(parse(words).date(), basis)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    found = {
        (e.interval.first, e.interval.last, e.interval.precision)
        for e in find_times(words, None, _ENGLISH)
        if e.interval
    }
    return Interval(*found.pop(), basis) if len(found) == 1 else _month(words, basis)


def _iso(words: str) -> datetime:
    return datetime.fromisoformat(words)


def _month(words: str, basis: str) -> Interval | None:
    found = _YEAR_MONTH.fullmatch(words)
    if not found or not 1 <= int(found[2]) <= 12:
        return None
    year, month = int(found[1]), int(found[2])
    after = date(year + month // 12, month % 12 + 1, 1)
    return Interval(date(year, month, 1), date.fromordinal(after.toordinal() - 1), Precision.MONTH, basis)


# ------------------------------------------------------------------- the page's own stamp


def _head(units: Sequence[Unit], roles: Sequence[Role], phrases: Phrases) -> list[Unit]:
    """Date lines, and what else stands between headline and text; any other date above the headline
    may be the day of a visit, and that of a first appearance elsewhere is not this page's."""
    dateline, speaking, chrome = Role.DATELINE, _SPEAKING, _CHROME
    first = next((i for i, role in enumerate(roles) if role in speaking), len(roles))
    top = roles.index(Role.HEADLINE) + 1 if Role.HEADLINE in roles[:first] else 0
    head = [i for i in range(first) if roles[i] is dateline or (i >= top and roles[i] in chrome)]
    return [units[i] for i in head if not phrases.is_repost(units[i].text, units[i].asks)]


def _body(units: Sequence[Unit], roles: Sequence[Role]) -> list[Unit]:
    speaking = _SPEAKING
    return [units[i] for i, role in enumerate(roles) if role in speaking]


def _in_address(url: str | None) -> Interval | None:
    found = _IN_ADDRESS.search(url or "")
    if not found:
        return None
    year, month, day = (int(g) for g in found.groups())
    return (
        Interval.day(date(year, month, day), f"“{found[0]}” in the address")
        if is_day(year, month, day)
        else None
    )


# ------------------------------------------------------------------- weekday, day and month


def _inferred(text: str, units: Sequence[Unit]) -> Interval | None:
    """A lower bound from a day that the text looks back on."""
    if all(_WEEKDAYS.isdisjoint(u.words) for u in units):
        return None
    within = [u.span.of(text) for u in units]
    if not any(_DAY_OF_NO_YEAR.search(words) for words in within):
        return None
    telling = [words for words in within if _MAY_NAME_YEAR.search(words) or _DAY_OF_NO_YEAR.search(words)]
    readings = [r for r in read_times("\n\n".join(telling), _ENGLISH) if r.direction in _LOOKS_BACK]
    years = [r.year for r in readings if r.year]
    days = [r for r in readings if r.weekday and r.month and r.day and not r.year]
    if not years or not days:
        return None
    found = {r.words: _first_fit(max(years), r) for r in days}
    latest = max((d for d in found.values() if d), default=None)
    if latest is None:
        return None
    words = next(w for w, d in found.items() if d == latest)
    basis = (
        f"not before “{words}”, in the first year that fits from {max(years)}, the latest that the text names"
    )
    return Interval(latest, None, Precision.DAY, basis)


def _first_fit(year: int, reading: Reading) -> date | None:
    for candidate in range(year, min(year + _YEARS_TRIED, 9999)):
        if is_day(candidate, reading.month or 0, reading.day or 0):
            day = date(candidate, reading.month or 0, reading.day or 0)
            if day.isoweekday() == reading.weekday:
                return day
    return None
