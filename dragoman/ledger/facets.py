"""What a list of statements may be narrowed by, and which index it is then read from.

Every index of ``browse_statement`` is by day and holds all that can narrow a list, so any combination is
one walk along one index: that of the fact which the fewest statements share. A walk is bounded: where very
many rows were passed over, a list ends early and says where to go on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from dragoman.ledger.browse_places import day_number, month_of
from dragoman.ledger.browse_rows import Facets, Share
from dragoman.ledger.database import Database
from dragoman.model import Act, Kind, Mode

NEWEST = 2_000
"""How many finds are counted by facets, and sorted where words are looked for."""

WALK = 25_000
"""How many rows of an index one list passes at most."""

Match = tuple[int, int, int, int, str, int, int, int]
"""A statement in the ledger's own numbers: number, day, person, outlet, language, kind, act, mode."""

MATCH = "number, day, person, outlet, language, kind, act, mode"
"""The columns of a ``Match``."""

KINDS, ACTS, MODES = tuple(Kind), tuple(Act), tuple(Mode)
_LAST_DAY = 99991231


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for. All that is set must hold.

    ``words`` as ``Ledger.search`` takes them. ``person`` is an address of a speaker (see
    ``browse_rows``) or a name; ``outlet`` a name as printed; ``first`` and ``last`` are days, both
    included; ``mode`` ``None`` is both.
    """

    words: str = ""
    person: str | None = None
    outlet: str | None = None
    first: date | None = None
    last: date | None = None
    kind: Kind | None = None
    act: Act | None = None
    mode: Mode | None = Mode.SAID
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A query in the ledger's own numbers: ``exact`` are column and value, ``days`` both included."""

    exact: tuple[tuple[str, int | str], ...]
    days: tuple[int, int]

    def conditions(self, leaving: str = "") -> tuple[str, tuple[int | str, ...]]:
        """The facts as SQL and its values, one column left out."""
        kept = [(column, value) for column, value in self.exact if column != leaving]
        return " AND ".join(f"{column} = ?" for column, _ in kept) or "1", tuple(v for _, v in kept)


def narrow(db: Database, query: Query) -> Narrowed | None:
    """The query in numbers; ``None`` where it names somebody or something that is not here."""
    facts: list[tuple[str, int | str | None]] = []
    if query.person is not None:
        facts.append(("person", person_number(db, query.person)))
    if query.outlet is not None:
        facts.append(
            ("outlet", db.value("SELECT number FROM browse_outlet WHERE name = ?", clean(query.outlet)))
        )
    for column, value, all_values in (
        ("kind", query.kind, KINDS),
        ("act", query.act, ACTS),
        ("mode", query.mode, MODES),
    ):
        if value is not None:
            facts.append((column, list[str](all_values).index(value)))
    if query.language is not None:
        facts.append(("language", clean(query.language)))
    exact = [(column, value) for column, value in facts if value is not None]
    if len(exact) < len(facts):
        return None
    first = day_number(query.first) if query.first else 0
    last = day_number(query.last) if query.last else _LAST_DAY
    return Narrowed(tuple(exact), (first, last))


def clean(name: str) -> str:
    """A name that SQLite takes, whatever characters came in."""
    return name.encode("utf-8", "replace").decode("utf-8")


def person_number(db: Database, name: str) -> int | None:
    """The number of a speaker, by address or name; ``None`` for nobody. A name that linking met
    meanwhile leads to the person."""
    name = clean(name)
    bare = name.removeprefix("~")
    number = db.value(
        """SELECT number FROM browse_person WHERE id = ?1
        UNION ALL SELECT number FROM browse_person WHERE id = '~' || ?2
        UNION ALL SELECT browse_person.number FROM actor
            JOIN person_actor ON person_actor.article = actor.article AND person_actor.actor = actor.id
            JOIN browse_person ON browse_person.id = person_actor.person
            WHERE actor.name = ?2
        LIMIT 1""",
        name,
        bare,
    )
    return None if number is None else int(number)


_COUNTED = {
    "person": "SELECT said + attitudes FROM browse_person WHERE number = ?",
    "outlet": "SELECT said + attitudes FROM browse_outlet WHERE number = ?",
    "act": "SELECT said + attitudes FROM browse_tally WHERE what = 'act' AND one = ? AND other = 0",
    "language": "SELECT said + attitudes FROM browse_tally WHERE what = 'language' AND one = ? AND other = 0",
}


