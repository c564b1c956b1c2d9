"""Sets of hashes one after the other, columns of many things, and words as such numbers: what can be made
once, kept, and put beside that of others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, groupby, repeat
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.link.codes import number_of

Numbers = npt.NDArray[np.int64]

_BITS = 63  # of a member that is looked for: it is not below zero
_POSITIVE = np.int64((1 << _BITS) - 1)
_ODD = np.int64(0x1E3779B97F4A7C15)
_REMEMBERED = 1 << 19  # words whose numbers are at hand


def pair_number(one: Numbers, other: Numbers) -> Numbers:
    """Two hashes that stand together as one; the other way round they are another."""
    found: Numbers = one * _ODD + other
    return found


def distinct(numbers: Numbers) -> Numbers:
    """The different ones of some numbers, in order."""
    ordered = np.sort(numbers)
    found: Numbers = ordered[np.diff(ordered, prepend=ordered[:1] - 1) != 0]
    return found


@dataclass(frozen=True)
class Sets:
    """Sets of hashes (of 63 bits) one after the other, each in order: ``starts`` tells where each begins."""

    starts: Numbers
    members: Numbers

    @classmethod
    def of(cls, owners: Numbers, members: Numbers, count: int) -> Sets:
        """So many sets, of members and whose each is, in any order and as often as they come."""
        order = np.argsort(members)
        order = order[np.argsort(owners[order].astype(np.min_scalar_type(count)), kind="stable")]
        owners, members = owners[order], members[order]
        first = (np.diff(owners, prepend=-1) != 0) | (np.diff(members, prepend=-1) != 0)
        starts = np.searchsorted(owners[first], np.arange(count + 1))
        return cls(starts, members[first])

    @cached_property
    def _shift(self) -> int:
        return len(self.starts).bit_length()

    @cached_property
    def owners(self) -> Numbers:
        """Whose each member is."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    @cached_property
    def keys(self) -> Numbers:
        """Each member and whose it is, as one number, in order: as much of the member as has room."""
        keys: Numbers = (self.owners << (_BITS - self._shift)) | (self.members >> self._shift)
        return keys

    def take(self, rows: Numbers) -> Sets:
        """Some of them."""
        starts = np.concatenate([[0], np.cumsum(self.sizes(rows))])
        return Sets(starts, np.asarray(self.members[self._places(rows)]))

    def _places(self, rows: Numbers) -> Numbers:
        """Where the members of some sets stand."""
        sizes = self.sizes(rows)
        count = np.cumsum(sizes)
        return np.arange(count[-1] if len(count) else 0) + np.repeat(self.starts[rows] - count + sizes, sizes)

    def sizes(self, sets: Numbers) -> Numbers:
        """How many members some sets have."""
        found: Numbers = self.starts[sets + 1] - self.starts[sets]
        return found

    def found(self, sets: Numbers, others: Sets, where: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """The members of some sets that others have (as many sets as these): which pair of sets, and the
        places in both."""
        place = self._places(sets)
        pair = np.repeat(np.arange(len(sets)), self.sizes(sets))
        wanted = (where[pair] << (_BITS - self._shift)) | (self.members[place] >> self._shift)
        at = np.searchsorted(others.keys, wanted)
        at[at == len(others.keys)] = 0
        hit = others.keys[at] == wanted if len(others.keys) else np.zeros(len(at), dtype=bool)
        return pair[hit], place[hit], at[hit]

    def shared(self, sets: Numbers, where: Numbers, others: Sets | None = None) -> Numbers:
        """How many members some sets share with others of these, or of others."""
        pair, _, _ = self.found(sets, others or self, where)
        return np.bincount(pair, minlength=len(sets))


@dataclass(frozen=True, slots=True)
class Columns:
    """What is told of some things, in numbers: cells (a row each) and sets by their names."""

    cells: Mapping[str, npt.NDArray[Any]]
    sets: Mapping[str, Sets]

    def take(self, rows: Numbers) -> Columns:
        """Some of the rows."""
        return Columns(
            {name: np.asarray(cells[rows]) for name, cells in self.cells.items()},
            {name: sets.take(rows) for name, sets in self.sets.items()},
        )


@dataclass(frozen=True, slots=True)
class Lines:
    """Words of some statements one after the other, and whose each is."""

    words: Numbers
    owners: Numbers
    count: int

    @classmethod
    def of(cls, several: Iterable[Collection[str]], languages: Iterable[str] = repeat("")) -> Lines:
        """The words of some statements, and the languages that these are in if that makes a difference."""
        told = [*several]
        numbers = (
            map(words_of(language).__getitem__, chain.from_iterable(words for words, _ in group))
            for language, group in groupby(zip(told, languages, strict=False), key=itemgetter(1))
        )
        words = np.fromiter(chain.from_iterable(numbers), dtype=np.int64)
        return cls(words, np.repeat(np.arange(len(told)), [*map(len, told)]), len(told))

    def sets(self, width: int = 1) -> Sets:
        """The words of each as a set, or so many of them in a row."""
        size = max(0, len(self.words) - width + 1)
        told = self.words[:size]
        for step in range(1, width):
            told = pair_number(told, self.words[step : step + size]) & _POSITIVE
        inside = self.owners[:size] == self.owners[width - 1 :]
        return Sets.of(self.owners[:size][inside], told[inside], self.count)


class _Words(dict[str, int]):
    """The numbers of the words of a language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[word] = number_of(f"{self._language} {word}") & int(_POSITIVE)
        return found


words_of = cache(_Words)
