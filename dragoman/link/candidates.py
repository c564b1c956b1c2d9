"""Which statements are worth comparing: those that often stand near one another under a shared key.

The keys of a statement (``keys``) are a pure function of its traits. Under a key statements are ordered by
day, and only the few that stand next to one another are looked at (the sorted neighbourhood method); a pair
counts that stands so under two keys. Where nothing tells the speaker, or where two statements are alike in
meaning, one key is enough. So a stock phrase under which a million statements stand costs each of them no
more than a rare one does, nothing depends on the order of arrival, and a new statement touches its
neighbours only.

What is kept of a statement are its rows (key, day, statement number), whole numbers of 64 bits, in an
``Index`` ordered by key, day and number; ``pairs_of_rows`` finds all pairs at once, ``near`` those of a
new statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

import numpy as np
import numpy.typing as npt

from dragoman.link.keys import keys_of, keys_of_all
from dragoman.link.traits import Traits

NEIGHBOURS = 8  # on each side, under each key
SHARED = 2  # keys under which a pair must be neighbours, or all keys of the one that has fewer
ALIKE = 0.4  # cosine from which one key is enough
_NEAR = 12  # statements of one article from one to the other
UNDATED = 9_999_999  # stands behind every day

Row = tuple[int, int, int]  # key, day, statement number
Columns = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.int8]
Lengths = npt.NDArray[np.float32]


class Index(Protocol):
    """What candidates need of a store that holds the rows of all statements."""

    def before(self, row: Row, most: int) -> Sequence[int]:
        """The numbers of the last statements in front of a row under its key."""

    def behind(self, row: Row, most: int) -> Sequence[int]:
        """The numbers of the first statements behind a row under its key."""


def rows_of(traits: Traits, number: int) -> list[Row]:
    """What an index keeps of a statement."""
    day = day_of(traits)
    return [(key, day, number) for key in keys_of(traits)]


def day_of(traits: Traits) -> int:
    """The day by which a statement is ordered under its keys."""
    return traits.day if traits.day is not None else UNDATED


def needed_of(traits: Traits) -> int:
    """Under how many keys a statement must meet another; one is enough where nothing tells the speaker."""
    is_open = traits.voice.name is None and traits.voice.person is None
    return 1 if is_open else SHARED


def pairs_of_rows(
    rows: Columns, needed: Columns, vectors: Vectors | None = None, width: int = NEIGHBOURS
) -> Iterator[tuple[int, int]]:
    """All pairs of candidates among rows (an array of three columns), the smaller number first, in order.
    ``needed`` and ``vectors`` (rows of zeros where a statement has none) stand by statement number."""
    ordered = rows[np.lexsort((rows[:, 2], rows[:, 1], rows[:, 0]))]
    yield from pairs_of_ordered(ordered[:, 0], ordered[:, 2], needed, vectors, width)


def pairs_of_ordered(
    keys: Columns, numbers: Columns, needed: Columns, vectors: Vectors | None = None, width: int = NEIGHBOURS
) -> Iterator[tuple[int, int]]:
    """The same for rows that are in their order already: their keys and statement numbers."""
    size, lengths = len(needed), None if vectors is None else lengths_of(vectors)
    for low, high in _shares(size, len(keys)):
        met = [_neighbours(keys, numbers, step, low, high, size) for step in range(1, width + 1)]
        found, times = np.unique(np.concatenate(met), return_counts=True)
        first, second = found // size, found % size
        enough = times >= np.minimum(needed[first], needed[second])
        if vectors is not None and lengths is not None:
            enough[~enough] = cosines(vectors, lengths, first[~enough], second[~enough]) >= ALIKE
        yield from zip(first[enough].tolist(), second[enough].tolist(), strict=True)


def _neighbours(keys: Columns, numbers: Columns, step: int, low: int, high: int, size: int) -> Columns:
    """The pairs that stand some steps from each other under a key, as one number a pair."""
    same = keys[step:] == keys[:-step]
    one, other = numbers[:-step][same], numbers[step:][same]
    one, other = np.minimum(one, other), np.maximum(one, other)
    chosen = (one >= low) & (one < high)
    pairs: Columns = one[chosen] * size + other[chosen]
    return pairs


def lengths_of(vectors: Vectors) -> Lengths:
    """The lengths of some vectors, a few at a time. Here and below, sums are of whole numbers below 2**24, so
    they are the same in whatever order they are added."""
    found = np.zeros(len(vectors), dtype=np.float32)
    for start in range(0, len(vectors), _AT_HAND):
        rows = vectors[start : start + _AT_HAND].astype(np.float32)
        found[start : start + _AT_HAND] = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    return found


def cosines(vectors: Vectors, lengths: Lengths, one: Columns, other: Columns) -> npt.NDArray[np.float32]:
    """Likeness of meaning of some pairs, a few at a time."""
    found = np.zeros(len(one), dtype=np.float32)
    for start in range(0, len(one), _AT_HAND):
        a, b = one[start : start + _AT_HAND], other[start : start + _AT_HAND]
        products = np.einsum("ij,ij->i", vectors[a].astype(np.float32), vectors[b].astype(np.float32))
        found[start : start + _AT_HAND] = products / np.maximum(lengths[a] * lengths[b], 1e-9)
    return found


_AT_HAND = 1_000  # vectors held as floats at one time: as much as a processor has near at hand
_AT_ONCE = 4_000_000  # rows whose pairs are held in memory at one time: half a gigabyte


def _shares(size: int, rows: int) -> Iterator[tuple[int, int]]:
    """Ranges of statement numbers, each with about as many rows as are held at one time."""
    parts = rows // _AT_ONCE + 1
    edges = [size * n // parts for n in range(parts + 1)]
    yield from pairwise(edges)


def near(
    traits: Traits,
    number: int,
    index: Index,
    known: Callable[[int], tuple[int, Vectors | None]],
    width: int = NEIGHBOURS,
) -> list[int]:
    """The statements to compare one with, of those that the index holds; ``known`` tells of another what it
    needs and its vector. The same pairs as ``pairs_of_rows`` finds among all rows of the index."""
    rows = rows_of(traits, number)
    met = Counter(o for row in rows for o in (*index.before(row, width), *index.behind(row, width)))
    own, found = needed_of(traits), []
    for other, times in sorted(met.items()):
        needed, vector = known(other)
        if times >= min(own, needed) or _alike(traits, vector):
            found.append(other)
    return found


def is_candidate(one: Traits, other: Traits, times: int) -> bool:
    """Whether two statements that stand near each other under so many keys are worth comparing."""
    if one.article == other.article and is_near_inside(one, other):
        return True
    if not times:
        return False
    vector = None if other.vectors is None else other.vectors[0]
    return times >= min(needed_of(one), needed_of(other)) or _alike(one, vector)


def _alike(traits: Traits, vector: Vectors | None) -> bool:
    if traits.vectors is None or vector is None:
        return False
    (one, length), (other, size) = _measured(traits.vectors[0].tobytes()), _measured(vector.tobytes())
    return bool(np.dot(one, other) / np.maximum(length * size, np.float32(1e-9)) >= np.float32(ALIKE))


@lru_cache(maxsize=1 << 12)
def _measured(row: bytes) -> tuple[npt.NDArray[np.float32], np.float32]:
    """A vector and its length, as ``cosines`` has them; a statement is compared with many."""
    found = np.frombuffer(row, dtype=np.int8).astype(np.float32)
    return found, np.sqrt(np.dot(found, found), dtype=np.float32)


def pairs_among(statements: Iterable[Traits], width: int = NEIGHBOURS) -> Iterator[tuple[str, str]]:
    """All pairs of candidates among statements in memory, the smaller id first; within articles as well."""
    ordered = sorted(statements, key=lambda t: t.id)
    keys, days = keys_of_all(ordered), np.array([day_of(t) for t in ordered], dtype=np.int64)
    pairs = pairs_of_rows(
        np.stack([keys.members, days[keys.owners], keys.owners], axis=1),
        np.array([needed_of(t) for t in ordered], dtype=np.int64),
        vectors_of(ordered),
        width,
    )
    found = {(ordered[a].id, ordered[b].id) for a, b in pairs}
    inside: dict[str, list[Traits]] = {}
    for traits in ordered:
        inside.setdefault(traits.article, []).append(traits)
    found.update(pair for several in inside.values() for pair in pairs_inside(several))
    yield from sorted(found)


def vectors_of(statements: Sequence[Traits]) -> Vectors | None:
    """The first vectors of some statements, one a row; ``None`` where none has any."""
    dimensions = next((t.vectors.shape[1] for t in statements if t.vectors is not None), None)
    if dimensions is None:
        return None
    none = np.zeros(dimensions, dtype=np.int8)
    return np.stack([none if t.vectors is None else t.vectors[0] for t in statements])


def pairs_inside(statements: Sequence[Traits]) -> Iterator[tuple[str, str]]:
    """Statements of one article that may tell one act of speech: near ones, and its head with all."""
    ordered = sorted(statements, key=lambda t: (t.place, t.id))
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if is_near_inside(one, other):
                yield (one.id, other.id) if one.id < other.id else (other.id, one.id)


def is_near_inside(one: Traits, other: Traits) -> bool:
    """Whether two statements of one article may tell one act of speech."""
    close = abs(other.place - one.place) <= _NEAR
    return (close or one.head or other.head) and _may_be_one_speaker(one, other)


def _may_be_one_speaker(one: Traits, other: Traits) -> bool:
    first, second = one.voice, other.voice
    alike = first.state is not None and first.state == second.state
    return None in (first.person, second.person) or first.person == second.person or alike
