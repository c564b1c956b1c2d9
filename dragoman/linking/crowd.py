"""All statements of a ledger by number, day after day: their keys, and which of them meet under how many.

Numbers are plain arrays; keys, meetings and vectors, of which there are many for each statement, lie in files
and are worked on a stretch at a time.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.link.candidates import ALIKE, NEIGHBOURS, cosines, lengths_of
from dragoman.link.sets import Columns
from dragoman.linking.column_files import ColumnFiles, numbers_in

Numbers = npt.NDArray[np.int64]
Tie = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Ties:
    """Strong ties: statements (codes) in two columns, the lesser first, and how strong each is."""

    pairs: Numbers
    scores: npt.NDArray[np.float64]

    @classmethod
    def of(cls, told: Iterable[tuple[Numbers, npt.NDArray[np.float64]]]) -> Ties:
        """Some ties, in order."""
        pairs, scores = [np.empty((0, 2), dtype=np.int64)], [np.empty(0)]
        for some, strengths in told:
            pairs.append(some)
            scores.append(strengths)
        both, strong = np.concatenate(pairs), np.concatenate(scores)
        order = np.lexsort((both[:, 1], both[:, 0]))
        return cls(both[order], strong[order])

    def some(self, numbers: Numbers) -> list[Tie]:
        """Some of them."""
        columns = (self.pairs[numbers, 0], self.pairs[numbers, 1], self.scores[numbers])
        return list(zip(*(column.tolist() for column in columns), strict=True))

    def from_both_ends(self, most: int) -> Iterator[tuple[Numbers, Numbers, npt.NDArray[np.float64]]]:
        """All of them twice, the lesser first and the greater first, in order, so many at a time."""
        count = len(self.scores)
        order = np.argsort(np.concatenate([self.pairs[:, 1], self.pairs[:, 0]]), kind="stable")
        for start in range(0, len(order), most):
            half, number = np.divmod(order[start : start + most], max(1, count))
            one, other = self.pairs[number, 1 - half], self.pairs[number, half]
            yield one, other, self.scores[number]


_ROWS_AT_ONCE = 1_000_000  # rows that are sorted together
_MEETINGS_AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a range of keys in their order: keys, and numbers of statements."""

    keys: Numbers
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class Met:
    """A share of the meetings, in files: ``candidates`` are those that are worth comparing."""

    folder: Path
    name: str
    size: int

    def candidates(self) -> Numbers:
        """Pairs of statements, the smaller number first, each as one number."""
        found, times = np.unique(np.fromfile(self.folder / self.name, dtype=np.int64), return_counts=True)
        needed = numbers_in(self.folder / "needed.npy")
        first, second = found // self.size, found % self.size
        enough = times >= np.minimum(needed[first], needed[second])
        meaning = self.folder / "vectors.npy"
        if meaning.exists():
            vectors, lengths = (numbers_in(self.folder / f"{name}.npy") for name in ("vectors", "lengths"))
            enough[~enough] = cosines(vectors, lengths, first[~enough], second[~enough]) >= ALIKE
        pairs: Numbers = found[enough]
        return pairs


def _in_order(keys: Numbers, numbers: Numbers) -> Part:
    """Rows by key and number. Both are sorted as they are, each in one go, which is several times as quick
    as by one after the other."""
    order = np.argsort(keys)
    keys, numbers = keys[order], numbers[order]
    first = np.cumsum(np.diff(keys, prepend=keys[:1]) != 0) * (1 + numbers.max(initial=0))
    return Part(keys, np.sort(first + numbers) - first)


_SHARED = "shared"


def shared_in(folder: Path) -> dict[int, Any]:
    """What the numbers of a crowd (its folder) stand for that many statements have in common."""
    found: dict[int, Any] = pickle.loads((folder / _SHARED).read_bytes())
    return found


