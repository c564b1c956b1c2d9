"""The ledger: one SQLite file that holds articles, all that was read out of them, what could not be
read, what was forgotten, and what people decided. One process writes, many read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from dragoman.errors import NotInLedger
from dragoman.ledger import judgements, merge, reader, search, writer
from dragoman.ledger.arrivals import Arrivals
from dragoman.ledger.beside import Beside
from dragoman.ledger.browse import Browse
from dragoman.ledger.copies import Copies
from dragoman.ledger.database import Database
from dragoman.ledger.judged_links import JudgedLinks
from dragoman.ledger.opening import open_database
from dragoman.ledger.own_people import OwnPeople
from dragoman.ledger.rows import Counts, Entry, Filed, Forgotten, Hit, Merged, Outcome
from dragoman.ledger.searches import Searches
from dragoman.ledger.vectors import Vectors
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
    def arrivals(self) -> Arrivals:
        """What came in since somebody last looked."""
        return Arrivals(self._db)

    @property
    def beside(self) -> Beside:
        """Two sides beside each other: what both carried, and what only one did."""
        return Beside(self._db)

    @property
    def browse(self) -> Browse:
        """Lists, counts and neighbours, as pages show them: quick in a ledger of any size."""
        return Browse(self._db)

    @property
    def copies(self) -> Copies:
        """Which articles are copies of which, as far as they were compared."""
        return Copies(self._db)

    @property
    def links(self) -> JudgedLinks:
        """What linking found over articles, with what people decided laid over it."""
        return JudgedLinks(self._db)

    @property
    def own_people(self) -> OwnPeople:
        """People whom the user knows, by whom linking goes."""
        return OwnPeople(self._db)

    @property
    def searches(self) -> Searches:
        """The searches that people keep."""
        return Searches(self._db)

    @property
    def vectors(self) -> Vectors:
        """What statements mean, as far as they were encoded."""
        return Vectors(self._db)

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
        """All articles with their readings, as people see them, by first day of publication (undated
        last), then doc. One is in memory at a time."""
        return judgements.entries(self._db)

    def entry(self, name: str) -> Entry:
        """The article with this id, doc, or beginning of an id (six characters or more), its reading as
        people see it: a ``JudgedReading`` where they decided anything. Raises ``NotInLedger``."""
        return self._loaded(reader.find_article(self._db, name))

    def several(self, articles: Sequence[str]) -> Iterator[Entry]:
        """The articles of these very ids, each as ``entry`` gives it but for what its text was taken from (no
        bytes, no source map) and without loans, in their order; those that are gone are left out."""
        return judgements.several(self._db, articles)

    def found(self, name: str) -> Entry:
        """The same as the reader found it, without what people decided. Raises ``NotInLedger``."""
        id = reader.find_article(self._db, name)
        return self._there(id, reader.load(self._db, id))

    def statement(self, name: str) -> tuple[Entry, Statement]:
        """The statement with this id, or beginning of one, and the entry that it stands in; one that was
        judged wrong is found, too. Raises ``NotInLedger``."""
        id, article = reader.find_statement(self._db, name)
        entry = self._loaded(article)
        return entry, judgements.shown(entry.reading, id)

    def home(self, statement: str) -> str:
        """The id of the article that holds the statement of this very id. Raises ``NotInLedger``."""
        return reader.find_statement(self._db, statement)[1]

    def _loaded(self, id: str) -> Entry:
        return self._there(id, judgements.entry(self._db, id))

    def _there(self, id: str, entry: Entry | None) -> Entry:
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

    def judge(self, judgement: Judgement, *, insist: bool = False) -> bool:
        """Store a person's decision; whether it was new. Raises ``Conflict`` where somebody else judged
        the same finding since the judgement that its maker had ``seen``, unless they ``insist``;
        ``NotInLedger`` for an article that was forgotten, whose words are not to be stored again.
        ``dragoman.judging`` makes judgements out of findings."""
        return judgements.judge(self._db, judgement, insist=insist)

    def unite(self, told: Iterable[Judgement]) -> list[bool | None]:
        """Take in what people decided in another ledger, in one transaction; for each whether it was new,
        ``None`` where it quotes an article that was forgotten here. Who was later wins."""
        return judgements.unite(self._db, told)

    def judgements(self, article: str | None = None) -> list[Judgement]:
        """The judgements that quote the article of this id, or all, in the order in which they were made."""
        return judgements.every(self._db, article)

    def filed(self, article: str | None = None) -> Iterator[Filed]:
        """The same with what has become of each: the statement that it belongs to now, and whether it
        stands, was undone or hangs loose."""
        return judgements.filed(self._db, article)

    def newest_judgements(self, limit: int, *, before: datetime | None = None) -> list[Filed]:
        """The newest judgements as ``filed`` tells them, the newest first; those made ``before`` a moment."""
        return judgements.newest(self._db, limit, before)

    def judged_alike(self, judgement: Judgement) -> list[Judgement]:
        """The other judgements on the finding of this one, in the order in which they were made."""
        return judgements.on_same_finding(self._db, judgement)

    def pairs_judged(self) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
        """Pairs of statements, the smaller id first, that people call the same utterance, and such that
        they call not the same."""
        return judgements.pairs(self._db)

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
