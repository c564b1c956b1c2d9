"""Searches that people keep: a name, the query as ``/search`` takes it, and up to where finds were told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from dragoman.errors import InputError, NotInLedger
from dragoman.ledger.database import Database, Row
from dragoman.ledger.values import moment, moment_cell


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A search that somebody keeps.

    ``query`` is what stands behind the question mark of its address ("q=ships&speaker=..."). ``last_seen``
    is a mark of whoever tells of new finds, up to which they were told; ``None`` is not yet.
    """

    name: str
    query: str
    made_by: str
    made_at: datetime
    last_seen: str | None = None


class Searches:
    """The kept searches of one ledger. Every method raises ``LedgerError`` where the file cannot be used."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> list[SavedSearch]:
        """All of them, by name."""
        return [_saved(row) for row in self._db.rows("SELECT * FROM saved_search ORDER BY name")]

    def named(self, name: str) -> SavedSearch:
        """The one of that name. Raises ``NotInLedger``."""
        row = self._db.one("SELECT * FROM saved_search WHERE name = ?", name)
        if row is None:
            raise NotInLedger(f"no search is kept as {name!r}", "the review page lists those that are")
        return _saved(row)

    def save(self, name: str, query: str, by: str, *, at: datetime | None = None) -> SavedSearch:
        """Keep a search under a new name. Raises ``InputError`` where the name is empty or taken."""
        plain = " ".join(name.split())
        if not plain:
            raise InputError("the search has no name", "give it one")
        kept = SavedSearch(name=plain, query=query.lstrip("?"), made_by=by, made_at=at or datetime.now(UTC))
        fresh = self._db.run(
            "INSERT OR IGNORE INTO saved_search (name, query, made_by, made_at) VALUES (?, ?, ?, ?)",
            kept.name,
            kept.query,
            kept.made_by,
            moment_cell(kept.made_at),
        )
        if not fresh:
            raise InputError(f"another search is kept as {plain!r}", "give it another name, or drop that one")
        return kept

    def told(self, name: str, last_seen: str) -> None:
        """Note up to where its finds were told."""
        self._db.run("UPDATE saved_search SET last_seen = ? WHERE name = ?", last_seen, name)

    def drop(self, name: str) -> bool:
        """Keep it no longer; whether there was one."""
        return bool(self._db.run("DELETE FROM saved_search WHERE name = ?", name))


def _saved(row: Row) -> SavedSearch:
    return SavedSearch(
        name=row["name"],
        query=row["query"],
        made_by=row["made_by"],
        made_at=moment(row["made_at"]),
        last_seen=row["last_seen"],
    )
