"""Which statements are worth comparing: those that often stand near one another under a shared key.

The keys of a statement are a pure function of its traits: runs of telling words whoever says them,
telling words by the same speaker or for the same state, a few quoted words whole, the speaker alone, and
where there are vectors a speaker's statements of like meaning. Under a key statements are ordered by day,
and only the few that stand next to one another are looked at (the sorted neighbourhood method); a pair
counts that stands so under two keys. Where nothing tells the speaker, or where two statements are alike in
meaning, one key is enough. So a stock phrase under which a million statements stand costs each of them no
more than a rare one does, nothing depends on the order of arrival, and a new statement touches its
neighbours only.

What is kept of a statement are its rows (key, day, statement number), whole numbers of 64 bits, in an
``Index`` ordered by key, day and number; ``pairs_of_rows`` finds all pairs at once, ``near`` those of a
new statement.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import Protocol

import numpy as np
import numpy.typing as npt

from dragoman.link.senses import RARE, senses
from dragoman.link.traits import Traits

NEIGHBOURS = 8  # on each side, under each key
SHARED = 2  # keys under which a pair must be neighbours, or all keys of the one that has fewer
ALIKE = 0.4  # cosine from which one key is enough
_RUNS = 8  # keys of adjacent telling words, whoever speaks
_WORDS = 8  # keys of single words for a speaker
_STATE_WORDS = 4  # keys of single words for a state
_LEAST_RUN = 1.3  # what two adjacent words must tell to be a key without a speaker
_TABLES, _BITS = 8, 4  # of like meaning: two vectors of cosine .7 share two tables in three cases of four
_NEAR = 12  # statements of one article from one to the other
UNDATED = 9_999_999  # stands behind every day

Row = tuple[int, int, int]  # key, day, statement number
Columns = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.int8]


class Index(Protocol):
    """What candidates need of a store that holds the rows of all statements."""

    def before(self, row: Row, most: int) -> Sequence[int]:
        """The numbers of the last statements in front of a row under its key."""

    def behind(self, row: Row, most: int) -> Sequence[int]:
        """The numbers of the first statements behind a row under its key."""


def keys_of(traits: Traits) -> tuple[int, ...]:
    """The keys under which a statement is looked for."""
    return _keys(traits, () if traits.vectors is None else _codes_of(traits.vectors))


def keys_of_all(several: Sequence[Traits]) -> Iterator[tuple[int, ...]]:
    """The keys of some statements; those of their meaning are worked out together."""
    meant = [t.vectors for t in several if t.vectors is not None]
    codes = iter(_codes_of_all(meant) if len({v.shape[1] for v in meant}) == 1 else map(_codes_of, meant))
    for traits in several:
        yield _keys(traits, () if traits.vectors is None else next(codes))


def _keys(traits: Traits, codes: Iterable[str]) -> tuple[int, ...]:
    weigh = senses(traits.language).weights.get
    order = {w: -weigh(w, RARE) for w in traits.words}
    names = {f"r {a} {b}" for a, b in _best_runs(traits.words, order)}
    best = sorted(sorted(order), key=order.__getitem__)
    name, state = traits.voice.name, traits.voice.state
    person = name.surname if name else traits.voice.person
    if person is not None:
        names |= {f"p {person} {w}" for w in best[:_WORDS]} | {f"d {person}"}
        names |= {f"v {person} {code}" for code in codes}
    if state is not None:
        names |= {f"s {state} {w}" for w in best[:_STATE_WORDS]}
    if 0 < len(traits.quotes.words) <= 3:
        names.add(f"q {' '.join(traits.quotes.words)}")
    return tuple(sorted(map(number_of, names)))


@lru_cache(maxsize=1 << 16)
def number_of(name: str) -> int:
    """The key of a name: 64 bits of its hash."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)


def _best_runs(words: Sequence[str], order: Mapping[str, float]) -> list[tuple[str, str]]:
    """The adjacent words that tell most; ``order`` has what each tells, below zero."""
    runs = {(a, b): order[a] + order[b] for a, b in pairwise(words) if a != b}
    telling = sorted(run for run, told in runs.items() if told <= -_LEAST_RUN)
    return sorted(telling, key=runs.__getitem__)[:_RUNS]


def _codes_of(vectors: Vectors) -> list[str]:
    """On which sides of some planes through the middle a meaning lies, a few planes at once."""
    return _codes((vectors[0].astype(np.float32) @ _planes(vectors.shape[1]))[None])[0]


