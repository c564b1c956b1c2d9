"""Numbered migrations: plain SQL files that bring any older ledger to the newest schema.

Each file runs in a transaction of its own together with the row that records it, so a ledger is
always of exactly one schema. A released file is never edited; a change is a new file. Two processes
may open the same new file at once: the second waits, looks again, and finds the work done.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from pathlib import Path

from dragoman.errors import LedgerError
from dragoman.ledger.database import Database
from dragoman.ledger.values import moment_cell

_RECORD = """CREATE TABLE IF NOT EXISTS migration (
    number INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,               -- of the migration's SQL, as it was applied
    applied_at TEXT NOT NULL
) STRICT"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from a schema to the next. ``number`` counts from 1 without gaps."""

    number: int
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """Of the SQL, in hexadecimal digits."""
        return hashlib.sha256(self.sql.encode()).hexdigest()

    def statements(self) -> Iterator[str]:
        """The SQL cut into single statements, triggers in one piece."""
        pending = ""
        for line in self.sql.splitlines(keepends=True):
            pending += line
            if sqlite3.complete_statement(pending):
                yield pending.strip()
                pending = ""
        if pending.strip():
            yield pending.strip()


@cache
def migrations() -> tuple[Migration, ...]:
    """All steps that this version knows, in order."""
    folder = resources.files("dragoman.ledger") / "migrations"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(Migration(int(f.name[:4]), f.name[5:-4], f.read_text("utf-8")) for f in files)


def migrate(database: Database, steps: Sequence[Migration] | None = None) -> None:
    """Apply what is missing. Raises ``LedgerError`` for a ledger of another lineage."""
    for step in migrations() if steps is None else steps:
        if _applied(database, step):
            continue
        with database.transaction():
            if not _applied(database, step):
                _apply(database, step)


def check(database: Database) -> bool:
    """Whether the schema is the newest. Raises ``LedgerError`` where this version cannot use it."""
    known = migrations()
    newest = _newest(database)
    if newest > known[-1].number:
        raise LedgerError(
            f"{database.path} was written by a newer version (schema {newest}, known: {known[-1].number})",
            "upgrade dragoman, or name another ledger",
        )
    return all(_applied(database, step) for step in known)


def schema() -> str:
    """The newest schema as SQL, as a ledger made now holds it; docs/ledger.md prints it."""
    database = Database(Path("schema"), uri="file::memory:")
    try:
        migrate(database)
        shadow = "name GLOB '*_words_*' AND type = 'table' OR name GLOB 'sqlite_*' OR sql IS NULL"
        rows = database.rows(f"SELECT sql FROM sqlite_schema WHERE NOT ({shadow}) ORDER BY rowid")
        return "".join(f"{row['sql']};\n\n" for row in rows).rstrip() + "\n"
    finally:
        database.close()


def _newest(database: Database) -> int:
    if not database.value("SELECT count(*) FROM sqlite_schema WHERE name = 'migration'"):
        return 0
    return int(database.value("SELECT coalesce(max(number), 0) FROM migration"))


def _applied(database: Database, step: Migration) -> bool:
    if _newest(database) < step.number:
        return False
    recorded = database.value("SELECT sha256 FROM migration WHERE number = ?", step.number)
    if recorded != step.sha256:
        raise LedgerError(
            f"{database.path} has another schema {step.number} than this version (made by an unreleased one)",
            "read the articles into a new ledger, or use the version that wrote this one",
        )
    return True


def _apply(database: Database, step: Migration) -> None:
    database.run(_RECORD)
    for statement in step.statements():
        database.run(statement)
    database.run(
        "INSERT INTO migration (number, name, sha256, applied_at) VALUES (?, ?, ?, ?)",
        step.number,
        step.name,
        step.sha256,
        moment_cell(datetime.now(UTC)),
    )
