"""What the ledger hands out: frozen dataclasses around the nouns of ``dragoman.model``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dragoman.model import Interval, Judgement, Loan, Mode, Reading, Spans


class Outcome(StrEnum):
    """What became of a reading that was handed to the ledger. ``FORGOTTEN``: the article has a
    tombstone, and nothing was written."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article with all that was read out of it.

    ``supersedes`` is the id of the next older version (same address, other bytes), ``copy_of`` the
    id of an article with the same text that it was taken from; both are ``None`` where nothing
    tells. ``read_at`` is when the reading was written. ``loans`` are dates that linking lends to
    its statements.
    """

    reading: Reading
    supersedes: str | None
    copy_of: str | None
    read_at: datetime
    loans: tuple[Loan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One statement that a search found.

    ``statement`` and ``article`` are ids. ``speaker`` is the actor's name, ``None`` where open;
    ``source`` is how the page words it. ``snippet`` is some of the content, on one line, and
    ``marks`` are the found words as spans into ``snippet``. ``score`` is bm25 turned round: more is
    better, and only hits of one search compare.
    """

    statement: str
    article: str
    doc: str
    title: str | None
    outlet: str | None
    published: Interval | None
    mode: Mode
    speaker: str | None
    source: str
    snippet: str
    marks: Spans
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A judgement with what has become of it.

    ``statement`` is the id of the one that its words belong to now, ``other`` that of the second one
    where two are judged; ``None`` where there is none any more. ``stands`` is false for what was undone,
    and for an undo. ``loose``: its words, or its finding, are not there any more, so it has no effect.
    """

    judgement: Judgement
    id: str
    statement: str | None
    other: str | None
    stands: bool
    loose: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a ledger holds. Statements judged wrong are not counted; ``said`` are the statements that
    are no attitudes; ``forgotten`` the tombstones."""

    articles: int
    statements: int
    said: int
    actors: int
    skipped: int
    judgements: int
    forgotten: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was removed with one article.

    ``purged`` is false where another process was at work in the ledger, or the disk was full: the
    article is gone from every table, but single words may stay in the bytes of the file, or of the
    log beside it, until ``Ledger.purge``.
    """

    article: str
    statements: int
    actors: int
    blocks: int
    judgements: int
    purged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What taking in another ledger did. ``refused`` articles have a tombstone here; ``forgotten``
    ones were here and have a tombstone there."""

    added: int
    replaced: int
    unchanged: int
    refused: int
    forgotten: int
    judgements: int
    skipped: int
