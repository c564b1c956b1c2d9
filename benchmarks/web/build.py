"""Writing a large ledger of invented articles, with what linking would have found, row by row in bulk.

The rows are put into a ledger of the schema before lists were kept, and the migration then works out the
lists, as it does in a ledger that somebody has had for years.
"""

from __future__ import annotations

import hashlib
import json
import random
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.web.invented import Page, Said, World
from dragoman.encoder.sentences import shipped
from dragoman.judging import Judge
from dragoman.ledger import Ledger
from dragoman.ledger.database import Database, file_uri
from dragoman.ledger.migrate import migrate, migrations
from dragoman.ledger.vectors import codes_of, packed
from dragoman.linking import maker_of

_BEFORE_LISTS = 5
_AT_ONCE = 500
_JUDGED, _KEPT = 300, 12
_VECTORS = 20_000  # made at once
_KINDS = ("answers", "denies", "contradicts", "agrees", "repeats")
_AT = "2034-01-01T00:00:00.000000+00:00"

_TABLES = {
    "article": "id, doc, address, path, media_type, charset, flattener, retrieved, added_at, given, extra, "
    "notes, text_hash, text, raw",
    "reading": "article, maker_name, maker_version, read_at, title, outlet, original_outlet, author, "
    "language, published_first, published_last, published_precision, published_basis",
    "block": "article, ordinal, start_at, end_at, role, doubt",
    "actor": "article, id, ordinal, name, kind",
    "actor_mention": "article, actor, ordinal, start_at, end_at",
    "role": "article, actor, ordinal, title, of, start_at, end_at, valid, past",
    "statement": "number, id, article, ordinal, mode, kind, act, block, speaker, role, addressee, "
    "said_first, said_last, said_precision, said_basis, nested_in, doubt, doubt_speaker, doubt_span",
    "statement_span": "statement, part, ordinal, start_at, end_at",
    "utterance_statement": "statement, utterance, ordinal",
    "story_article": "story, article, ordinal",
    "person_actor": "article, actor, person",
    "figure": 'id, article, start_at, end_at, low, high, unit, what, "where", by',
}

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(slots=True)
class _Told:
    """What linking has to know of the remarks so far."""

    first: dict[int, str] = field(default_factory=dict)
    times: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    speaker: dict[int, int | None] = field(default_factory=dict)
    story: dict[int, int] = field(default_factory=dict)
    members: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    page: dict[int, str] = field(default_factory=dict)
    day: dict[int, str] = field(default_factory=dict)


def build(path: Path, statements: int, seed: int = 1) -> None:
    """Make the file. Raises ``LedgerError`` where there is one already that is no empty file."""
    database = Database(path, uri=file_uri(path, "mode=rwc"))
    try:
        for pragma in (
            "journal_mode = OFF",
            "synchronous = OFF",
            "cache_size = -400000",
            "foreign_keys = OFF",
        ):
            database.run(f"PRAGMA {pragma}")
        migrate(database, migrations()[:_BEFORE_LISTS])
        world, told = World(statements, seed), _Told()
        pages = world.pages()
        while batch := list(islice(pages, _AT_ONCE)):
            _write(database, world, told, batch)
        _link(database, world, told, random.Random(seed))
        migrate(database)
        _index_words(database)
        _mean(database, statements, np.random.default_rng(seed))
        for row in database.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '*_due'"):
            database.run(f"DELETE FROM {row['name']}")  # what is here counts as linked
        database.run("PRAGMA journal_mode = WAL")
    finally:
        database.close()


def _mean(database: Database, statements: int, chance: np.random.Generator) -> None:
    """A vector of the shipped encoder's kind for each statement, at random."""
    encoder = shipped()
    if encoder is None:
        return
    length = encoder.encode(["."]).shape[1]
    for first in range(1, statements + 1, _VECTORS):
        numbers = range(first, min(first + _VECTORS, statements + 1))
        drawn = chance.standard_normal((len(numbers), 1, length), dtype=np.float32)
        rows = np.rint(drawn / np.linalg.norm(drawn, axis=2, keepdims=True) * 127).astype(np.int8)
        with database.transaction():
            database.run_many(
                "INSERT INTO vector (statement, encoder, words, codes, rows) VALUES (?, ?, 0, ?, ?)",
                (
                    (number, encoder.version, codes_of(one), packed(one))
                    for number, one in zip(numbers, rows, strict=True)
                ),
            )


