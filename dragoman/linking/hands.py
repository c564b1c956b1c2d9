"""Processes that help linking where much is due: each reads the ledger for itself and works out what the one
process that writes then keeps. Results come in the order in which work was given out, so they are the same
with any number of hands."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol, TypeVar

from dragoman.ledger.journal import NotingLedger

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 2  # pieces of work for each hand that are given out before the first is back


class Hands(Protocol):
    """Whoever does pieces of work."""

    def each(self, work: Callable[[NotingLedger, T], R], pieces: Iterable[T]) -> Iterator[R]:
        """The results of some pieces of work, in their order."""


class _Own:
    """Work done here, one piece after the other."""

    def __init__(self, path: Path) -> None:
        self._ledger = NotingLedger(path)

    def each(self, work: Callable[[NotingLedger, T], R], pieces: Iterable[T]) -> Iterator[R]:
        return (work(self._ledger, piece) for piece in pieces)

    def close(self) -> None:
        self._ledger.close()


class _Others:
    """Work done by other processes, some pieces at a time."""

    def __init__(self, path: Path, count: int) -> None:
        self._most = count * _AHEAD
        self._pool = ProcessPoolExecutor(count, get_context("spawn"), _begin, (path,))

    def each(self, work: Callable[[NotingLedger, T], R], pieces: Iterable[T]) -> Iterator[R]:
        waiting: deque[Future[R]] = deque()
        for piece in pieces:
            waiting.append(self._pool.submit(_do, work, piece))
            if len(waiting) > self._most:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


@contextmanager
def hands(path: Path, count: int) -> Iterator[Hands]:
    """So many processes for a ledger file; one of them works here."""
    found = _Others(path, count) if count > 1 else _Own(path)
    try:
        yield found
    finally:
        found.close()


_ledgers: list[NotingLedger] = []


def _begin(path: Path) -> None:
    _ledgers.append(NotingLedger(path))


def _do(work: Callable[[NotingLedger, Any], R], piece: Any) -> R:
    return work(_ledgers[0], piece)
