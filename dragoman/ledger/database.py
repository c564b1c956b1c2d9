"""One connection to one ledger file: plain calls, explicit transactions, our errors.

Everything else in this package speaks SQL through ``Database``, so that a foreign error never
leaves it: whatever SQLite or a value refuses comes out as ``LedgerError`` that names the file and
says what to try next. Values are bound, never pasted into SQL.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from dragoman.errors import LedgerError

Row = sqlite3.Row

Found = TypeVar("Found")

BUSY_SECONDS = 30.0
"""How long a writer waits for another one before it gives up."""

_PAUSE_SECONDS = 0.02
_PREPARED = 512  # queries kept ready on a connection; all pages together have more than a hundred
_TOGETHER = 20  # rows that one INSERT puts
_INSERT = re.compile(r"(INSERT [^?]*\bVALUES )(\((?:'\w+', )*(?:\?, )*\?\))([^?]*)", re.DOTALL)
_FOREIGN = (sqlite3.Error, UnicodeEncodeError, OverflowError, ValueError)

_WHOLE = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_PART = ("SAVEPOINT part", "RELEASE part", ("ROLLBACK TO part", "RELEASE part"))

_EXPLAINED = (
    ("SQLITE_BUSY", "another process is writing to it", "wait until that one is done, then try again"),
    ("SQLITE_LOCKED", "another process is writing to it", "wait until that one is done, then try again"),
    (
        "SQLITE_READONLY",
        "it cannot be written to",
        "open it for writing, and check the permissions of the file",
    ),
    ("SQLITE_FULL", "the disk is full", "make room, then run the same command again"),
    ("SQLITE_CANTOPEN", "it cannot be opened", "check that the folder exists and that you may write to it"),
    ("SQLITE_IOERR", "the disk does not read or write", "check the disk, then try again"),
    ("SQLITE_CORRUPT", "the file is damaged", "restore a copy, or read the articles into a new ledger"),
    ("SQLITE_NOTADB", "the file is not a ledger", "name another file"),
    ("SQLITE_TOOBIG", "a value is larger than SQLite takes", "leave this article out, or split it"),
    ("SQLITE_CONSTRAINT", "the reading contradicts itself", "report this as a bug of the reader"),
)


def explain(error: Exception, path: Path) -> LedgerError:
    """The same trouble in our words."""
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, what, advice in _EXPLAINED:
        if name.startswith(prefix):
            return LedgerError(f"{path}: {what}: {error}", advice)
    if isinstance(error, UnicodeEncodeError):
        what = "the text holds half of a surrogate pair, which is no character and cannot be stored"
        return LedgerError(f"{path}: {what}", "repair the encoding of the input, or replace it by U+FFFD")
    return LedgerError(f"{path}: {error}", "open the ledger again")


@lru_cache
def _wider(sql: str) -> str | None:
    """The same for several rows, where it is a plain INSERT of one."""
    found = _INSERT.fullmatch(sql)
    return found and f"{found[1]}{', '.join([found[2]] * _TOGETHER)}{found[3]}"


def _is_busy(error: BaseException | None) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


class Database:
    """A connection in autocommit mode; ``transaction`` groups what belongs together. It belongs to the
    thread that made it, unless ``shared``: then whoever has it sees to it that only one thread uses it at a
    time."""

    def __init__(self, path: Path, *, uri: str, shared: bool = False) -> None:
        self.path = path
        with self._explained():
            self._connection = sqlite3.connect(
                uri,
                uri=True,
                timeout=BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=not shared,
                cached_statements=_PREPARED,
            )
        self._connection.row_factory = sqlite3.Row
        self._kept: dict[str, tuple[tuple[int, int], Any]] = {}

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        with self._explained():
            self._connection.close()

    def rows(self, sql: str, *values: Any) -> list[Row]:
        """All rows of a query."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except _FOREIGN as error:
            raise explain(error, self.path) from error

    def tuples(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """All rows of a query without the names of their cells: a third cheaper where there are thousands."""
        try:
            cursor = self._connection.cursor()
            cursor.row_factory = None
            return cursor.execute(sql, values).fetchall()
        except _FOREIGN as error:
            raise explain(error, self.path) from error

    def one(self, sql: str, *values: Any) -> Row | None:
        """The first row of a query, or ``None``."""
        return next(iter(self.rows(sql, *values)), None)

    def value(self, sql: str, *values: Any) -> Any:
        """The first cell of the first row of a query that always has one."""
        row = self.one(sql, *values)
        return None if row is None else row[0]

    def kept(self, name: str, make: Callable[[], Found]) -> Found:
        """What ``make`` gives, which is asked again only after anybody wrote to the file."""
        state = int(self.value("PRAGMA data_version")), self._connection.total_changes
        held = self._kept.get(name)
        if held is None or held[0] != state:
            held = self._kept[name] = state, make()
        found: Found = held[1]
        return found

    def run(self, sql: str, *values: Any) -> int:
        """Run one statement; how many rows it changed."""
        with self._explained():
            return self._connection.execute(sql, values).rowcount

    def insert(self, sql: str, *values: Any) -> int:
        """Run one INSERT; the number of the new row."""
        with self._explained():
            return self._connection.execute(sql, values).lastrowid or 0

    def run_many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Run one statement for each tuple of values. Rows are put some by each INSERT: that costs up to half
        less."""
        with self._explained():
            if _wider(sql):
                self._put(sql, list(chain.from_iterable(rows)), sql.count("?"))
            else:
                self._connection.executemany(sql, rows)

    def put_columns(self, sql: str, *columns: list[Any]) -> None:
        """Run one INSERT for each row of some columns of the same length; no row is made for itself."""
        cells: list[Any] = [None] * sum(map(len, columns))
        for at, column in enumerate(columns):
            cells[at :: len(columns)] = column
        with self._explained():
            self._put(sql, cells, len(columns))

    def _put(self, sql: str, cells: list[Any], width: int) -> None:
        """Put rows whose cells, so many of each, stand one after the other."""
        wider, many, whole = _wider(sql), width * _TOGETHER, 0
        if wider is not None:
            whole = len(cells) - len(cells) % many
            self._connection.executemany(wider, (cells[i : i + many] for i in range(0, whole, many)))
        self._connection.executemany(sql, (cells[i : i + width] for i in range(whole, len(cells), width)))

    def keep_a_log(self) -> None:
        """Switch the file to a write-ahead log, so that reading goes on while somebody writes. SQLite
        does not wait by itself here while other processes open the same new file."""
        deadline = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                self.run("PRAGMA journal_mode = WAL")
                return
            except LedgerError as error:
                if not _is_busy(error.__cause__) or time.monotonic() > deadline:
                    raise
                time.sleep(_PAUSE_SECONDS)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Takes the writer's lock at once, so that nothing read inside is stale. Inside
        another one it is a part that can fail alone, and is kept only together with the whole."""
        with self._explained():
            begin, end, undo = _PART if self._connection.in_transaction else _WHOLE
        self.run(begin)
        try:
            yield
            self.run(end)
        except BaseException:
            if self._connection.in_transaction:
                for step in undo:
                    self.run(step)
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is as it was at the first query, whatever is written meanwhile."""
        self.run("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self.run("COMMIT")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except _FOREIGN as error:
            raise explain(error, self.path) from error


def file_uri(path: Path, mode: str) -> str:
    """A SQLite URI for a path that may hold any characters."""
    return f"{Path(os.path.abspath(path)).as_uri()}?{mode}"  # noqa: PTH100 (links stay as they are)
