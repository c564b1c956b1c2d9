"""Who counts as the same speaker in the report, and who does not.

Across articles only the same printed full name makes one speaker; linking by anything more is not
the report's to do. A surname alone, a description ("the minister") or the bare name of a kind of
body ("Foreign Ministry") stays within its article. Two people of the same full name would be shown
as one: the page says so.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from dragoman import languages
from dragoman.model import Actor, ActorKind

_BEGINNING = 5  # letters by which the words of offices are compared


class Voice(StrEnum):
    """How far an article says who speaks."""

    NAMED = "named"
    DESCRIBED = "described"
    UNNAMED = "unnamed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Who:
    """A speaker as the report groups them. ``key`` is equal exactly for those shown as one."""

    voice: Voice
    key: str
    name: str

    @property
    def anchor(self) -> str:
        """The id of the speaker's place in the page."""
        return _anchor(self.key) if self.voice is Voice.NAMED else self.voice.value


@lru_cache(maxsize=4096)
def _anchor(key: str) -> str:
    return "p-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@cache
def _words(language: str, table: str) -> frozenset[str]:
    if language not in languages.LANGUAGES:
        return frozenset()
    return frozenset(languages.data(language, "report")[table])


def _is_capital(word: str) -> bool:
    """Whether a word does not begin with a small letter; scripts without case always pass."""
    return not word[:1].islower()


def is_full_name(name: str, kind: ActorKind, language: str = "en") -> bool:
    """Whether a printed name is full enough to mean the same party in another article."""
    small = _words(language, "small_words")
    words = [word for word in name.replace("-", " ").split() if word.casefold() not in small]
    if not words or not all(_is_capital(word) for word in words):
        return False
    if kind is ActorKind.PERSON:
        return len(words) >= 2
    generic = _words(language, "generic_bodies")
    return not all(word.casefold().strip("’'.,") in generic for word in words)


def normalised(name: str) -> str:
    """The name with one form of accents, blanks and apostrophes; letters' case stays."""
    return " ".join(unicodedata.normalize("NFC", name).replace("’", "'").split())


def who_is(actor: Actor | None, article: str, language: str | None) -> Who:
    """The speaker that an actor of one article is grouped as."""
    if actor is None:
        return Who(Voice.OPEN, "", "Speaker left open")
    if actor.kind is ActorKind.UNNAMED:
        return Who(Voice.UNNAMED, f"{article} {actor.id}", actor.name)
    if is_full_name(actor.name, actor.kind, (language or "en")[:2].lower()):
        return Who(Voice.NAMED, normalised(actor.name), normalised(actor.name))
    return Who(Voice.DESCRIBED, f"{article} {actor.id}", actor.name)


def office_words(role: str, language: str = "en") -> frozenset[str]:
    """The words that tell one office from another, whatever their case, articles and endings:
    ``Veldoria's`` and ``Veldorian`` are cut to the same beginning."""
    small = _words(language, "small_words")
    bare = (word.casefold().strip(".,;:'’") for word in role.split())
    return frozenset(word[:_BEGINNING] for word in bare if word and word not in small)


def is_same_office(one: frozenset[str], other: frozenset[str], language: str = "en") -> bool:
    """Whether two wordings may mean one office: one says no more than the other but for words that
    make no other office of it ("deputy" does)."""
    changers = frozenset(word[:_BEGINNING] for word in _words(language, "office_changers"))
    return (one <= other or other <= one) and not (one ^ other) & changers