def _codes_of_all(several: Sequence[Vectors]) -> Iterator[list[str]]:
    """The same of some meanings. Together their products are added in another order than alone: one that
    lies so near a plane that this may tell is looked at alone."""
    planes = _planes(several[0].shape[1])
    doubt = len(planes) * np.finfo(np.float32).eps
    for start in range(0, len(several), _TOGETHER):
        some = several[start : start + _TOGETHER]
        rows = np.array([vectors[0] for vectors in some]).astype(np.float32)
        products = rows @ planes
        near = (np.abs(products) <= doubt * np.abs(rows).sum(axis=1)[:, None]).any(axis=1)
        for vectors, found, alone in zip(some, _codes(products), near.tolist(), strict=True):
            yield _codes_of(vectors) if alone else found


_TOGETHER = 16  # vectors that are multiplied at one time: too few to be shared out among processors


def _codes(products: npt.NDArray[np.float32]) -> list[list[str]]:
    numbers = ((products > 0).reshape(-1, _TABLES, _BITS) @ _PLACES).tolist()
    return [[names[n] for names, n in zip(_CODES, row, strict=True)] for row in numbers]


_PLACES = 1 << np.arange(_BITS)[::-1]
_CODES = [[f"{table} {number:0{_BITS}b}" for number in range(1 << _BITS)] for table in range(_TABLES)]


@cache
def _planes(dimensions: int) -> npt.NDArray[np.float32]:
    """The same for ever: drawn from a hash, not from a generator that may change with a version."""
    raw = b"".join(blake2b(n.to_bytes(4, "big")).digest() for n in range(dimensions * _TABLES * _BITS // 8))
    drawn = np.frombuffer(raw, dtype=">u8").astype(np.float64) / 2.0**64 - 0.5
    return drawn.reshape(dimensions, _TABLES * _BITS).astype(np.float32)


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
    size = len(needed)
    for low, high in _shares(size, len(keys)):
        met = [_neighbours(keys, numbers, step, low, high, size) for step in range(1, width + 1)]
        found, times = np.unique(np.concatenate(met), return_counts=True)
        first, second = found // size, found % size
        enough = times >= np.minimum(needed[first], needed[second])
        if vectors is not None:
            enough[~enough] = cosines(vectors, first[~enough], second[~enough]) >= ALIKE
        yield from zip(first[enough].tolist(), second[enough].tolist(), strict=True)


def _neighbours(keys: Columns, numbers: Columns, step: int, low: int, high: int, size: int) -> Columns:
    """The pairs that stand some steps from each other under a key, as one number a pair."""
    same = keys[step:] == keys[:-step]
    one, other = numbers[:-step][same], numbers[step:][same]
    one, other = np.minimum(one, other), np.maximum(one, other)
    chosen = (one >= low) & (one < high)
    pairs: Columns = one[chosen] * size + other[chosen]
    return pairs


def cosines(vectors: Vectors, one: Columns, other: Columns) -> npt.NDArray[np.float32]:
    """Likeness of meaning of some pairs, a few at a time. The sums are of whole numbers below 2**24, so
    they are the same in whatever order they are added."""
    found = np.zeros(len(one), dtype=np.float32)
    for start in range(0, len(one), _PAIRS_AT_ONCE):
        stretch = slice(start, start + _PAIRS_AT_ONCE)
        a, b = vectors[one[stretch]].astype(np.float32), vectors[other[stretch]].astype(np.float32)
        lengths = np.sqrt(np.einsum("ij,ij->i", a, a)) * np.sqrt(np.einsum("ij,ij->i", b, b))
        found[stretch] = np.einsum("ij,ij->i", a, b) / np.maximum(lengths, 1e-9)
    return found


_PAIRS_AT_ONCE = 1_000  # vectors held as floats at one time: as much as a processor has near at hand
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


def code_of(id: str) -> int:
    """The id of a statement as a whole number of 64 bits; codes have the order of ids."""
    if _DIGITS.fullmatch(id, 1):
        return int(id[1:], 16) - _HALF
    return number_of(id)


def id_of(code: int, prefix: str = "s") -> str:
    """The id of a statement (or, by its prefix, of an article) with some code."""
    return f"{prefix}{code + _HALF:016x}"


_DIGITS, _HALF = re.compile("[0-9a-f]{16}"), 1 << 63


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
    rows = [row for number, traits in enumerate(ordered) for row in rows_of(traits, number)]
    pairs = pairs_of_rows(
        np.array(rows, dtype=np.int64).reshape(-1, 3),
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
