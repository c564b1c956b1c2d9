"""Quantities in running text: a number with the words that bound it and the unit that it counts.

"more than 100 thousand soldiers" is 100,000 and more soldiers; "two-hour" is two hours; "between 30 and
40 boats" is a range; "since 2017" is the year 2017. Ordinals, days of the month, clock times, ages of
people and numbers in names are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import overload

from dragoman.languages import data
from dragoman.link.forms import fold, words_in
from dragoman.link.numerals import beginnings, begins, number_at
from dragoman.model import Span

_TOKEN = re.compile(
    r"\d+(?:[,.\u00a0\u202f]\d{3})*(?:\.\d+)?[a-z]{0,3}(?!\w)|[^\W\d_]+(?:['’][^\W\d_]+)*|[$€£¥%]|\d+"
)
_YEAR = range(1500, 2200)
_NOUN_REACH = 3  # words between a number and what it counts
_BACK = 60  # characters before a number in which what it counts may stand
_SHORT = 20  # numbers below need something that they count
_MONEY = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen"}
_TIGHT = ("", " ", "-", "‑", "\u00a0")
_LINK = re.compile(r"\s*(?:-|–|—|to|and)\s*")
_CODE = re.compile(r"[:/.]\d|\d[:/.]$|[A-Z]-?$|[#№]$")
_FEW = 2  # "two sides": a figure only of what is measured


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity and its words. ``low`` and ``high`` are equal where one value is given; ``None`` is open."""

    span: Span
    low: float | None
    high: float | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class _Words:
    """``first`` are words with which a quantity may begin."""

    bounds: tuple[tuple[str, re.Pattern[str]], ...]
    or_more: re.Pattern[str]
    year: re.Pattern[str]
    units: Mapping[str, str]
    fractions: Mapping[str, float]
    plurals: frozenset[str]
    singular: frozenset[str]
    stops: frozenset[str]
    first: frozenset[str]


@cache
def _words(language: str) -> _Words:
    table = data(language, "figures")
    other = table["other"]
    units = {form: unit for unit, forms in table["units"].items() for form in forms.split()}
    bounds = (("at least", "at_least"), ("at most", "at_most"), ("", "about"))
    return _Words(
        bounds=tuple(
            (bound, re.compile(rf"\b{phrase}\s+$")) for bound, name in bounds for phrase in table[name]
        ),
        or_more=re.compile(table["or_more"]),
        year=re.compile(table["year"], re.IGNORECASE),
        units=units,
        fractions=other["fractions"],
        plurals=frozenset(other["plurals"].split()),
        singular=frozenset(other["singular"].split()),
        stops=frozenset(other["stops"].split()),
        first=beginnings(language) | other["fractions"].keys() | units.keys(),
    )


def find_quantities(text: str, language: str) -> Iterator[Quantity]:
    """The quantities of a text, in order."""
    yield from _Reader(text, language).read()


