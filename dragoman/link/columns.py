"""Statements as columns of numbers, for comparing many of them at once.

``Lexicon`` gives words and voices numbers that hold while it lives. What a word tells is a whole number
there, so that sums are exact in whatever order they are made: as exact as ``math.fsum``, which ``compare``
uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dragoman.link.compare import SEVERAL, is_thin
from dragoman.link.forbidding import is_dated
from dragoman.link.senses import NAME, Senses, senses
from dragoman.link.traits import Traits, Voice
from dragoman.model import Act, Kind

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

UNIT = 2.0**-54  # what words tell is a whole number of these
WORDS = 1 << 21  # numbers of words stay below: three of them are one whole number
WIDTH = 3  # quoted words in a row
NO_DAY = 0
_MOST_WORDS = 500  # in a bag whose sum is a number of 64 bits


class Facts(NamedTuple):
    """What is told of a statement beside its words: numbers, and 1 or 0 for yes or no. ``plain`` says that
    its words are one sentence, ``whole`` that its quoted words are one piece, long enough for words in a row;
    ``meanings`` counts its vectors and ``medium`` has a bit for each medium."""

    voice: int
    language: int
    place: int
    head: int
    act: int
    told: int
    dated: int
    first: int
    last: int
    day: int
    asks: int
    denies: int
    negated: int
    direct: int
    mixed: int
    turn: int
    thin: int
    medium: int
    company: int
    quoted: int
    numbers: int
    plain: int
    whole: int
    meanings: int


@dataclass(frozen=True, slots=True)
class Laid:
    """One statement in numbers: its words in order, those that are names, and its quoted words where they
    are one piece."""

    traits: Traits
    facts: Facts
    words: Sequence[int]
    names: Sequence[int]
    quoted: Sequence[int]


class _Words(dict[str, int]):
    """The numbers of the words of a language; ``told`` is noted what each new one tells, also as a name."""

    def __init__(self, table: Senses, told: list[tuple[int, int]]) -> None:
        super().__init__()
        self._table, self._told = table, told

    def __missing__(self, word: str) -> int:
        weight = self._table.weight(word)
        found = self[word] = len(self._told)
        self._told.append((_units(weight), _units(min(NAME, weight))))
        return found


class _Folded(dict[str, int]):
    """The numbers of quoted words."""

    def __missing__(self, word: str) -> int:
        found = self[word] = len(self)
        return found


class Lexicon:
    """The numbers of words, voices and media."""

    def __init__(self) -> None:
        self._told: list[tuple[int, int]] = []
        self._units = np.empty((0, 2), dtype=np.int64)
        self._words: dict[str, _Words] = {}
        self._folded = _Folded()
        self._media: dict[str, int] = {}
        self._languages: dict[str, int] = {}
        self._numbers: dict[Voice, int] = {}
        self.voices: list[Voice] = []

    @property
    def is_full(self) -> bool:
        """Whether words may run out of numbers."""
        return max(len(self._told), len(self._folded)) > WORDS // 4

    def lay(self, traits: Traits) -> Laid:
        """A statement in numbers."""
        if traits.language not in self._words:
            self._words[traits.language] = _Words(senses(traits.language), self._told)
        number = self._words[traits.language].__getitem__
        return Laid(
            traits=traits,
            facts=self._facts(traits),
            words=[*map(number, traits.words)],
            names=[*map(number, traits.names)],
            quoted=[*map(self._folded.__getitem__, traits.quoted[0])] if len(traits.quoted) == 1 else (),
        )

    def units(self, words: Numbers) -> tuple[Numbers, Numbers]:
        """What some words tell, and what each tells as a name."""
        known = len(self._units)
        if known < len(self._told):
            fresh = np.array(self._told[known:], dtype=np.int64)
            self._units = np.concatenate([self._units, fresh])
        plain, named = np.ascontiguousarray(self._units[words].T)
        return plain, named

    def _voice(self, voice: Voice) -> int:
        number = self._numbers.get(voice)
        if number is None:
            number = self._numbers[voice] = len(self.voices)
            self.voices.append(voice)
        return number

    def _facts(self, t: Traits) -> Facts:
        return Facts(
            voice=self._voice(t.voice),
            language=self._languages.setdefault(t.language, len(self._languages)),
            place=t.place,
            head=t.head,
            act=_ACTS[t.act],
            told=t.told,
            dated=is_dated(t),
            first=t.first or NO_DAY,
            last=t.last or NO_DAY,
            day=NO_DAY if t.day is None else t.day,
            asks=t.act is Act.ASKS,
            denies=t.act is Act.DENIES,
            negated=t.negated,
            direct=t.kind is Kind.DIRECT,
            mixed=t.kind is Kind.MIXED,
            turn=t.turn,
            thin=is_thin(t),
            medium=sum(1 << self._media.setdefault(m, len(self._media)) for m in t.medium),
            company=SEVERAL if t.company is None else max(1, t.company),
            quoted=sum(map(len, t.quoted)),
            numbers=bool(t.numbers),
            plain=len(t.parts) == 1 and len(t.words) < _MOST_WORDS,
            whole=len(t.quoted) == 1 and len(t.quoted[0]) >= WIDTH,
            meanings=0 if t.vectors is None else len(t.vectors),
        )


_ACTS = {act: number for number, act in enumerate(Act)}


def _units(weight: float) -> int:
    units = weight / UNIT
    if not units.is_integer():
        raise ValueError(f"no whole number of units: {weight}")
    return int(units)


@dataclass(frozen=True, slots=True)
class Sets:
    """Sets of numbers one after the other, each in order: ``starts`` tells where each begins."""

    starts: Numbers
    members: Numbers
    keys: Numbers

    @classmethod
    def of(cls, owners: Numbers, members: Numbers, count: int) -> Sets:
        """So many sets, of members and whose each is, in any order and as often as they come."""
        if members.max(initial=0) >= _SPAN:
            members = np.unique(members, return_inverse=True)[1].astype(np.int64)
        keys = np.sort(owners * _SPAN + members)
        keys = keys[np.diff(keys, prepend=-1) > 0]
        starts = np.searchsorted(keys, np.arange(count + 1) * _SPAN)
        return cls(starts, keys & (_SPAN - 1), keys)

    def sizes(self, sets: Numbers) -> Numbers:
        """How many members some sets have."""
        found: Numbers = self.starts[sets + 1] - self.starts[sets]
        return found

    def found(self, sets: Numbers, others: Sets, where: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """The members of some sets that others have: which pair of sets, and the places in both."""
        sizes = self.sizes(sets)
        pair = np.repeat(np.arange(len(sets)), sizes)
        place = np.arange(len(pair)) + np.repeat(self.starts[sets] - np.cumsum(sizes) + sizes, sizes)
        wanted = where[pair] * _SPAN + self.members[place]
        at = np.searchsorted(others.keys, wanted)
        at[at == len(others.keys)] = 0
        hit = others.keys[at] == wanted if len(others.keys) else np.zeros(len(at), dtype=bool)
        return pair[hit], place[hit], at[hit]

    def shared(self, sets: Numbers, where: Numbers) -> Numbers:
        """How many members some sets share with others of these."""
        pair, _, _ = self.found(sets, self, where)
        return np.bincount(pair, minlength=len(sets))


@dataclass(frozen=True, slots=True)
class Lines:
    """Words of some statements one after the other, and whose each is."""

    words: Numbers
    owners: Numbers
    count: int

    @classmethod
    def of(cls, several: Sequence[Sequence[int]]) -> Lines:
        """The words of some statements."""
        words = np.fromiter(chain.from_iterable(several), dtype=np.int64)
        sizes = np.fromiter(map(len, several), dtype=np.int64)
        return cls(words, np.repeat(np.arange(len(several)), sizes), len(several))

    def sets(self, width: int = 1) -> Sets:
        """The words of each as a set, or so many of them in a row."""
        size = max(0, len(self.words) - width + 1)
        told = self.words[:size]
        for step in range(1, width):
            told = told * WORDS + self.words[step : step + size]
        inside = self.owners[:size] == self.owners[width - 1 :]
        return Sets.of(self.owners[:size][inside], told[inside], self.count)


_SPAN = 1 << 42
