"""Makes a reading of one match of a rule: for each kind what of its tokens counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.model import Span
from dragoman.times.grammar import Grammar
from dragoman.times.parts import Parts
from dragoman.times.resolve import Direction, Reading
from dragoman.times.tokens import Token

_DIRECTIONS = {"last": Direction.LAST, "this": Direction.THIS, "next": Direction.NEXT}
_WORDS = {"W": "week", "M": "month", "Y": "year"}
_LEANING = frozenset(("following", "previous", "prior"))
_PLURAL = re.compile(r"\s+[\w-]+s\b")


def read_match(
    kind: str, tokens: Sequence[Token], text: str, rules: Grammar, before: Reading | None
) -> Reading | None:
    """A match as a reading, or ``None`` where it is none. ``before`` is the reading that ends one
    token before it."""
    span = Span(tokens[0].span.start, tokens[-1].span.end)
    parts = Parts(tokens, rules)
    reading = Reading(kind=kind, span=span, words=" ".join(span.of(text).split()))
    made = _KINDS.get(kind, _plain)(reading, parts)
    if kind == "loose_year":
        counts = made is None or (made.year or 0) % 100 == 0 or _PLURAL.match(text, span.end)
        return None if made is None or counts else replace(made, kind="year")
    if kind == "range_end":
        return _range_end(reading, parts, before)
    return made


Maker = Callable[[Reading, Parts], "Reading | None"]


def _plain(reading: Reading, parts: Parts) -> Reading | None:
    """Everything that the tokens name, for kinds that need no more."""
    side = parts.side or _unplaced(reading, parts)
    return replace(
        reading,
        month=parts.month,
        weekday=parts.weekday,
        year=parts.year or (_spelled(parts) if reading.kind == "month" else None),
        side=side,
        letter=parts.letter,
        unit=_WORDS.get(parts.letter or ""),
        nth=parts.ordinal,
        part=parts.part,
        mod=parts.mod,
        leans=parts.words("NEXT", "LAST") in _LEANING or parts.kinds[-1] in ("BEFORE", "EARLIER"),
        earlier=parts.words("EARLIER") == "earlier",
        direction=_DIRECTIONS.get(side or "", Direction.BEHIND if side is None else Direction.THIS),
    )


def _unplaced(reading: Reading, parts: Parts) -> str | None:
    """The side of "the year", which may be any, and of "early in the year", which is this one."""
    if reading.kind != "unit":
        return None
    if parts.has("COMPARABLE"):
        return "that"
    if parts.kinds[-1] in ("BEFORE", "EARLIER"):
        return "last"
    return "this" if parts.has("EARLY", "EARLIER") else "the"


def _day(reading: Reading, parts: Parts) -> Reading | None:
    return replace(
        reading, month=parts.month, day=parts.day, year=parts.year, weekday=parts.weekday, mod=parts.mod
    )


def _iso(reading: Reading, parts: Parts) -> Reading | None:
    year, month, day = (int(n) for n in parts.tokens[0].words.split("-"))
    return replace(reading, kind="day", year=year, month=month, day=day)


def _numeric(reading: Reading, parts: Parts) -> Reading | None:
    a, b, year = (int(n) for n in parts.tokens[0].words.replace("/", ".").split("."))
    if not (1 <= a <= 31 and 1 <= b <= 31):
        return None
    if year < 100:
        year += 1900 if year >= 50 else 2000
    return replace(reading, numeric=(a, b), year=year)


def _range_end(reading: Reading, parts: Parts, before: Reading | None) -> Reading | None:
    """ "March 6-8": the second day has the month of the first."""
    if before is None or before.kind != "day" or before.year or before.weekday:
        return None
    day = parts.day
    if day is None or before.day is None or day <= before.day:
        return None
    return replace(reading, kind="day", month=before.month, day=day)


def _year(reading: Reading, parts: Parts) -> Reading | None:
    year = parts.year
    if year is None:
        year = _spelled(parts)
        if year is None:
            return None
    return replace(reading, year=year, mod=parts.mod)


def _spelled(parts: Parts) -> int | None:
    """ "nineteen ninety-seven", "the year two thousand"."""
    numbers = [parts.rules.numbers[t.words] for t in parts.tokens if t.kind == "NUMBER"]
    if parts.has("THOUSAND"):
        return 2000 + sum(numbers[1:]) if numbers[0] == 2 else None
    if len(numbers) < 2 or numbers[0] not in (19, 20) or not 10 <= numbers[1] <= 90:
        return None
    return numbers[0] * 100 + sum(numbers[1:])


def _decade(reading: Reading, parts: Parts) -> Reading | None:
    spelled = parts.words("DECADEWORD")
    if spelled:
        return replace(reading, decade=int(parts.rules.tables["decades"][spelled]), mod=parts.mod)
    digits = "".join(c for c in parts.words("DECADE") or "" if c.isdigit())
    return replace(reading, decade=int(digits) if len(digits) == 4 else 1900 + int(digits), mod=parts.mod)


def _relative(reading: Reading, parts: Parts) -> Reading | None:
    told = parts.rules.tables["relative_days"][parts.words("RELDAY") or ""]
    named = told.get("part")
    part = parts.part or (str(parts.rules.tables["parts"][named]) if named else None)
    return replace(reading, offset=int(told["days"]), part=part, mod=parts.mod)


def _ago(reading: Reading, parts: Parts) -> Reading | None:
    count = parts.count
    if count is None and parts.has("A") and not parts.has("FEW"):
        count = 1
    later = parts.words("EARLIER") or ("hence" if parts.has("SINCE") else None)
    if later == "sometime":
        return None
    days = parts.letter == "D" and count is not None and later in (None, "earlier")
    return replace(
        reading,
        count=count,
        letter=parts.letter,
        side=later or "ago",
        offset=-int(count) if days and count is not None else None,
    )


def _duration(reading: Reading, parts: Parts) -> Reading | None:
    count = parts.count
    one = parts.has("A", "ADDITIONAL") or (parts.has("THE") and parts.letter == "Y")
    if count is None and one and not parts.has("FEW") and not parts.is_plural:
        count = 1
    return replace(reading, count=count, letter=parts.letter)


def _set(reading: Reading, parts: Parts) -> Reading | None:
    return replace(
        reading,
        count=parts.count,
        letter=parts.letter,
        name=parts.words("FREQUENCY"),
        side=parts.words("OTHER_ONE"),
    )


def _season(reading: Reading, parts: Parts) -> Reading | None:
    return replace(
        reading,
        season=parts.words("SEASON"),
        year=None,
        nth=parts.year,
        side=parts.side,
        direction=_DIRECTIONS.get(parts.side or "", Direction.BEHIND),
        mod=parts.mod,
    )


def _holiday(reading: Reading, parts: Parts) -> Reading | None:
    side = parts.side
    return replace(
        reading,
        name=parts.words("HOLIDAY"),
        nth=parts.year,
        side=side,
        letter="W" if parts.has("WEEK") else None,
        direction=_DIRECTIONS.get(side or "", Direction.BEHIND),
    )


def _quarter(reading: Reading, parts: Parts) -> Reading | None:
    nth = parts.ordinal
    if nth is None and parts.has("LAST"):
        nth = 2
    if nth is None or nth > 4:
        return None
    side = parts.side if parts.has("YEARUNIT") else None
    return replace(
        reading, nth=nth, count=parts.year, side=side, direction=_DIRECTIONS.get(side or "", Direction.BEHIND)
    )


def _year_ago(reading: Reading, parts: Parts) -> Reading | None:
    letter = "Q" if parts.has("QUARTER") else "P" if parts.has("PERIOD") else None
    if reading.kind == "year_ago_span":
        return replace(reading, letter="M", count=parts.count)
    return replace(reading, letter=letter, count=parts.year)


def _reference(reading: Reading, parts: Parts) -> Reading | None:
    named = parts.words("REFERENCE")
    table = parts.rules.tables["references"]
    if named:
        return replace(reading, name=str(table[named]))
    if parts.has("CURRENT"):
        return replace(reading, name="PRESENT_REF")
    ahead = parts.has("FUTURE") or parts.has("NEXT") or parts.has("TERM")
    return replace(reading, name="FUTURE_REF" if ahead else "PAST_REF")


def _time(reading: Reading, parts: Parts) -> Reading | None:
    clock = parts.clock
    if clock is None and not parts.has("PART"):
        return None
    if clock is not None and clock[0] > 24:
        return None
    day = next((i for i, k in enumerate(parts.kinds) if k in ("MONTH", "MSHORT")), None)
    behind = Parts(parts.tokens[day:], parts.rules) if day is not None else None
    told = parts.words("RELDAY")
    offset = int(parts.rules.tables["relative_days"][told]["days"]) if told else None
    part = parts.part
    if clock is not None and part in ("EV", "AF") and clock[0] < 12:
        clock = clock[0] + 12, clock[1]
    return replace(
        reading,
        clock=clock,
        part=part,
        month=parts.month,
        day=behind.day if behind else None,
        weekday=parts.weekday,
        offset=offset,
        side="that" if parts.has("COMPARABLE") else parts.side,
    )


_KINDS: dict[str, Maker] = {
    "day": _day,
    "week_of": _day,
    "iso": _iso,
    "numeric": _numeric,
    "year": _year,
    "loose_year": _year,
    "decade": _decade,
    "relative": _relative,
    "ago": _ago,
    "duration": _duration,
    "around": _duration,
    "set": _set,
    "season": _season,
    "holiday": _holiday,
    "quarter": _quarter,
    "half": _quarter,
    "year_ago": _year_ago,
    "year_ago_span": _year_ago,
    "reference": _reference,
    "time": _time,
}