class Crowd:
    """The statements of a ledger. They are added in any order, and numbered by day and code by ``close``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._told: list[tuple[Numbers, ...]] = []
        self._meant: list[tuple[int, int]] = []
        self._inside: list[tuple[int, int]] = []
        self._shared: dict[int, object] = {}
        self._keys = (folder / "keys").open("wb")
        self._vectors = (folder / "meant").open("wb")
        self._laid = ColumnFiles(folder / "laid")
        self._shares: dict[int, str] = {}
        self.codes = self.days = self._numbers = np.empty(0, dtype=np.int64)

    def add(
        self,
        codes: Numbers,
        days: Numbers,
        needed: Numbers,
        counts: Numbers,
        speakers: Numbers,
        keys: Numbers,
        inside: Iterable[tuple[int, int]],
        columns: Columns,
        shared: Mapping[int, object],
    ) -> None:
        """Some statements, with how many keys each has and then all keys; ``inside`` are pairs (codes) of one
        article, ``columns`` what else is told of each, and ``shared`` what numbers there stand for."""
        self._told.append((codes, days, needed, counts, speakers))
        self._shared.update(shared)
        self._inside += inside
        vectors = columns.cells["vectors"]
        self._meant.append((len(codes), vectors.shape[1]))
        vectors.tofile(self._vectors)
        self._laid.add(Columns({n: c for n, c in columns.cells.items() if n != "vectors"}, columns.sets))
        keys.tofile(self._keys)

    def close(self) -> None:
        """Number them."""
        self._keys.close()
        self._vectors.close()
        self._laid.close()
        (self.folder / _SHARED).write_bytes(pickle.dumps(self._shared))
        if not self._told:
            return
        codes, days, needed, self._counts, speakers = map(np.concatenate, zip(*self._told, strict=True))
        self._told.clear()
        order = np.lexsort((codes, days))
        self.codes, self.days = codes[order], days[order]
        self._place = order
        self._number = np.empty_like(order)
        self._number[order] = np.arange(len(order))
        self._starts = np.concatenate([[0], np.cumsum(self._counts)])
        self._by_code = np.argsort(self.codes)
        for name, told in (("codes", self.codes), ("numbers", np.arange(len(order))), ("places", order)):
            np.save(self.folder / f"{name}.npy", told[self._by_code])
        self._rank = np.empty_like(order)
        ranked = np.lexsort((self.codes, self.days, speakers[order]))
        self._rank[ranked] = np.arange(len(order))
        self._code_of_rank = self.codes[ranked]
        np.save(self.folder / "needed.npy", needed[order])
        self._needed = needed[order]
        self._save_vectors(order)
        if self._starts[-1]:
            self._flat = np.asarray(np.memmap(self.folder / "keys", dtype=np.int64, mode="r"))
        else:
            self._flat = order[:0]

    def _save_vectors(self, order: Numbers) -> None:
        """In the order of numbers; nothing where no statement has any."""
        width = max(width for _, width in self._meant)
        if not width:
            return
        path, lengths = self.folder / "vectors.npy", np.zeros(len(order), dtype=np.float32)
        kept = np.lib.format.open_memmap(path, mode="w+", dtype=np.int8, shape=(len(order), width))
        start = 0
        with (self.folder / "meant").open("rb") as told:
            for size, own in self._meant:
                rows = np.fromfile(told, dtype=np.int8, count=size * own).reshape(size, own)
                numbers = self._number[start : start + size]
                kept[numbers, :own], lengths[numbers] = rows, lengths_of(rows)
                start += size
        kept.flush()
        np.save(self.folder / "lengths.npy", lengths)
        (self.folder / "meant").unlink()

    # ------------------------------------------------------------ numbers

    def numbers(self, codes: Sequence[int] | Numbers) -> Numbers:
        """The numbers of some statements, all of which are here."""
        found: Numbers = self._by_code[np.searchsorted(self.codes, np.asarray(codes), sorter=self._by_code)]
        return found

    def as_added(self, most: int) -> Iterator[Numbers]:
        """The codes of all statements in the order in which these were added, so many at a time."""
        codes = self.codes[self._number]
        return (codes[start : start + most] for start in range(0, len(codes), most))

    def places(self, codes: Numbers) -> Iterator[tuple[int, int, Numbers, int]]:
        """Code, day, keys and how many keys it needs, of some statements."""
        numbers = self.numbers(codes)
        places = self._place[numbers]
        ends = (self._starts[places], self._starts[places + 1])
        columns = (codes, self.days[numbers], *ends, self._needed[numbers])
        for code, day, first, last, needed in zip(*(c.tolist() for c in columns), strict=True):
            yield code, day, self._flat[first:last], needed

    def rank(self, numbers: Numbers) -> Numbers:
        """What orders statements by speaker and day: those that are compared stand near one another."""
        found: Numbers = self._rank[numbers]
        return found

    # ------------------------------------------------------------ meetings

    def sort(self) -> None:
        """Order all rows by key and number, and note which statements stand near one another there."""
        with (self.folder / "rows").open("wb") as keys, (self.folder / "stood").open("wb") as numbers:
            for part in self._parts():
                part.keys.tofile(keys)
                part.numbers.tofile(numbers)
                self._note_meetings(part)

    def rows(self, most: int) -> Iterator[Part]:
        """All rows in their order, so many at a time, once they are sorted."""
        for start in range(0, len(self._flat), most):
            keys, numbers = (
                np.fromfile(self.folder / name, dtype=np.int64, count=most, offset=start * 8)
                for name in ("rows", "stood")
            )
            yield Part(keys, numbers)

    def _parts(self) -> Iterator[Part]:
        """Some rows at a time."""
        numbers = np.repeat(self._number.astype(np.int32), self._counts)
        bits = max(0, int(len(numbers) // _ROWS_AT_ONCE).bit_length())
        for share in range(-(1 << bits >> 1), (1 << bits) - (1 << bits >> 1)):
            here = self._flat >> np.int64(64 - bits) == share if bits else np.ones(len(numbers), dtype=bool)
            yield _in_order(np.asarray(self._flat[here]), numbers[here].astype(np.int64))

    def _note_meetings(self, part: Part) -> None:
        """Note which statements stand near one another in a part of the rows."""
        size = len(self.codes)
        met = [np.empty(0, dtype=np.int64)]
        for step in range(1, NEIGHBOURS + 1):
            same = part.keys[step:] == part.keys[:-step]
            one, other = part.numbers[:-step][same], part.numbers[step:][same]
            met.append(np.minimum(one, other) * size + np.maximum(one, other))
        meetings = np.concatenate(met)
        shares = len(self._flat) * NEIGHBOURS // _MEETINGS_AT_ONCE + 1
        share = (meetings // size * shares // size).astype(np.uint16)
        order = np.argsort(share, kind="stable")
        edges = np.searchsorted(share[order], np.arange(shares + 1))
        for index in range(shares):
            self._shares[index] = f"met{index}"
            with (self.folder / self._shares[index]).open("ab") as file:
                meetings[order[edges[index] : edges[index + 1]]].tofile(file)

    def meetings(self) -> Iterator[Met]:
        """All meetings, in shares."""
        return (Met(self.folder, name, len(self.codes)) for _, name in sorted(self._shares.items()))

    def in_order(self, found: Iterable[Numbers]) -> Numbers:
        """Candidates and the pairs of one article, each as one number (``codes_of`` tells of whom): those of
        one speaker stand together."""
        size = len(self.codes)
        inside = self.numbers(np.array(self._inside, dtype=np.int64).ravel()).reshape(-1, 2)
        several = [self._ranked(inside[:, 0], inside[:, 1])]
        several += [self._ranked(pairs // size, pairs % size) for pairs in found]
        ordered = np.concatenate(several)
        several.clear()
        ordered.sort()
        return ordered[np.diff(ordered, prepend=-1) > 0]

    def _ranked(self, one: Numbers, other: Numbers) -> Numbers:
        first, last = self._rank[one], self._rank[other]
        pairs: Numbers = np.minimum(first, last) * len(self.codes) + np.maximum(first, last)
        return pairs

    def codes_of(self, pairs: Numbers) -> Numbers:
        """Pairs as codes, the lesser first, in two columns."""
        both = np.stack(np.divmod(pairs, len(self.codes)), axis=1)
        found: Numbers = np.sort(self._code_of_rank[both], axis=1)
        return found


def groups_of(
    crowd: Crowd, ties: Ties, joined: Sequence[tuple[int, int]], most: int
) -> Iterator[tuple[list[list[int]], list[Tie]]]:
    """Components of ties as codes in order, about so many statements together, with the ties inside."""
    more = np.array(joined, dtype=np.int64).reshape(-1, 2)
    roots = _roots(crowd, np.concatenate([ties.pairs, more[np.isin(more, crowd.codes).all(axis=1)]]))
    order = np.lexsort((crowd.codes, _least(crowd, roots)[roots]))
    of_tie = crowd.numbers(ties.pairs[:, 0])
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    by_place = np.argsort(place[of_tie], kind="stable")
    places = place[of_tie][by_place]
    edges = [*(np.flatnonzero(np.diff(roots[order])) + 1).tolist(), len(order)]
    first, start, components = 0, 0, []
    for edge in edges:
        components.append(crowd.codes[order[first:edge]].tolist())
        first = edge
        if edge - start >= most or edge == len(order):
            low, high = np.searchsorted(places, [start, edge])
            yield components, ties.some(by_place[low:high])
            start, components = edge, []


def _least(crowd: Crowd, roots: Numbers) -> Numbers:
    """By root (a number) the least code of its component."""
    least = np.full(len(roots), np.iinfo(np.int64).max)
    np.minimum.at(least, roots, crowd.codes)
    return least


def _roots(crowd: Crowd, pairs: Numbers) -> Numbers:
    """For each statement (by number) the least one of its component."""
    root = np.arange(len(crowd.codes))
    both = crowd.numbers(pairs.ravel()).reshape(-1, 2)
    while len(both):
        both = np.sort(root[both], axis=1)
        both = both[both[:, 0] < both[:, 1]]
        np.minimum.at(root, both[:, 1], both[:, 0])
        while not np.array_equal(further := root[root], root):
            root = further
    return root
