"""Statements as lists show them, by their row numbers: a few lookups a row, and of the article's text
only the few words of the cue."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dragoman.ledger import values
from dragoman.ledger.browse_places import day_of
from dragoman.ledger.browse_rows import Piece, StatementRow
from dragoman.ledger.database import Database
from dragoman.model import Act, ActorKind, BlockRole, Kind, Mode, Verdict

LONGEST = 1200
"""Characters of a content that a list shows at most."""

CARRIERS = """(
    SELECT count(DISTINCT other_page.outlet) FROM utterance_statement AS other
    JOIN statement AS told_too ON told_too.id = other.statement
    JOIN browse_statement AS other_line ON other_line.number = told_too.number
    JOIN browse_article AS other_page ON other_page.number = other_line.article
    WHERE other.utterance = told.utterance AND NOT other_page.is_copy
)"""
"""How many outlets carried ``told.utterance``, as SQL; copies are left out."""

# The words come from the index of words, where they stand on one line and apart from the article.
_LINES = f"""
SELECT statement.number, statement.id, statement.article, doc, reading.title, reading.outlet,
    reading.language,
    published_first, published_last, published_precision, published_basis, page.is_copy,
    statement.mode, coalesce(decision.kind, statement.kind) AS kind,
    coalesce(decision.act, statement.act) AS act, block, decision.verdict,
    who.id AS person, actor.name AS speaker, actor.kind AS speaker_kind,
    statement_words.source, line.role, coalesce(addressed.name, addressee) AS addressee,
    substr(statement_words.content, 1, {LONGEST + 1}) AS content,
    CASE WHEN decision.statement IS NULL THEN statement.said_first ELSE decision.said_first END AS said_first,
    CASE WHEN decision.statement IS NULL THEN statement.said_last ELSE decision.said_last END AS said_last,
    CASE WHEN decision.statement IS NULL THEN statement.said_precision
        ELSE decision.said_precision END AS said_precision,
    CASE WHEN decision.statement IS NULL THEN statement.said_basis ELSE decision.said_basis END AS said_basis,
    loan.said_first AS lent_first, loan.said_last AS lent_last, loan.said_precision AS lent_precision,
    loan.said_basis AS lent_basis,
    line.day, nested_in, told.utterance,
    CASE WHEN told.utterance IS NULL THEN 1 WHEN ?2 THEN 0 ELSE {CARRIERS} END AS outlets,
    min(statement.doubt, coalesce(decision.doubt, 1)) AS doubt,
    min(doubt_speaker, coalesce(decision.doubt, 1)) AS doubt_speaker,
    min(doubt_span, coalesce(decision.doubt, 1)) AS doubt_span
FROM json_each(?1) AS wanted
CROSS JOIN browse_statement AS line ON line.number = wanted.value
CROSS JOIN statement ON statement.number = line.number
CROSS JOIN reading ON reading.article = statement.article
CROSS JOIN article ON article.id = statement.article
CROSS JOIN browse_article AS page ON page.number = line.article
CROSS JOIN statement_words ON statement_words.rowid = line.number
LEFT JOIN browse_person AS who ON who.number = line.person
LEFT JOIN decision ON decision.statement = statement.id
LEFT JOIN actor ON actor.article = statement.article
    AND actor.id = CASE WHEN decision.statement IS NULL THEN statement.speaker ELSE decision.speaker END
LEFT JOIN actor AS addressed ON addressed.article = statement.article AND addressed.id = statement.addressee
LEFT JOIN utterance_statement AS told ON told.statement = statement.id
LEFT JOIN loan ON loan.statement = statement.id
"""

_CUES = """
SELECT statement_span.statement, start_at, end_at, article.id,
    substr(text, start_at + 1, end_at - start_at) AS words
