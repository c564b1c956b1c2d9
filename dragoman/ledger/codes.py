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
    """Codes by words, a column for each row, and the statements (numbers) that they belong to."""

    words: _Words
    statements: Numbers


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
        words = np.frombuffer(b"".join(codes), dtype="<u8").reshape(-1, self._width).T
        numbers = np.repeat(np.array(statements, dtype=np.int64), counts)
        last = [b for b in self._blocks[-1:] if len(b.statements) < _BLOCK]
        words = np.concatenate([*(block.words for block in last), words], axis=1)
        numbers = np.concatenate([*(block.statements for block in last), numbers])
        fresh = (
            _Block(np.ascontiguousarray(words[:, at : at + _BLOCK]), numbers[at : at + _BLOCK].copy())
            for at in range(0, len(numbers), _BLOCK)
        )
        self._blocks = (*self._blocks[: len(self._blocks) - len(last)], *fresh)

    def near(self, code: bytes, most: int, among: Collection[int] | None = None) -> list[int]:
        """The statements (numbers) with the nearest codes, the nearest first: about so many, of all or
        ``among`` some."""
        asked = np.frombuffer(code, dtype="<u8")
        blocks = self._blocks if among is None else _only(self._blocks, among)
        if sum(len(block.statements) for block in blocks) > _MANY:
            blocks = _roughly(blocks, asked, max(_ROUGH, most * _ROUGH_EACH))
        far = [_far(block.words, asked) for block in blocks]
        if not far:
            return []
        near = _nearest(far, most)
        found = np.concatenate([block.statements[at] for block, at in zip(blocks, near, strict=True)])
        order = np.lexsort((found, np.concatenate([some[at] for some, at in zip(far, near, strict=True)])))
        return list(dict.fromkeys(found[order].tolist()))[:most]


def _roughly(blocks: Sequence[_Block], asked: _Words, most: int) -> tuple[_Block, ...]:
    """The rows that are nearest by the first half of their codes: at least so many."""
    near = _nearest([_far(block.words[:_FIRST], asked[:_FIRST]) for block in blocks], most)
    return tuple(
        _Block(block.words.take(at, axis=1), block.statements.take(at))
        for block, at in zip(blocks, near, strict=True)
    )


def _nearest(far: Sequence[_Far], most: int) -> list[npt.NDArray[np.intp]]:
    """Where the smallest distances of each block stand: at least so many in all, those equally far too."""
    top = max((int(some.max()) for some in far if len(some)), default=0)
    total = sum(map(len, far))

    def within(cut: int) -> int:
        return sum(int(np.count_nonzero(some <= cut)) for some in far)

    cut = _guess(far, most / max(total, 1))
    while cut < top and within(cut) < most:
        cut += 1
    while cut > 0 and within(cut - 1) >= most:
        cut -= 1
    return [np.flatnonzero(some <= cut) for some in far]


def _guess(far: Sequence[_Far], share: float) -> int:
    """About how far a share of the rows is at most, told from a few of them."""
    some = np.sort(np.concatenate([rows[::_EVERY] for rows in far]))
    return int(some[min(int(share * len(some)), len(some) - 1)]) if len(some) else 0


def _far(words: _Words, asked: _Words) -> _Far:
    """In how many bits each code differs."""
    parts = [
        _far_by_few(words[at : at + _FIRST], asked[at : at + _FIRST]) for at in range(0, len(asked), _FIRST)
    ]
    if len(parts) == 1:
        return parts[0]
    far = parts[0].astype(np.uint16)
    for part in parts[1:]:
        far += part
    return far


def _far_by_few(words: _Words, asked: _Words) -> npt.NDArray[np.uint8]:
    """The same of so few words that no sum is above 255."""
    far: npt.NDArray[np.uint8] = np.bitwise_count(words[0] ^ asked[0])
    for own, other in zip(words[1:], asked[1:], strict=True):
        far += np.bitwise_count(own ^ other)
    return far


def _only(blocks: Sequence[_Block], among: Collection[int]) -> tuple[_Block, ...]:
    """The rows of some statements."""
    top = max((int(block.statements.max()) for block in blocks), default=0)
    wanted = np.zeros(top + 1, dtype=np.bool_)
    wanted[[number for number in among if number <= top]] = True
    inside = ((block, np.flatnonzero(wanted[block.statements])) for block in blocks)
    return tuple(_Block(block.words[:, which], block.statements[which]) for block, which in inside)


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