def decide(path: Path, seed: int = 1) -> None:
    """What people did: some judgements, and searches that are kept."""
    chance = random.Random(seed)
    with Ledger.open(path) as ledger:
        ledger.links.begin(maker_of((), shipped()))  # linking takes what is here for its own
        judge = Judge(ledger, "somebody")
        for line in ledger.browse.statements(limit=_JUDGED).rows:
            if chance.random() < 0.7:
                judge.right(line.id)
            else:
                judge.wrong(line.id)
        for number in range(_KEPT):
            ledger.searches.save(
                f"search {number}", f"q={('fog', 'strait', 'treaty')[number % 3]}", "somebody"
            )


def _id(letter: str, *parts: object) -> str:
    return letter + hashlib.blake2b("/".join(map(str, parts)).encode(), digest_size=8).hexdigest()


def _is_met(person: int) -> bool:
    """Whether linking met somebody yet."""
    return person % 20 != 19


def _party(event: int) -> tuple[int, int]:
    """Who took part in an event: two of the hundred most quoted."""
    return event % 10, 20 + event % 70


def _write(database: Database, world: World, told: _Told, pages: list[Page]) -> None:
    rows: Rows = {table: [] for table in _TABLES}
    for page in pages:
        _add_page(rows, world, told, page)
    with database.transaction():
        for table, columns in _TABLES.items():
            marks = ", ".join("?" * len(columns.split(", ")))
            database.run_many(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows[table])


def _add_page(rows: Rows, world: World, told: _Told, page: Page) -> None:
    id, outlet, day = _id("a", page.number), world.outlets[page.outlet], page.day.isoformat()
    at = f"{day}T06:00:00.{page.number % 1000000:06}+00:00"
    address = f"https://page.example/{page.number - (page.number % 50 == 1)}"  # one in fifty is a version
    digest = hashlib.sha256(page.text.encode()).hexdigest()
    rows["article"].append(
        (
            *(id, f"page-{page.number}", address, f"pages/{page.number}.txt", "text/plain", "utf-8", None),
            *(at, at, "{}", "{}", "[]", digest, page.text, zlib.compress(page.text.encode(), 1)),
        )
    )
    rows["reading"].append(
        (id, "invented", "1", at, page.title, outlet, None, None, page.language, day, day, "day", "dateline")
    )
    rows["block"].append((id, 0, 0, len(page.title), "headline", 0.0))
    rows["block"].append((id, 1, len(page.title) + 2, len(page.text), "body", 0.0))
    if page.story is not None:
        rows["story_article"].append((_id("y", page.story), id, told.members[page.story]))
        told.members[page.story] += 1
        told.page.setdefault(page.story, id)
        told.day.setdefault(page.story, day)
    actors: dict[int, str] = {}
    for ordinal, said in enumerate(page.statements):
        _add_actor(rows, world, id, said, actors, day)
        _add_statement(rows, world, told, page, id, ordinal, said, actors)


def _add_actor(rows: Rows, world: World, article: str, said: Said, actors: dict[int, str], day: str) -> None:
    if said.speaker is None or said.speaker in actors:
        return
    actor = actors[said.speaker] = _id("p", article, said.speaker)
    rows["actor"].append((article, actor, len(actors), world.people[said.speaker], world.sort(said.speaker)))
    rows["actor_mention"].append((article, actor, 0, *said.source))
    rows["role"].append((article, actor, 0, world.office(said.speaker), None, *said.source, day, 0))
    if _is_met(said.speaker):  # linking did not meet the others yet
        rows["person_actor"].append((article, actor, _id("h", said.speaker)))


