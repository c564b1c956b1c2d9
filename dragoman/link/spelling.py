"""Keys by which two spellings of one name are found to be the same.

A key is what is left of a word when accents, doubled letters and the habits of transliteration are taken
away: "Sergey" and "Sergei" have one key, so have "Zelensky", "Zelenskiy" and "Zelenskyy". Equal keys
may be one name; keys are compared for equality alone, so that names are joined by looking up and never
by comparing all with all. Short forms and names of several languages ("Liz", "Volodymyr") come from
tables, never from likeness.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from dragoman.languages import LANGUAGES, data
from dragoman.languages.names import name_words

_DEFAULT = "en"


@dataclass(frozen=True, slots=True)
class _Table:
    letters: Mapping[str, str]
    rules: tuple[tuple[re.Pattern[str], str], ...]
    suffixes: frozenset[str]
    given: Mapping[str, frozenset[str]]
    places: Mapping[str, str]


@cache
def _table(language: str) -> _Table:
    table = data(language, "spellings")
    letters = MappingProxyType(dict(table["letters"]))
    rules = tuple((re.compile(rule["pattern"]), rule["becomes"]) for rule in table["rules"])
    given: dict[str, set[str]] = {}
    pairs = [(name, group[0]) for group in _groups(table["given"]["names"]) for name in group]
    pairs += sorted(name_words(language).nicknames)
    for name, root in pairs:
        given.setdefault(_fold(name, letters, rules), set()).add(_fold(root, letters, rules))
    places = {p.lower(): group[0] for group in _groups(table["places"]["names"]) for p in group}
    return _Table(
        letters,
        rules,
        frozenset(table["given"]["suffixes"].split()),
        MappingProxyType({name: frozenset(roots) for name, roots in given.items()}),
        MappingProxyType(places),
    )


def _groups(joined: str) -> Iterator[list[str]]:
    for group in joined.replace("\n", "").split("|"):
        yield [word.strip() for word in group.split("=") if word.strip()]


def plain(word: str, letters: Mapping[str, str]) -> str:
    """Lower case without accents."""
    apart = unicodedata.normalize("NFKD", word.lower())
    return "".join(letters.get(c, c) for c in apart if not unicodedata.combining(c))


def _fold(word: str, letters: Mapping[str, str], rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    bare = plain(word, letters)
    folded = bare
    for pattern, becomes in rules:
        folded = pattern.sub(becomes, folded)
    return folded or bare


@lru_cache(maxsize=65536)
def fold(word: str, language: str = _DEFAULT) -> str:
    """The key of one word of a name; a word in other letters is its own key."""
    table = _table(language if language in LANGUAGES else _DEFAULT)
    return _fold(word, table.letters, table.rules)


def given_roots(key: str, language: str = _DEFAULT) -> frozenset[str]:
    """The keys of the names that a given name may be a form of, itself among them."""
    table = _table(language if language in LANGUAGES else _DEFAULT)
    return table.given.get(key, frozenset()) | {key}


def place_name(word: str, language: str = _DEFAULT) -> str:
    """The one spelling by which a place of several spellings goes here: "Kyiv" for "Kiev"."""
    table = _table(language if language in LANGUAGES else _DEFAULT)
    return table.places.get(word.lower(), word)


@dataclass(frozen=True, slots=True)
class NameKey:
    """A person's name taken apart: ``given`` and ``middle`` are keys or single letters, ``suffix`` tells
    a junior from a senior. Without ``given`` it is a surname alone."""

    surname: str
    given: str = ""
    middle: tuple[str, ...] = ()
    suffix: str = ""

    @property
    def is_full(self) -> bool:
        """Whether a whole given name stands with the surname."""
        return len(self.given) > 1


@lru_cache(maxsize=65536)
def name_key(name: str, language: str = _DEFAULT) -> NameKey | None:
    """The key of a printed name without titles; ``None`` where no letter is left."""
    table = _table(language if language in LANGUAGES else _DEFAULT)
    words = [w for w in re.split(r"[\s,]+", name) if any(c.isalpha() for c in w)]
    lowered = [w.lower().strip(".") for w in words]
    suffix = lowered[-1] if len(words) > 1 and lowered[-1] in table.suffixes else ""
    words = words[:-1] if suffix else words
    keys = [_initials(w) or fold(w, language) for w in words]
    if not keys:
        return None
    if len(keys) == 1:
        return NameKey(keys[0], suffix=suffix)
    return NameKey(keys[-1], keys[0][:1] if _initials(words[0]) else keys[0], tuple(keys[1:-1]), suffix)


def _initials(word: str) -> str:
    """ "J." and "J.R." are initials, so is a bare capital."""
    letters = word.replace(".", "")
    short = len(letters) == 1 or (len(letters) <= 3 and "." in word)
    return letters.lower() if short and letters.isupper() else ""


def is_one_given(one: NameKey, other: NameKey, language: str = _DEFAULT) -> bool:
    """Whether two given names may be one person's: equal, forms of one name, or an initial of it; middle
    names and suffixes must not speak against it."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    middles = zip(one.middle, other.middle, strict=False)
    if any(a[:1] != b[:1] for a, b in middles):
        return False
    if not one.is_full or not other.is_full:
        return one.given[:1] == other.given[:1]
    return bool(given_roots(one.given, language) & given_roots(other.given, language))
