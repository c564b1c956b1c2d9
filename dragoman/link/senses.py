"""Words as linking compares them: without endings, words of one meaning as one, and what each tells.

How much a word tells comes from the language's tables and never from the articles at hand, so that a
score does not change with what else a ledger holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from math import fsum

from dragoman.languages import LANGUAGES, data
from dragoman.languages.names import NameWords, name_words
from dragoman.link.forms import spelt, stem, words_in

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_SHORTEST_STEM = 3  # letters
_WEIGHTS = {"common": 0.3, "usual": 0.55, "known": 0.8}
RARE = 1.0  # what a word tells that stands in no table
NAME = 0.4  # what a name tells at most


@dataclass(frozen=True, slots=True)
class Senses:
    """A language's tables for comparing words; ``weights`` by stem."""

    language: str
    stop: frozenset[str]
    negations: frozenset[str]
    possessive: frozenset[str]
    endings: tuple[str, ...]
    groups: Mapping[str, str]
    weights: Mapping[str, float]
    numbers: Mapping[str, str]
    scales: Mapping[str, int]
    media: Mapping[str, frozenset[str]]
    names: NameWords

    def stem(self, word: str) -> str:
        """A word in lower case without its ending; words of one meaning have one stem."""
        return _stem(self.language, word)

    def weight(self, stem: str) -> float:
        """How much a stem tells, from 0 to 1; a number tells as much as a rare word."""
        return self.weights.get(stem, RARE)

    def mass(self, stems: Iterable[str], names: Container[str] = ()) -> float:
        """How much some stems tell together, the same in whatever order they come; a name tells less than its
        rarity: all talk of the same few."""
        tells = self.weights.get
        if not names:
            return fsum([tells(s, RARE) for s in stems])
        return fsum([min(NAME, tells(s, RARE)) if s in names else tells(s, RARE) for s in stems])


def senses(language: str | None) -> Senses:
    """The tables of a language; of English where it has none."""
    return _senses(language if language in LANGUAGES else "en")


@cache
def _senses(language: str) -> Senses:
    table = data(language, "link")
    endings = tuple(table["endings"].split())
    groups: dict[str, str] = {}
    for line in data(language, "thesaurus")["groups"].strip().splitlines():
        first, *others = (_bare(w, endings, language) for w in line.split())
        groups |= {other: groups.get(first, first) for other in others if other not in groups}
    weights: dict[str, float] = {}
    for band in ("known", "usual", "common"):
        for word in table["frequency"][band].split():
            bare = _bare(word, endings, language)
            weights[groups.get(bare, bare)] = _WEIGHTS[band]
    return Senses(
        language=language,
        stop=frozenset(table["stop"].split()),
        negations=frozenset(table["negations"].split()),
        possessive=frozenset(table["possessive"].split()),
        endings=endings,
        groups=groups,
        weights=weights,
        numbers=dict(table["numbers"]),
        scales=dict(table["scales"]),
        media={medium: frozenset(words.split()) for medium, words in table["media"].items()},
        names=name_words(language),
    )


@lru_cache(maxsize=1 << 16)
def _stem(language: str, word: str) -> str:
    table = _senses(language)
    bare = _bare(word, table.endings, language)
    return table.groups.get(bare, bare)


def _bare(word: str, endings: tuple[str, ...], language: str) -> str:
    """The form that all forms of a word share, without the endings that make one word of another."""
    word = stem(spelt(word, language), language)
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST_STEM else word.removesuffix("'")


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """Lower case, without accents, with straight apostrophes."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def tokens(text: str) -> list[str]:
    """The words and numbers of a text as printed."""
    return words_in(text, _WORD)


def content_words(printed: Iterable[str], table: Senses) -> list[str]:
    """The stems of those words that tell something, in order; states by their name, numbers as digits."""
    return told_words(printed, table)[0]


def told_words(printed: Iterable[str], table: Senses) -> tuple[list[str], bool]:
    """The same, and whether any of the words negates."""
    found: list[str] = []
    negated = False
    for sense, scale, negates in map(_reader(table.language), printed):
        if negates:
            negated = True
        if scale and found and found[-1].replace(".", "", 1).isdigit():
            found[-1] = _scaled(found[-1], scale)
        elif sense:
            found.append(sense)
    return found, negated


_Sense = tuple[str, int, bool]
"""The stem of a printed word, empty where it tells nothing; by what it multiplies a number before it; whether
it negates."""


@cache
def _reader(language: str) -> Callable[[str], _Sense]:
    """What makes sense of the printed words of a language; it remembers them."""
    return lru_cache(maxsize=1 << 17)(partial(_sense, _senses(language)))


def _sense(table: Senses, word: str) -> _Sense:
    folded = fold(word)
    plain, negates = folded.removesuffix("'s"), folded in table.negations or folded.endswith("n't")
    if plain in table.stop or plain in table.negations or plain.endswith("n't"):
        return "", 0, negates
    state = table.names.state(word.removesuffix("'s").removesuffix("’s"))
    if state is not None:
        return fold(state), 0, negates
    if plain[0].isdigit() or plain in table.numbers:
        return table.numbers.get(plain, plain).replace(",", ""), 0, negates
    return table.stem(plain.replace("'", "")), table.scales.get(plain, 0), negates


def _scaled(digits: str, scale: int) -> str:
    return f"{float(digits) * scale:g}" if "." in digits else str(int(digits) * scale)