class _Spans(Sequence[Span]):
    """The places of the words of a text; few texts are asked for any."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return [m.span() for m in _TOKEN.finditer(self._text)]

    @overload
    def __getitem__(self, at: int) -> Span: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Span]: ...
    def __getitem__(self, at: int | slice) -> Span | Sequence[Span]:
        if isinstance(at, int):
            return Span(*self._places[at])
        return [Span(start, end) for start, end in self._places[at]]

    def __len__(self) -> int:
        return len(self._places)


class _Reader:
    def __init__(self, text: str, language: str) -> None:
        self.text, self.language, self.known = text, language, _words(language)
        self.spans = _Spans(text)
        self.words = list(map(_plain, words_in(text, _TOKEN)))

    def read(self) -> Iterator[Quantity]:
        behind, first = 0, self.known.first
        for at in [n for n, word in enumerate(self.words) if word in first or not word.isalpha()]:
            if at < behind or not self._may_begin(at):
                continue
            found = self._fraction(at) or self._unit_long(at) or self._number(at)
            if found is not None:
                quantity, behind = found
                if quantity is not None:
                    yield quantity

    def _may_begin(self, at: int) -> bool:
        word = self.words[at]
        return (
            begins(self.words, at, self.language) or word in self.known.fractions or word in self.known.units
        )

    def _fraction(self, at: int) -> tuple[Quantity | None, int] | None:
        """ "half of its boats", "a quarter of the fleet"."""
        value = self.known.fractions.get(self.words[at])
        if value is None or at + 1 >= len(self.words) or self.words[at + 1] != "of":
            return None
        if at and self.words[at - 1] not in ("a", "one", "about", "than") and self.words[at] != "half":
            return None
        return Quantity(Span(self.spans[at].start, self.spans[at].end), value, value, "share"), at + 2

    def _unit_long(self, at: int) -> tuple[Quantity | None, int] | None:
        """ "week-long"."""
        unit = self.known.units.get(self.words[at])
        if unit is None or at + 1 >= len(self.words) or self.words[at + 1] != "long":
            return None
        hyphen = self.text[self.spans[at].end : self.spans[at + 1].start] in ("-", "‑")
        numbered = at > 0 and number_at(self.words, self.spans, at - 1, self.language) is not None
        if not hyphen or numbered:
            return None
        return Quantity(Span(self.spans[at].start, self.spans[at + 1].end), 1.0, 1.0, unit), at + 2

    def _number(self, at: int) -> tuple[Quantity | None, int] | None:
        found = number_at(self.words, self.spans, at, self.language)
        if found is None:
            return None
        key, count = found
        value = _value(key)
        if value is None or self._is_code(at, count):
            return None, at + count
        if value in _YEAR and count == 1 and re.fullmatch(r"\d{4}", self.spans[at].of(self.text)):
            return self._since(at, value), at + 1
        last, low, high = at + count - 1, value, value
        further = self._range_end(last)
        if further is not None:
            last, high = further
        unit, end, after = self._unit(at, last)
        if value < _SHORT and unit is None and high == low and not self._counts_some(last):
            return None, after
        if high <= _FEW and unit not in self.known.units.values():
            return None, after
        return self._bounded(at, end, low, high, unit), after

    def _bounded(self, at: int, end: int, low: float, high: float, unit: str | None) -> Quantity:
        start, bound = self._before(at)
        more = self.known.or_more.match(self.text[end:])
        if bound == "at least" or more:
            return Quantity(Span(start, end + (more.end() if more else 0)), low, None, unit)
        return Quantity(Span(start, end), None if bound == "at most" else low, high, unit)

    def _is_code(self, at: int, count: int) -> bool:
        """Whether the number is somebody's age, or a piece of a clock time, a date in digits or a name."""
        if self.words[at + count + 1 : at + count + 2] == ["old"]:
            return True
        start, end = self.spans[at].start, self.spans[at + count - 1].end
        if _CODE.search(self.text[max(0, start - 2) : start]) or _CODE.match(self.text[end : end + 2]):
            return True
        if at == 0 or not self.spans[at].of(self.text)[0].isdigit():
            return False
        before = self.spans[at - 1]
        named = before.of(self.text)[0].isupper() and self.text[before.end : start] in (" ", "-")
        opener = re.search(r"(?:^|[.!?:\n“\"]\s*)$", self.text[: before.start]) is not None
        return named and not opener

    def _since(self, at: int, value: float) -> Quantity | None:
        before = self.text[: self.spans[at].start]
        match = self.known.year.search(before)
        return Quantity(Span(match.start(), self.spans[at].end), value, value, "year") if match else None

    def _range_end(self, last: int) -> tuple[int, float] | None:
        """ "30 to 40": the last word and the value of the other end."""
        for step in (1, 2):
            at = last + step
            if at >= len(self.words):
                return None
            between = self.text[self.spans[last].end : self.spans[at].start]
            if not _LINK.fullmatch(between):
                continue
            if between.strip() == "and" and self.words[max(0, last - 1)] != "between":
                return None
            found = number_at(self.words, self.spans, at, self.language)
            value = _value(found[0]) if found else None
            return (at + found[1] - 1, value) if found and value is not None else None
        return None

    def _unit(self, first: int, last: int) -> tuple[str | None, int, int]:
        """The unit, where the quantity's words end, and the word to go on with."""
        money = _MONEY.get(self.words[first - 1]) if first else None
        end = self.spans[last].end
        if money is not None and self.spans[first - 1].end == self.spans[first].start:
            return money, end, last + 1
        for at in range(last + 1, min(last + 1 + _NOUN_REACH, len(self.words))):
            word = self.words[at]
            gap = self.text[self.spans[at - 1].end : self.spans[at].start]
            if gap not in _TIGHT or word in self.known.stops:
                break
            if word in ("per",) and at + 1 < len(self.words) and self.words[at + 1] == "cent":
                return "percent", self.spans[at + 1].end, at + 2
            known = self.known.units.get(word)
            if known is not None or self._is_plural(word):
                return known or word, self.spans[at].end, at + 1
        return self._earlier_noun(first), end, last + 1

    def _is_plural(self, word: str) -> bool:
        regular = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
        return word in self.known.plurals or (regular and word not in self.known.singular)

    def _earlier_noun(self, first: int) -> str | None:
        """What was counted just before ("the boats in the strait: 38"), in the same sentence."""
        start = self.spans[first].start
        if not re.search(r"[–—:(]\s*(?:\w+ ){0,2}$", self.text[max(0, start - _BACK) : start]):
            return None
        for at in range(first - 1, -1, -1):
            between = self.text[self.spans[at].start : start]
            if len(between) > _BACK or re.search(r"[.!?\n]", between):
                return None
            if self._is_plural(self.words[at]):
                return self.words[at]
        return None

    def _counts_some(self, last: int) -> bool:
        return self.words[last + 1 : last + 3] in (["of", "them"], ["of", "those"], ["of", "these"])

    def _before(self, at: int) -> tuple[int, str]:
        """Where the words that bound the number begin, and how they do."""
        first = at - 1 if at and self.words[at - 1] in _MONEY else at
        start = self.spans[first].start
        before = self.text[max(0, start - 40) : start].lower()
        for bound, phrase in self.known.bounds:
            match = phrase.search(before)
            if match:
                return start - (len(before) - match.start()), bound
        return start, ""


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    return fold(word).rstrip(".")


def _value(key: str) -> float | None:
    """A number's value; ``None`` for ordinals, vague counts and days."""
    if not key.startswith("#") or key.endswith("th"):
        return None
    whole, _, part = key[1:].partition("/")
    if not whole.isdigit():
        return None
    return int(whole) / int(part) if part else float(int(whole))


def sentence_around(text: str, span: Span) -> Span:
    """The sentence that some words stand in, as punctuation and line ends tell."""
    line = text.rfind("\n", 0, span.start) + 1
    borders = [m.end() for m in _START.finditer(text, line, span.start)]
    after = _END.search(text, span.end)
    return Span(borders[-1] if borders else line, after.start() if after else len(text))


_START = re.compile(r"[.!?][”\"’]?\s+(?=[A-Z“\"‘])")
_END = re.compile(r"[.!?](?=[”\"’]?(?:\s|$))|\n")
