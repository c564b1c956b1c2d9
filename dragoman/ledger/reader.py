"""Everything that is read back out of a ledger, as the nouns it was written from: what the reader found,
without what people decided about it."""

from __future__ import annotations

import difflib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dragoman.errors import LedgerError, NotInLedger
from dragoman.ledger import values
from dragoman.ledger.database import Database, Row
from dragoman.ledger.links import Links
from dragoman.ledger.rows import Counts, Entry
from dragoman.model import (
    Act,
    Actor,
    ActorKind,
    Article,
    Block,
    BlockRole,
    Kind,
    Maker,
    Mode,
    Page,
    Reading,
    Role,
    Skipped,
    SourceBlock,
    Span,
    Statement,
)

_KINDS = {kind.value: kind for kind in ActorKind}
_MODES = {mode.value: mode for mode in Mode}
_SORTS = {kind.value: kind for kind in Kind}
_ACTS = {act.value: act for act in Act}
_BLOCKS = {role.value: role for role in BlockRole}
_SHORTEST_PREFIX = 6  # characters: the letter and 20 bits, rarely shared by two ids of one ledger
_NAMED = 5  # near matches that a message names


def entries(db: Database) -> Iterator[Entry]:
    """All entries by the first day of publication (undated ones last), then doc. One at a time:
    only the ids are held, and an article that is forgotten meanwhile is left out."""
    ids = [
        str(row["id"])
        for row in db.rows(
            """SELECT id FROM article JOIN reading ON reading.article = article.id
            ORDER BY coalesce(published_first, published_last) NULLS LAST, doc"""
        )
    ]
    for id in ids:
        entry = load(db, id)
        if entry is not None:
            yield entry


def find_article(db: Database, name: str) -> str:
    """The id of the article with this id, doc, or beginning of an id. Raises ``NotInLedger``."""
    for column in ("id", "doc"):
        id = db.value(f"SELECT id FROM article WHERE {column} = ?", values.printable(name))
        if id is not None:
            return str(id)
    return _by_prefix(db, "article", name) or _no_article(db, name)


def find_statement(db: Database, name: str) -> tuple[str, str]:
    """The ids of the statement with this id, or beginning of an id, and of its article."""
    name = values.printable(name)
    id = db.value("SELECT id FROM statement WHERE id = ?", name) or _by_prefix(db, "statement", name)
    if id is None:
        raise NotInLedger(
            f"no statement {name!r} in {db.path}",
            "`dragoman search WORDS` and `dragoman export statements` show ids",
        )
    return str(id), str(db.value("SELECT article FROM statement WHERE id = ?", id))


def _by_prefix(db: Database, table: str, prefix: str) -> str | None:
    if len(prefix) < _SHORTEST_PREFIX or not prefix.isascii():
        return None
    ids = [
        str(row["id"])
        for row in db.rows(
            f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
            prefix,
            prefix + "\x7f",
            _NAMED,
        )
    ]
    if len(ids) > 1:
        raise NotInLedger(f"{prefix!r} is the beginning of several ids", "give more of it: " + ", ".join(ids))
    return ids[0] if ids else None


def _no_article(db: Database, name: str) -> str:
    name = values.printable(name)
    buried = db.one("SELECT forgotten_at FROM tombstone WHERE article = ?", name)
    if buried is not None:
        raise NotInLedger(
            f"{name} was forgotten on {buried['forgotten_at'][:10]}", "read it again to have it back"
        )
    docs = [str(row["doc"]) for row in db.rows("SELECT doc FROM article ORDER BY doc")]
    near = difflib.get_close_matches(name, docs, n=_NAMED, cutoff=0.5)
    advice = f"near to it: {', '.join(near)}" if near else "`dragoman export articles` lists what is there"
    raise NotInLedger(f"no article {name!r} in {db.path}", advice)


def load(db: Database, id: str) -> Entry | None:
    """One entry by its exact article id."""
    return next(several(db, [id]), None)


