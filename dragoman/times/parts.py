"""Takes one match of a rule apart: which weekday, month, day, unit, count and side its tokens name."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.times.grammar import Grammar
from dragoman.times.tokens import Token

_SIDES = {
    "LAST": "last",
    "THIS": "this",
    "CURRENT": "this",
    "NEXT": "next",
    "LATEST": "latest",
    "THAT": "that",
}
_LETTERS = {"DAY": "D", "WEEK": "W", "MONTHUNIT": "M", "QUARTER": "Q", "YEARUNIT": "Y"}
_LETTERS |= {"DAYS": "D", "WEEKS": "W", "MONTHS": "M", "QUARTERS": "Q", "YEARS": "Y"}
_LETTERS |= {"DECADEUNIT": "E", "DECADES": "E", "CENTURY": "C", "CENTURIES": "C"}
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_MODS = {"early": "START", "mid": "MID", "late": "END", "beginning": "START", "start": "START"}
_MODS |= {"end": "END", "middle": "MID"}


class Parts:
    """The tokens of a match, asked for by what they name."""

    def __init__(self, tokens: Sequence[Token], rules: Grammar) -> None:
        self.tokens, self.rules = tokens, rules
        self.kinds = [t.kind for t in tokens]

    def words(self, *kinds: str) -> str | None:
        """The words of the first token of one of these classes."""
        return next((t.words for t in self.tokens if t.kind in kinds), None)

    def has(self, *kinds: str) -> bool:
        """Whether a token is of one of these classes."""
        return any(k in kinds for k in self.kinds)

    @property
    def month(self) -> int | None:
        """The month named, 1 to 12."""
        words = self.words("MONTH", "MSHORT")
        return self.rules.months[words] if words else None

    @property
    def weekday(self) -> int | None:
        """The weekday named, Monday is 1."""
        words = self.words("WEEKDAY", "WDSHORT", "WEEKDAYS")
        if words is None:
            return None
        return self.rules.weekdays.get(words) or self.rules.weekdays.get(words.removesuffix("s"))

    @property
    def year(self) -> int | None:
        """The year in digits."""
        words = self.words("YEARNUM", "OLDYEAR")
        return int(words) if words else None

    @property
    def day(self) -> int | None:
        """The day of the month."""
        words = self.words("DAYNUM", "ORDNUM")
        return int(words.rstrip("stndrh")) if words else self.ordinal

    @property
    def ordinal(self) -> int | None:
        """The number of "third" and "3rd"."""
        words = self.words("ORDINAL", "SECOND")
        if words:
            tens = self.words("NUMBER") if self.has("MONTH", "MSHORT") else None
            return int(self.rules.tables["ordinals"][words]) + (self.rules.numbers[tens] if tens else 0)
        digits = self.words("ORDNUM")
        return int(digits.rstrip("stndrh")) if digits else None

    @property
    def side(self) -> str | None:
        """The last word that places a unit: "last", "this", "next", "latest" or "that"."""
        found = [_SIDES[k] for k in self.kinds if k in _SIDES]
        return found[-1] if found else None

    @property
    def letter(self) -> str | None:
        """The TIMEX3 letter of the last unit."""
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
        """TIMEX3's ``mod``: START, MID or END."""
        words = self.words("EARLY", "BEGINNING", "END")
        return _MODS.get(words) if words else None

    @property
    def part(self) -> str | None:
        """TIMEX3's code of a part of the day."""
        words = self.words("PART", "PARTS")
        if words is None:
            return None
        parts = self.rules.tables["parts"]
        return str(parts.get(words) or parts.get(words.removesuffix("s")))

    @property
    def clock(self) -> tuple[int, int] | None:
        """Hours and minutes; midnight is 24:00."""
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
