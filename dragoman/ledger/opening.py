"""Opening a ledger file: is it one, may it be used, and is its schema the newest.

A file that is not a ledger is refused before anything in it is touched.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from dragoman.errors import LedgerError
from dragoman.ledger.database import Database, file_uri
from dragoman.ledger.migrate import check, migrate

APPLICATION_ID = 0x4452474D
"""``DRGM`` in the header of every ledger; the first migration sets it."""

_OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables
_MAPPED = 1 << 40  # bytes of a file that readers see as memory, as far as SQLite can: no copying page by page


def open_database(path: Path, *, readonly: bool, shared: bool = False) -> Database:
    """A connection to an existing ledger, or to a new one unless ``readonly``; ``shared`` between threads,
    one at a time."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise LedgerError(
            f"SQLite {sqlite3.sqlite_version} is too old", "use a Python with SQLite 3.37 or newer"
        )
    _check_path(path, readonly=readonly)
    database = Database(path, uri=_uri(path, readonly=readonly), shared=shared)
    try:
        fresh = _check_identity(database)
        if readonly:
            _prepare_reading(database, fresh=fresh)
        else:
            _prepare_writing(database)
    except BaseException:
        database.close()
        raise
    return database


def _check_path(path: Path, *, readonly: bool) -> None:
    if path.is_dir():
        raise LedgerError(f"{path} is a folder", f"name a file, such as {path / 'dragoman.db'}")
    if path.exists():
        if not os.access(path, os.R_OK if readonly else os.R_OK | os.W_OK):
            verb = "read" if readonly else "written to"
            raise LedgerError(f"{path} cannot be {verb}", "check its permissions, or name another file")
        return
    if readonly:
        raise LedgerError(
            f"there is no ledger {path}", "`dragoman read PATH...` makes one; --ledger names it"
        )
    if not path.parent.is_dir():
        raise LedgerError(f"there is no folder {path.parent}", "make it first, or name another file")
    if not os.access(path.parent, os.W_OK):
        raise LedgerError(f"the folder {path.parent} cannot be written to", "name a file in another folder")


def _uri(path: Path, *, readonly: bool) -> str:
    if not readonly:
        return file_uri(path, "mode=rwc")
    # A reader keeps an index of the log beside the file. Where it cannot, and no log is there either,
    # nobody writes, and the file can be read as it stands.
    log = path.with_name(path.name + "-wal")
    frozen = not os.access(path.parent, os.W_OK) and not log.exists()
    return file_uri(path, "mode=ro&immutable=1" if frozen else "mode=ro")


def _check_identity(database: Database) -> bool:
    """Whether the file is still empty. Raises ``LedgerError`` for the file of another program."""
    # In this order: tables and mark come in one transaction, which another process may just commit.
    tables = database.value("SELECT count(*) FROM sqlite_schema")
    mark = database.value("PRAGMA application_id")
    if mark != APPLICATION_ID and (tables or mark):
        raise LedgerError(
            f"{database.path} is a database of another program", "name another file with --ledger"
        )
    return not tables


def _prepare_reading(database: Database, *, fresh: bool) -> None:
    if fresh or not check(database):
        raise LedgerError(
            f"{database.path} is not of the newest schema",
            "`dragoman read PATH...` on it brings it up to date",
        )
    database.run("PRAGMA query_only = ON")
    database.run(f"PRAGMA mmap_size = {_MAPPED}")


def _prepare_writing(database: Database) -> None:
    database.run("PRAGMA foreign_keys = ON")
    database.run("PRAGMA secure_delete = ON")  # what is replaced is overwritten with zeros
    database.run("PRAGMA synchronous = NORMAL")  # safe with a write-ahead log
    if not check(database):
        database.keep_a_log()
        migrate(database)