def several(db: Database, ids: Sequence[str], *, whole: bool = True) -> Iterator[Entry]:
    """Entries by their exact article ids, in the order of these; those that are gone are left out. Every
    table is asked once for all of them. Unless ``whole`` they come without what their text was taken from
    (bytes and source map) and without loans."""
    wanted = json.dumps(ids)
    rows = {row["id"]: row for row in db.rows(_ARTICLES, wanted)}
    lines = _grouped(db.tuples(_LINES, wanted) if whole else ())
    blocks, loans = _grouped(db.tuples(_BLOCKS_OF, wanted)), Links(db).loans_of(ids if whole else ())
    actors, statements = _actors(db, wanted), _statements(db, wanted)
    for id, row in ((id, rows[id]) for id in ids if id in rows):
        reading = Reading(
            article=_article(row, _raw(db, row) if whole else b"", lines[id]),
            page=_page(row, blocks[id]),
            actors=tuple(actors[id]),
            statements=tuple(statements[id]),
            maker=Maker(row["maker_name"], row["maker_version"]),
        )
        read_at = values.moment(row["read_at"])
        yield Entry(reading, row["supersedes"], row["copy_of"], read_at, tuple(loans[id]))


_OF = "article IN (SELECT value FROM json_each(?))"

_ARTICLES = f"""
SELECT article.*, reading.*,
    (SELECT supersedes FROM article_version WHERE article = article.id) AS supersedes,
    (SELECT copy_of FROM article_copy WHERE article = article.id) AS copy_of
FROM reading JOIN article ON article.id = reading.article WHERE reading.{_OF}
"""

_LINES = f"SELECT article, start_at, end_at, path FROM source_map WHERE {_OF} ORDER BY article, ordinal"

_BLOCKS_OF = f"SELECT article, start_at, end_at, role, doubt FROM block WHERE {_OF} ORDER BY article, ordinal"


def _grouped(rows: Iterable[tuple[Any, ...]]) -> defaultdict[Any, list[Any]]:
    """Rows by their first cell, without it."""
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for first, *cells in rows:
        found[first].append(cells)
    return found


def _article(row: Row, raw: bytes, lines: Iterable[tuple[int, int, str]]) -> Article:
    return Article(
        id=row["id"],
        doc=row["doc"],
        raw=raw,
        text=row["text"],
        media_type=row["media_type"],
        charset=row["charset"],
        path=row["path"],
        retrieved=values.moment(row["retrieved"]),
        given=values.given(row["given"]),
        flattener=row["flattener"],
        source_map=tuple([SourceBlock(Span(start, end), path) for start, end, path in lines]),
        notes=tuple(json.loads(row["notes"])),
        extra=values.extra(row["extra"]),
    )


def _raw(db: Database, row: Row) -> bytes:
    try:
        return zlib.decompress(row["raw"])
    except zlib.error as error:
        raise LedgerError(
            f"{db.path}: the stored bytes of {row['doc']} are damaged: {error}",
            "restore a copy of the ledger",
        ) from error


def _page(row: Row, blocks: Iterable[tuple[int, int, str, float]]) -> Page:
    return Page(
        blocks=tuple([Block(Span(start, end), _BLOCKS[role], doubt) for start, end, role, doubt in blocks]),
        title=row["title"],
        outlet=row["outlet"],
        original_outlet=row["original_outlet"],
        author=row["author"],
        published=values.interval(row, "published"),
        updated=values.interval(row, "updated"),
        language=row["language"],
    )


def _actors(db: Database, wanted: str) -> defaultdict[str, list[Actor]]:
    """The actors that the reader found, by article (``wanted``, a JSON list)."""
    mentions: defaultdict[tuple[str, str], list[Span]] = defaultdict(list)
    for article, actor, start, end in db.tuples(
        f"""SELECT article, actor, start_at, end_at FROM actor_mention WHERE {_OF}
        ORDER BY article, actor, ordinal""",
        wanted,
    ):
        mentions[article, actor].append(Span(start, end))
    roles: defaultdict[tuple[str, str], list[Role]] = defaultdict(list)
    for article, actor, title, of, start, end, valid, past in db.tuples(
        f"""SELECT article, actor, title, "of", start_at, end_at, valid, past FROM role WHERE {_OF}
        ORDER BY article, actor, ordinal""",
        wanted,
    ):
        roles[article, actor].append(Role(title, of, Span(start, end), values.day(valid), bool(past)))
    found: defaultdict[str, list[Actor]] = defaultdict(list)
    for article, id, name, kind in db.tuples(
        f"SELECT article, id, name, kind FROM actor WHERE {_OF} AND NOT judged ORDER BY article, ordinal",
        wanted,
    ):
        named, held = tuple(mentions[article, id]), tuple(roles[article, id])
        found[article].append(Actor(id=id, name=name, kind=_KINDS[kind], mentions=named, roles=held))
    return found


