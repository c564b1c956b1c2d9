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
from dragoman.times.resolve import Direction, Reading, resolve

_CLAUSE = 70  # code points before an expression in which its clause's verb is looked for
_CLAUSE_EDGE = re.compile(r"[.!?;\n“”\"]|,\s")
_LATIN_DIGITS = re.compile(r"\A[0-9]+\Z")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that place something in time; ``interval`` is ``None`` where they need an anchor that is
    missing, or do not tell the day."""

    span: Span
    interval: Interval | None


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


@lru_cache(maxsize=4)
def _read(text: str, language: str) -> tuple[Reading, ...]:
    return tuple(_readings(text, grammar(language)))


@lru_cache(maxsize=8)
def _find(text: str, anchor: Interval | None, language: str) -> tuple[TimeExpression, ...]:
    readings = _read(text, language)
    known = _years(readings)
    day_first = _day_first(readings)
    return tuple(
        TimeExpression(r.span, resolve(r, anchor, known_years=known, day_first=day_first)) for r in readings
    )


def _readings(text: str, rules: Grammar) -> Iterator[Reading]:
    """Non-overlapping matches, longer and earlier ones first."""
    found: list[Reading] = []
    for kind, pattern in rules.patterns:
        for match in pattern.finditer(text):
            reading = _reading(kind, match, text, rules)
            if reading is not None:
                found.append(reading)
    end = -1
    for reading in sorted(found, key=lambda r: (r.span.start, -r.span.end)):
        if reading.span.start >= end:
            yield reading
            end = reading.span.end


def _reading(kind: str, match: re.Match[str], text: str, rules: Grammar) -> Reading | None:
    groups = {k: v for k, v in match.groupdict().items() if v is not None}
    start, end = match.span("words") if "words" in groups else match.span()
    if kind == "weekday" and (
        rules.name_before.search(text[max(0, start - 12) : start]) or rules.name_behind.match(text, end)
    ):
        return None
    if any(not _LATIN_DIGITS.match(groups[k]) for k in ("day", "year", "number", "a", "b") if k in groups):
        return None
    return Reading(
        kind=kind,
        span=Span(start, end),
        words=" ".join(text[start:end].split()),
        year=_number(groups.get("year")),
        month=_month(groups, rules),
        day=_number(groups.get("day")),
        weekday=rules.weekdays.get(groups.get("weekday", "").casefold()),
        offset=_offset(groups, rules),
        unit=groups.get("unit", "").casefold() or None,
        earlier="earlier" in groups,
        numeric=(int(groups["a"]), int(groups["b"])) if "a" in groups else None,
        direction=_direction(groups, text, start, rules),
    )


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _month(groups: dict[str, str], rules: Grammar) -> int | None:
    return rules.months[groups["month"].casefold()] if "month" in groups else _number(groups.get("number"))


def _offset(groups: dict[str, str], rules: Grammar) -> int | None:
    """Days from the anchor."""
    if "relative" in groups:
        return rules.relative_days[" ".join(groups["relative"].casefold().split())]
    if "count" in groups:
        count = groups["count"].casefold()
        return -(rules.numbers[count] if count in rules.numbers else int(count))
    return None


def _direction(groups: dict[str, str], text: str, start: int, rules: Grammar) -> Direction:
    """Which side of the anchor the words mean."""
    side = " ".join(groups.get("side", "").casefold().split())
    if side:
        if side in rules.last:
            return Direction.LAST
        return Direction.THIS if side in rules.this else Direction.NEXT
    clause = _CLAUSE_EDGE.split(text[max(0, start - _CLAUSE) : start])[-1]
    if rules.behind_directly.search(clause):
        return Direction.BEHIND
    if rules.either_directly.search(clause):
        return Direction.EITHER
    if rules.ahead.search(clause):
        return Direction.AHEAD
    return Direction.EITHER if rules.either.search(clause) else Direction.BEHIND


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
