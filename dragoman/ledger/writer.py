"""Everything that changes a ledger for one article, each call one transaction.

The article's bytes, address and name are written once and kept. A reading by another maker, or of
another text (a newer flattener), or with other given facts, replaces the older findings as a whole;
the text changes only together with every span that counts in it. Judgements are never touched
except by ``forget``, which removes every word of an article, the quoted ones too; what they come to is
worked out anew with every reading.
"""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime
from pathlib import Path

from dragoman.errors import LedgerError
from dragoman.ids import text_hash
from dragoman.ledger import judgements, vectors
from dragoman.ledger.database import Database
from dragoman.ledger.findings import insert_findings
from dragoman.ledger.rows import Forgotten, Outcome
from dragoman.ledger.sound import check_sound
from dragoman.ledger.values import extra_cell, given_cell, interval_cells, moment_cell, printable
from dragoman.model import Article, Maker, Reading, Skipped

_SHORT_ID = slice(1, 7)
"""The first six hexadecimal digits of an article's id."""

_EVER = datetime.max.replace(tzinfo=UTC)


def write(
    db: Database, reading: Reading, *, read_at: datetime, remember: bool, opened: datetime | None = None
) -> Outcome:
    """Write one reading; see ``Ledger.write``. Notes on the article's path from before ``opened``, when
    it could not be read, are dropped; what this run noted itself (another row of the file) stays."""
    check_sound(reading)
    article = reading.article
    with db.transaction():
        if remember:
            db.run("DELETE FROM tombstone WHERE article = ?", article.id)
        elif is_forgotten(db, article.id):
            return Outcome.FORGOTTEN
        if is_same(db, article, reading.maker):
            return Outcome.UNCHANGED
        meant = vectors.kept_of(db, article.id)
        known = db.run("DELETE FROM reading WHERE article = ?", article.id) > 0
        if known:
            _update_article(db, article)
        else:
            _insert_article(db, article, moment_cell(read_at))
        _insert_source_map(db, article)
        _insert_reading(db, reading, read_at)
        insert_findings(db, reading)
        vectors.put_back(db, meant)
        judgements.settle(db, article.id)
        if opened is not None:
            clear_skip(db, article.path, before=opened)
    return Outcome.REPLACED if known else Outcome.ADDED


def is_forgotten(db: Database, article: str) -> bool:
    """Whether the article has a tombstone."""
    return db.one("SELECT 1 FROM tombstone WHERE article = ?", article) is not None


def is_same(db: Database, article: Article, maker: Maker) -> bool:
    """Whether this very text, with these given facts, was read by this very maker."""
    return (
        db.one(
            """SELECT 1 FROM article JOIN reading ON reading.article = article.id
            WHERE id = ? AND text_hash = ? AND given = ? AND maker_name = ? AND maker_version = ?""",
            article.id,
            text_hash(article.text),
            given_cell(article.given),
            maker.name,
            maker.version,
        )
        is not None
    )