def walk(
    db: Database, narrowed: Narrowed, below: tuple[int, int], limit: int
) -> tuple[list[Match], tuple[int, int] | None]:
    """The newest matches below a place (day, number), and the place to go on from where the walk was given
    up; ``None`` where it came to the end or filled ``limit``."""
    column = _driver(db, narrowed)
    fixed = [value for name, value in narrowed.exact if name == column]
    others, values = narrowed.conditions(leaving=column)
    first, last = narrowed.days
    source = f"""FROM browse_statement INDEXED BY browse_statement_by_{column or "day"}
        WHERE {f"{column} = ? AND" if column else ""} day BETWEEN ? AND ? AND (day, number) < (?, ?)
        ORDER BY day DESC, number DESC"""
    bounds = (*fixed, first, min(last, below[0]), *below)
    rows: list[Match] = db.tuples(
        f"SELECT {MATCH} FROM (SELECT {MATCH} {source} LIMIT ?) WHERE {others} LIMIT ?",
        *bounds,
        WALK,
        *values,
        limit,
    )
    if len(rows) >= limit or others == "1":
        return rows, None
    end = db.one(f"SELECT day, number {source} LIMIT 1 OFFSET ?", *bounds, WALK - 1)
    return rows, (end["day"], end["number"]) if end else None


def numbers_with(db: Database, narrowed: Narrowed, most: int) -> list[int] | None:
    """The statements with these facts; ``None`` where more than so many were to be looked at."""
    column = _driver(db, narrowed)
    fixed = [value for name, value in narrowed.exact if name == column]
    others, values = narrowed.conditions(leaving=column)
    source = f"""FROM browse_statement INDEXED BY browse_statement_by_{column or "day"}
        WHERE {f"{column} = ? AND" if column else ""} day BETWEEN ? AND ?"""
    bounds = (*fixed, *narrowed.days)
    if db.one(f"SELECT 1 {source} LIMIT 1 OFFSET ?", *bounds, most) is not None:
        return None
    return [number for (number,) in db.tuples(f"SELECT number {source} AND {others}", *bounds, *values)]


def _driver(db: Database, narrowed: Narrowed) -> str:
    """The column that the fewest statements share; empty for the order of days alone."""
    sizes = {column: size_of(db, column, value) for column, value in narrowed.exact}
    known = {column: size for column, size in sizes.items() if size is not None}
    return min(known, key=lambda column: known[column], default="")


def size_of(db: Database, column: str, value: int | str) -> int | None:
    """How many statements share a fact; ``None`` where very many do, always."""
    return int(db.value(_COUNTED[column], value) or 0) if column in _COUNTED else None


def facets_of(db: Database, rows: Sequence[Sequence[Any]], *, is_all: bool, most: int) -> Facets:
    """What these matches fall into; at most ``most`` values of each. A match may have more cells behind those
    of a ``Match``."""
    columns = tuple(zip(*rows, strict=True)) if rows else ((),) * 8
    _, days, people, outlets, languages, kinds, acts, modes = columns[:8]
    months: Counter[int] = Counter()
    for day, count in Counter(days).items():
        months[day // 100] += count
    return Facets(
        people=_named(db, "SELECT number, id, name FROM browse_person", people, most),
        outlets=_named(db, "SELECT number, name AS id, name FROM browse_outlet", outlets, most),
        months=tuple(Share(value=_month(m), label=_month(m), count=n) for m, n in sorted(months.items())),
        kinds=_shares(kinds, lambda number: KINDS[number].value, most),
        acts=_shares(acts, lambda number: ACTS[number].value, most),
        modes=_shares(modes, lambda number: MODES[number].value, most),
        languages=_shares(filter(None, languages), str, most),
        counted_over=len(rows),
        is_all=is_all,
    )


@lru_cache(maxsize=4096)
def _month(number: int) -> str:
    first = month_of(number)
    return f"{first:%Y-%m}" if first else ""


def _shares(cells: Iterable[int], name: Callable[[int], str], most: int) -> tuple[Share, ...]:
    return tuple(
        Share(value=name(cell), label=name(cell), count=count)
        for cell, count in Counter(cells).most_common(most)
    )


def _named(db: Database, sql: str, numbers: Iterable[int], most: int) -> tuple[Share, ...]:
    counts = Counter(numbers)
    del counts[0]
    top = counts.most_common(most)
    marks = ", ".join("?" * len(top))
    names = {row["number"]: row for row in db.rows(f"{sql} WHERE number IN ({marks})", *(n for n, _ in top))}
    return tuple(
        Share(value=names[number]["id"], label=names[number]["name"], count=count)
        for number, count in top
        if number in names
    )
