"""What fetching and watching remember between runs: pages with what their servers call them, feeds,
and every version of an entry that was ever seen.

An entry is first noted, in one transaction with the feed's validators, and later settled, in one
transaction with its article. So a run that is cut off anywhere loses no entry and reads none twice.
Entries are known by hashes: once they are settled, none of their words stays in these tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dragoman.ledger.database import Database, Row
from dragoman.ledger.values import moment, moment_cell


class Settled(StrEnum):
    """What became of an entry: its page was read, or its own words; another feed brought the same
    before; or there was nothing to read."""

    PAGE = "page"
    ENTRY = "entry"
    KNOWN = "known"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedPage:
    """The article that an address gave the last time, and what its server called that version."""

    address: str
    article: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed as it was asked the last time. ``failures`` counts those in a row since the last good
    answer; ``validators_of`` is the address that gave ``etag`` and ``last_modified``."""

    asked_at: datetime
    failures: int = 0
    wait_until: datetime | None = None
    validators_of: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenEntry:
    """A version of an entry as a feed shows it: hashes of its id and of its words, and the words as
    JSON."""

    entry: str
    version: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingEntry:
    """A version of an entry that is still to be read."""

    number: int
    version: str
    said: str
    tries: int
    tried_at: datetime | None
    wait_until: datetime | None


@dataclass(frozen=True, slots=True)
class Noted:
    """How many entries of a feed were never seen before, and how many in other versions."""

    new: int
    changed: int


class Watching:
    """These tables of an open ledger."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def page(self, address: str) -> FetchedPage | None:
        """What this address gave the last time, as long as the ledger holds it."""
        row = self._db.one("SELECT * FROM fetched WHERE address = ?", address)
        if row is None:
            return None
        return FetchedPage(
            address=row["address"],
            article=row["article"],
            etag=row["etag"],
            last_modified=row["last_modified"],
        )

    def note_page(self, page: FetchedPage, at: datetime) -> None:
        """Take note of what an address gave. The ledger must hold the article."""
        self._db.run(
            "INSERT OR REPLACE INTO fetched (address, article, etag, last_modified, fetched_at) "
            "VALUES (?, ?, ?, ?, ?)",
            page.address,
            page.article,
            page.etag,
            page.last_modified,
            moment_cell(at),
        )

    def feed(self, address: str) -> FeedState | None:
        """What is known of a feed; ``None`` for one that was never asked."""
        row = self._db.one("SELECT * FROM feed WHERE address = ?", address)
        if row is None:
            return None
        return FeedState(
            asked_at=moment(row["asked_at"]),
            failures=row["failures"],
            wait_until=_moment(row["wait_until"]),
            validators_of=row["validators_of"],
            etag=row["etag"],
            last_modified=row["last_modified"],
        )

    def note_feed(self, address: str, state: FeedState, entries: Iterable[SeenEntry] = ()) -> Noted:
        """Take note of a feed's answer and of the entries in it that were not seen before, at once."""
        with self._db.transaction():
            self._db.run(
                """INSERT INTO feed (address, asked_at, failures, wait_until, validators_of, etag,
                    last_modified) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET asked_at = excluded.asked_at, failures = excluded.failures,
                    wait_until = excluded.wait_until, validators_of = excluded.validators_of,
                    etag = excluded.etag, last_modified = excluded.last_modified""",
                address,
                moment_cell(state.asked_at),
                state.failures,
                _cell(state.wait_until),
                state.validators_of,
                state.etag,
                state.last_modified,
            )
            noted = [self._note_entry(address, entry, state.asked_at) for entry in entries]
        return Noted(new=noted.count("new"), changed=noted.count("changed"))

    def _note_entry(self, feed: str, entry: SeenEntry, at: datetime) -> str:
        known = self._db.one("SELECT 1 FROM feed_entry WHERE feed = ? AND entry = ?", feed, entry.entry)
        added = self._db.run(
            "INSERT OR IGNORE INTO feed_entry (feed, entry, version, seen_at, said) VALUES (?, ?, ?, ?, ?)",
            feed,
            entry.entry,
            entry.version,
            moment_cell(at),
            entry.said,
        )
        if not added:
            return "seen"
        return "new" if known is None else "changed"

    def waiting(self, feed: str) -> list[WaitingEntry]:
        """The entries of a feed that are still to be read, oldest first."""
        rows = self._db.rows(
            "SELECT * FROM feed_entry WHERE feed = ? AND outcome IS NULL ORDER BY number", feed
        )
        return [_waiting(row) for row in rows]

    def is_known(self, entry: WaitingEntry) -> bool:
        """Whether this very version was read already, brought by another feed."""
        found = self._db.one(
            "SELECT 1 FROM feed_entry WHERE version = ? AND outcome IN ('page', 'entry')", entry.version
        )
        return found is not None

    def settle(self, entry: WaitingEntry, outcome: Settled, article: str | None = None) -> None:
        """The entry is done with; its words are dropped from these tables."""
        self._db.run(
            "UPDATE feed_entry SET outcome = ?, article = ?, said = NULL, wait_until = NULL WHERE number = ?",
            outcome,
            article,
            entry.number,
        )

    def put_off(self, entry: WaitingEntry, at: datetime, *, tries: int, wait_until: datetime | None) -> None:
        """The entry is to be tried again."""
        self._db.run(
            "UPDATE feed_entry SET tries = ?, tried_at = ?, wait_until = ? WHERE number = ?",
            tries,
            moment_cell(at),
            _cell(wait_until),
            entry.number,
        )


def _moment(cell: str | None) -> datetime | None:
    return None if cell is None else moment(cell)


def _cell(at: datetime | None) -> str | None:
    return None if at is None else moment_cell(at)


def _waiting(row: Row) -> WaitingEntry:
    return WaitingEntry(
        number=row["number"],
        version=row["version"],
        said=row["said"],
        tries=row["tries"],
        tried_at=_moment(row["tried_at"]),
        wait_until=_moment(row["wait_until"]),
    )