def _add_statement(
    rows: Rows,
    world: World,
    told: _Told,
    page: Page,
    article: str,
    ordinal: int,
    said: Said,
    actors: dict[int, str],
) -> None:
    number = page.number * len(page.statements) + ordinal + 1
    id, day = _id("s", number), page.day.isoformat()
    speaker = actors[said.speaker] if said.speaker is not None else None
    role = world.office(said.speaker) if said.speaker is not None else None
    dated = (day, day, "day", "dateline") if number % 3 else (None, None, None, None)
    rows["statement"].append(
        (
            *(number, id, article, ordinal, said.mode, said.kind, said.act, "body", speaker, role, None),
            *(*dated, None, said.doubt, round(said.doubt / 2, 3), round(said.doubt / 3, 3)),
        )
    )
    for part in ("source", "cue", "content"):
        rows["statement_span"].append((number, part, 0, *getattr(said, part)))
    if said.remark not in told.first:
        told.first[said.remark] = id
        told.speaker[said.remark] = said.speaker
        if page.story is not None:
            told.story[said.remark] = page.story
    rows["utterance_statement"].append((id, told.first[said.remark], told.times[said.remark]))
    told.times[said.remark] += 1
    if number % 20 == 0:
        rows["figure"].append(
            (_id("f", number), article, *said.content, 3.0, 3.0, "ships", "ships", None, id)
        )


def _link(database: Database, world: World, told: _Told, chance: random.Random) -> None:
    with database.transaction():
        database.run_many(
            "INSERT INTO utterance VALUES (?, ?, NULL, NULL, NULL, NULL, NULL, ?)",
            (
                (
                    id,
                    world.people[speaker] if (speaker := told.speaker[remark]) is not None else None,
                    round(chance.random() ** 3, 3) if told.times[remark] > 1 else 0.0,
                )
                for remark, id in told.first.items()
            ),
        )
        database.run_many(
            "INSERT INTO person VALUES (?, ?, ?, ?, ?)",
            (
                (
                    *(_id("h", number), name, world.sort(number), json.dumps([name, name.split()[-1]])),
                    world.state(number),
                )
                for number, name in enumerate(world.people)
                if _is_met(number)
            ),
        )
        database.run_many(
            "INSERT INTO story VALUES (?, ?, ?)",
            (
                (_id("y", n), title, json.dumps([_id("e", n)] if n % 2 else []))
                for n, title in enumerate(world.stories)
            ),
        )
        database.run_many(
            "INSERT INTO event VALUES (?, 'talks', ?, 'Port Amiel', ?, ?, 'day', 'the day of the talks', ?)",
            (
                (
                    *(_id("e", n), json.dumps([_id("h", person) for person in _party(n)])),
                    *(told.day[n], told.day[n], json.dumps([[told.page[n], 0, 20]])),
                )
                for n in range(1, len(world.stories), 2)
            ),
        )
        database.run_many("INSERT INTO exchange VALUES (?, ?, ?, ?, ?, ?, ?)", _exchanges(told, chance))


def _exchanges(told: _Told, chance: random.Random) -> Iterator[tuple[object, ...]]:
    """A fifth of the remarks of a story answer an earlier one of it."""
    before: defaultdict[int, list[str]] = defaultdict(list)
    for remark, story in told.story.items():
        id = told.first[remark]
        if before[story] and chance.random() < 0.2:
            target = chance.choice(before[story][-30:])
            evidence = json.dumps([[told.page[story], 0, 20]])
            yield (
                *(_id("x", id, target), chance.choice(_KINDS), id, target, evidence, 0),
                round(chance.random() ** 2, 3),
            )
        before[story].append(id)


def _index_words(database: Database) -> None:
    with database.transaction():
        database.run(
            """INSERT INTO statement_words (rowid, content, speaker, source, title, facets)
            SELECT statement.number, substr(text, content.start_at + 1, content.end_at - content.start_at),
                coalesce(actor.name, ''), substr(text, source.start_at + 1, source.end_at - source.start_at),
                title, facets
            FROM statement
            JOIN article ON article.id = statement.article
            JOIN reading ON reading.article = statement.article
            LEFT JOIN actor ON actor.article = statement.article AND actor.id = statement.speaker
            JOIN statement_span AS content
                ON content.statement = statement.number AND content.part = 'content'
            JOIN statement_span AS source
                ON source.statement = statement.number AND source.part = 'source'
            JOIN browse_facets ON browse_facets.number = statement.number
            ORDER BY statement.number"""
        )
