"""A few read-only connections to one ledger, for many threads.

A connection belongs to one thread at a time. Each loan sees the ledger as it stood at its first query until
it is given back: what is written meanwhile neither waits nor changes a page that is half made. A file that
was put in the ledger's place is noticed at the next loan.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.errors import LedgerError
from dragoman.ledger.database import Database
from dragoman.ledger.opening import open_database
from dragoman.ledger.store import Ledger

SIZE = 8
"""How many connections are kept for the next loan; more may be on loan at once."""

_Mark = tuple[int, int]


class Pool:
    """Connections to the ledger at ``path``. Safe for any number of threads."""

    def __init__(self, path: str | Path, *, size: int = SIZE) -> None:
        self._path = Path(path)
        self._size = size
        self._idle: deque[tuple[_Mark, Database]] = deque()
        self._lock = threading.Lock()

    @contextmanager
    def reader(self) -> Iterator[Ledger]:
        """A ledger for reading, for this thread alone until the block ends. Raises ``LedgerError`` where
        there is no ledger."""
        mark = self._mark()
        database = self._take(mark) or open_database(self._path, readonly=True, shared=True)
        try:
            with database.snapshot():
                yield Ledger(database)
        except BaseException:
            database.close()
            raise
        self._give(mark, database)

    def close(self) -> None:
        """Close what is idle; what is on loan is closed when it comes back and nobody needs it."""
        with self._lock:
            idle, self._idle, self._size = list(self._idle), deque(), 0
        for _, database in idle:
            database.close()

    def _mark(self) -> _Mark:
        """What tells this file from another one in its place."""
        try:
            facts = self._path.stat()
        except OSError as error:
            raise LedgerError(
                f"there is no ledger {self._path}", "`dragoman read PATH...` makes one; --ledger names it"
            ) from error
        return facts.st_dev, facts.st_ino

    def _take(self, mark: _Mark) -> Database | None:
        """An idle connection to this very file; those to another one are closed."""
        with self._lock:
            held = list(self._idle)
            self._idle.clear()
            fresh = [database for of, database in held if of == mark]
            self._idle.extend((mark, database) for database in fresh[:-1])
        for of, database in held:
            if of != mark:
                database.close()
        return fresh[-1] if fresh else None

    def _give(self, mark: _Mark, database: Database) -> None:
        with self._lock:
            if len(self._idle) < self._size:
                self._idle.append((mark, database))
                return
        database.close()
