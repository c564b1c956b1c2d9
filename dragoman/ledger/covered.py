"""Some articles as far as it is asked how they cover a story: what they report and say themselves, the
utterances that these are of, and the actors who speak in them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from dragoman.ledger import values
from dragoman.ledger.browse_voices import VoiceRow, voices
from dragoman.ledger.browse_wordings import copies_among
from dragoman.ledger.database import Database
from dragoman.ledger.linked_rows import utterance_of
from dragoman.model import ActorKind, BlockRole, Interval, Person, Span, Spans, Utterance


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One statement: where it stands, whose it is, and the words that are reported."""

    id: str
    block: BlockRole
    speaker: str | None
    nested_in: str | None
    content: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveringRow:
    """One article: what its page tells, its statements (attitudes left out) and its own voice."""

    id: str
    outlet: str | None
    headline: str
    published: Interval | None
    is_copy: bool
    statements: tuple[ReportRow, ...]
    voice: VoiceRow


_UNJUDGED = """
SELECT article.id, doc, title, outlet, published_first, published_last, published_precision, published_basis
FROM json_each(?) AS wanted
CROSS JOIN article ON article.id = wanted.value CROSS JOIN reading ON reading.article = article.id
WHERE NOT EXISTS (SELECT 1 FROM judgement WHERE judgement.article = article.id)
    AND NOT EXISTS (SELECT 1 FROM judgement WHERE other_article = article.id)
"""

_REPORTS = """
SELECT statement.article, statement.id, block, speaker, nested_in, start_at, end_at
FROM json_each(?) AS wanted
CROSS JOIN statement ON statement.article = wanted.value AND mode = 'said'
LEFT JOIN statement_span AS content ON content.statement = statement.number AND part = 'content'
ORDER BY wanted.key, statement.ordinal, content.ordinal
"""


def covering(db: Database, articles: Collection[str]) -> dict[str, CoveringRow]:
    """Those of some articles (ids) in which nobody decided anything, by id, read together."""
    pages = db.tuples(_UNJUDGED, json.dumps(list(articles)))
    ids = [page[0] for page in pages]
    reports, copies, own = _reports(db, ids), copies_among(db, ids), {v.article: v for v in voices(db, ids)}
    return {
        id: CoveringRow(
            id=id,
            outlet=outlet,
            headline=title or doc,
            published=values.interval_of(*published),
            is_copy=id in copies,
            statements=reports.get(id, ()),
            voice=own[id],
        )
        for id, doc, title, outlet, *published in pages
    }


def _reports(db: Database, articles: Collection[str]) -> Mapping[str, tuple[ReportRow, ...]]:
    found: defaultdict[str, dict[str, tuple[str, str | None, str | None]]] = defaultdict(dict)
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for article, id, block, speaker, nested_in, start, end in db.tuples(_REPORTS, json.dumps(list(articles))):
        found[article][id] = block, speaker, nested_in
        if start is not None:
            spans[id].append(Span(start, end))
    return {
        article: tuple(
            ReportRow(id, BlockRole(block), speaker, nested_in, tuple(spans[id]))
            for id, (block, speaker, nested_in) in statements.items()
        )
        for article, statements in found.items()
    }


def told_in(db: Database, articles: Collection[str]) -> dict[str, Utterance]:
    """The utterance that each of their statements reports, by statement id; of its statements it has those of
    these articles alone."""
    rows = db.rows(
        """SELECT utterance.*, told.statement FROM json_each(?) AS wanted
        CROSS JOIN statement ON statement.article = wanted.value
        CROSS JOIN utterance_statement AS told ON told.statement = statement.id
        CROSS JOIN utterance ON utterance.id = told.utterance
        ORDER BY utterance.id, told.ordinal""",
        json.dumps(list(articles)),
    )
    members: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        members[row["id"]].append(row["statement"])
    found = {row["id"]: utterance_of(row, members[row["id"]]) for row in rows}
    return {row["statement"]: found[row["id"]] for row in rows}


def people_in(db: Database, articles: Collection[str]) -> Iterator[Person]:
    """The actors over articles who occur in them, each with its members in these articles alone."""
    rows = db.rows(
        """SELECT person.*, person_actor.article, person_actor.actor FROM json_each(?) AS wanted
        CROSS JOIN person_actor ON person_actor.article = wanted.value
        CROSS JOIN person ON person.id = person_actor.person
        ORDER BY person.id, person_actor.article, person_actor.actor""",
        json.dumps(list(articles)),
    )
    members: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        members[row["id"]].append((row["article"], row["actor"]))
    for row in {row["id"]: row for row in rows}.values():
        yield Person(
            id=row["id"],
            name=row["name"],
            kind=ActorKind(row["kind"]),
            members=tuple(members[row["id"]]),
            names=tuple(json.loads(row["names"])),
            within=row["within"],
        )
