"""Writing what was found in one article: blocks, actors with mentions and roles, statements with
spans and relays, and the words that search looks through. Called inside a transaction."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.ledger.database import Database
from dragoman.ledger.values import day_cell, interval_cells
from dragoman.model import Reading, Span, Spans, Statement

GAP = " … "
"""Stands between the parts of a content that other words interrupt, in search and its snippets."""

_CONTROLS = dict.fromkeys((*range(32), 127), " ")


def insert_findings(db: Database, reading: Reading) -> None:
    """Insert all findings of a reading whose article and page facts are already there."""
    _insert_blocks(db, reading)
    _insert_actors(db, reading)
    for ordinal, statement in enumerate(reading.statements):
        number = _insert_statement(db, statement, ordinal)
        _insert_parts(db, statement, number)
        insert_words(db, reading, statement, number)


def _insert_blocks(db: Database, reading: Reading) -> None:
    db.run_many(
        "INSERT INTO block (article, ordinal, start_at, end_at, role, doubt) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (reading.article.id, n, b.span.start, b.span.end, b.role.value, b.doubt)
            for n, b in enumerate(reading.page.blocks)
        ),
    )


def _insert_actors(db: Database, reading: Reading) -> None:
    article = reading.article.id
    db.run_many(
        "INSERT INTO actor (article, id, ordinal, name, kind) VALUES (?, ?, ?, ?, ?)",
        ((article, a.id, n, a.name, a.kind.value) for n, a in enumerate(reading.actors)),
    )
    db.run_many(
        "INSERT INTO actor_mention (article, actor, ordinal, start_at, end_at) VALUES (?, ?, ?, ?, ?)",
        ((article, a.id, n, m.start, m.end) for a in reading.actors for n, m in enumerate(a.mentions)),
    )
    db.run_many(
        """INSERT INTO role (article, actor, ordinal, title, of, start_at, end_at, valid, past)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            (article, a.id, n, r.title, r.of, r.words.start, r.words.end, day_cell(r.valid), int(r.past))
            for a in reading.actors
            for n, r in enumerate(a.roles)
        ),
    )


def _insert_statement(db: Database, statement: Statement, ordinal: int) -> int:
    return db.insert(
        """INSERT INTO statement (id, article, ordinal, mode, kind, act, block, speaker, role, addressee,
            said_first, said_last, said_precision, said_basis, nested_in, doubt, doubt_speaker, doubt_span)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        statement.id,
        statement.article,
        ordinal,
        statement.mode.value,
        statement.kind.value,
        statement.act.value,
        statement.block.value,
        statement.speaker,
        statement.role,
        statement.addressee,
        *interval_cells(statement.said_on),
        statement.nested_in,
        statement.doubt,
        statement.doubt_speaker,
        statement.doubt_span,
    )


def _insert_parts(db: Database, statement: Statement, number: int) -> None:
    db.run_many(
        "INSERT INTO statement_span (statement, part, ordinal, start_at, end_at) VALUES (?, ?, ?, ?, ?)",
        ((number, part, n, span.start, span.end) for part, n, span in _parts(statement)),
    )
    db.run_many(
        "INSERT INTO statement_relay (statement, ordinal, name) VALUES (?, ?, ?)",
        ((number, n, name) for n, name in enumerate(statement.relay)),
    )


def _parts(statement: Statement) -> Iterator[tuple[str, int, Span]]:
    parts = {"source": statement.source, "cue": statement.cue, "content": statement.content}
    for part, spans in parts.items():
        for n, span in enumerate(spans):
            yield part, n, span


def insert_words(db: Database, reading: Reading, statement: Statement, number: int) -> None:
    """Let search find a statement; ``number`` is that of its row."""
    speaker = reading.actor(statement.speaker)
    db.run(
        """INSERT INTO statement_words (rowid, content, speaker, source, title, facets)
        SELECT number, ?, ?, ?, ?, facets FROM browse_facets WHERE number = ?""",
        _words(reading.article.text, statement.content),
        _one_line(speaker.name) if speaker else "",
        _words(reading.article.text, statement.source),
        _one_line(reading.page.title or ""),
        number,
    )


def _words(text: str, spans: Spans) -> str:
    return GAP.join(_one_line(span.of(text)) for span in spans)


def _one_line(text: str) -> str:
    """Control characters become blanks: search marks its finds with two of them."""
    return text.translate(_CONTROLS)
