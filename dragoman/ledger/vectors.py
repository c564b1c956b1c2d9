"""What statements mean, as vectors that lie in the ledger: each is made once and goes with its statement.

A statement has rows of signed bytes (the first for all of it, then its first sentences), the version of the
encoder that made them, and a digest of the texts that were encoded, by which a changed text is noticed. An
article that is read again keeps the vectors of statements that are still there.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dragoman.ledger.database import Database

Rows = npt.NDArray[np.int8]

WORD = 8
"""Bytes of a code that are compared at once: the code of a row is as many bits as the row is long, filled
up to a multiple of so many bytes."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a statement means, and the digest of the texts that were encoded."""

    words: int
    rows: Rows


class Vectors:
    """The vectors of one ledger. Every method raises ``LedgerError`` where the file cannot be used."""

    # Joins begin at the statements: in the index of codes every vector has the same encoder.

    def __init__(self, database: Database) -> None:
        self._db = database

    def together(self) -> AbstractContextManager[None]:
        """What is done inside is kept as a whole or not at all."""
        return self._db.transaction()

    def expect(self, version: str) -> None:
        """Have vectors of this encoder alone from now on: those of others are dropped, and all articles are
        due."""
        if not self._has_others(version):
            return
        with self._db.transaction():
            self._db.run("DELETE FROM vector WHERE encoder <> ?", version)
            self._db.run(
                """INSERT INTO vector_due (article) SELECT article FROM reading WHERE true
                ORDER BY read_at, article ON CONFLICT DO NOTHING"""
            )

    def has(self, version: str) -> bool:
        """Whether some statement has a vector of this encoder."""
        return self._db.one("SELECT 1 FROM vector WHERE encoder = ? LIMIT 1", version) is not None

    def _has_others(self, version: str) -> bool:
        """Asked so that either side is one look into the index."""
        sql = "SELECT 1 FROM vector INDEXED BY vector_codes WHERE encoder {} ? LIMIT 1"
        return any(self._db.one(sql.format(sign), version) is not None for sign in "<>")

    def due(self, most: int) -> dict[str, int]:
        """Articles whose statements may lack a vector, those that came first; each with the number of its
        entry."""
        rows = self._db.rows("SELECT article, number FROM vector_due ORDER BY number LIMIT ?", most)
        return {row["article"]: row["number"] for row in rows}

    def done(self, numbers: Iterable[int]) -> None:
        """Strike out entries; an article that came again meanwhile has another one and stays due."""
        self._db.run_many("DELETE FROM vector_due WHERE number = ?", ((number,) for number in numbers))

    def words(self, article: str) -> dict[str, int]:
        """The statements of an article that have a vector, with the digests of their texts."""
        rows = self._db.rows(
            """SELECT statement.id, words FROM statement
            CROSS JOIN vector ON vector.statement = statement.number WHERE article = ?""",
            article,
        )
        return {row["id"]: row["words"] for row in rows}

    def of(self, articles: Iterable[str], version: str) -> dict[str, bytes]:
        """The vectors of some articles' statements, as far as they have one of this encoder; packed."""
        return dict(
            self._db.tuples(
                """SELECT statement.id, vector.rows FROM statement
                CROSS JOIN vector ON vector.statement = statement.number
                WHERE article IN (SELECT value FROM json_each(?)) AND encoder = ?""",
                json.dumps(list(articles)),
                version,
            )
        )

    def of_statements(self, ids: Collection[str], version: str) -> dict[str, Rows]:
        """The same for some statements of any articles."""
        rows = self._db.rows(
            """SELECT statement.id, vector.rows FROM json_each(?) CROSS JOIN statement ON statement.id = value
            CROSS JOIN vector ON vector.statement = statement.number WHERE encoder = ?""",
            json.dumps(list(ids)),
            version,
        )
        return {row["id"]: unpacked(row["rows"]) for row in rows}

    def put(self, version: str, told: Mapping[str, Meant]) -> None:
        """Keep vectors by statement; a statement that is not here any more is passed over."""
        self._db.run_many(
            """INSERT OR REPLACE INTO vector (statement, encoder, words, codes, rows)
            SELECT number, ?, ?, ?, ? FROM statement WHERE id = ?""",
            (
                (version, meant.words, codes_of(meant.rows), packed(meant.rows), id)
                for id, meant in told.items()
            ),
        )


def kept_of(db: Database, article: str) -> list[tuple[object, ...]]:
    """The vectors of an article that is about to be read again, as ``put_back`` takes them."""
    rows = db.rows(
        """SELECT encoder, words, codes, rows, statement.id FROM statement
        CROSS JOIN vector ON vector.statement = statement.number WHERE article = ?""",
        article,
    )
    return [tuple(row) for row in rows]


def put_back(db: Database, kept: Iterable[tuple[object, ...]]) -> None:
    """Give statements that are here again the vectors that they had."""
    db.run_many(
        """INSERT INTO vector (statement, encoder, words, codes, rows)
        SELECT number, ?, ?, ?, ? FROM statement WHERE id = ?""",
        kept,
    )


def packed(rows: Rows) -> bytes:
    """Rows as bytes that know how many they are."""
    return len(rows).to_bytes(2, "little") + rows.tobytes()


def unpacked(data: bytes) -> Rows:
    """Undo ``packed``."""
    count = int.from_bytes(data[:2], "little")
    return np.frombuffer(data[2:], dtype=np.int8).reshape(count, -1)


def codes_of(rows: Rows) -> bytes:
    """The signs of each row, a bit each; a code ends at a whole ``WORD``."""
    bits = np.packbits(rows > 0, axis=1)
    return np.pad(bits, ((0, 0), (0, -bits.shape[1] % WORD))).tobytes()
