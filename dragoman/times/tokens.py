"""Words of a text by class, so that a rule sees "WEEKDAY COMMA MONTH DAYNUM" whatever the words are.

A text becomes a string with one private character for each token, its class, and the place of each
token in the text; the rules of ``times.toml`` are regular expressions over that string, which is
several times shorter than the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.model import Span

_FIRST_CODE = 0xE000  # private use: no class is mistaken for a sign of regular expressions

SHAPES = {
    "ISO": r"(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9](?![0-9-])",
    "NUMERIC": r"[0-9]{1,2}(?P<mark>[./])[0-9]{1,2}(?P=mark)(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9/]|\.[0-9])",
    "CLOCK": r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9:])",
    "FRACTION": r"[1-9]/[2-9](?![0-9/])|[½¼¾]",
    "ORDNUM": r"[0-9]{1,2}(?i:st|nd|rd|th)\b",
    "DECADE": r"(?:(?:1[0-9]|20)[0-9]0|['‘’`][1-9]0)['’]?s\b",
    "DECNUM": r"[0-9]+\.[0-9]+",
    "NUMBERS": r"[0-9]+(?:,[0-9]{3})*",
    "AMPM": r"[AaPp](?:\.[Mm]\b\.?|[Mm]\b)",
    "WORD": r"[^\W\d_](?:[^\W_]|[’'](?=[Cc]lock))*",
    "POSS": r"['’]s\b|(?<=s)['’](?!\w)",
    "HYPHEN": r"[-–](?=\w)|–",
    "BREAK": r"\n[ \t]*\n\s*",
    "COMMA": ",",
    "STOP": r"[.!?;]",
    "COLON": ":",
    "OPEN": r"\(",
    "SYMBOL": r"[^\w\s]|_",
}
_PLAIN = ("LOWER", "CAPITAL", "DAYNUM", "INT", "YEARNUM", "OLDYEAR", "PHRASE")
_UNITS = {
    "D": ("DAY", "DAYS"),
    "W": ("WEEK", "WEEKS"),
    "M": ("MONTHUNIT", "MONTHS"),
    "Q": ("QUARTER", "QUARTERS"),
    "Y": ("YEARUNIT", "YEARS"),
    "E": ("DECADEUNIT", "DECADES"),
    "C": ("CENTURY", "CENTURIES"),
}
_NAMES = ("WEEKDAY", "WDSHORT", "MONTH", "MSHORT", "WEEKDAYS", "HOLIDAY")  # written with a capital


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign: its class, its words in lower case and its place."""

    kind: str
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The classes of a language's words. ``codes`` gives the character of each class."""

    classes: Mapping[str, str]
    codes: Mapping[str, str]
    pattern: re.Pattern[str]

    def read(self, text: str) -> tuple[str, list[re.Match[str]]]:
        """The text as classes, one character a token, and the tokens' matches."""
        matches = list(self.pattern.finditer(text))
        kinds, codes = self.kind, self.codes
        return "".join([codes[kinds(match)] for match in matches]), matches

    def token(self, match: re.Match[str]) -> Token:
        """A match as a token."""
        words = " ".join(match[0].split()).casefold().replace("’", "'")
        return Token(self.kind(match), words, Span(*match.span()))

    def kind(self, match: re.Match[str]) -> str:
        """The class of a token."""
        shape = match.lastgroup or ""
        if shape == "WORD":
            return self._word(match[0])
        if shape == "NUMBERS":
            return _number(match[0])
        if shape == "PHRASE":
            kind = self.classes[" ".join(match[0].split()).casefold().replace("’", "'")]
            return kind if kind != "HOLIDAY" or match[0][0].isupper() else "LOWER"
        return shape

    def _word(self, word: str) -> str:
        capital = word[0].isupper()
        kind = self.classes.get(word.lower())
        if kind is None or (kind in _NAMES and not (word.isupper() or word.istitle())):
            return "CAPITAL" if capital else "LOWER"
        return kind


def _number(digits: str) -> str:
    if len(digits) == 4 and digits.isdecimal():
        if digits[:2] in ("19", "20"):
            return "YEARNUM"
        return "OLDYEAR" if digits[:2] in ("10", "11", "12", "13", "14", "15", "16", "17", "18") else "INT"
    return "DAYNUM" if len(digits) <= 2 and 1 <= int(digits) <= 31 else "INT"


def lexicon(table: Mapping[str, Any]) -> Lexicon:
    """The lexicon of a language's table."""
    classes = _word_classes(table)
    phrases = {word: kind for word, kind in classes.items() if " " in word or "'" in word}
    kinds = sorted({*classes.values(), *SHAPES, *_PLAIN})
    codes = {kind: chr(_FIRST_CODE + i) for i, kind in enumerate(kinds)}
    shapes = {"PHRASE": rf"(?i:\b{_any(phrases)}\b)", **SHAPES}
    return Lexicon(classes, codes, re.compile("|".join(f"(?P<{k}>{p})" for k, p in shapes.items())))


def _any(phrases: Iterable[str]) -> str:
    """One of the phrases, longest first; those with one first word share it, so that other words are
    passed over quickly."""
    by_first: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        first, _, rest = phrase.replace("'", "\0").partition(" ")
        by_first.setdefault(first, []).append(rest)
    made = [_shown(first) + _rest(rests) for first, rests in by_first.items()]
    return f"(?:{'|'.join(made)})"


def _rest(rests: list[str]) -> str:
    return "(?:" + "|".join(rf"\s+{_shown(rest)}" if rest else "" for rest in rests) + ")"


def _shown(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"\s+").replace("\0", "['’]").replace("\\\0", "['’]")


def _word_classes(table: Mapping[str, Any]) -> dict[str, str]:
    classes = {word: kind.upper() for kind, words in table["classes"].items() for word in words}
    for kind, key in (
        ("WEEKDAY", "weekdays"),
        ("WDSHORT", "weekday_short"),
        ("MONTH", "months"),
        ("MSHORT", "month_short"),
        ("NUMBER", "numbers"),
        ("NUMBER", "tens"),
        ("ORDINAL", "ordinals"),
        ("SEASON", "seasons"),
        ("PART", "parts"),
        ("FREQUENCY", "frequencies"),
        ("REFERENCE", "references"),
        ("RELDAY", "relative_days"),
        ("DECADEWORD", "decades"),
        ("HOLIDAY", "holidays"),
    ):
        classes.update(dict.fromkeys(table[key], kind))
    classes.update({f"{word}s": "WEEKDAYS" for word in table["weekdays"]})
    for word, unit in table["units"].items():
        names = _UNITS.get(unit, ("CLOCKUNIT", "CLOCKUNITS"))
        classes[word] = names[word in table["plural_units"]]
    return {**classes, **dict.fromkeys(table["ambiguous_units"], "SECOND")}