FROM json_each(?) AS wanted
CROSS JOIN statement ON statement.number = wanted.value
CROSS JOIN statement_span ON statement_span.statement = statement.number AND part = 'cue'
CROSS JOIN article ON article.id = statement.article
ORDER BY statement_span.statement, statement_span.ordinal
"""

_RELAYS = """
SELECT statement, name FROM statement_relay WHERE statement IN (SELECT value FROM json_each(?))
ORDER BY statement, ordinal
"""

Pieces = Mapping[int, tuple[Piece, ...]]


def lines(
    db: Database,
    numbers: Sequence[int],
    pieces: Pieces | None = None,
    carriers: Mapping[str, int] | None = None,
) -> tuple[StatementRow, ...]:
    """The statements of these row numbers in this order; one that is gone is left out. ``pieces`` are their
    words with marks, by number; ``carriers`` say how many outlets carried their utterances, for those who
    know it already."""
    if not numbers:
        return ()
    wanted = json.dumps(numbers)
    rows = {row[0]: row for row in db.tuples(_LINES, wanted, carriers is not None)}
    cues, relays = _cues(db, wanted), _relays(db, wanted)
    return tuple(
        _line(rows[n], " ".join(cues[n]), tuple(relays[n]), (pieces or {}).get(n), carriers or {})
        for n in numbers
        if n in rows
    )


def numbers_of(db: Database, ids: Iterable[str]) -> list[int]:
    """The row numbers of statements, in the order of their ids; what is gone is left out."""
    rows = db.rows(
        """SELECT number FROM json_each(?) AS wanted CROSS JOIN statement ON statement.id = wanted.value
        ORDER BY wanted.key""",
        json.dumps(list(ids)),
    )
    return [row["number"] for row in rows]


def cut_out(db: Database, article: str, start: int, end: int, words: str) -> str:
    """``words`` as SQLite cut them out of an article's text. It stops at a zero character, and so where
    some are missing, they are cut out here."""
    if len(words) == end - start:
        return words
    return str(db.value("SELECT text FROM article WHERE id = ?", article))[start:end]


def _cues(db: Database, wanted: str) -> defaultdict[int, list[str]]:
    cues: defaultdict[int, list[str]] = defaultdict(list)
    for number, start, end, article, words in db.tuples(_CUES, wanted):
        cues[number].append(" ".join(cut_out(db, article, start, end, words).split()))
    return cues


def _relays(db: Database, wanted: str) -> defaultdict[int, list[str]]:
    relays: defaultdict[int, list[str]] = defaultdict(list)
    for number, name in db.tuples(_RELAYS, wanted):
        relays[number].append(name)
    return relays


def _line(
    row: tuple[Any, ...],
    cue: str,
    relay: tuple[str, ...],
    pieces: tuple[Piece, ...] | None,
    carriers: Mapping[str, int],
) -> StatementRow:
    (_, id, article, doc, title, outlet, language, *published, is_copy) = row[:12]
    (mode, kind, act, block, verdict, person, speaker, speaker_kind, source, role, addressee) = row[12:23]
    (content, *dates, day, nested_in, utterance, outlets) = row[23:36]
    text = content[:LONGEST]
    return StatementRow(
        id=id,
        article=article,
        doc=doc,
        title=title,
        outlet=outlet,
        language=language,
        published=values.interval_of(*published),
        is_copy=bool(is_copy),
        mode=Mode(mode),
        kind=Kind(kind),
        act=Act(act),
        block=BlockRole(block),
        person=person,
        speaker=speaker,
        speaker_kind=ActorKind(speaker_kind) if speaker_kind else None,
        source=source,
        cue=cue,
        role=role,
        addressee=addressee,
        relay=relay,
        text=text,
        is_cut=len(content) > LONGEST,
        pieces=pieces or (Piece(text),),
        said=values.interval_of(*dates[:4]),
        lent=values.interval_of(*dates[4:]),
        day=day_of(day),
        nested_in=nested_in,
        utterance=utterance,
        outlets=outlets or carriers.get(utterance, 0),
        judged=Verdict(verdict) if verdict else None,
        doubt=row[36],
        doubt_speaker=row[37],
        doubt_span=row[38],
    )
