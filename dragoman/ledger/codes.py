"""The codes of all statements in memory: the few hundred that are nearest to a vector are found by counting
differing bits; the ledger's own rows then tell how near they really are. Of very many codes only the first
half is counted, and all of it for the few per cent that are nearest by that: next to none of the nearest are
lost so.

Codes are read when they are asked for first (56 bytes a row; a server asks when it starts) and followed
from then on: each search takes in what was made since. What went meanwhile stays until the process ends;
whoever looks it up finds it gone.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dragoman.ledger.database import Database
from dragoman.ledger.vectors import WORD

Numbers = npt.NDArray[np.int64]
_Words = npt.NDArray[np.uint64]
_Far = npt.NDArray[np.uint8] | npt.NDArray[np.uint16]

_BLOCK = 1 << 16  # rows that are compared at once: they fit in a processor's cache
_MANY = 200_000  # rows of which only the first half of each code is counted at first
_FIRST = 3  # words of that half; the bits of three differ in no more than a byte holds
_ROUGH, _ROUGH_EACH = 20_000, 10  # rows that are nearest by it: at least, and for each that is wanted
_EVERY = 64  # of the rows one is looked at for a guess how near the nearest are
_PAGE = 20_000  # statements that are read from the ledger at once
_LEDGERS = 3  # whose codes are kept in memory; the one asked for longest ago goes


@dataclass(frozen=True, slots=True)
class _Block:
    """Some codes, and the statements (numbers) that they belong to. The first words of all codes stand
    together, for they are gone through one after the other; what follows them stands together code by code,
    for it is looked up here and there."""

    first: _Words
    rest: _Words
    statements: Numbers

    def only(self, at: npt.NDArray[np.intp]) -> _Block:
        """The codes at some places."""
        return _Block(self.first.take(at, axis=1), self.rest.take(at, axis=0), self.statements.take(at))


class Codes:
    """The codes that one encoder made of one ledger, ``width`` words each. Safe for any number of threads."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._lock = threading.Lock()
        self._blocks: tuple[_Block, ...] = ()
        self._last = 0

    def follow(self, db: Database, version: str) -> None:
        """Take in what was made since."""
        with self._lock:
            while rows := db.rows(
                """SELECT number, statement, codes FROM vector INDEXED BY vector_codes
                WHERE encoder = ? AND number > ? ORDER BY number LIMIT ?""",
                version,
                self._last,
                _PAGE,
            ):
                self._add([row["statement"] for row in rows], [row["codes"] for row in rows])
                self._last = rows[-1]["number"]

    def _add(self, statements: Sequence[int], codes: Sequence[bytes]) -> None:
        """The last block is filled up, others follow."""
        counts = [len(code) // (self._width * WORD) for code in codes]
        words = np.frombuffer(b"".join(codes), dtype="<u8").reshape(-1, self._width)
        numbers = np.repeat(np.array(statements, dtype=np.int64), counts)
        last = [b for b in self._blocks[-1:] if len(b.statements) < _BLOCK]
        first = np.concatenate([*(block.first for block in last), words[:, :_FIRST].T], axis=1)
        rest = np.concatenate([*(block.rest for block in last), words[:, _FIRST:]])
        numbers = np.concatenate([*(block.statements for block in last), numbers])
        fresh = (
            _Block(
                np.ascontiguousarray(first[:, at : at + _BLOCK]),
                rest[at : at + _BLOCK].copy(),
                numbers[at : at + _BLOCK].copy(),
            )
            for at in range(0, len(numbers), _BLOCK)
        )
        self._blocks = (*self._blocks[: len(self._blocks) - len(last)], *fresh)

    def near(self, code: bytes, most: int, among: Collection[int] | None = None) -> list[int]:
        """The statements (numbers) with the nearest codes, the nearest first: about so many, of all or
        ``among`` some."""
        asked = np.frombuffer(code, dtype="<u8")
        blocks = self._blocks if among is None else _only(self._blocks, among)
        if not blocks:
            return []
        by_first = [_far(block.first, asked) for block in blocks]
        total = sum(map(len, by_first))
        rough = _nearest(by_first, max(_ROUGH, most * _ROUGH_EACH) if total > _MANY else total)
        far = [
            _farther(some[at], block.rest.take(at, axis=0), asked[_FIRST:])
            for block, some, at in zip(blocks, by_first, rough, strict=True)
        ]
        near = _nearest(far, most)
        found = np.concatenate(
            [block.statements[some[at]] for block, some, at in zip(blocks, rough, near, strict=True)]
        )
        order = np.lexsort((found, np.concatenate([some[at] for some, at in zip(far, near, strict=True)])))
        return list(dict.fromkeys(found[order].tolist()))[:most]


def _nearest(far: Sequence[_Far], most: int) -> list[npt.NDArray[np.intp]]:
    """Where the smallest distances of each block stand: at least so many in all, those equally far too."""
    total = sum(map(len, far))
    most = min(most, total)

    def within(cut: int) -> int:
        return sum(int(np.count_nonzero(some <= cut)) for some in far)

    cut = _guess(far, most / max(total, 1))
    while within(cut) < most:
        cut += 1
    while cut > 0 and within(cut - 1) >= most:
        cut -= 1
    return [np.flatnonzero(some <= cut) for some in far]


def _guess(far: Sequence[_Far], share: float) -> int:
    """About how far a share of the rows is at most, told from a few of them."""
    some = np.sort(np.concatenate([rows[::_EVERY] for rows in far]), kind="stable")  # as they are counts
    return int(some[min(int(share * len(some)), len(some) - 1)]) if len(some) else 0


def _far(first: _Words, asked: _Words) -> npt.NDArray[np.uint8]:
    """In how many bits the first words of each code differ: so few words that no sum is above 255."""
    far: npt.NDArray[np.uint8] = np.bitwise_count(first[0] ^ asked[0])
    for own, other in zip(first[1:], asked[1:], strict=False):
        far += np.bitwise_count(own ^ other)
    return far


def _farther(by_first: npt.NDArray[np.uint8], rest: _Words, asked: _Words) -> npt.NDArray[np.uint16]:
    """In how many bits whole codes differ."""
    far = by_first.astype(np.uint16)
    for own in np.bitwise_count(rest ^ asked).T:
        far += own
    return far


def _only(blocks: Sequence[_Block], among: Collection[int]) -> tuple[_Block, ...]:
    """The rows of some statements."""
    top = max((int(block.statements.max()) for block in blocks), default=0)
    wanted = np.zeros(top + 1, dtype=np.bool_)
    numbers = np.fromiter(among, dtype=np.int64, count=len(among))
    wanted[numbers[numbers <= top]] = True
    return tuple(block.only(np.flatnonzero(wanted[block.statements])) for block in blocks)


_held: OrderedDict[tuple[int, int, str, int], Codes] = OrderedDict()
_choosing = threading.Lock()


def codes_in(db: Database, version: str, width: int) -> Codes:
    """The codes of a ledger as they stand now; read at the first call, which takes a second or two for a
    million statements."""
    try:
        facts = db.path.stat()
        key = (facts.st_dev, facts.st_ino, version, width)
    except OSError:
        codes = Codes(width)
    else:
        with _choosing:
            codes = _held.setdefault(key, Codes(width))
            _held.move_to_end(key)
            while len(_held) > _LEDGERS:
                _held.popitem(last=False)
    codes.follow(db, version)
    return codes
