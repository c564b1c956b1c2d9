"""Finds time expressions and dates them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dragoman.languages import LANGUAGES
from dragoman.model import Interval, Span
from dragoman.times.grammar import Grammar, grammar
from dragoman.times.reading import read_match
from dragoman.times.resolve import Direction, Reading, resolve
from dragoman.times.tense import sides
from dragoman.times.timex import TimexType
from dragoman.times.value import values

_NEEDS_VERB = frozenset(
    ("day", "month", "year", "weekday", "time", "season", "holiday", "quarter", "weekend")
)
_TITLE_START = re.compile(r"(?:[\"“‘]|''|``)$")
_TITLE_END = re.compile(r"[,.]?(?:[\"”’]|'')")
_NEARER = frozenset(("day", "month", "season"))  # kinds of which the nearer one is meant where no verb tells


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that place something in time.

    ``interval`` is ``None`` where they need an anchor that is missing, or do not tell the day.
    ``type`` and ``value`` are TIMEX3's; the value has X for what is not known, and unlike the
    interval it is the likeliest reading where the words allow several. ``mod`` is TIMEX3's.
    """

    span: Span
    interval: Interval | None
    type: TimexType
    value: str
    mod: str | None = None

    @property
    def is_date(self) -> bool:
        """Whether it names a time that a calendar holds, and no length, repetition or vague time."""
        return self.type in (TimexType.DATE, TimexType.TIME) and not self.value.endswith("_REF")


def find_times(text: str, anchor: Interval | None, language: str) -> list[TimeExpression]:
    """The time expressions of a text in order; they do not overlap.

    ``anchor`` is when the text was written. A language without a grammar has no expressions.
    """
    if language not in LANGUAGES:
        return []
    return list(_find(text, anchor, language))


def read_times(text: str, language: str) -> tuple[Reading, ...]:
    """The same expressions taken apart and not dated: for whoever looks for an anchor."""
    return _read(text, language) if language in LANGUAGES else ()


@lru_cache(maxsize=16)
def _read(text: str, language: str) -> tuple[Reading, ...]:
    return tuple(_readings(text, grammar(language)))


@lru_cache(maxsize=8)
def _find(text: str, anchor: Interval | None, language: str) -> tuple[TimeExpression, ...]:
    readings = _read(text, language)
    known = _years(readings)
    day_first = _day_first(readings)
    day = anchor.first if anchor is not None and anchor.first == anchor.last else None
    timex = values(readings, day, text, grammar(language))
    return tuple(
        TimeExpression(r.span, resolve(r, anchor, known_years=known, day_first=day_first), *found, mod=r.mod)
        for r, found in zip(readings, timex, strict=True)
    )


def _readings(text: str, rules: Grammar) -> Iterator[Reading]:
    """Non-overlapping expressions, earlier ones first."""
    classes, matches = rules.lexicon.read(text)
    end, before = 0, None
    for kind, first, last in rules.matches(classes):
        if first < end:
            continue
        tokens = [rules.lexicon.token(m) for m in matches[first:last]]
        reading = read_match(kind, tokens, text, rules, before if first == end + 1 else None)
        if reading is None or _is_name(reading, text, rules):
            continue
        before = _placed(reading, text, rules)
        end = last
        yield before


def _is_name(reading: Reading, text: str, rules: Grammar) -> bool:
    """ "Black Friday", "the Sunday Times", a programme “Sixty Minutes”."""
    start = reading.span.start
    if reading.kind in ("duration", "unit"):
        is_title = _TITLE_END.match(text, reading.span.end) and _TITLE_START.search(text[:start][-2:])
        return bool(is_title and reading.words.split()[-1].istitle())
    if reading.kind != "weekday":
        return False
    return bool(
        rules.name_before.search(text[max(0, start - 12) : start])
        or rules.name_behind.match(text, reading.span.end)
    )


def _placed(reading: Reading, text: str, rules: Grammar) -> Reading:
    """With the side of the anchor that its clause tells, where its own words do not."""
    if reading.side is not None or reading.kind not in _NEEDS_VERB:
        return reading
    direction, likely = sides(text, reading.span, rules.cues)
    if likely is Direction.EITHER and reading.kind not in _NEARER:
        likely = Direction.BEHIND
    return reading.towards(direction, likely)


def _years(readings: Sequence[Reading]) -> dict[tuple[int, int], int]:
    """The year of each day and month that the text gives with exactly one year."""
    years: dict[tuple[int, int], set[int]] = {}
    for r in readings:
        if r.kind == "day" and r.year and r.month and r.day and _is_date(r.year, r.month, r.day):
            years.setdefault((r.month, r.day), set()).add(r.year)
    return {key: found.pop() for key, found in years.items() if len(found) == 1}


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _day_first(readings: Sequence[Reading]) -> bool | None:
    """Whether numeric dates put the day first, where one of them proves it and none the contrary."""
    pairs = [r.numeric for r in readings if r.numeric]
    first, second = any(a > 12 >= b for a, b in pairs), any(b > 12 >= a for a, b in pairs)
    return None if first == second else first
