"""What articles tell of events, kept for joining it with what others tell: laid out, placed by day, and
joined.

Cells are what ``link`` makes of its values; nothing here looks into them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.ledger import values
from dragoman.ledger.database import Database, Row
from dragoman.model import Event, Loan

Cells = Sequence[Any]
Number = tuple[str, int]
"""An event of an article: the article's id, and which of its events."""

Slot = tuple[int, int]
"""A key under which dated events meet, and a day."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An event of an article where it stands: its key, day and place, its mark in the order of events, and
    the first that is one with it."""

    key: int
    day: int
    place: str
    mark: str
    number: Number
    root: Number | None


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as cells without its evidence, the article whose words date it, and whether others tell of
    it."""

    cells: Cells
    lender: str | None
    shared: bool


@dataclass(frozen=True, slots=True)
class StoredTold:
    """What an article tells, as cells; whom it asks for (keys), and the offices that it calls over or about
    to end."""

    cells: Cells
    asked: Collection[str]
    tenures: Sequence[Cells]


def _name(number: Number | None) -> str | None:
    return None if number is None else f"{number[0]} {number[1]}"


def _number(name: str | None) -> Number | None:
    if name is None:
        return None
    article, _, number = name.partition(" ")
    return article, int(number)


class Happened:
    """The events of one ledger as articles tell them."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # ------------------------------------------------------------ who is asked for

    def bearers(self, key: str) -> list[tuple[str, str]]:
        """Who bears a key, and with which value."""
        rows = self._db.rows("SELECT person, value FROM link_bears WHERE key = ?", key)
        return [(row["person"], row["value"]) for row in rows]

    def cast(self, articles: Iterable[str]) -> dict[str, list[tuple[str, str, Cells]]]:
        """The actors of some articles, the people (ids) that they are, and the cells of their cards."""
        found: dict[str, list[tuple[str, str, Cells]]] = {}
        for article, actor, person, cells in self._db.tuples(
            """SELECT article, actor, person, cells FROM json_each(?) JOIN link_member ON article = value
            JOIN link_card ON number = card WHERE person IS NOT NULL""",
            _list(articles),
        ):
            found.setdefault(article, []).append((actor, person, json.loads(cells)))
        return found

    # ------------------------------------------------------------ what articles tell

    def told(self, articles: Iterable[str]) -> dict[str, Cells]:
        """What some articles tell, as far as they tell of events."""
        return {row["article"]: json.loads(row["cells"]) for row in self._of("link_told", articles)}

    def put(self, told: Mapping[str, StoredTold]) -> set[str]:
        """Keep what some articles tell; those that tell anything new."""
        lines = {article: _line(one.cells) for article, one in told.items()}
        held = {row["article"]: row["cells"] for row in self._of("link_told", told)}
        fresh = {article for article, line in lines.items() if held.get(article) != line}
        self._db.run_many(
            "INSERT INTO link_told VALUES (?1, ?2) ON CONFLICT DO UPDATE SET cells = ?2",
            ((article, lines[article]) for article in sorted(fresh)),
        )
        asked = {(row["article"], row["key"]) for row in self._of("link_asked", held)}
        wanted = {(article, key) for article, one in told.items() for key in one.asked}
        self._db.run_many("DELETE FROM link_asked WHERE article = ? AND key = ?", asked - wanted)
        self._db.run_many("INSERT INTO link_asked VALUES (?, ?)", sorted(wanted - asked))
        before = {tuple(row) for row in self._of("link_tenure", held)}
        now = {(article, c[0], _line(c)) for article, one in told.items() for c in one.tenures}
        self._db.run_many("DELETE FROM link_tenure WHERE article = ? AND who = ? AND cells = ?", before - now)
        self._db.run_many("INSERT INTO link_tenure VALUES (?, ?, ?)", now - before)
        return fresh

    def _of(self, table: str, articles: Iterable[str]) -> list[Row]:
        return self._db.rows(
            f"SELECT * FROM {table} WHERE article IN (SELECT value FROM json_each(?))", _list(articles)
        )

    def drop(self, article: str) -> None:
        """Forget what an article tells."""
        if self._db.rows("SELECT 1 FROM link_told WHERE article = ?", article):
            self._db.run("DELETE FROM link_told WHERE article = ?", article)
            self.attend({article: {}})

    def tenures(self, people: Iterable[str]) -> list[Cells]:
        """The offices of some people that articles call over or about to end."""
        rows = self._db.rows(
            "SELECT cells FROM link_tenure WHERE who IN (SELECT value FROM json_each(?))", _list(people)
        )
        return [json.loads(row["cells"]) for row in rows]

    # ------------------------------------------------------------ where they stand

    def by_day(self, articles: Iterable[str]) -> list[str]:
        """Some articles in the order in which they were published."""
        rows = self._db.rows(
            """SELECT value FROM json_each(?) LEFT JOIN reading ON reading.article = value
            ORDER BY coalesce(published_first, published_last), value""",
            _list(articles),
        )
        return [row["value"] for row in rows]

    def slots(self, articles: Iterable[str]) -> set[Slot]:
        """The keys and days under which dated events of some articles stand."""
        rows = self._db.rows(
            """SELECT DISTINCT key, day FROM link_local_row
            WHERE article IN (SELECT value FROM json_each(?)) AND day > 0""",
            _list(articles),
        )
        return {(row["key"], row["day"]) for row in rows}

    def standing(self, slots: Iterable[Slot]) -> list[Standing]:
        """What stands under some keys on some days, by mark."""
        rows = self._db.rows(
            f"""{_STANDING} WHERE (key, day) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))
            ORDER BY key, day, place, mark""",
            json.dumps([list(slot) for slot in slots]),
        )
        return [
            Standing(
                r["key"], r["day"], r["place"], r["mark"], (r["article"], r["number"]), _number(r["root"])
            )
            for r in rows
        ]

    def heads(self, key: int, first: int, last: int) -> list[Standing]:
        """The first of what stands under a key on each day of a stretch and in each place."""
        found: list[Standing] = []
        day, place = first, ""
        strict = False
        while True:
            row = self._db.one(
                f"""{_STANDING} WHERE key = ?1 AND day BETWEEN ?2 AND ?4
                AND (day, place) {">" if strict else ">="} (?2, ?3)
                ORDER BY day, place, mark LIMIT 1""",
                key,
                day,
                place,
                last,
            )
            if row is None:
                return found
            number = row["article"], row["number"]
            root = _number(row["root"])
            found.append(Standing(key, row["day"], row["place"], row["mark"], number, root))
            day, place, strict = row["day"], row["place"], True

    def undated(self, slots: Iterable[Slot]) -> set[Number]:
        """The undated events that stand under some keys and may have been on the days."""
        rows = self._db.rows(
            """SELECT DISTINCT own.article, own.number FROM json_each(?) AS slot
            JOIN link_local_row AS own ON own.key = slot.value ->> 0 AND own.day = 0
            JOIN link_local USING (article, number)
            WHERE slot.value ->> 1 BETWEEN first AND last""",
            json.dumps([list(slot) for slot in slots]),
        )
        return {(row["article"], row["number"]) for row in rows}

    def remove(self, articles: Iterable[str]) -> tuple[set[Number], set[str]]:
        """Take the events of some articles away: the first events that they were one with, and the events
        (ids) that they were."""
        wanted = _list(articles)
        here = "article IN (SELECT value FROM json_each(?))"
        rows = self._db.rows(f"SELECT root, event FROM link_local WHERE {here}", wanted)
        self._db.run(f"DELETE FROM link_local_row WHERE {here}", wanted)
        self._db.run(f"DELETE FROM link_local WHERE {here}", wanted)
        roots = {root for row in rows if (root := _number(row["root"])) is not None}
        return roots, {row["event"] for row in rows if row["event"] is not None}

    def place(self, number: Number, days: tuple[int, int], rows: Iterable[tuple[int, int, str, str]]) -> None:
        """Put an event of an article under its keys: the days on which it may have been; key, day, place,
        mark."""
        self._db.run(
            "INSERT INTO link_local (article, number, first, last) VALUES (?, ?, ?, ?)", *number, *days
        )
        self._db.run_many(
            "INSERT INTO link_local_row VALUES (?, ?, ?, ?, ?, ?)", ((*row, *number) for row in rows)
        )

    def roots(self, numbers: Iterable[Number]) -> dict[Number, Number | None]:
        """The first event that each of some is one with; none for those that stand alone or in company."""
        return {n: root for n, root, _ in self._locals(_NUMBERED, numbers)}

    def members(self, roots: Iterable[Number]) -> dict[Number, Number | None]:
        """All that are one with some events by their day, and these."""
        return {
            n: root
            for n, root, _ in self._locals("root IN (SELECT value FROM json_each(?))", map(_name, roots))
        }

    def _locals(
        self, where: str, several: Iterable[Number | str | None]
    ) -> Iterable[tuple[Number, Number | None, str | None]]:
        for row in self._db.rows(f"SELECT * FROM link_local WHERE {where}", _list(several)):
            yield (row["article"], row["number"]), _number(row["root"]), row["event"]

    def join(self, roots: Mapping[Number, Number | None]) -> None:
        """Say which first event some are one with."""
        self._db.run_many(
            "UPDATE link_local SET root = ?1 WHERE article = ?2 AND number = ?3 AND root IS NOT ?1",
            ((_name(root), *number) for number, root in roots.items()),
        )

    def became(self, numbers: Iterable[Number]) -> dict[Number, str]:
        """The events (ids) that some became."""
        found = self._locals(_NUMBERED, numbers)
        return {n: event for n, _, event in found if event is not None}

    def become(self, events: Mapping[Number, str]) -> None:
        """Say which events some became."""
        self._db.run_many(
            "UPDATE link_local SET event = ?1 WHERE article = ?2 AND number = ?3 AND event IS NOT ?1",
            ((event, *number) for number, event in events.items()),
        )

    def events_in(self, articles: Iterable[str]) -> dict[str, dict[int, str]]:
        """The events (ids) that those of some articles became, by number; of articles that have one."""
        found: dict[str, dict[int, str]] = {}
        for row in self._db.rows(
            """SELECT article, number, event FROM link_local
            WHERE article IN (SELECT value FROM json_each(?)) AND event IS NOT NULL""",
            _list(articles),
        ):
            found.setdefault(row["article"], {})[row["number"]] = row["event"]
        return found

    # ------------------------------------------------------------ what statements have of them

    def attend(self, told: Mapping[str, Mapping[str, str]]) -> None:
        """Say at which events (ids) the statements of some articles were made, by article."""
        rows = self._db.rows(
            """SELECT statement, event FROM json_each(?) JOIN statement ON statement.article = value
            JOIN link_attended ON statement = statement.id""",
            _list(told),
        )
        held = {row["statement"]: row["event"] for row in rows}
        attended = {s: event for several in told.values() for s, event in several.items()}
        self._db.run_many(
            "DELETE FROM link_attended WHERE statement = ?",
            ((s,) for s, event in held.items() if attended.get(s) != event),
        )
        self._db.run_many(
            "INSERT INTO link_attended VALUES (?, ?)",
            ((s, event) for s, event in attended.items() if held.get(s) != event),
        )

    def lend(self, loans: Mapping[str, Mapping[str, Cells]]) -> None:
        """Keep what the statements of some articles are lent for what these are, by article."""
        rows = self._db.rows(
            "SELECT statement, cells FROM link_lent WHERE article IN (SELECT value FROM json_each(?))",
            _list(loans),
        )
        held = {row["statement"]: row["cells"] for row in rows}
        home = {s: article for article, several in loans.items() for s in several}
        wanted = {s: _line(cells) for several in loans.values() for s, cells in several.items()}
        self._db.run_many(
            "DELETE FROM link_lent WHERE statement = ?",
            ((s,) for s, line in held.items() if wanted.get(s) != line),
        )
        self._db.run_many(
            "INSERT INTO link_lent VALUES (?, ?, ?)",
            ((s, home[s], line) for s, line in wanted.items() if held.get(s) != line),
        )

    def lent(self, statements: Iterable[str]) -> dict[str, Cells]:
        """What some statements are lent for what their articles are."""
        rows = self._db.rows(
            "SELECT statement, cells FROM link_lent WHERE statement IN (SELECT value FROM json_each(?))",
            _list(statements),
        )
        return {row["statement"]: json.loads(row["cells"]) for row in rows}

    def settle_loans(self, statements: Iterable[str], loans: Mapping[str, Loan]) -> None:
        """Put loans in the place of all that some statements had."""
        rows = self._db.rows(
            "SELECT * FROM loan WHERE statement IN (SELECT value FROM json_each(?))", _list(statements)
        )
        held = {row["statement"]: tuple(row) for row in rows}
        wanted = {s: (s, n.lender, *values.interval_cells(n.said_on)) for s, n in loans.items()}
        self._db.run_many(
            "DELETE FROM loan WHERE statement = ?",
            ((s,) for s, cells in held.items() if wanted.get(s) != cells),
        )
        self._db.run_many(
            "INSERT INTO loan VALUES (?, ?, ?, ?, ?, ?)",
            (cells for s, cells in wanted.items() if held.get(s) != cells),
        )

    # ------------------------------------------------------------ events

    def plain(self, ids: Iterable[str]) -> dict[str, StoredEvent]:
        """Events as the words of their articles date them, without evidence, by id."""
        rows = self._db.rows(
            "SELECT * FROM link_event WHERE id IN (SELECT value FROM json_each(?))", _list(ids)
        )
        return {
            row["id"]: StoredEvent(json.loads(row["cells"]), row["lender"], bool(row["shared"]))
            for row in rows
        }

    def put_plain(self, id: str, event: StoredEvent) -> None:
        """Keep an event as the words of its articles date it."""
        cells = _line(event.cells), event.lender, int(event.shared)
        self._db.run("INSERT OR REPLACE INTO link_event VALUES (?, ?, ?, ?)", id, *cells)

    def lend_by(self, id: str, lender: str | None) -> None:
        """Say whose words date an event."""
        self._db.run("UPDATE link_event SET lender = ?1 WHERE id = ?2 AND lender IS NOT ?1", lender, id)

    def events(self, ids: Iterable[str], *, evidence: bool = True) -> dict[str, Event]:
        """Events as they are shown, by id; without the places that tell of them where these are not asked
        for."""
        columns = "*" if evidence else _BARE
        rows = self._db.rows(
            f"SELECT {columns} FROM event WHERE id IN (SELECT value FROM json_each(?))", _list(ids)
        )
        return {row["id"]: event_of(row) for row in rows}

    def show(self, event: Event) -> None:
        """Show an event."""
        cells = event.id, event.kind, json.dumps(event.participants), event.place
        self._db.run(
            "INSERT OR REPLACE INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *cells,
            *values.interval_cells(event.held),
            values.evidence_cell(event.evidence),
        )

    def drop_events(self, ids: Iterable[str]) -> None:
        """Remove events."""
        for table in ("event", "link_event"):
            self._db.run_many(f"DELETE FROM {table} WHERE id = ?", ((id,) for id in ids))

    # ------------------------------------------------------------ anchors

    def anchors(self, articles: Iterable[str]) -> dict[str, Cells]:
        """When some articles were written, as others tell."""
        rows = self._db.rows(
            "SELECT * FROM link_anchor WHERE article IN (SELECT value FROM json_each(?))", _list(articles)
        )
        return {row["article"]: json.loads(row["cells"]) for row in rows}

    def put_anchor(self, article: str, cells: Cells | None) -> None:
        """Keep when an article was written, as others tell."""
        if cells is None:
            self._db.run("DELETE FROM link_anchor WHERE article = ?", article)
        else:
            self._db.run("INSERT OR REPLACE INTO link_anchor VALUES (?, ?)", article, _line(cells))


_BARE = """id, kind, participants, place, held_first, held_last, held_precision, held_basis,
    '[]' AS evidence"""

_STANDING = """SELECT key, day, place, mark, article, number, root FROM link_local_row
    JOIN link_local USING (article, number)"""


def event_of(row: Row) -> Event:
    """The event of a row."""
    return Event(
        id=row["id"],
        kind=row["kind"],
        participants=tuple(json.loads(row["participants"])),
        place=row["place"],
        held=values.interval(row, "held"),
        evidence=values.evidence(row["evidence"]),
    )


_NUMBERED = "(article, number) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))"


def _list(keys: Iterable[object]) -> str:
    return json.dumps(list(keys))


def _line(cells: Cells) -> str:
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":"))
