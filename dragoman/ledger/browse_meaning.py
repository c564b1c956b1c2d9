"""Statements that are nearest in meaning to some words, narrowed by facts; with what they fall into.

Codes in memory tell a few hundred that may be near, the rows in the ledger how near they are. Where few
statements have the facts that are asked for, these alone are compared; where many have them, the nearest of
all are, and those with other facts are left out.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.ledger.browse_lines import lines
from dragoman.ledger.browse_places import key_at, place
from dragoman.ledger.browse_rows import Found
from dragoman.ledger.browse_search import MOST
from dragoman.ledger.codes import codes_in
from dragoman.ledger.database import Database
from dragoman.ledger.facets import Narrowed, Query, facets_of, narrow, numbers_with
from dragoman.ledger.vectors import WORD, Rows, codes_of
from dragoman.model import Mode

NEAREST = 300
"""How many finds there are at most."""

LOOKED = 1_000
"""How many statements are compared by their rows, which the codes tell only roughly."""

LOOKED_NARROWED = 4_000
"""How many are looked at for facts that many statements share."""

LOOKED_FEW = 200
"""How many are compared by their rows where only the very nearest are asked for."""

FEW = 30_000
"""How many statements with the facts that are asked for are compared without asking who is nearest of all."""

_Row = tuple[Any, ...]  # the cells of a ``Match``, then the rows of the vector
_NEWEST = (99991231, 2**62)
_NEAREST = (2**31, 0)
_FINE = 1_000_000
_NOTHING = Found(rows=(), next=None, count=0, is_all=True, sort="relevance", facets=None)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What words mean: a row of signed bytes, by an encoder of this version; finds are at least so like."""

    version: str
    row: Rows
    least: float


def find_near(
    db: Database,
    query: Query,
    meaning: Meaning,
    *,
    sort: str,
    limit: int,
    cursor: str | None,
    with_facets: bool,
) -> Found:
    """See ``Browse.near``."""
    narrowed = narrow(db, query)
    if narrowed is None or query.mode is Mode.ATTITUDE:
        return _NOTHING
    finds = _finds(db, narrowed, meaning, LOOKED)
    if sort == "date":
        keys = [(row[1], row[0]) for _, row in finds]
    else:
        keys = [(round(like * _FINE), -row[0]) for like, row in finds]
    start = key_at(cursor, _NEWEST if sort == "date" else _NEAREST)
    ordered = sorted(zip(keys, finds, strict=True), key=lambda pair: pair[0], reverse=True)
    rest = [pair for pair in ordered if pair[0] < start]
    shown = rest[:limit]
    likeness = {row[0]: like for _, (like, row) in shown}
    return Found(
        rows=lines(db, list(likeness)),
        next=place(*shown[-1][0]) if len(rest) > limit else None,
        count=len(finds),
        is_all=len(finds) < NEAREST,
        sort=sort,
        facets=facets_of(db, [row for _, row in finds], is_all=True, most=MOST) if with_facets else None,
        likeness=_by_id(db, likeness),
    )


def _by_id(db: Database, likeness: Mapping[int, float]) -> dict[str, float]:
    rows = db.rows(
        "SELECT number, statement.id FROM json_each(?) JOIN statement ON number = value",
        json.dumps([*likeness]),
    )
    return {row["id"]: likeness[row["number"]] for row in rows}


def nearest(db: Database, meaning: Meaning, limit: int) -> tuple[str, ...]:
    """See ``Browse.nearest``."""
    narrowed = narrow(db, Query())
    if narrowed is None:
        return ()
    finds = _finds(db, narrowed, meaning, LOOKED_FEW)[:limit]
    ids = _by_id(db, {row[0]: like for like, row in finds})
    return tuple(sorted(ids, key=lambda id: (-ids[id], id)))


def _finds(db: Database, narrowed: Narrowed, meaning: Meaning, looked: int) -> list[tuple[float, _Row]]:
    """The nearest statements with the facts that are asked for, and how like they are."""
    code = codes_of(meaning.row)
    codes = codes_in(db, meaning.version, len(code) // WORD)
    few = _few(db, narrowed)
    if few is not None:
        numbers = codes.near(code, looked, among=few)
    elif _is_open(narrowed):
        numbers = codes.near(code, looked)
    else:
        numbers = _with_facts(db, narrowed, codes.near(code, LOOKED_NARROWED))[:looked]
    rows = _rows(db, narrowed, numbers, meaning.version)
    likeness = _likeness(meaning.row, [row[-1] for row in rows])
    finds = [(like, row) for like, row in zip(likeness, rows, strict=True) if like >= meaning.least]
    return sorted(finds, key=lambda find: (-find[0], find[1][0]))[:NEAREST]


def _is_open(narrowed: Narrowed) -> bool:
    """Whether nothing is asked for but that it was said, as all statements with vectors were."""
    return all(column == "mode" for column, _ in narrowed.exact) and narrowed.days == (0, _NEWEST[0])


def _few(db: Database, narrowed: Narrowed) -> list[int] | None:
    """The statements with the facts that are asked for; ``None`` where these may be many."""
    return None if _is_open(narrowed) else numbers_with(db, narrowed, FEW)


def _with_facts(db: Database, narrowed: Narrowed, numbers: Collection[int]) -> list[int]:
    """Those of some statements that have the facts, in the same order."""
    conditions, values = narrowed.conditions()
    rows = db.tuples(
        f"""SELECT number FROM json_each(?) CROSS JOIN browse_statement ON number = value
        WHERE day BETWEEN ? AND ? AND {conditions}""",
        json.dumps(list(numbers)),
        *narrowed.days,
        *values,
    )
    return [number for (number,) in rows]


def _rows(db: Database, narrowed: Narrowed, numbers: Collection[int], version: str) -> list[_Row]:
    conditions, values = narrowed.conditions()
    return db.tuples(
        f"""SELECT line.number, day, person, outlet, language, kind, act, mode, vector.rows
        FROM json_each(?) CROSS JOIN browse_statement AS line ON line.number = value
        CROSS JOIN vector ON vector.statement = line.number
        WHERE day BETWEEN ? AND ? AND vector.encoder = ? AND {conditions}""",
        json.dumps(list(numbers)),
        *narrowed.days,
        version,
        *values,
    )


def _likeness(asked: Rows, packed: Collection[bytes]) -> list[float]:
    """The cosine of a row and of the nearest row of each of several."""
    if not packed:
        return []
    counts = np.array([int.from_bytes(data[:2], "little") for data in packed])
    told = np.frombuffer(b"".join(data[2:] for data in packed), dtype=np.int8)
    rows: npt.NDArray[np.float32] = told.reshape(counts.sum(), -1).astype(np.float32)
    one = asked[0].astype(np.float32)
    lengths = np.linalg.norm(rows, axis=1) * np.linalg.norm(one)
    cosines = rows @ one / np.maximum(lengths, 1e-9)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    found: list[float] = np.maximum.reduceat(cosines, starts).tolist()
    return found
