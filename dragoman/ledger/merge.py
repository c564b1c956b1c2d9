"""Taking another ledger in, article by article, each in a transaction of its own.

What was read does not depend on which of two ledgers takes in the other: a tombstone on either side
wins, of two readings of one article the one made later wins, judgements and skips are united. Of an
article that both hold, the doc, path and time of retrieval stay as they are here. Taking the same
ledger in again changes nothing.
"""

from __future__ import annotations

from dragoman.ledger import judgements, reader, writer
from dragoman.ledger.database import Database
from dragoman.ledger.rows import Entry, Merged, Outcome
from dragoman.ledger.values import moment


def merge(db: Database, other: Database) -> Merged:
    """Take ``other`` in; it is only read."""
    forgotten = sum(_take_tombstones(db, other))
    outcomes = [_take(db, entry) for entry in reader.entries(other)]
    _take_first_times(db, other)
    return Merged(
        added=outcomes.count(Outcome.ADDED),
        replaced=outcomes.count(Outcome.REPLACED),
        unchanged=outcomes.count(Outcome.UNCHANGED),
        refused=outcomes.count(Outcome.FORGOTTEN),
        forgotten=forgotten,
        judgements=_take_judgements(db, other),
        skipped=_take_skipped(db, other),
    )


def _take_tombstones(db: Database, other: Database) -> list[bool]:
    """Forget here what was forgotten there; for each tombstone, whether its article was here."""
    taken = []
    for row in other.rows("SELECT * FROM tombstone ORDER BY article"):
        here = db.one("SELECT 1 FROM article WHERE id = ?", row["article"]) is not None
        if here:
            writer.forget(db, row["article"], why=row["why"], at=moment(row["forgotten_at"]))
        else:
            writer.bury(db, row["article"], row["forgotten_at"], row["why"])
        taken.append(here)
    if any(taken):
        writer.purge(db)
    return taken


def _take(db: Database, entry: Entry) -> Outcome:
    ours = db.one(
        "SELECT read_at, maker_name, maker_version FROM reading WHERE article = ?", entry.reading.article.id
    )
    if ours is not None:
        maker = entry.reading.maker
        age = (moment(ours["read_at"]), ours["maker_name"], ours["maker_version"])
        if (entry.read_at, maker.name, maker.version) <= age:
            return Outcome.UNCHANGED
    return writer.write(db, entry.reading, read_at=entry.read_at, remember=False)


def _take_first_times(db: Database, other: Database) -> None:
    """An article first came in when it came into either ledger: versions stay in their order."""
    with db.transaction():
        db.run_many(
            "UPDATE article SET added_at = ? WHERE id = ? AND added_at > ?",
            (
                (row["added_at"], row["id"], row["added_at"])
                for row in other.rows("SELECT id, added_at FROM article")
            ),
        )


def _take_judgements(db: Database, other: Database) -> int:
    return judgements.unite(db, judgements.every(other)).count(True)


def _take_skipped(db: Database, other: Database) -> int:
    return sum(
        db.run(
            "INSERT OR IGNORE INTO skipped (stage, subject, why, advice, skipped_at) VALUES (?, ?, ?, ?, ?)",
            *row,
        )
        for row in other.rows("SELECT stage, subject, why, advice, skipped_at FROM skipped")
    )
