"""Who belongs to the cast of an article, while it is read."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from dragoman.model import ActorKind, Role, Span
from dragoman.names.traits import Traits

_ALIKE = 0.75  # share of letters that two spellings of a given name have in common (Sergei, Sergey)
_JOINED = re.compile(r"\w{1,4}[-'’]\w")  # a particle and the name that it is written with
_SUFFIXES = {"jr", "sr", "ii", "iii"}


@dataclass(slots=True, eq=False)
class Member:
    """Somebody of the cast. ``traits`` are what the page says of them beside their name; ``first`` is
    where they are named first."""

    name: tuple[str, ...]
    kind: ActorKind
    mentions: list[Span] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    gender: str | None = None
    speaks: bool = False
    traits: Traits = field(default_factory=Traits)

    @property
    def label(self) -> str:
        """The fullest name, for people to read."""
        return " ".join(self.name)

    @property
    def first(self) -> int:
        """Where the member is named first; -1 where it never is."""
        return min((m.start for m in self.mentions), default=-1)


@dataclass(frozen=True, slots=True)
class Answer:
    """Whom some words mean: nobody in particular where ``member`` is ``None``; and how doubtful it is."""

    member: Member | None
    doubt: float


CLAUSE = re.compile(r",| (?:who|which)(?: |$)")
"""Where words go on to tell more of whom they name."""

OPEN = Answer(None, 0.9)
UNSURE = Answer(None, 0.8)


def surname(name: tuple[str, ...]) -> str:
    """The last word of a name that is no "Jr." or "III"."""
    return next((w for w in reversed(name) if not is_suffix(w)), name[-1])


def written(word: str) -> set[str]:
    """The ways in which a surname is printed: "al-Rimal", "Al-Rimal" where a sentence opens."""
    forms = {word, word[:1].upper() + word[1:]} if _JOINED.match(word) else {word}
    return forms | {f.replace("'", "’") for f in forms} | {f.replace("’", "'") for f in forms}


def is_suffix(word: str) -> bool:
    """Whether a word only tells father and son apart."""
    return word.lower().rstrip(".") in _SUFFIXES


def _folded(word: str) -> str:
    """A name's word as it is compared: particles and apostrophes are printed this way and that."""
    plain = word.replace("’", "'")
    return plain[:1].upper() + plain[1:] if _JOINED.match(plain) else plain


def same_person(one: tuple[str, ...], other: tuple[str, ...], nicknames: Set[tuple[str, str]]) -> bool:
    """One surname, and first names that are the same, missing, or spellings of one another."""
    one, other = (tuple(map(_folded, n)) for n in (one, other))
    suffixes = [{w.lower().rstrip(".") for w in n if is_suffix(w)} for n in (one, other)]
    if all(suffixes) and suffixes[0] != suffixes[1]:
        return False
    one, other = (tuple(w for w in n if not is_suffix(w)) or n for n in (one, other))
    longer, shorter = sorted((one, other), key=len, reverse=True)
    if len(shorter) > 1 and longer[-len(shorter) :] == shorter:
        return True
    if one[-1] != other[-1]:
        return len(one) > 1 and len(other) > 1 and one == other
    if len(one) == 1 or len(other) == 1:
        return True
    short, long = sorted((one[0].lower().rstrip("."), other[0].lower().rstrip(".")), key=len)
    if len(short) == 1 or (short, long) in nicknames:
        return long.startswith(short) or (short, long) in nicknames
    return short[:3] == long[:3] and SequenceMatcher(None, short, long).ratio() >= _ALIKE
