"""Numbers in running words: "100 thousand", "100,000" and "one hundred thousand" are one number.

A number's key begins with ``#`` (a value, an ordinal or a vague count), a day of a month's with ``@``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from dragoman.languages import data
from dragoman.model import Span

_DIGITS = re.compile(r"^(\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+)(\.\d+)?([a-z]{1,3})?$")
_ORDINAL_ENDS = ("st", "nd", "rd", "th")
_LONGEST = 40  # digits; what is longer is a code and no quantity
_LAST_DAY = 31

ARTICLES = frozenset(("the", "a", "an"))
"""With these alone no number begins: digits or a scale stand behind."""


@dataclass(frozen=True, slots=True)
class Numerals:
    """The number words of a language."""

    small: Mapping[str, int]
    tens: Mapping[str, int]
    ordinals: Mapping[str, int]
    scales: Mapping[str, int]
    letters: Mapping[str, int]
    vague: frozenset[str]
    money: Mapping[str, str]
    months: Mapping[str, int]


@cache
def numerals(language: str) -> Numerals:
    """The number words of a language. Raises ``MissingReader`` for a language without a folder."""
    table = data(language, "wording")["numbers"]
    months = {word: n for n, word in enumerate(table["months"].split(), 1)}
    short = {word: n for n, word in enumerate(table["short_months"].split(), 1)}
    return Numerals(
        small={word: n for n, word in enumerate(table["units"].split())},
        tens={word: 10 * n for n, word in enumerate(table["tens"].split(), 2)},
        ordinals={word: n for n, word in enumerate(table["ordinals"].split(), 1)},
        scales=table["scales"],
        letters=table["letters"],
        vague=frozenset(table["vague"].split()),
        money=table["money"],
        months=months | short,
    )


def is_number(key: str) -> bool:
    """Whether a word's key is that of a number or of a day."""
    return key.startswith(("#", "@"))


@dataclass(frozen=True, slots=True)
class _Value:
    value: Fraction
    count: int  # words it takes
    ordinal: bool = False


def number_at(words: Sequence[str], spans: Sequence[Span], at: int, language: str) -> tuple[str, int] | None:
    """The key of the number that begins at a word, and how many words it takes; ``None`` where none
    does. ``words`` are folded; a day of a month is looked for as well."""
    table = numerals(language)
    if words[at] not in beginnings(language) and _DIGITS.match(words[at]) is None:
        return None
    found = _day(words, at, table)
    if found is not None:
        return found
    if words[at] in table.vague:
        return f"#{words[at]}", 1
    if words[at] in table.ordinals:
        return f"#{table.ordinals[words[at]]}th", 1
    value = _value(words, spans, at, table)
    if value is None:
        return None
    return f"#{value.value}{'th' if value.ordinal else ''}", value.count


def begins(words: Sequence[str], at: int, language: str) -> bool:
    """Whether a number or a day may begin at a word that is among ``beginnings``. Asked before it is read:
    articles are the most frequent words, and next to none begins a number."""
    word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word == "the":
        return after == "the" or after[:1].isdigit()
    return word not in ARTICLES or after in numerals(language).scales


@cache
def beginnings(language: str) -> frozenset[str]:
    """The words other than digits with which a number or a day may begin."""
    table = numerals(language)
    return frozenset({*table.small, *table.tens, *table.ordinals, *table.vague, *table.months, *ARTICLES})


def _day(words: Sequence[str], at: int, table: Numerals) -> tuple[str, int] | None:
    """ "12 March", "March 12", "12th of March"."""
    if at + 1 >= len(words):
        return None
    if words[at] == "the":
        later = _day(words, at + 1, table) if words[at + 1] not in table.months else None
        return (later[0], later[1] + 1) if later else None
    ahead = [w for w in words[at : at + 4] if w != "the"][:3]
    skipped = 0
    if words[at] in table.months:
        month, day, skipped = table.months[words[at]], ahead[1] if len(ahead) > 1 else "", 2
        skipped += words[at + 1] == "the"
    elif len(ahead) > 2 and ahead[1] == "of" and words[at + 1] == "of" and ahead[2] in table.months:
        month, day, skipped = table.months[ahead[2]], words[at], 3
    elif words[at + 1] in table.months:
        month, day, skipped = table.months[words[at + 1]], words[at], 2
    else:
        return None
    match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", day)
    if match is None or not 0 < int(match[1]) <= _LAST_DAY:
        return None
    return f"@{month}-{int(match[1])}", skipped


def _value(words: Sequence[str], spans: Sequence[Span], at: int, table: Numerals) -> _Value | None:
    first = _digits(words[at], table)
    if first is not None:
        return first if first.ordinal else _scaled(first, words, spans, at, table)
    if words[at] in ("a", "an"):
        scaled = at + 1 < len(words) and words[at + 1] in table.scales
        return _scaled(_Value(Fraction(1), 1), words, spans, at, table) if scaled else None
    return _spoken(words, spans, at, table)


def _digits(word: str, table: Numerals) -> _Value | None:
    match = _DIGITS.match(word)
    if match is None or len(word) > _LONGEST:
        return None
    value = Fraction(re.sub(r"\D", "", match[1]) + (match[2] or ""))
    tail = match[3] or ""
    if tail in _ORDINAL_ENDS:
        return _Value(value, 1, ordinal=True)
    if tail and tail not in table.letters:
        return None
    return _Value(value * table.letters.get(tail, 1), 1)


def _next_to(spans: Sequence[Span], at: int) -> bool:
    """Whether a word and the next one have at most a character between them: no comma and space."""
    return at + 1 < len(spans) and spans[at + 1].start - spans[at].end <= 1


def _scaled(first: _Value, words: Sequence[str], spans: Sequence[Span], at: int, table: Numerals) -> _Value:
    value, count = first.value, first.count
    while _next_to(spans, at + count - 1):
        word = words[at + count]
        scale = table.scales.get(word) or table.letters.get(word)
        if scale is None:
            break
        value, count = value * scale, count + 1
    return _Value(value, count)


def _spoken(words: Sequence[str], spans: Sequence[Span], at: int, table: Numerals) -> _Value | None:
    """A number in words: "one hundred and thirty thousand"."""
    total, part, count = Fraction(0), Fraction(0), 0
    while at + count < len(words) and (count == 0 or _next_to(spans, at + count - 1)):
        word = words[at + count]
        joined = word == "and" and count and _continues(words, at + count, table, part)
        if word in table.small and part % 10 == 0 and (part % 100 == 0 or table.small[word] < 10):
            part += table.small[word]
        elif word in table.tens and part % 100 == 0:
            part += table.tens[word]
        elif word in table.scales and count:
            total, part = _times(total, part, table.scales[word])
        elif not joined:
            break
        count += 1
    return _Value(total + part, count) if count else None


def _continues(words: Sequence[str], at: int, table: Numerals, part: Fraction) -> bool:
    """Whether "and" joins a number ("hundred and five") and not two things."""
    after = words[at + 1] if at + 1 < len(words) else ""
    return words[at - 1] in table.scales and part % 100 == 0 and (after in table.small or after in table.tens)


def _times(total: Fraction, part: Fraction, scale: int) -> tuple[Fraction, Fraction]:
    if scale <= 100:
        return total, max(part, Fraction(1)) * scale
    return total + max(part, Fraction(1)) * scale, Fraction(0)