def _statements(db: Database, wanted: str) -> defaultdict[str, list[Statement]]:
    """The statements that the reader found, by article (``wanted``, a JSON list)."""
    spans: defaultdict[tuple[int, str], list[Span]] = defaultdict(list)
    for number, part, start, end in db.tuples(
        f"""SELECT statement, part, start_at, end_at FROM statement
        CROSS JOIN statement_span ON statement = number WHERE {_OF}
        ORDER BY article, statement.ordinal, part, statement_span.ordinal""",
        wanted,
    ):
        spans[number, part].append(Span(start, end))
    relays: defaultdict[int, list[str]] = defaultdict(list)
    for number, name in db.tuples(
        f"""SELECT statement, name FROM statement
        CROSS JOIN statement_relay ON statement = number WHERE {_OF}
        ORDER BY article, statement.ordinal, statement_relay.ordinal""",
        wanted,
    ):
        relays[number].append(name)
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for cells in db.tuples(_STATEMENTS, wanted):
        found[cells[0]].append(_statement(cells, spans, relays))
    return found


_STATEMENTS = f"""
SELECT article, number, id, mode, kind, act, block, speaker, role, addressee, nested_in, doubt,
    doubt_speaker, doubt_span, said_first, said_last, said_precision, said_basis
FROM statement WHERE {_OF} ORDER BY article, ordinal
"""


def _statement(
    cells: Sequence[Any], spans: Mapping[tuple[int, str], Iterable[Span]], relays: Mapping[int, Iterable[str]]
) -> Statement:
    article, number, id, mode, kind, act, block, speaker, role, addressee, nested_in = cells[:11]
    doubt, of_speaker, of_span, *said = cells[11:]
    return Statement(
        id=id,
        article=article,
        mode=_MODES[mode],
        source=tuple(spans.get((number, "source"), ())),
        cue=tuple(spans.get((number, "cue"), ())),
        content=tuple(spans.get((number, "content"), ())),
        kind=_SORTS[kind],
        act=_ACTS[act],
        block=_BLOCKS[block],
        speaker=speaker,
        role=role,
        addressee=addressee,
        said_on=values.interval_of(*said),
        relay=tuple(relays.get(number, ())),
        nested_in=nested_in,
        doubt=doubt,
        doubt_speaker=of_speaker,
        doubt_span=of_span,
    )


def skipped(db: Database) -> list[Skipped]:
    """What could not be read, in the order in which it was met."""
    rows = db.rows("SELECT * FROM skipped ORDER BY skipped_at, stage, subject, why")
    return [Skipped(row["stage"], row["subject"], row["why"], row["advice"]) for row in rows]


def counts(db: Database) -> Counts:
    """How much the ledger holds."""
    row = db.rows(
        """SELECT (SELECT count(*) FROM article) AS articles,
            (SELECT count(*) FROM statement) - count(*) AS statements,
            (SELECT count(*) FROM statement WHERE mode = 'said') - coalesce(sum(mode = 'said'), 0) AS said,
            (SELECT count(*) FROM actor) AS actors,
            (SELECT count(*) FROM skipped) AS skipped,
            (SELECT count(*) FROM judgement) AS judgements,
            (SELECT count(*) FROM tombstone) AS forgotten
        FROM decision JOIN statement ON statement.id = decision.statement WHERE verdict = 'wrong'"""
    )[0]
    return Counts(**{key: row[key] for key in row.keys()})  # noqa: SIM118 (a Row iterates over its values)
