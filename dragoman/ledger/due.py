"""What is to be linked anew: a list that the triggers of the ledger fill and that linking works off.

It lies in the file, so what an interruption leaves undone is done the next time.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager

from dragoman.ledger.database import Database


class Due:
    """What is due in one ledger, by part ("article", "people", "statement" ...) and key."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def together(self) -> AbstractContextManager[None]:
        """What is done inside is kept as a whole or not at all."""
        return self._db.transaction()

    def some(self, part: str, most: int | None = None) -> list[str]:
        """The keys of a part that are due, in order, at most so many."""
        rows = self._db.rows(
            "SELECT key FROM link_due WHERE part = ? ORDER BY key LIMIT ?", part, -1 if most is None else most
        )
        return [row["key"] for row in rows]

    def count(self, part: str) -> int:
        """How much of a part is due."""
        return int(self._db.value("SELECT count(*) FROM link_due WHERE part = ?", part))

    def add(self, part: str, keys: Iterable[str]) -> None:
        """Note what is due."""
        self._db.run_many("INSERT OR IGNORE INTO link_due VALUES (?, ?)", ((part, key) for key in keys))

    def done(self, part: str, keys: Iterable[str]) -> None:
        """Strike out what was done."""
        self._db.run_many("DELETE FROM link_due WHERE part = ? AND key = ?", ((part, key) for key in keys))

    def nothing(self) -> bool:
        """Whether nothing is due."""
        return not self._db.rows("SELECT 1 FROM link_due UNION ALL SELECT 1 FROM link_gone LIMIT 1")

    def everything(self) -> None:
        """All articles are due, and nothing is kept of what was laid out before."""
        with self._db.transaction():
            for table in (
                *("link_word", "link_member", "link_statement", "link_figure", "figure"),
                *("link_news", "link_told", "link_local", "link_local_row", "link_event", "link_front"),
                *("link_bears", "event", "story", "loan", "link_attended"),
            ):
                self._db.run(f"DELETE FROM {table}")
            for table in (
                *("link_state", "link_card_post", "link_card", "link_row", "link_tie", "link_gone"),
                *("link_judged", "link_sign", "link_due"),
            ):
                self._db.run(f"DELETE FROM {table}")
            self._db.run("INSERT INTO link_due SELECT 'article', article FROM reading")
            self._db.run("INSERT INTO link_due SELECT 'person', id FROM person")
