"""The ledger: one SQLite file that holds articles, all that was read out of them, what could not be
read, what was forgotten, and what people decided. One process writes, many read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from dragoman.errors import NotInLedger
from dragoman.ledger import merge, reader, search, writer
from dragoman.ledger.copies import Copies
from dragoman.ledger.database import Database
from dragoman.ledger.links import Links
from dragoman.ledger.opening import open_database
from dragoman.ledger.rows import Counts, Entry, Forgotten, Hit, Merged, Outcome
from dragoman.ledger.watching import Watching
from dragoman.model import Article, Judgement, Maker, Reading, Skipped, Statement


class Ledger:
    """An open ledger. Every method raises ``LedgerError`` where the file cannot be used."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._opened = datetime.now(UTC)

    @classmethod
    def open(cls, path: str | Path, *, readonly: bool = False) -> Self:
        """Open a ledger, or make one where there is none (``readonly`` never does). An older schema
        is brought up to date. A file that is no ledger, or of a newer schema, is refused."""
        return cls(open_database(Path(path), readonly=readonly))

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the ledger lies."""
        return self._db.path

    @property
    def copies(self) -> Copies:
        """Which articles are copies of which, as far as they were compared."""
        return Copies(self._db)

    @property
    def links(self) -> Links:
        """What linking found over articles."""
        return Links(self._db)

    @property
    def watching(self) -> Watching:
        """What was fetched from where, and what watching feeds has seen."""
        return Watching(self._db)

    def together(self) -> AbstractContextManager[None]:
        """All that is written inside is kept as a whole, or not at all."""
        return self._db.transaction()

    def write(self, reading: Reading, *, remember: bool = False, read_at: datetime | None = None) -> Outcome:
        """Write all that was read out of one article, in one transaction.

        The same text, given facts and maker again change nothing. Anything else replaces the older
        findings; judgements stay. A forgotten article is only taken back with ``remember``. Where
        the article's ``doc`` is taken by another one, the later gets a distinct one. ``read_at``
        is now unless given. Raises ``LedgerError`` for a reading that contradicts itself or holds
        text that is no Unicode; the ledger stays as it was. Notes of earlier runs that the
        article's path could not be read are dropped with the first reading that is stored.
        """
        return writer.write(
            self._db,
            reading,
            read_at=read_at or datetime.now(UTC),
            remember=remember,
            opened=self._opened,
        )

    def has(self, article: str | Article, maker: Maker) -> bool:
        """Whether the article was read by this very maker. Asked with the article itself and not
        only its id, also whether its text and given facts are still the same."""
        if isinstance(article, Article):
            return writer.is_same(self._db, article, maker)
        row = self._db.one(
            "SELECT 1 FROM reading WHERE article = ? AND maker_name = ? AND maker_version = ?",
            article,
            maker.name,
            maker.version,
        )
        return row is not None

    def is_forgotten(self, article: str) -> bool:
        """Whether the article of this id was forgotten."""
        return writer.is_forgotten(self._db, article)

    def entries(self) -> Iterator[Entry]:
        """All articles with their readings by first day of publication (undated last), then doc.
        One is in memory at a time."""
        return reader.entries(self._db)

    def entry(self, name: str) -> Entry:
        """The article with this id, doc, or beginning of an id (six characters or more).
        Raises ``NotInLedger``."""
        return self._loaded(reader.find_article(self._db, name))

    def statement(self, name: str) -> tuple[Entry, Statement]:
        """The statement with this id, or beginning of one, and the entry that it stands in.
        Raises ``NotInLedger``."""
        id, article = reader.find_statement(self._db, name)
        entry = self._loaded(article)
        return entry, next(s for s in entry.reading.statements if s.id == id)

    def home(self, statement: str) -> str:
        """The id of the article that holds the statement of this very id. Raises ``NotInLedger``."""
        return reader.find_statement(self._db, statement)[1]

    def _loaded(self, id: str) -> Entry:
        entry = reader.load(self._db, id)
        if entry is None:
            raise NotInLedger(f"{id} was removed while it was looked up", "try again")
        return entry

    def counts(self) -> Counts:
        """How much the ledger holds."""
        return reader.counts(self._db)

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """The statements that hold all these words, best first; any characters may come in."""
        return search.search(self._db, words, limit)

    def near(self, words: Iterable[str], limit: int) -> list[str]:
        """The ids of the statements whose content shares most with any of these words, best first."""
        return search.near(self._db, words, limit)

    def skip(self, skipped: Skipped) -> None:
        """Note something that could not be read; the same note again changes nothing."""
        writer.skip(self._db, skipped, datetime.now(UTC))

    def clear_skip(self, subject: str) -> int:
        """Drop the notes on a subject that could be read by now; returns how many there were."""
        return writer.clear_skip(self._db, subject)

    def skipped(self) -> list[Skipped]:
        """What could not be read, in the order in which it was met."""
        return reader.skipped(self._db)

    def judge(self, judgement: Judgement) -> bool:
        """Store a person's decision; whether it was new. Raises ``NotInLedger`` for an article
        that was forgotten, whose words are not to be stored again."""
        return writer.judge(self._db, judgement)

    def judgements(self, article: str | None = None) -> list[Judgement]:
        """The decisions on the article of this id, or all, in the order in which they were made."""
        return reader.judgements(self._db, article)

    def forget(self, name: str, why: str = "") -> Forgotten:
        """Remove an article (by id, doc, or beginning of an id): its bytes, text, findings, and the
        judgements that quote it. The words leave the file itself, for which it is written anew; a
        tombstone with the id keeps the article from being read in again. Raises ``NotInLedger``."""
        id = reader.find_article(self._db, name)
        gone = writer.forget(self._db, id, why=why, at=datetime.now(UTC))
        return replace(gone, purged=writer.purge(self._db))

    def purge(self) -> bool:
        """Rid the file of words that ``forget`` could not purge at the time; whether all are gone."""
        return writer.purge(self._db)

    def merge(self, other: str | Path) -> Merged:
        """Take another ledger in. A tombstone on either side wins, as does the later reading;
        judgements are united. Taking it in again changes nothing."""
        database = open_database(Path(other), readonly=True)
        try:
            return merge.merge(self._db, database)
        finally:
            database.close()
