"""Wordings of utterances without their articles: what is laid beside some words that are looked up."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.ledger import values
from dragoman.ledger.database import Database
from dragoman.model import Interval, Kind

OTHERS = 12
"""How many other wordings of the utterance of a statement come with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRow:
    """What one statement reports to have been said, on one line and whole. ``utterance`` is the statement
    itself where linking did not meet it; ``carriers`` are the outlets of the utterance, the first one
    first, copies left out. All as people decided."""

    statement: str
    utterance: str
    article: str
    outlet: str | None
    kind: Kind
    text: str
    speaker: str | None
    said: Interval | None
    is_primary: bool
    carriers: tuple[str, ...]


_HEARD = """
SELECT coalesce(told.utterance, statement.id) AS utterance FROM json_each(?) AS wanted
CROSS JOIN statement ON statement.id = wanted.value
LEFT JOIN utterance_statement AS told ON told.statement = statement.id
ORDER BY wanted.key
"""

_WORDINGS = """
WITH wanted AS MATERIALIZED (
    SELECT statement, min(place) AS place FROM (
        SELECT value AS statement, key AS place FROM json_each(?1)
        UNION ALL
        SELECT told.statement, (1 << 40) + heard.key * 1000 + told.ordinal FROM json_each(?2) AS heard
        CROSS JOIN utterance_statement AS told ON told.utterance = heard.value AND told.ordinal < ?3
    ) GROUP BY statement
)
SELECT statement.id, statement.article, reading.outlet, coalesce(decision.kind, statement.kind) AS kind,
    statement_words.content, coalesce(told.utterance, statement.id) AS utterance,
    CASE WHEN decision.statement IS NULL THEN coalesce(utterance.speaker_name, actor.name)
        ELSE decision.speaker_name END AS speaker,
    CASE WHEN decision.statement IS NULL THEN coalesce(utterance.said_first, statement.said_first)
        ELSE decision.said_first END AS said_first,
    CASE WHEN decision.statement IS NULL THEN coalesce(utterance.said_last, statement.said_last)
        ELSE decision.said_last END AS said_last,
    CASE WHEN decision.statement IS NULL THEN coalesce(utterance.said_precision, statement.said_precision)
        ELSE decision.said_precision END AS said_precision,
    CASE WHEN decision.statement IS NULL THEN coalesce(utterance.said_basis, statement.said_basis)
        ELSE decision.said_basis END AS said_basis,
    json_extract(article.given, '$.primary') AS is_primary
FROM wanted
CROSS JOIN statement ON statement.id = wanted.statement
CROSS JOIN browse_statement AS line ON line.number = statement.number
CROSS JOIN reading ON reading.article = statement.article
CROSS JOIN article ON article.id = statement.article
CROSS JOIN statement_words ON statement_words.rowid = statement.number
LEFT JOIN decision ON decision.statement = statement.id
LEFT JOIN actor ON actor.article = statement.article AND actor.id = statement.speaker
LEFT JOIN utterance_statement AS told ON told.statement = statement.id
LEFT JOIN utterance ON utterance.id = told.utterance
ORDER BY wanted.place
"""

_COPIES = """
SELECT wanted.value AS article, article_copy.copy_of FROM json_each(?) AS wanted
CROSS JOIN article_copy ON article_copy.article = wanted.value
"""

_CARRIERS = """
SELECT told.utterance, page.outlet FROM json_each(?) AS wanted
CROSS JOIN utterance_statement AS told ON told.utterance = wanted.value
CROSS JOIN statement ON statement.id = told.statement
CROSS JOIN browse_statement AS line ON line.number = statement.number
CROSS JOIN browse_article AS page ON page.number = line.article AND NOT page.is_copy
ORDER BY wanted.key, told.ordinal
"""

_NAMES = """
SELECT number, name FROM json_each(?) AS wanted CROSS JOIN browse_outlet ON number = wanted.value
"""


def wordings(db: Database, statements: Sequence[str], others: int = OTHERS) -> tuple[WordingRow, ...]:
    """The wordings of these statements (ids) in their order, then ``others`` of the same utterances, each
    once. What is not here, or was judged to be no statement, is left out."""
    heard = list(dict.fromkeys(row["utterance"] for row in db.rows(_HEARD, json.dumps(list(statements)))))
    rows = db.tuples(_WORDINGS, json.dumps(list(statements)), json.dumps(heard), others)
    carriers = carriers_of(db, heard)
    return tuple(_wording(row, carriers) for row in rows)


def copies_among(db: Database, articles: Iterable[str]) -> dict[str, str]:
    """Those of some articles (ids) that are copies, with the article that each is a copy of."""
    rows = db.rows(_COPIES, json.dumps(list(dict.fromkeys(articles))))
    return {row["article"]: row["copy_of"] for row in rows if row["copy_of"]}


def carriers_of(db: Database, utterances: Sequence[str]) -> defaultdict[str, list[str]]:
    """The outlets that carried these utterances (ids), the first one first, copies left out."""
    numbers = carriers_by_number(db, utterances)
    names = outlet_names(db, {outlet for several in numbers.values() for outlet in several})
    return defaultdict(
        list, {id: [names[n] for n in several if n in names] for id, several in numbers.items()}
    )


def carriers_by_number(db: Database, utterances: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The same by the numbers of the outlets; 0 stands for articles that name none."""
    found: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for utterance, outlet in db.tuples(_CARRIERS, json.dumps(list(utterances))):
        found[utterance][outlet] = None
    return {utterance: tuple(outlets) for utterance, outlets in found.items()}


def outlet_names(db: Database, numbers: Iterable[int]) -> dict[int, str]:
    """The names of outlets by their numbers."""
    return dict(db.tuples(_NAMES, json.dumps(list(numbers))))


def _wording(row: tuple[Any, ...], carriers: Mapping[str, Sequence[str]]) -> WordingRow:
    statement, article, outlet, kind, text, utterance, speaker, *said, is_primary = row
    return WordingRow(
        statement=statement,
        utterance=utterance,
        article=article,
        outlet=outlet,
        kind=Kind(kind),
        text=text,
        speaker=speaker,
        said=values.interval_of(*said),
        is_primary=bool(is_primary),
        carriers=tuple(carriers.get(utterance, ())) or ((outlet,) if outlet else ()),
    )
