"""Utterances and exchanges: one remark with all that reports it, and who answered whom."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman.errors import NotInLedger
from dragoman.ledger import values
from dragoman.ledger.browse_lines import cut_out, lines, numbers_of
from dragoman.ledger.browse_people import number_of_person
from dragoman.ledger.browse_places import day_of, key_at, place
from dragoman.ledger.browse_rows import (
    Answering,
    ExchangeRow,
    Part,
    StatementRow,
    UtterancePage,
    UtteranceRow,
)
from dragoman.ledger.browse_wordings import carriers_by_number, outlet_names
from dragoman.ledger.database import Database, Row
from dragoman.model import ExchangeKind

_LAST = "\x7f"
_NEAR = 30  # how many neighbouring statements may report the same utterance
_SHOWN = 200  # statements, and exchanges on either side, that an utterance's page holds

_UTTERANCES = """
SELECT utterance.id, speaker_name, said_first, said_last, said_precision, said_basis, event, doubt,
    (SELECT count(*) FROM utterance_statement WHERE utterance = utterance.id) AS statements
FROM json_each(?) AS wanted CROSS JOIN utterance ON utterance.id = wanted.value
"""


UNDISPUTED = """NOT EXISTS (
    SELECT 1 FROM utterance_statement AS from_told
    CROSS JOIN pair_decision AS pair ON pair.one = from_told.statement AND pair.kind = exchange.kind
    CROSS JOIN utterance_statement AS to_told ON to_told.statement = pair.other
    WHERE from_told.utterance = exchange.origin AND to_told.utterance = exchange.target
        AND pair.verdict = 'wrong'
)"""
"""That nobody judged an exchange wrong, as SQL."""


def utterances(db: Database, ids: Iterable[str]) -> tuple[UtteranceRow, ...]:
    """The utterances of these ids in this order, each with its first statement."""
    wanted = list(dict.fromkeys(ids))
    rows = {row["id"]: row for row in db.rows(_UTTERANCES, json.dumps(wanted))}
    outlets = carriers_by_number(db, wanted)
    names = outlet_names(db, {outlet for several in outlets.values() for outlet in several})
    heads = {row["utterance"]: row["number"] for row in _heads(db, wanted)}
    counts = {id: len(several) for id, several in outlets.items()}
    firsts = {line.utterance: line for line in lines(db, list(heads.values()), carriers=counts)}
    return tuple(
        _utterance(rows[id], firsts[id], tuple(names[n] for n in outlets.get(id, ()) if n in names))
        for id in wanted
        if id in rows and id in firsts
    )


def _heads(db: Database, ids: Sequence[str]) -> list[Row]:
    return db.rows(
        """SELECT told.utterance, statement.number FROM json_each(?) AS wanted
        CROSS JOIN utterance_statement AS told ON told.utterance = wanted.value AND told.ordinal = (
            SELECT min(ordinal) FROM utterance_statement WHERE utterance = wanted.value
        )
        CROSS JOIN statement ON statement.id = told.statement""",
        json.dumps(ids),
    )


def _utterance(row: Row, first: StatementRow, outlets: tuple[str, ...]) -> UtteranceRow:
    return UtteranceRow(
        id=row["id"],
        speaker=row["speaker_name"] or first.speaker,
        person=first.person,
        said=values.interval(row, "said"),
        event=row["event"],
        doubt=row["doubt"],
        statements=row["statements"],
        outlets=outlets,
        first=first,
    )


def utterance_page(db: Database, name: str) -> UtterancePage:
    """See ``Browse.utterance``."""
    id = db.value(
        """SELECT id FROM utterance WHERE id = ?1
        UNION ALL SELECT utterance FROM utterance_alias WHERE alias = ?1
        UNION ALL SELECT utterance FROM utterance_statement WHERE statement = ?1 LIMIT 1""",
        name,
    )
    found = utterances(db, [id] if id is not None else [])
    if not found:
        return _alone(db, name)
    statements = db.rows(
        "SELECT statement FROM utterance_statement WHERE utterance = ? ORDER BY ordinal LIMIT ?", id, _SHOWN
    )
    return UtterancePage(
        utterance=found[0],
        statements=lines(db, numbers_of(db, (row["statement"] for row in statements))),
        answers=_around(db, "origin", str(id)),
        answered=_around(db, "target", str(id)),
        before=_neighbour(db, found[0].first, is_before=True),
        after=_neighbour(db, found[0].first, is_before=False),
    )


def _alone(db: Database, name: str) -> UtterancePage:
    """A statement that was never linked is one utterance by itself."""
    found = lines(db, numbers_of(db, [name]))
    if not found:
        raise NotInLedger(f"no utterance {name!r} in {db.path}", "search for its words")
    line = found[0]
    return UtterancePage(
        utterance=UtteranceRow(
            id=line.id,
            speaker=line.speaker,
            person=line.person,
            said=line.said,
            event=None,
            doubt=line.doubt,
            statements=1,
            outlets=(line.outlet,) if line.outlet else (),
            first=line,
        ),
        statements=found,
        answers=(),
        answered=(),
        before=_neighbour(db, line, is_before=True),
        after=_neighbour(db, line, is_before=False),
    )


def _around(db: Database, side: str, id: str) -> tuple[ExchangeRow, ...]:
    rows = db.rows(
        f"""SELECT exchange.*, day FROM exchange
        JOIN browse_exchange ON browse_exchange.exchange = exchange.id
        WHERE {side} = ? AND {UNDISPUTED} ORDER BY exchange.id LIMIT ?""",
        id,
        _SHOWN,
    )
    return exchange_rows(db, rows)


def _neighbour(db: Database, line: StatementRow, *, is_before: bool) -> StatementRow | None:
    """What the same person said next, in another utterance."""
    here = db.one(
        """SELECT number, person, day FROM browse_statement
        WHERE number = (SELECT number FROM statement WHERE id = ?) AND person <> 0 AND day > 0""",
        line.id,
    )
    if here is None:
        return None
    sign, order = ("<", "DESC") if is_before else (">", "ASC")
    rows = db.rows(
        f"""SELECT line.number, utterance FROM (
            SELECT number, day FROM browse_statement INDEXED BY browse_statement_by_person
            WHERE person = ? AND (day, number) {sign} (?, ?) AND day > 0 AND mode = 0
            ORDER BY day {order}, number {order} LIMIT ?
        ) AS line CROSS JOIN statement ON statement.number = line.number
        LEFT JOIN utterance_statement ON utterance_statement.statement = statement.id
        ORDER BY day {order}, line.number {order}""",
        here["person"],
        here["day"],
        here["number"],
        _NEAR,
    )
    number = next(
        (row["number"] for row in rows if (row["utterance"] or "") != (line.utterance or "-")), None
    )
    return next(iter(lines(db, [number])), None) if number is not None else None


def exchanges(
    db: Database, person: str | None, side: str, kind: ExchangeKind | None, limit: int, cursor: str | None
) -> Part[ExchangeRow]:
    """See ``Browse.exchanges``."""
    day, id = key_at(cursor, (99991231, _LAST))
    who = number_of_person(db, person) if person is not None else None
    rows = db.rows(
        f"""SELECT exchange.*, found.day FROM (
            SELECT exchange AS id, day FROM browse_exchange
            WHERE {f"{side}_person = ?" if who is not None else "?"} AND (day, exchange) < (?, ?)
                {"AND kind = ?" if kind else "AND ?"}
            ORDER BY day DESC, exchange DESC LIMIT ?
        ) AS found CROSS JOIN exchange ON exchange.id = found.id WHERE {UNDISPUTED}
        ORDER BY found.day DESC, found.id DESC""",
        1 if who is None else who,
        day,
        id,
        kind.value if kind else 1,
        limit + 1,
    )
    last = rows[limit - 1] if len(rows) > limit else None
    return Part(exchange_rows(db, rows[:limit]), place(last["day"], last["id"]) if last is not None else None)


def answering(db: Database, person: str, side: str, limit: int) -> tuple[Answering, ...]:
    """See ``Browse.person_answers``."""
    other, index = ("target", "from") if side == "origin" else ("origin", "to")
    rows = db.rows(
        f"""WITH most AS MATERIALIZED (
            SELECT {other}_person AS other, count(*) AS total
            FROM browse_exchange INDEXED BY browse_exchange_{index}
            WHERE {side}_person = ?1 AND {other}_person <> 0
            GROUP BY {other}_person ORDER BY total DESC, other LIMIT ?2
        )
        SELECT browse_person.id, name, kinds.kind, count(*) AS count, total FROM most
        CROSS JOIN browse_exchange AS kinds INDEXED BY browse_exchange_{index}
            ON kinds.{side}_person = ?1 AND kinds.{other}_person = most.other
        CROSS JOIN browse_person ON browse_person.number = most.other
        GROUP BY most.other, kinds.kind ORDER BY total DESC, most.other, count DESC, kinds.kind""",
        number_of_person(db, person),
        limit,
    )
    kinds: defaultdict[tuple[str, str, int], list[tuple[ExchangeKind, int]]] = defaultdict(list)
    for row in rows:
        kinds[row["id"], row["name"], row["total"]].append((ExchangeKind(row["kind"]), row["count"]))
    return tuple(
        Answering(person=id, name=name, count=total, kinds=tuple(ways))
        for (id, name, total), ways in kinds.items()
    )


def exchange_rows(db: Database, rows: Sequence[Row]) -> tuple[ExchangeRow, ...]:
    """Exchanges with both ends; one whose end was read again meanwhile is left out. ``rows`` are those of
    ``exchange`` with a ``day``."""
    ends = list(dict.fromkeys(end for row in rows for end in (row["origin"], row["target"])))
    heads = {row["utterance"]: row["number"] for row in _heads(db, ends)}
    shown = {line.utterance: line for line in lines(db, list(heads.values()))}
    words = words_of_evidence(db, [row["evidence"] for row in rows])
    return tuple(
        ExchangeRow(
            id=row["id"],
            kind=ExchangeKind(row["kind"]),
            inferred=bool(row["inferred"]),
            doubt=row["doubt"],
            day=day_of(row["day"]),
            origin=shown[row["origin"]],
            target=shown[row["target"]],
            evidence=values.evidence(row["evidence"]),
            words=words[row["evidence"]],
        )
        for row in rows
        if row["origin"] in shown and row["target"] in shown
    )


def words_of_evidence(db: Database, cells: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words at the places that each of these cells holds; empty ones where the article is gone."""
    words: dict[str, list[str]] = {cell: [] for cell in cells}
    rows = db.rows(
        """SELECT cell.value AS cell, article.id, json_extract(spot.value, '$[1]') AS start,
            json_extract(spot.value, '$[2]') AS end,
            substr(text, json_extract(spot.value, '$[1]') + 1,
                json_extract(spot.value, '$[2]') - json_extract(spot.value, '$[1]')) AS words
        FROM json_each(?) AS cell CROSS JOIN json_each(cell.value) AS spot
        LEFT JOIN article ON article.id = json_extract(spot.value, '$[0]')
        ORDER BY cell.key, spot.key""",
        json.dumps(list(words)),
    )
    for cell, id, start, end, cut in rows:
        words[cell].append(" ".join(cut_out(db, id, start, end, cut).split()) if id is not None else "")
    return {cell: tuple(several) for cell, several in words.items()}
