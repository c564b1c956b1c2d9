"""A linking that was found as a whole, in memory, put in the place of the one before.

Rows that stay the same are not touched. An utterance that is gone stays reachable: its address leads to the
one that now holds its statements.
"""

from __future__ import annotations

import json

from dragoman.ledger import values
from dragoman.ledger.database import Database
from dragoman.ledger.linked_rows import members_of_all
from dragoman.model import Exchange, Linked

_Cells = tuple[object, ...]

_TABLES: dict[str, tuple[str, ...]] = {
    "event": (
        *("id", "kind", "participants", "place", "held_first", "held_last", "held_precision", "held_basis"),
        "evidence",
    ),
    "utterance": (
        *("id", "speaker_name", "said_first", "said_last", "said_precision", "said_basis", "event", "doubt"),
    ),
    "utterance_statement": ("statement", "utterance", "ordinal"),
    "exchange": ("id", "kind", "origin", "target", "evidence", "inferred", "doubt"),
    "figure": ("id", "article", "start_at", "end_at", "low", "high", "unit", "what", '"where"', "by"),
    "figure_alignment": ("one", "other", "relation"),
    "story": ("id", "title", "events"),
    "story_article": ("story", "article", "ordinal"),
    "person": ("id", "name", "kind", "names", "within"),
    "person_actor": ("article", "actor", "person"),
    "link_attended": ("statement", "event"),
    "loan": ("statement", "lender", "said_first", "said_last", "said_precision", "said_basis"),
}
"""The columns of each table, in the order in which tables are filled."""


def put_whole(db: Database, linked: Linked) -> None:
    """Put a linking in the place of the one before; inside a transaction of the caller."""
    before = members_of_all(db)
    for table, rows in _rows(linked).items():
        _settle(db, table, rows)
    _keep_addresses(db, before)


def _settle(db: Database, table: str, rows: list[_Cells]) -> None:
    """Make a table hold these rows: those that are there already stay."""
    columns = ", ".join(_TABLES[table])
    wanted = set(rows)
    held = {tuple(row) for row in db.rows(f"SELECT {columns} FROM {table}")}
    condition = " AND ".join(f"{column} IS ?" for column in _TABLES[table])
    db.run_many(f"DELETE FROM {table} WHERE {condition}", sorted(held - wanted, key=str))
    marks = ", ".join("?" * len(_TABLES[table]))
    fresh = [row for row in rows if row not in held]
    db.run_many(f"INSERT INTO {table} ({columns}) VALUES ({marks})", fresh)


def _keep_addresses(db: Database, before: dict[str, list[str]]) -> None:
    """An utterance that is gone leads to the one that holds the first of its statements that is left;
    an alias of it leads there too."""
    now = {s: u for u, statements in members_of_all(db).items() for s in statements}
    live = set(now.values())
    for gone in before.keys() - live:
        heir = next((now[s] for s in before[gone] if s in now), None)
        if heir is not None:
            db.run("INSERT OR REPLACE INTO utterance_alias VALUES (?, ?)", gone, heir)
            db.run("UPDATE utterance_alias SET utterance = ? WHERE utterance = ?", heir, gone)
    db.run("DELETE FROM utterance_alias WHERE alias IN (SELECT id FROM utterance)")


def _rows(linked: Linked) -> dict[str, list[_Cells]]:
    """The cells of every table."""
    return {
        "event": [
            (
                e.id,
                e.kind,
                json.dumps(e.participants),
                e.place,
                *values.interval_cells(e.held),
                values.evidence_cell(e.evidence),
            )
            for e in linked.events
        ],
        "utterance": [
            (u.id, u.speaker_name, *values.interval_cells(u.said_on), u.event, float(u.doubt))
            for u in linked.utterances
        ],
        "utterance_statement": [(s, u.id, n) for u in linked.utterances for n, s in enumerate(u.statements)],
        "exchange": [exchange_cells(x) for x in linked.exchanges],
        "figure": [
            (
                f.id,
                f.article,
                f.span.start,
                f.span.end,
                _real(f.low),
                _real(f.high),
                f.unit,
                f.what,
                f.where,
                f.by,
            )
            for f in linked.figures
        ],
        "figure_alignment": [(a.one, a.other, a.relation.value) for a in linked.alignments],
        "story": [(s.id, s.title, json.dumps(s.events)) for s in linked.stories],
        "story_article": [(s.id, article, n) for s in linked.stories for n, article in enumerate(s.articles)],
        "person": [(p.id, p.name, p.kind.value, json.dumps(p.names), p.within) for p in linked.people],
        "person_actor": [(article, actor, p.id) for p in linked.people for article, actor in p.members],
        "loan": [(n.statement, n.lender, *values.interval_cells(n.said_on)) for n in linked.loans],
    }


def exchange_cells(x: Exchange) -> _Cells:
    """The cells of an exchange, in the order of their columns."""
    return (
        x.id,
        x.kind.value,
        x.origin,
        x.target,
        values.evidence_cell(x.evidence),
        int(x.inferred),
        float(x.doubt),
    )


def _real(value: float | None) -> float | None:
    return None if value is None else float(value)
