"""People whom the user knows, kept as the CSV text that was given last, so that linking is repeatable: what
once helped to tell who is meant helps at each later run."""

from __future__ import annotations

from dragoman.ledger.database import Database


class OwnPeople:
    """The user's own people in one ledger. Every method raises ``LedgerError`` where that cannot be used."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def text(self) -> str:
        """The CSV text; "" where none was given."""
        row = self._db.one("SELECT text FROM own_people")
        return str(row["text"]) if row is not None else ""

    def file(self) -> str | None:
        """The name under which it was given; ``None`` where none was."""
        row = self._db.one("SELECT file FROM own_people")
        return str(row["file"]) if row is not None else None

    def put(self, text: str, file: str) -> None:
        """Keep a CSV text in the place of the one before."""
        self._db.run("INSERT OR REPLACE INTO own_people (only, file, text) VALUES (1, ?, ?)", file, text)

    def forget(self) -> bool:
        """Keep none any more; false where none was kept."""
        return bool(self._db.run("DELETE FROM own_people"))
