"""Takes one match of a rule apart: which weekday, month, day, unit, count and side its tokens name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.model import Span
from dragoman.times.grammar import Grammar
from dragoman.times.resolve import Direction, Reading
from dragoman.times.tokens import Token

_SIDES = {
    "LAST": "last",
    "THIS": "this",
    "CURRENT": "this",
    "NEXT": "next",
    "LATEST": "latest",
    "THAT": "that",
}
_DIRECTIONS = {"last": Direction.LAST, "this": Direction.THIS, "next": Direction.NEXT}
_LETTERS = {"DAY": "D", "WEEK": "W", "MONTHUNIT": "M", "QUARTER": "Q", "YEARUNIT": "Y"}
_LETTERS |= {"DAYS": "D", "WEEKS": "W", "MONTHS": "M", "QUARTERS": "Q", "YEARS": "Y"}
_LETTERS |= {"DECADEUNIT": "E", "DECADES": "E", "CENTURY": "C", "CENTURIES": "C"}
_WORDS = {"W": "week", "M": "month", "Y": "year"}
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_LEANING = frozenset(("following", "previous", "prior"))
_PLURAL = re.compile(r"\s+[\w-]+s\b")
_MODS = {"early": "START", "mid": "MID", "late": "END", "beginning": "START", "start": "START"}
_MODS |= {"end": "END", "middle": "MID"}


def read_match(
    kind: str, tokens: Sequence[Token], text: str, rules: Grammar, before: Reading | None
) -> Reading | None:
    """A match as a reading, or ``None`` where it is none. ``before`` is the reading that ends one
    token before it."""
    span = Span(tokens[0].span.start, tokens[-1].span.end)
    parts = _Parts(tokens, rules)
    reading = Reading(kind=kind, span=span, words=" ".join(span.of(text).split()))
    made = _KINDS.get(kind, _plain)(reading, parts)
    if kind == "loose_year":
        counts = made is None or (made.year or 0) % 100 == 0 or _PLURAL.match(text, span.end)
        return None if made is None or counts else replace(made, kind="year")
    if kind == "range_end":
        return _range_end(reading, parts, before)
    return made


class _Parts:
    """The tokens of a match, asked for by what they name."""

    def __init__(self, tokens: Sequence[Token], rules: Grammar) -> None:
        self.tokens, self.rules = tokens, rules
        self.kinds = [t.kind for t in tokens]

    def words(self, *kinds: str) -> str | None:
        """The words of the first token of one of these classes."""
        return next((t.words for t in self.tokens if t.kind in kinds), None)

    def has(self, *kinds: str) -> bool:
        return any(k in kinds for k in self.kinds)

    @property
    def month(self) -> int | None:
        words = self.words("MONTH", "MSHORT")
        return self.rules.months[words] if words else None

    @property
    def weekday(self) -> int | None:
        words = self.words("WEEKDAY", "WDSHORT", "WEEKDAYS")
        if words is None:
            return None
        return self.rules.weekdays.get(words) or self.rules.weekdays.get(words.removesuffix("s"))

    @property
    def year(self) -> int | None:
        words = self.words("YEARNUM", "OLDYEAR")
        return int(words) if words else None

    @property
    def day(self) -> int | None:
        words = self.words("DAYNUM", "ORDNUM")
        return int(words.rstrip("stndrh")) if words else self.ordinal

    @property
    def ordinal(self) -> int | None:
        words = self.words("ORDINAL", "SECOND")
        if words:
            tens = self.words("NUMBER") if self.has("MONTH", "MSHORT") else None
            return int(self.rules.tables["ordinals"][words]) + (self.rules.numbers[tens] if tens else 0)
        digits = self.words("ORDNUM")
        return int(digits.rstrip("stndrh")) if digits else None

    @property
    def side(self) -> str | None:
        found = [_SIDES[k] for k in self.kinds if k in _SIDES]
        return found[-1] if found else None

    @property
    def letter(self) -> str | None:
        for token in reversed(self.tokens):
            if token.kind in ("CLOCKUNIT", "CLOCKUNITS", "SECOND"):
                return str(self.rules.tables["units"][token.words])
            if token.kind in _LETTERS:
                return _LETTERS[token.kind]
        return None

    @property
    def is_plural(self) -> bool:
        """Whether the unit is."""
        return self.has("DAYS", "WEEKS", "MONTHS", "QUARTERS", "YEARS", "CLOCKUNITS", "DECADES", "CENTURIES")

    @property
    def mod(self) -> str | None:
        words = self.words("EARLY", "BEGINNING", "END")
        return _MODS.get(words) if words else None

    @property
    def part(self) -> str | None:
        words = self.words("PART", "PARTS")
        if words is None:
            return None
        parts = self.rules.tables["parts"]
        return str(parts.get(words) or parts.get(words.removesuffix("s")))

    @property
    def clock(self) -> tuple[int, int] | None:
        digits = self.words("CLOCK") or (self.words("DAYNUM") if self.has("AMPM", "OCLOCK", "PART") else None)
        spelled = self.words("NUMBER") if digits is None and self.has("AMPM", "OCLOCK") else None
        if spelled:
            digits = str(self.rules.numbers[spelled])
        if self.has("NOON"):
            return 12, 0
        if digits is None:
            return (24, 0) if self.has("MIDNIGHT") else None
        hour, _, minute = digits.partition(":")
        half = self.words("AMPM") or ""
        return _hour(int(hour), half), int(minute[:2] or 0)

    @property
    def count(self) -> float | None:
        """The number that the tokens spell, a half added; ``None`` where they name none."""
        total: float | None = None
        for token in self.tokens:
            value = self._number(token)
            if value is not None:
                total = value if total is None else total + value
        if total is None and self.words("FEW") == "couple":
            return 2
        if self.has("HUNDRED"):
            return (total or 1) * 100
        if total is None and self.letter == "C" and self.has("QUARTER"):
            return 0.25
        if self.has("HALF"):
            return (total or 0) + (0.5 if total or not self.has("AND") else 1.5)
        return total

    def _number(self, token: Token) -> float | None:
        if token.kind == "NUMBER":
            return self.rules.numbers[token.words]
        if token.kind in ("DAYNUM", "INT", "YEARNUM", "DECNUM"):
            return float(token.words.replace(",", ""))
        if token.kind == "FRACTION":
            if token.words in _HALVES:
                return _HALVES[token.words]
            over, _, under = token.words.partition("/")
            return int(over) / int(under)
        return None


def _hour(hour: int, half: str) -> int:
    if half.startswith("p") and hour < 12:
        return hour + 12
    return 0 if half.startswith("a") and hour == 12 else hour


Maker = Callable[[Reading, _Parts], "Reading | None"]


def _plain(reading: Reading, parts: _Parts) -> Reading | None:
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


def _unplaced(reading: Reading, parts: _Parts) -> str | None:
    """The side of "the year", which may be any, and of "early in the year", which is this one."""
    if reading.kind != "unit":
        return None
    if parts.has("COMPARABLE"):
        return "that"
    if parts.kinds[-1] in ("BEFORE", "EARLIER"):
        return "last"
    return "this" if parts.has("EARLY", "EARLIER") else "the"


def _day(reading: Reading, parts: _Parts) -> Reading | None:
    return replace(
        reading, month=parts.month, day=parts.day, year=parts.year, weekday=parts.weekday, mod=parts.mod
    )


def _iso(reading: Reading, parts: _Parts) -> Reading | None:
    year, month, day = (int(n) for n in parts.tokens[0].words.split("-"))
    return replace(reading, kind="day", year=year, month=month, day=day)


def _numeric(reading: Reading, parts: _Parts) -> Reading | None:
    a, b, year = (int(n) for n in parts.tokens[0].words.replace("/", ".").split("."))
    if not (1 <= a <= 31 and 1 <= b <= 31):
        return None
    if year < 100:
        year += 1900 if year >= 50 else 2000
    return replace(reading, numeric=(a, b), year=year)


def _range_end(reading: Reading, parts: _Parts, before: Reading | None) -> Reading | None:
    """ "March 6-8": the second day has the month of the first."""
    if before is None or before.kind != "day" or before.year or before.weekday:
        return None
    day = parts.day
    if day is None or before.day is None or day <= before.day:
        return None
    return replace(reading, kind="day", month=before.month, day=day)


def _year(reading: Reading, parts: _Parts) -> Reading | None:
    year = parts.year
    if year is None:
        year = _spelled(parts)
        if year is None:
            return None
    return replace(reading, year=year, mod=parts.mod)


def _spelled(parts: _Parts) -> int | None:
    """ "nineteen ninety-seven", "the year two thousand"."""
    numbers = [parts.rules.numbers[t.words] for t in parts.tokens if t.kind == "NUMBER"]
    if parts.has("THOUSAND"):
        return 2000 + sum(numbers[1:]) if numbers[0] == 2 else None
    if len(numbers) < 2 or numbers[0] not in (19, 20) or not 10 <= numbers[1] <= 90:
        return None
    return numbers[0] * 100 + sum(numbers[1:])


def _decade(reading: Reading, parts: _Parts) -> Reading | None:
    spelled = parts.words("DECADEWORD")
    if spelled:
        return replace(reading, decade=int(parts.rules.tables["decades"][spelled]), mod=parts.mod)
    digits = "".join(c for c in parts.words("DECADE") or "" if c.isdigit())
    return replace(reading, decade=int(digits) if len(digits) == 4 else 1900 + int(digits), mod=parts.mod)


def _relative(reading: Reading, parts: _Parts) -> Reading | None:
    told = parts.rules.tables["relative_days"][parts.words("RELDAY") or ""]
    named = told.get("part")
    part = parts.part or (str(parts.rules.tables["parts"][named]) if named else None)
    return replace(reading, offset=int(told["days"]), part=part, mod=parts.mod)


def _ago(reading: Reading, parts: _Parts) -> Reading | None:
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


def _duration(reading: Reading, parts: _Parts) -> Reading | None:
    count = parts.count
    one = parts.has("A", "ADDITIONAL") or (parts.has("THE") and parts.letter == "Y")
    if count is None and one and not parts.has("FEW") and not parts.is_plural:
        count = 1
    return replace(reading, count=count, letter=parts.letter)


def _set(reading: Reading, parts: _Parts) -> Reading | None:
    return replace(
        reading,
        count=parts.count,
        letter=parts.letter,
        name=parts.words("FREQUENCY"),
        side=parts.words("OTHER_ONE"),
    )


def _season(reading: Reading, parts: _Parts) -> Reading | None:
    return replace(
        reading,
        season=parts.words("SEASON"),
        year=None,
        nth=parts.year,
        side=parts.side,
        direction=_DIRECTIONS.get(parts.side or "", Direction.BEHIND),
        mod=parts.mod,
    )


def _holiday(reading: Reading, parts: _Parts) -> Reading | None:
    side = parts.side
    return replace(
        reading,
        name=parts.words("HOLIDAY"),
        nth=parts.year,
        side=side,
        letter="W" if parts.has("WEEK") else None,
        direction=_DIRECTIONS.get(side or "", Direction.BEHIND),
    )


def _quarter(reading: Reading, parts: _Parts) -> Reading | None:
    nth = parts.ordinal
    if nth is None and parts.has("LAST"):
        nth = 2
    if nth is None or nth > 4:
        return None
    side = parts.side if parts.has("YEARUNIT") else None
    return replace(
        reading, nth=nth, count=parts.year, side=side, direction=_DIRECTIONS.get(side or "", Direction.BEHIND)
    )


def _year_ago(reading: Reading, parts: _Parts) -> Reading | None:
    letter = "Q" if parts.has("QUARTER") else "P" if parts.has("PERIOD") else None
    if reading.kind == "year_ago_span":
        return replace(reading, letter="M", count=parts.count)
    return replace(reading, letter=letter, count=parts.year)


def _reference(reading: Reading, parts: _Parts) -> Reading | None:
    named = parts.words("REFERENCE")
    table = parts.rules.tables["references"]
    if named:
        return replace(reading, name=str(table[named]))
    if parts.has("CURRENT"):
        return replace(reading, name="PRESENT_REF")
    ahead = parts.has("FUTURE") or parts.has("NEXT") or parts.has("TERM")
    return replace(reading, name="FUTURE_REF" if ahead else "PAST_REF")


def _time(reading: Reading, parts: _Parts) -> Reading | None:
    clock = parts.clock
    if clock is None and not parts.has("PART"):
        return None
    if clock is not None and clock[0] > 24:
        return None
    day = next((i for i, k in enumerate(parts.kinds) if k in ("MONTH", "MSHORT")), None)
    behind = _Parts(parts.tokens[day:], parts.rules) if day is not None else None
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
