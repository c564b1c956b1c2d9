"""Writing put off: what would be written is noted, to be written by another process.

A process that helps linking reads a ledger and works out what is to be kept; the one process that writes
takes its notes over. What is noted is not seen by later reads until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dragoman.ledger.database import Database, file_uri
from dragoman.ledger.store import Ledger

_ROOM = -32_000  # kilobytes of pages: the upper ones of all tables stay at hand

Notes = dict[str, list[tuple[Any, ...]]]
"""Rows by the SQL that takes them, in the order in which each was first met."""


class Journal(Database):
    """A connection that reads, and notes what it is asked to write."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, uri=file_uri(path, "mode=ro"))
        super().run(f"PRAGMA cache_size = {_ROOM}")
        self._notes: Notes = {}

    def run(self, sql: str, *values: Any) -> int:
        """Note one statement."""
        self._notes.setdefault(sql, []).append(values)
        return 0

    def run_many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Note one statement for each tuple of values."""
        self._notes.setdefault(sql, []).extend(map(tuple, rows))

    def put_columns(self, sql: str, *columns: list[Any]) -> None:
        """Note one INSERT for each row of some columns."""
        self.run_many(sql, zip(*columns, strict=True))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Nothing is written, so nothing is to be kept together."""
        yield

    def take(self) -> Notes:
        """What was noted since the last time."""
        notes, self._notes = self._notes, {}
        return {sql: list(dict.fromkeys(rows)) if _is_once(sql) else rows for sql, rows in notes.items()}


def _is_once(sql: str) -> bool:
    """Whether a row that is written twice is the same as one that is written once."""
    return sql.startswith(("INSERT OR IGNORE", "DELETE"))


class NotingLedger(Ledger):
    """A ledger that reads, and notes what it is asked to write."""

    def __init__(self, path: Path) -> None:
        self._journal = Journal(path)
        super().__init__(self._journal)

    def take(self) -> Notes:
        """What was noted since the last time."""
        return self._journal.take()


def write(ledger: Ledger, notes: Notes) -> None:
    """Write what another process noted; inside a transaction of the caller."""
    for sql, rows in notes.items():
        ledger._db.run_many(sql, rows)
