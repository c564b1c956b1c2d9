"""Marking what a search found in the few contents that a page shows.

The index of a large ledger would look its words up once more for each content. A small one in memory, of
these contents alone, marks them in no time, and by the same rules.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from dragoman.ledger.browse_lines import LONGEST, Pieces
from dragoman.ledger.browse_rows import Piece
from dragoman.ledger.database import Database
from dragoman.ledger.search import CLOSE, OPEN, pieces_around

_FURTHER = 20_000  # characters of a content that are looked through


def marked(db: Database, wanted: str, numbers: Sequence[int]) -> Pieces:
    """The contents of these statements by number, cut where words were found; ``wanted`` is the search in
    the index's language. Left out are those where the words stand elsewhere."""
    contents = db.rows(
        f"""SELECT rowid, substr(content, 1, {_FURTHER}) AS content, speaker, source, title
        FROM statement_words WHERE rowid IN (SELECT value FROM json_each(?))""",
        json.dumps(list(numbers)),
    )
    small = Database(Path("marks"), uri="file::memory:")
    try:
        small.run(
            """CREATE VIRTUAL TABLE shown USING fts5 (
                content, speaker, source, title, tokenize = 'porter unicode61 remove_diacritics 2'
            )"""
        )
        with small.transaction():
            small.run_many(
                "INSERT INTO shown (rowid, content, speaker, source, title) VALUES (?, ?, ?, ?, ?)",
                (tuple(row) for row in contents),
            )
        rows = small.rows(
            f"""SELECT rowid AS number, highlight(shown, 0, '{OPEN}', '{CLOSE}') AS words FROM shown
            WHERE shown MATCH ?""",
            wanted,
        )
    finally:
        small.close()
    return {
        row["number"]: tuple(Piece(text, found) for text, found in pieces_around(row["words"], LONGEST))
        for row in rows
    }
