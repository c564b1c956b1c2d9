"""What a person should look at first: findings by doubt, the most doubtful first, without judged ones."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.ledger.browse_lines import lines, numbers_of
from dragoman.ledger.browse_places import key_at, place
from dragoman.ledger.browse_rows import ExchangeRow, Part, StatementRow, UtteranceRow
from dragoman.ledger.browse_ties import exchange_rows, utterances
from dragoman.ledger.database import Database, Row

_MOST = 2**62
_LAST = "\x7f"

_STATEMENTS = """FROM browse_statement AS line INDEXED BY browse_statement_by_doubt
    CROSS JOIN statement ON statement.number = line.number
    WHERE line.doubt > 0 AND (line.doubt, line.number) < (?, ?)
        AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.statement = statement.id)
    ORDER BY line.doubt DESC, line.number DESC LIMIT ?"""

_UTTERANCES = """FROM utterance INDEXED BY utterance_by_doubt
    WHERE doubt > 0 AND (doubt, id) < (?, ?)
        AND NOT EXISTS (
            SELECT 1 FROM utterance_statement AS told JOIN pair_decision AS pair
            ON (pair.one = told.statement OR pair.other = told.statement) AND pair.kind = 'utterance'
            WHERE told.utterance = utterance.id
        )
    ORDER BY doubt DESC, id DESC LIMIT ?"""

_EXCHANGES = """FROM exchange INDEXED BY exchange_by_doubt
    CROSS JOIN browse_exchange ON browse_exchange.exchange = exchange.id
    WHERE exchange.doubt > 0 AND (exchange.doubt, exchange.id) < (?, ?)
        AND NOT EXISTS (
            SELECT 1 FROM utterance_statement AS from_told
            CROSS JOIN pair_decision AS pair
            ON pair.one = from_told.statement AND pair.kind = exchange.kind
            CROSS JOIN utterance_statement AS to_told ON to_told.statement = pair.other
            WHERE from_told.utterance = exchange.origin AND to_told.utterance = exchange.target
        )
    ORDER BY exchange.doubt DESC, exchange.id DESC LIMIT ?"""

_WAITING: dict[str, tuple[str, float | str | int]] = {
    "statements": (_STATEMENTS, _MOST),
    "utterances": (_UTTERANCES, _LAST),
    "exchanges": (_EXCHANGES, _LAST),
}


def waiting(db: Database, what: str, most: int) -> int:
    """See ``Browse.waiting``."""
    source, last = _WAITING[what]
    return int(db.value(f"SELECT count(*) FROM (SELECT 1 {source})", 2.0, last, most))


def statements(db: Database, limit: int, cursor: str | None) -> Part[StatementRow]:
    """See ``Browse.doubtful_statements``."""
    rows, following = _doubtful(db, "statements", "line.number, line.doubt", limit, cursor)
    return Part(lines(db, [row["number"] for row in rows]), following)


def ties(db: Database, limit: int, cursor: str | None) -> Part[UtteranceRow]:
    """See ``Browse.doubtful_utterances``."""
    rows, following = _doubtful(db, "utterances", "id, doubt", limit, cursor)
    return Part(utterances(db, (row["id"] for row in rows)), following)


def exchanges(db: Database, limit: int, cursor: str | None) -> Part[ExchangeRow]:
    """See ``Browse.doubtful_exchanges``."""
    rows, following = _doubtful(db, "exchanges", "exchange.*, browse_exchange.day", limit, cursor)
    return Part(exchange_rows(db, rows), following)


def _doubtful(
    db: Database, what: str, columns: str, limit: int, cursor: str | None
) -> tuple[list[Row], str | None]:
    """The next findings by doubt, and the place of those behind them."""
    source, least = _WAITING[what]
    rows = db.rows(f"SELECT {columns} {source}", *key_at(cursor, (2.0, least)), limit + 1)
    if len(rows) <= limit:
        return rows, None
    last = rows[limit - 1]
    return rows[:limit], place(last["doubt"], last["number" if what == "statements" else "id"])


def told_by(db: Database, ids: Iterable[str], most: int) -> dict[str, tuple[StatementRow, ...]]:
    """See ``Browse.told_by``."""
    told = {id: _first_of(db, id, most) for id in ids}
    numbers = numbers_of(db, (statement for several in told.values() for statement in several))
    rows = {row.id: row for row in lines(db, numbers)}
    return {id: tuple(rows[s] for s in several if s in rows) for id, several in told.items()}


def _first_of(db: Database, utterance: str, most: int) -> list[str]:
    rows = db.rows(
        "SELECT statement FROM utterance_statement WHERE utterance = ? ORDER BY ordinal LIMIT ?",
        utterance,
        most,
    )
    return [row["statement"] for row in rows]
