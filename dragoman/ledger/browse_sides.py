"""Sides, and what one says of another: a state with those who speak for it, or one speaker.

Every call is bounded: the speakers of a state are looked for among the ``QUOTED`` most quoted, and of what
they say with certain words only the newest is given.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.ledger.browse_places import day_of
from dragoman.ledger.browse_rows import Share
from dragoman.ledger.database import Database, Row
from dragoman.ledger.facets import ACTS, KINDS, clean, person_number
from dragoman.ledger.search import words_of
from dragoman.model import Act, ActorKind, Kind

QUOTED = 1_000
"""Among how many of the most quoted speakers those of a state are looked for."""

_SHORTEST = 3  # letters of a word that is looked for
_TOP = f"""
SELECT number, CASE WHEN browse_person.kind = 'state' THEN browse_person.name END, said, within
FROM (SELECT number, id, name, kind, said FROM browse_person INDEXED BY browse_person_by_said
    ORDER BY said DESC, number DESC LIMIT {QUOTED}) AS browse_person
LEFT JOIN person ON person.id = browse_person.id
WHERE said > 0 AND (within IS NOT NULL OR browse_person.kind = 'state')
ORDER BY said DESC, number
"""
_SPEAKERS = """
SELECT number, browse_person.id, browse_person.name, browse_person.kind, browse_person.names, within
FROM json_each(?) AS wanted CROSS JOIN browse_person ON number = wanted.value
LEFT JOIN person ON person.id = browse_person.id ORDER BY wanted.key
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """A side: a state (``kind`` is then ``state``) with those who speak for it, the most quoted first, or
    one speaker alone. ``people`` are their addresses, ``labels`` what they are called beside them; ``names``
    are all spellings of those who are persons."""

    name: str
    kind: ActorKind
    id: str | None
    within: str | None
    people: tuple[str, ...]
    labels: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOf:
    """A statement with the words that tell its tone: the article's words for the act, and what was said on
    one line. ``utterance`` is the statement itself where linking did not meet it."""

    id: str
    utterance: str
    day: date | None
    kind: Kind
    act: Act
    cue: str
    text: str


def states(db: Database, limit: int) -> tuple[Share, ...]:
    """States by how many statements those who speak for them have, the most first."""
    said = _spoken(db).said
    most = sorted(said.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
    return tuple(Share(value=state, label=state, count=count) for state, count in most)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Those of the most quoted who are states or speak for one, by their numbers under its name in lower
    case, and how many statements all that speak for a state have."""

    numbers: Mapping[str, Sequence[int]]
    said: Mapping[str, int]


def _spoken(db: Database) -> _Spoken:
    return db.kept("states", lambda: _speaking(db.tuples(_TOP)))


def _speaking(found: Sequence[tuple[int, str | None, int, str | None]]) -> _Spoken:
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for number, own, said, within in found:
        counts[within or own or ""] += said
        for state in {state.casefold() for state in (within, own) if state}:
            numbers[state].append(number)
    return _Spoken(dict(numbers), counts)


def side(db: Database, name: str, limit: int) -> SideRow | None:
    """A state with those of its speakers who are most quoted, or the speaker with this address or name;
    ``None`` for nobody."""
    numbers = _spoken(db).numbers.get(clean(name).casefold(), ())[:limit]
    if numbers:
        rows = db.rows(_SPEAKERS, json.dumps(numbers))
        return _state(rows, next((row["within"] for row in rows if row["within"]), rows[0]["name"]))
    number = person_number(db, name)
    if number is None:
        return None
    row = db.rows(_SPEAKERS, json.dumps([number]))[0]
    if row["kind"] == ActorKind.STATE:
        return _state([row], row["name"])
    return SideRow(
        name=row["name"],
        kind=ActorKind(row["kind"]),
        id=row["id"],
        within=row["within"],
        people=(row["id"],),
        labels=(row["name"],),
        names=_names([row]),
    )


def _state(rows: Sequence[Row], name: str) -> SideRow:
    own = next((row["id"] for row in rows if row["kind"] == ActorKind.STATE), None)
    return SideRow(
        name=name,
        kind=ActorKind.STATE,
        id=own,
        within=None,
        people=tuple(row["id"] for row in rows),
        labels=tuple(row["name"] for row in rows),
        names=_names([row for row in rows if row["kind"] == ActorKind.PERSON]),
    )


def _names(rows: Sequence[Row]) -> tuple[str, ...]:
    several = (spelling for row in rows for spelling in (row["name"], *row["names"].split(" / ")))
    return tuple(dict.fromkeys(several))


_SAID = """
WITH found AS MATERIALIZED (
    SELECT rowid FROM statement_words WHERE statement_words MATCH ? ORDER BY rowid DESC LIMIT ?
)
SELECT statement.id, coalesce(told.utterance, statement.id) AS utterance, line.day, line.kind, line.act,
    statement_words.content, coalesce((
        SELECT substr(article.text, start_at + 1, end_at - start_at) FROM statement_span
        WHERE statement_span.statement = statement.number AND part = 'cue' ORDER BY ordinal LIMIT 1
    ), '') AS cue
FROM found
CROSS JOIN browse_statement AS line ON line.number = found.rowid
CROSS JOIN statement ON statement.number = line.number
CROSS JOIN article ON article.id = statement.article
CROSS JOIN statement_words ON statement_words.rowid = line.number
LEFT JOIN utterance_statement AS told ON told.statement = statement.id
WHERE line.mode = 0
ORDER BY line.day, line.number
"""


def said_of(
    db: Database, people: Sequence[str], words: Sequence[str], limit: int
) -> tuple[tuple[SaidOf, ...], bool]:
    """What some speakers (addresses) said with one of these words or phrases, the ``limit`` statements that
    were read last, by days; and whether these are all. A word that ends in ``*`` stands for all that begin
    so."""
    numbers = [number for id in people if (number := person_number(db, id)) is not None]
    terms = [term for word in words for term in words_of(f'"{word}"' if " " in word else word)]
    terms = _needed([term for term in terms if len(term.strip('"*')) >= _SHORTEST])
    if not numbers or not terms:
        return (), True
    who = " OR ".join(f'"zqp{number}"' for number in numbers)
    rows = db.rows(_SAID, f"content : ({' OR '.join(terms)}) AND facets : ({who})", limit + 1)
    is_all = len(rows) <= limit
    return tuple(_said(row) for row in rows[-limit:]), is_all


def _needed(terms: Sequence[str]) -> list[str]:
    """Terms without those that another one, as a beginning, finds as well."""
    starts = tuple(term.rstrip("*").rstrip('"').casefold() for term in terms if term.endswith("*"))
    return [term for term in terms if term.endswith("*") or not term.casefold().startswith(starts)]


def _said(row: Row) -> SaidOf:
    return SaidOf(
        id=row["id"],
        utterance=row["utterance"],
        day=day_of(row["day"]) if row["day"] else None,
        kind=KINDS[row["kind"]],
        act=ACTS[row["act"]],
        cue=" ".join(row["cue"].split()),
        text=row["content"],
    )