def _insert_article(db: Database, article: Article, added_at: str) -> None:
    db.run(
        """INSERT INTO article (id, doc, address, path, raw, text, text_hash, media_type, charset,
            flattener, retrieved, added_at, given, extra, notes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        article.id,
        _free_doc(db, article),
        article.given.url,
        printable(article.path),
        zlib.compress(article.raw),
        article.text,
        text_hash(article.text),
        article.media_type,
        article.charset,
        article.flattener,
        moment_cell(article.retrieved),
        added_at,
        given_cell(article.given),
        extra_cell(article.extra),
        json.dumps(article.notes),
    )


def _update_article(db: Database, article: Article) -> None:
    db.run("DELETE FROM source_map WHERE article = ?", article.id)
    db.run(
        """UPDATE article SET address = ?, text = ?, text_hash = ?, media_type = ?, charset = ?,
            flattener = ?, given = ?, extra = ?, notes = ? WHERE id = ?""",
        article.given.url,
        article.text,
        text_hash(article.text),
        article.media_type,
        article.charset,
        article.flattener,
        given_cell(article.given),
        extra_cell(article.extra),
        json.dumps(article.notes),
        article.id,
    )


def _free_doc(db: Database, article: Article) -> str:
    """The article's doc where it is free, else with the folder's name, else with six digits of the
    id, else with the whole id: the same for the same ledger, whatever the clock says."""
    doc, folder = printable(article.doc), Path(printable(article.path)).parent.name
    candidates = [doc, f"{doc}-{folder}"] if folder else [doc]
    candidates += [f"{doc}-{article.id[_SHORT_ID]}", f"{doc}-{article.id}"]
    return next(c for c in candidates if db.one("SELECT 1 FROM article WHERE doc = ?", c) is None)


def _insert_source_map(db: Database, article: Article) -> None:
    db.run_many(
        "INSERT INTO source_map (article, ordinal, start_at, end_at, path) VALUES (?, ?, ?, ?, ?)",
        ((article.id, n, b.span.start, b.span.end, b.path) for n, b in enumerate(article.source_map)),
    )


def _insert_reading(db: Database, reading: Reading, read_at: datetime) -> None:
    page = reading.page
    db.run(
        """INSERT INTO reading (article, maker_name, maker_version, read_at, title, outlet,
            original_outlet, author, language, published_first, published_last, published_precision,
            published_basis, updated_first, updated_last, updated_precision, updated_basis)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        reading.article.id,
        reading.maker.name,
        reading.maker.version,
        moment_cell(read_at),
        page.title,
        page.outlet,
        page.original_outlet,
        page.author,
        page.language,
        *interval_cells(page.published),
        *interval_cells(page.updated),
    )


def skip(db: Database, skipped: Skipped, at: datetime) -> None:
    """Store what could not be read; the same thing again changes nothing but its advice."""
    db.run(
        """INSERT INTO skipped (stage, subject, why, advice, skipped_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET advice = excluded.advice WHERE advice <> excluded.advice""",
        printable(skipped.stage),
        printable(skipped.subject),
        printable(skipped.why),
        printable(skipped.advice),
        moment_cell(at),
    )


def clear_skip(db: Database, subject: str, *, before: datetime = _EVER) -> int:
    """Drop what was noted of a subject that can be read by now; how many notes that were."""
    return db.run(
        "DELETE FROM skipped WHERE subject = ? AND skipped_at < ?", printable(subject), moment_cell(before)
    )


def forget(db: Database, article: str, *, why: str, at: datetime) -> Forgotten:
    """Remove one article by its id, with every word of it; see ``Ledger.forget``. The words have left
    the file only after ``purge``."""
    with db.transaction():
        statements, actors, blocks = (
            int(db.value(f"SELECT count(*) FROM {table} WHERE article = ?", article))
            for table in ("statement", "actor", "block")
        )
        judged = judgements.forget(db, article)
        db.run(
            "DELETE FROM skipped WHERE subject IN (SELECT path FROM article WHERE id = ?1 UNION "
            "SELECT doc FROM article WHERE id = ?1)",
            article,
        )
        db.run("DELETE FROM article WHERE id = ?", article)
        bury(db, article, moment_cell(at), why)
    return Forgotten(
        article=article,
        statements=statements,
        actors=actors,
        blocks=blocks,
        judgements=judged,
        purged=False,
    )


def purge(db: Database) -> bool:
    """Write the file anew without what was removed, and empty the log; whether that was possible.

    Zeros over deleted rows are not enough: a deleted word stays in the segments of the index until
    they are merged into one, and where SQLite moves rows between pages it leaves old bytes behind
    (seen in one of two hundred articles).
    """
    try:
        for index in ("statement_words", "person_words"):
            db.run(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
        db.run("VACUUM")
        return not db.value("PRAGMA wal_checkpoint(TRUNCATE)")
    except LedgerError:  # no room on the disk, or another process at work: the next purge does it
        return False


def bury(db: Database, article: str, at: str, why: str) -> None:
    """Set a tombstone where there is none."""
    db.run("INSERT OR IGNORE INTO tombstone (article, forgotten_at, why) VALUES (?, ?, ?)", article, at, why)
