"""What came in since somebody last looked: the statements of a query in the order in which they were read,
the newest first.

A mark is the number of the newest row. It holds whatever clocks say, and whoever writes meanwhile. An
article that is read anew comes in anew. Whom linking did not meet yet is found by all their names, so that
what was just read is not missed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from dragoman.ledger.browse_lines import lines, numbers_of
from dragoman.ledger.browse_rows import StatementRow
from dragoman.ledger.browse_search import find
from dragoman.ledger.database import Database
from dragoman.ledger.facets import NEWEST, WALK, Query, clean, narrow
from dragoman.ledger.search import WORDED, words_of
from dragoman.ledger.values import moment

_LOOKED = 6_000  # rows that are looked at where no mark is given: those of the newest days follow them
_NAMES = 20  # addresses of one person that are looked for


@dataclass(frozen=True, slots=True)
class Arrived:
    """Some of what came in, the newest first. ``count`` is how much did, at least where not ``is_all``."""

    rows: tuple[StatementRow, ...]
    count: int
    is_all: bool


class Arrivals:
    """What came into one ledger. Every method raises ``LedgerError`` where the file cannot be used."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def mark(self) -> int:
        """Where the ledger stands now."""
        return int(self._db.value("SELECT coalesce(max(number), 0) FROM statement"))

    def of(self, query: Query, *, after: int = 0, limit: int = 20) -> Arrived:
        """What of a query came in after a mark."""
        found: set[int] = set()
        is_all = True
        for one in _spellings(self._db, query):
            numbers, all_of_them = _newest(self._db, one, after)
            found.update(numbers)
            is_all = is_all and all_of_them
        if len(found) < limit and not after and not is_all:
            days = find(self._db, query, sort="date", limit=limit, cursor=None, with_facets=False)
            found.update(numbers_of(self._db, (row.id for row in days.rows)))
        newest = sorted(found, reverse=True)
        return Arrived(lines(self._db, newest[:limit]), len(newest), is_all)

    def read_at(self, statements: Iterable[str]) -> dict[str, datetime]:
        """When the articles of statements were read, by the statements' ids."""
        rows = self._db.rows(
            """SELECT statement.id, read_at FROM json_each(?) AS wanted
            CROSS JOIN statement ON statement.id = wanted.value
            CROSS JOIN reading ON reading.article = statement.article""",
            json.dumps(list(statements)),
        )
        return {row["id"]: moment(row["read_at"]) for row in rows}


def _spellings(db: Database, query: Query) -> Iterator[Query]:
    """The query, and where it asks for somebody, the same for the person and for each of their names that
    linking did not meet in some article yet."""
    yield query
    if query.person is None:
        return
    rows = db.rows(
        """WITH met AS (
            SELECT id, names FROM person WHERE id = ?1
            UNION SELECT person.id, names FROM actor
            JOIN person_actor ON person_actor.article = actor.article AND person_actor.actor = actor.id
            JOIN person ON person.id = person_actor.person WHERE actor.name = ?1
        )
        SELECT id FROM met
        UNION SELECT other.id FROM met JOIN json_each(met.names) AS spelt
        JOIN browse_person AS other ON other.id = '~' || spelt.value LIMIT ?2""",
        clean(query.person),
        _NAMES,
    )
    for row in rows:
        yield replace(query, person=row["id"])


def _newest(db: Database, query: Query, after: int) -> tuple[list[int], bool]:
    """The numbers of what was read after a mark, and whether these are all. No more than ``WALK`` rows are
    looked at."""
    most = WALK if after else _LOOKED
    narrowed, words = narrow(db, query), words_of(query.words)
    if narrowed is None or (query.words.strip() and not words):
        return [], True
    facts, values = narrowed.conditions()
    asked = f"{{{WORDED}}} : ({' AND '.join(words)})"
    source = (
        "SELECT rowid AS number FROM statement_words WHERE statement_words MATCH ? AND rowid > ?"
        if words
        else "SELECT number FROM browse_statement WHERE number > ?"
    )
    looked_at = f"{source} ORDER BY {'rowid' if words else 'number'} DESC LIMIT {most + 1}"
    given = (asked, after) if words else (after,)
    rows = db.rows(
        f"""SELECT line.number FROM ({looked_at}) AS found
        CROSS JOIN browse_statement AS line ON line.number = found.number
        WHERE day BETWEEN ? AND ? AND {facts} LIMIT {NEWEST + 1}""",
        *given,
        *narrowed.days,
        *values,
    )
    if len(rows) > NEWEST:
        return [row["number"] for row in rows[:NEWEST]], False
    return [row["number"] for row in rows], db.value(f"SELECT count(*) FROM ({looked_at})", *given) <= most
