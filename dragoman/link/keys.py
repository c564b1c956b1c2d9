"""The keys under which statements are looked for: a pure function of the traits of each, worked out for many
at once.

A key is a whole number of 64 bits, made of the hashes of two things: two neighbouring telling words whoever
says them, a speaker or a state and a telling word, a speaker and the sides of some planes on which a meaning
lies; or the hash of one: a speaker, a few quoted words whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import chain

import numpy as np
import numpy.typing as npt

from dragoman.link.codes import number_of
from dragoman.link.senses import RARE, senses
from dragoman.link.sets import Numbers, Sets, distinct, pair_number
from dragoman.link.traits import Traits

_RUNS = 8  # keys of adjacent telling words, whoever speaks
_WORDS = 8  # keys of single words for a speaker
_STATE_WORDS = 4  # keys of single words for a state
_LEAST_RUN = 1.3  # what two adjacent words must tell to be a key without a speaker
_QUOTED = 3  # words of a quotation that is a key
_TABLES, _BITS = 8, 4  # of like meaning: two vectors of cosine .7 share two tables in three cases of four
_NOBODY = 0  # instead of a hash

Vectors = npt.NDArray[np.int8]
_Found = tuple[Numbers, Numbers]  # whose, and the keys


def keys_of(traits: Traits) -> tuple[int, ...]:
    """The keys of a statement, in order."""
    return tuple(keys_of_all([traits]).members.tolist())


def keys_of_all(several: Sequence[Traits]) -> Sets:
    """The keys of some statements."""
    people = _hashes("p", (t.voice.name.surname if t.voice.name else t.voice.person for t in several))
    states = _hashes("s", (t.voice.state for t in several))
    found = [(np.flatnonzero(people), people[people != _NOBODY]), _of_quotes(several)]
    found += _of_meaning(several, people)
    for language in sorted({t.language for t in several}):
        words = _Telling.of(several, language)
        found += [words.runs(_RUNS), words.beside(people, _WORDS), words.beside(states, _STATE_WORDS)]
    owners, keys = map(np.concatenate, zip(*found, strict=True))
    return Sets.of(owners, keys, len(several))


def _hashes(kind: str, names: Iterable[str | None]) -> Numbers:
    told = (_NOBODY if name is None else number_of(f"{kind} {name}") for name in names)
    return np.fromiter(told, dtype=np.int64)


def _of_quotes(several: Sequence[Traits]) -> _Found:
    """A few quoted words whole."""
    quoted = {n: t.quotes.words for n, t in enumerate(several) if 0 < len(t.quotes.words) <= _QUOTED}
    return np.array([*quoted], dtype=np.int64), _hashes("q", map(" ".join, quoted.values()))


# ------------------------------------------------------------------- words


@dataclass(frozen=True, slots=True)
class _Telling:
    """The telling words of some statements one after the other, each as its place among all of them in the
    order of the alphabet, and whose of so many it is; by such places their hashes, and what they tell."""

    words: Numbers
    owners: Numbers
    count: int
    hashes: Numbers
    tells: npt.NDArray[np.float64]

    @classmethod
    def of(cls, several: Sequence[Traits], language: str) -> _Telling:
        """Those of the statements that are in a language."""
        told = [t.words if t.language == language else () for t in several]
        alphabet = sorted({*chain.from_iterable(told)})
        place, weigh = {word: n for n, word in enumerate(alphabet)}, senses(language).weights.get
        return cls(
            words=np.fromiter(map(place.__getitem__, chain.from_iterable(told)), dtype=np.int64),
            owners=np.repeat(np.arange(len(told)), [*map(len, told)]),
            count=len(told),
            hashes=np.array([*map(number_of, alphabet)], dtype=np.int64),
            tells=np.array([weigh(word, RARE) for word in alphabet]),
        )

    def runs(self, most: int) -> _Found:
        """The adjacent words that tell most, of each statement so many."""
        one, other, owners = self.words[:-1], self.words[1:], self.owners[1:]
        told = self.tells[one] + self.tells[other]
        chosen = (owners == self.owners[:-1]) & (one != other) & (told >= _LEAST_RUN)
        steps, step = np.unique(-told[chosen], return_inverse=True)
        size = len(self.hashes)
        owners, _, one, other = _first(
            (owners[chosen], step, one[chosen], other[chosen]), (self.count, len(steps), size, size), most
        )
        return owners, pair_number(self.hashes[one], self.hashes[other])

    def beside(self, names: Numbers, most: int) -> _Found:
        """Names (hashes, one a statement) and the words that tell most, of each statement so many."""
        by_telling = np.argsort(-self.tells, kind="stable")
        rank = np.empty_like(by_telling)
        rank[by_telling] = np.arange(len(rank))
        named = names[self.owners] != _NOBODY
        ranks = rank[self.words[named]]
        owners, ranks = _first((self.owners[named], ranks), (self.count, len(rank)), most)
        return owners, pair_number(names[owners], self.hashes[by_telling[ranks]])


def _first(columns: Sequence[Numbers], sizes: Sequence[int], most: int) -> tuple[Numbers, ...]:
    """The different ones of some rows of numbers (each below a size) in order, so many of those that begin
    with one number."""
    if not len(columns[0]):
        return tuple(columns)
    found = np.unravel_index(distinct(np.ravel_multi_index(columns, sizes)), sizes)
    first = np.arange(len(found[0])) - np.searchsorted(found[0], found[0]) < most
    return tuple(column[first] for column in found)


# ------------------------------------------------------------------- meaning


def _of_meaning(several: Sequence[Traits], people: Numbers) -> Iterator[_Found]:
    """Speakers, and on which sides of planes through the middle their words lie, a few planes at once."""
    meant = {n: t.vectors[0] for n, t in enumerate(several) if t.vectors is not None and people[n] != _NOBODY}
    for width in sorted({len(vector) for vector in meant.values()}):
        owners = np.array([n for n, vector in meant.items() if len(vector) == width])
        sides = _sides(np.array([meant[n] for n in owners.tolist()]).astype(np.float32))
        keys = pair_number(people[owners][:, None], _sides_hashes()[np.arange(_TABLES), sides])
        yield np.repeat(owners, _TABLES), keys.ravel()


def _sides(rows: npt.NDArray[np.float32]) -> Numbers:
    """The sides on which some vectors lie, a number for each few planes. Together their products are added
    in another order than alone: one that lies so near a plane that this may tell is looked at alone."""
    planes = _planes(rows.shape[1])
    several = range(0, len(rows), _TOGETHER)
    products = np.concatenate([rows[start : start + _TOGETHER] @ planes for start in several])
    doubt = len(planes) * np.finfo(np.float32).eps * np.abs(rows).sum(axis=1)
    for n in np.flatnonzero((np.abs(products) <= doubt[:, None]).any(axis=1)).tolist():
        products[n] = rows[n] @ planes
    sides: Numbers = (products > 0).reshape(-1, _TABLES, _BITS) @ (1 << np.arange(_BITS)[::-1])
    return sides


_TOGETHER = 16  # vectors that are multiplied at one time: too few to be shared out among processors


@cache
def _sides_hashes() -> Numbers:
    """A hash for each few planes, and which sides of them."""
    told = [[number_of(f"v {table} {n}") for n in range(1 << _BITS)] for table in range(_TABLES)]
    return np.array(told, dtype=np.int64)


@cache
def _planes(dimensions: int) -> npt.NDArray[np.float32]:
    """The same for ever: drawn from a hash, not from a generator that may change with a version."""
    raw = b"".join(blake2b(n.to_bytes(4, "big")).digest() for n in range(dimensions * _TABLES * _BITS // 8))
    drawn = np.frombuffer(raw, dtype=">u8").astype(np.float64) / 2.0**64 - 0.5
    return drawn.reshape(dimensions, _TABLES * _BITS).astype(np.float32)
