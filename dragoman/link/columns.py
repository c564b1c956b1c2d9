"""Statements as columns of numbers, for comparing many of them at once.

``Lexicon`` gives words and voices numbers that hold while it lives. What a word tells is a whole number
there, so that sums are exact in whatever order they are made: as exact as ``math.fsum``, which ``compare``
uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
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
    """One statement in numbers: its words as a set with what each tells, here and where it is a name, those
    that are names, words side by side, and quoted words in a row."""

    traits: Traits
    facts: Facts
    bag: Numbers
    units: Numbers
    named: Numbers
    names: Numbers
    pairs: Numbers
    rows: Numbers


class _Words(dict[str, tuple[int, int, int]]):
    """The numbers of the words of a language, with what each tells, also as a name."""

    def __init__(self, table: Senses, numbers: Iterator[int]) -> None:
        super().__init__()
        self._table, self._numbers = table, numbers

    def __missing__(self, word: str) -> tuple[int, int, int]:
        weight = self._table.weight(word)
        found = self[word] = next(self._numbers), _units(weight), _units(min(NAME, weight))
        return found


class Lexicon:
    """The numbers of words, voices and media."""

    def __init__(self) -> None:
        self._count = count()
        self._words: dict[str, _Words] = {}
        self._folded: dict[str, int] = {}
        self._media: dict[str, int] = {}
        self._numbers: dict[Voice, int] = {}
        self.voices: list[Voice] = []

    @property
    def is_full(self) -> bool:
        """Whether words may run out of numbers."""
        return max(*map(len, self._words.values()), len(self._folded), 0) > WORDS // 4

    def lay(self, traits: Traits) -> Laid:
        """A statement in numbers."""
        known = self._known(traits.language)
        order = [known[w] for w in traits.words]
        names = sorted([known[w][0] for w in traits.names])
        cells = np.array(sorted(set(order)), dtype=np.int64).reshape(-1, 3)
        bag, units, named = np.ascontiguousarray(cells.T)
        if names:
            units = np.where(np.isin(bag, names), named, units)
        return Laid(
            traits=traits,
            facts=self._facts(traits),
            bag=bag,
            units=units,
            named=named,
            names=_numbers(names),
            pairs=_numbers(sorted({a * WORDS + b for (a, *_), (b, *_) in pairwise(order)})),
            rows=_numbers(self._rows(traits.quoted)),
        )

    def _known(self, language: str) -> _Words:
        if language not in self._words:
            self._words[language] = _Words(senses(language), self._count)
        return self._words[language]

    def _rows(self, quoted: Sequence[Sequence[str]]) -> list[int]:
        if len(quoted) != 1:
            return []
        numbers = [self._folded.setdefault(w, len(self._folded)) for w in quoted[0]]
        several = zip(numbers, numbers[1:], numbers[2:], strict=False)
        return sorted({(a * WORDS + b) * WORDS + c for a, b, c in several})

    def _voice(self, voice: Voice) -> int:
        number = self._numbers.get(voice)
        if number is None:
            number = self._numbers[voice] = len(self.voices)
            self.voices.append(voice)
        return number

    def _facts(self, t: Traits) -> Facts:
        return Facts(
            voice=self._voice(t.voice),
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


def _units(weight: float) -> int:
    units = weight / UNIT
    if not units.is_integer():
        raise ValueError(f"no whole number of units: {weight}")
    return int(units)


def _numbers(found: Iterable[int]) -> Numbers:
    return np.array(list(found), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Sets:
    """Sets of numbers one after the other, each in order: ``of`` tells whose each is."""

    starts: Numbers
    members: Numbers
    keys: Numbers

    @classmethod
    def of(cls, several: Sequence[Numbers]) -> Sets:
        """Some sets."""
        sizes = np.array([len(s) for s in several], dtype=np.int64)
        members = np.concatenate([_NOTHING, *several])
        if members.max(initial=0) >= _SPAN:
            members = np.unique(members, return_inverse=True)[1].astype(np.int64)
        starts = np.concatenate([_NOTHING, [0], np.cumsum(sizes)])
        return cls(starts, members, np.repeat(np.arange(len(sizes)), sizes) * _SPAN + members)

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


_NOTHING = np.empty(0, dtype=np.int64)
_SPAN = 1 << 42
