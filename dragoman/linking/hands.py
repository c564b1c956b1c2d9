"""Processes that help linking where much is due: each reads the ledger for itself and works out what the one
process that writes then keeps. Results come in the order in which work was given out, so they are the same
with any number of hands."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Any, Protocol, TypeVar

from dragoman.ledger.journal import NotingLedger

T = TypeVar("T")
R = TypeVar("R")

_YOUNG = 50_000  # objects from which on a process looks for rings of them
_AHEAD = 2  # pieces of work for each hand that are given out before the first is back


class Hands(Protocol):
    """Whoever does pieces of work."""

    def each(self, work: Callable[[NotingLedger, T], R], pieces: Iterable[T]) -> Iterator[R]:
        """The results of some pieces of work, in their order."""

    def meanwhile(self, chore: Iterator[None]) -> None:
        """Have a chore of one's own done step by step, while one would wait for results."""

    def finish(self) -> None:
        """Do what is left of all chores."""


class _Chores:
    """What the process that gives out work does itself."""

    def __init__(self) -> None:
        self._chores: deque[Iterator[None]] = deque()

    def meanwhile(self, chore: Iterator[None]) -> None:
        self._chores.append(chore)

    def finish(self) -> None:
        while self._chores:
            self._step()

    def _step(self) -> None:
        """One step of the first chore, which is gone once it has none left."""
        if next(self._chores[0], self) is self:
            self._chores.popleft()


class _Own(_Chores):
    """Work done here, one piece after the other."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._ledger = NotingLedger(path)

    def each(self, work: Callable[[NotingLedger, T], R], pieces: Iterable[T]) -> Iterator[R]:
        return (work(self._ledger, piece) for piece in pieces)

    def close(self) -> None:
        self._ledger.close()


class _Others(_Chores):
    """Work done by other processes, some pieces at a time."""

    def __init__(self, path: Path, count: int) -> None:
        super().__init__()
        self._most = count * _AHEAD
        self._pool = ProcessPoolExecutor(count, get_context("spawn"), _begin, (path,))

    def each(self, work: Callable[[NotingLedger, T], R], pieces: Iterable[T]) -> Iterator[R]:
        waiting: deque[Future[R]] = deque()
        for piece in pieces:
            waiting.append(self._pool.submit(_do, work, piece))
            if len(waiting) > self._most:
                yield self._result(waiting.popleft())
        while waiting:
            yield self._result(waiting.popleft())

    def _result(self, future: Future[R]) -> R:
        while self._chores and not future.done():
            self._step()
        return future.result()

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


@contextmanager
def hands(path: Path, count: int) -> Iterator[Hands]:
    """So many processes for a ledger file; one of them works here. Rings of objects are looked for seldom
    meanwhile: next to none are made."""
    usual = gc.get_threshold()
    gc.set_threshold(_YOUNG, 20, 20)
    found = _Others(path, count) if count > 1 else _Own(path)
    try:
        yield found
    finally:
        found.close()
        gc.set_threshold(*usual)


_ledgers: list[NotingLedger] = []


def _begin(path: Path) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    _ledgers.append(NotingLedger(path))
    gc.freeze()
    gc.set_threshold(_YOUNG, 20, 20)


def _end_with_parent() -> None:
    """Nobody waits for results any more once the process that gave out the work is gone, however it went."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(work: Callable[[NotingLedger, Any], R], piece: Any) -> R:
    return work(_ledgers[0], piece)
