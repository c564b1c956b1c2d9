"""Where linking is kept: utterances and all else that was found over several articles.

What is written takes the place of what an earlier linking wrote; rows that stay the same are not
touched. An utterance that is gone stays reachable: its address leads to the one that now holds its
statements.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from dragoman.errors import NotInLedger
from dragoman.ledger import values
from dragoman.ledger.cards import Cards
from dragoman.ledger.compared import Compared
from dragoman.ledger.database import Database, Row
from dragoman.ledger.due import Due
from dragoman.ledger.figured import Figured
from dragoman.ledger.happened import Happened
from dragoman.ledger.storied import Storied
from dragoman.model import (
    ActorKind,
    Alignment,
    Event,
    Evidence,
    Exchange,
    ExchangeKind,
    Figure,
    Interval,
    Linked,
    Loan,
    Maker,
    Person,
    Relation,
    Span,
    Story,
    Utterance,
)

_Cells = tuple[object, ...]

_TABLES: dict[str, tuple[str, ...]] = {
    "event": (
        *("id", "kind", "participants", "place", "held_first", "held_last", "held_precision", "held_basis"),
        "evidence",
    ),
    "utterance": (
        *("id", "speaker_name", "said_first", "said_last", "said_precision", "said_basis", "event", "doubt"),
    ),
    "utterance_statement": ("statement", "utterance", "ordinal"),
    "exchange": ("id", "kind", "origin", "target", "evidence", "inferred", "doubt"),
    "figure": ("id", "article", "start_at", "end_at", "low", "high", "unit", "what", '"where"', "by"),
    "figure_alignment": ("one", "other", "relation"),
    "story": ("id", "title", "events"),
    "story_article": ("story", "article", "ordinal"),
    "person": ("id", "name", "kind", "names", "within"),
    "person_actor": ("article", "actor", "person"),
    "link_attended": ("statement", "event"),
    "loan": ("statement", "lender", "said_first", "said_last", "said_precision", "said_basis"),
}
"""The columns of each table, in the order in which tables are filled."""


_ROOMY = (("cache_size", -400_000), ("wal_autocheckpoint", 20_000))
"""Kilobytes of pages, and pages of the log."""


class Links:
    """What linking found in one ledger. Every method raises ``LedgerError`` where the file cannot be used."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def is_current(self, maker: Maker) -> bool:
        """Whether this very maker linked all readings as they stand."""
        row = self._db.one("SELECT * FROM linking")
        return row is not None and (row["maker_name"], row["maker_version"], row["read_state"]) == (
            maker.name,
            maker.version,
            self._state(),
        )

    def was_made_by(self, maker: Maker) -> bool:
        """Whether this very maker linked what is linked."""
        row = self._db.one("SELECT * FROM linking")
        return row is not None and (row["maker_name"], row["maker_version"]) == (maker.name, maker.version)

    def begin(self, maker: Maker) -> None:
        """Note who links from now on."""
        self._db.run("INSERT OR REPLACE INTO linking VALUES (1, ?, ?, '')", maker.name, maker.version)

    def _state(self) -> str:
        """What tells one set of readings, copies and decisions from another."""
        row = self._db.one(
            """SELECT count(*) AS articles, coalesce(max(read_at), '') AS last,
                (SELECT count(*) FROM sketch WHERE copy_of IS NOT NULL) AS copies,
                (SELECT coalesce(max(rowid), 0) FROM judgement) AS judged FROM reading"""
        )
        return "" if row is None else " ".join(str(cell) for cell in row)

    def write(self, linked: Linked) -> None:
        """Put a linking in the place of the one before, in one transaction."""
        with self._db.transaction():
            before = self._members()
            for table, rows in _rows(linked).items():
                self._settle(table, rows)
            self._keep_addresses(before)
            self._db.run(
                "INSERT OR REPLACE INTO linking VALUES (1, ?, ?, ?)",
                linked.maker.name,
                linked.maker.version,
                self._state(),
            )

    def _settle(self, table: str, rows: list[_Cells]) -> None:
        """Make a table hold these rows: those that are there already stay."""
        columns = ", ".join(_TABLES[table])
        wanted = set(rows)
        held = {tuple(row) for row in self._db.rows(f"SELECT {columns} FROM {table}")}
        condition = " AND ".join(f"{column} IS ?" for column in _TABLES[table])
        self._db.run_many(f"DELETE FROM {table} WHERE {condition}", sorted(held - wanted, key=str))
        marks = ", ".join("?" * len(_TABLES[table]))
        fresh = [row for row in rows if row not in held]
        self._db.run_many(f"INSERT INTO {table} ({columns}) VALUES ({marks})", fresh)

    def _members(self) -> dict[str, list[str]]:
        """The statements of each utterance, the first carrier's first."""
        members: dict[str, list[str]] = defaultdict(list)
        for utterance, statement in self._db.rows(
            "SELECT utterance, statement FROM utterance_statement ORDER BY utterance, ordinal"
        ):
            members[utterance].append(statement)
        return members

    def _keep_addresses(self, before: dict[str, list[str]]) -> None:
        """An utterance that is gone leads to the one that holds the first of its statements that is left;
        an alias of it leads there too."""
        now = {s: u for u, statements in self._members().items() for s in statements}
        live = set(now.values())
        for gone in before.keys() - live:
            heir = next((now[s] for s in before[gone] if s in now), None)
            if heir is not None:
                self._db.run("INSERT OR REPLACE INTO utterance_alias VALUES (?, ?)", gone, heir)
                self._db.run("UPDATE utterance_alias SET utterance = ? WHERE utterance = ?", heir, gone)
        self._db.run("DELETE FROM utterance_alias WHERE alias IN (SELECT id FROM utterance)")

    @property
    def folder(self) -> Path:
        """Where the ledger lies, and where there is room for as much again."""
        return self._db.path.parent

    @contextmanager
    def roomy(self, many: bool = True) -> Iterator[None]:
        """Where much is to be written, more of the file is held in memory inside, and its log is longer."""
        if not many:
            yield
            return
        usual = [(name, self._db.value(f"PRAGMA {name}")) for name, _ in _ROOMY]
        try:
            for name, value in _ROOMY:
                self._db.run(f"PRAGMA {name} = {value}")
            yield
        finally:
            for name, value in usual:
                self._db.run(f"PRAGMA {name} = {value}")

    @property
    def due(self) -> Due:
        """What is to be linked anew."""
        return Due(self._db)

    @property
    def cards(self) -> Cards:
        """What articles tell of actors."""
        return Cards(self._db)

    @property
    def compared(self) -> Compared:
        """Statements as they are compared."""
        return Compared(self._db)

    @property
    def figured(self) -> Figured:
        """Figures as they are compared."""
        return Figured(self._db)

    @property
    def happened(self) -> Happened:
        """What articles tell of events."""
        return Happened(self._db)

    @property
    def storied(self) -> Storied:
        """News and the stories around it."""
        return Storied(self._db)

    def settle(self, found: Iterable[Utterance], statements: Collection[str]) -> None:
        """Put utterances in the place of all that held some statements until now. An utterance that is gone
        stays reachable."""
        before = self._held_by(statements)
        several = list(found)
        live = {u.id for u in several}
        now = {s: u.id for u in several for s in u.statements}
        self._put_utterances(several, before)
        for gone in before.keys() - live:
            heir = next((now[s] for s in before[gone] if s in now), None)
            if heir is not None:
                self._db.run("INSERT OR REPLACE INTO utterance_alias VALUES (?, ?)", gone, heir)
                self._db.run("UPDATE utterance_alias SET utterance = ? WHERE utterance = ?", heir, gone)
            self._db.run("DELETE FROM utterance WHERE id = ?", gone)
        self._db.run_many("DELETE FROM utterance_alias WHERE alias = ?", ((id,) for id in live))

    def _held_by(self, statements: Collection[str]) -> dict[str, list[str]]:
        """The utterances of some statements, with all their statements, the first carrier's first."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self._db.rows(
            """SELECT utterance, statement FROM utterance_statement WHERE utterance IN (
                SELECT utterance FROM json_each(?) JOIN utterance_statement ON statement = value
            ) ORDER BY utterance, ordinal""",
            json.dumps(list(statements)),
        ):
            found[row["utterance"]].append(row["statement"])
        return found

    def _put_utterances(self, several: Sequence[Utterance], before: Mapping[str, Sequence[str]]) -> None:
        self._db.run_many(
            """INSERT INTO utterance VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT DO UPDATE SET speaker_name = ?2, said_first = ?3, said_last = ?4, said_precision = ?5,
                said_basis = ?6, event = ?7, doubt = ?8
            WHERE (speaker_name, said_first, said_last, said_precision, said_basis, event, doubt)
                IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8)""",
            (
                (u.id, u.speaker_name, *values.interval_cells(u.said_on), u.event, float(u.doubt))
                for u in several
            ),
        )
        self._db.run_many(
            """INSERT INTO utterance_statement VALUES (?1, ?2, ?3)
            ON CONFLICT (statement) DO UPDATE SET utterance = ?2, ordinal = ?3""",
            (
                (statement, u.id, n)
                for u in several
                if tuple(before.get(u.id, ())) != u.statements
                for n, statement in enumerate(u.statements)
            ),
        )

    def sweep(self) -> None:
        """Remove utterances that are due and of which no statement is left."""
        self._db.run(
            """DELETE FROM utterance WHERE id IN (SELECT key FROM link_due WHERE part = 'utterance')
            AND NOT EXISTS (SELECT 1 FROM utterance_statement WHERE utterance = id)"""
        )

    def members(self, utterances: Collection[str]) -> dict[str, list[str]]:
        """The statements of some utterances, the first carrier's first."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self._db.rows(
            """SELECT utterance, statement FROM json_each(?) JOIN utterance_statement ON utterance = value
            ORDER BY utterance, ordinal""",
            json.dumps(list(utterances)),
        ):
            found[row["utterance"]].append(row["statement"])
        return found

    def homes(self, statements: Collection[str]) -> dict[str, str]:
        """The utterance (id) of each of some statements, as far as they are in one."""
        rows = self._db.rows(
            "SELECT statement, utterance FROM json_each(?) JOIN utterance_statement ON statement = value",
            json.dumps(list(statements)),
        )
        return {row["statement"]: row["utterance"] for row in rows}

    def by_utterance(self, statements: Collection[str]) -> list[str]:
        """Some statements, those of one utterance beside each other."""
        rows = self._db.rows(
            """SELECT value FROM json_each(?) LEFT JOIN utterance_statement ON statement = value
            ORDER BY utterance, value""",
            json.dumps(list(statements)),
        )
        return [row["value"] for row in rows]

    def by_day(self, utterances: Collection[str]) -> list[str]:
        """Some utterances in the order of the days on which they were said."""
        rows = self._db.rows(
            """SELECT value FROM json_each(?) LEFT JOIN utterance ON utterance.id = value
            ORDER BY coalesce(said_first, said_last), value""",
            json.dumps(list(utterances)),
        )
        return [row["value"] for row in rows]

    def settle_exchanges(self, found: Iterable[Exchange], utterances: Collection[str]) -> None:
        """Put exchanges in the place of all that some utterances had until now."""
        wanted = {x.id: _exchange_cells(x) for x in found}
        rows = self._db.rows(
            """SELECT * FROM exchange WHERE origin IN (SELECT value FROM json_each(?1)) UNION
            SELECT * FROM exchange WHERE target IN (SELECT value FROM json_each(?1))""",
            json.dumps(list(utterances)),
        )
        held = {row["id"]: tuple(row) for row in rows}
        self._db.run_many(
            "DELETE FROM exchange WHERE id = ?", ((id,) for id in held if held[id] != wanted.get(id))
        )
        self._db.run_many(
            "INSERT INTO exchange VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (cells for id, cells in wanted.items() if held.get(id) != cells),
        )

    def placed(self, statements: Collection[str]) -> tuple[dict[str, str], dict[str, Interval]]:
        """The events at which some statements were made, and the days that they were lent."""
        wanted = json.dumps(list(statements))
        here = "statement IN (SELECT value FROM json_each(?))"
        events = self._db.rows(f"SELECT * FROM link_attended WHERE {here}", wanted)
        loans = self._db.rows(f"SELECT * FROM loan WHERE {here}", wanted)
        lent = {row["statement"]: values.interval(row, "said") for row in loans}
        return (
            {row["statement"]: row["event"] for row in events},
            {statement: day for statement, day in lent.items() if day is not None},
        )

    def counts(self) -> dict[str, int]:
        """How much is linked: how many of each, and the utterances that more than one article reports."""
        tables = {
            name: name.rstrip("s") for name in ("utterances", "exchanges", "figures", "events", "loans")
        }
        found = {name: int(self._db.value(f"SELECT count(*) FROM {table}")) for name, table in tables.items()}
        found["stories"] = int(self._db.value("SELECT count(*) FROM story"))
        found["shared"] = int(
            self._db.value(
                """SELECT count(*) FROM (
                    SELECT 1 FROM utterance_statement JOIN statement ON id = statement
                    WHERE utterance IN (SELECT utterance FROM utterance_statement WHERE ordinal > 0)
                    GROUP BY utterance HAVING count(DISTINCT article) > 1)"""
            )
        )
        return found

    def utterances(self) -> Iterator[Utterance]:
        """All utterances, by id."""
        members = self._members()
        for row in self._db.rows("SELECT * FROM utterance ORDER BY id"):
            yield utterance_of(row, members[row["id"]])

    def utterance(self, name: str) -> Utterance:
        """The utterance with this id, a former id, or that of one of its statements.
        Raises ``NotInLedger``."""
        id = self._db.value(
            """SELECT id FROM utterance WHERE id = ?1
            UNION ALL SELECT utterance FROM utterance_alias WHERE alias = ?1
            UNION ALL SELECT utterance FROM utterance_statement WHERE statement = ?1 LIMIT 1""",
            name,
        )
        row = self._db.one("SELECT * FROM utterance WHERE id = ?", id)
        if row is None:
            advice = "`dragoman link` links what was read; `dragoman export utterances` shows ids"
            raise NotInLedger(f"no utterance {name!r} in {self._db.path}", advice)
        statements = self._db.rows(
            "SELECT statement FROM utterance_statement WHERE utterance = ? ORDER BY ordinal", row["id"]
        )
        return utterance_of(row, [s["statement"] for s in statements])

    def exchanges(self, about: str | None = None) -> Iterator[Exchange]:
        """All exchanges, or those of the utterance with this very id, by id."""
        if about is None:
            rows = self._db.rows("SELECT * FROM exchange ORDER BY id")
        else:
            rows = self._db.rows(
                """SELECT * FROM exchange WHERE origin = ?1 UNION SELECT * FROM exchange WHERE target = ?1
                ORDER BY id""",
                about,
            )
        return map(_exchange_of, rows)

    def found_exchange(self, id: str) -> Exchange | None:
        """The exchange that linking found under this id, if any."""
        rows = self._db.rows("SELECT * FROM exchange WHERE id = ?", id)
        return _exchange_of(rows[0]) if rows else None

    def figures(self) -> Iterator[Figure]:
        """All figures, in the order of their articles' ids and their places."""
        for row in self._db.rows("SELECT * FROM figure ORDER BY article, start_at, id"):
            yield Figure(
                id=row["id"],
                article=row["article"],
                span=Span(row["start_at"], row["end_at"]),
                low=row["low"],
                high=row["high"],
                unit=row["unit"],
                what=row["what"],
                where=row["where"],
                by=row["by"],
            )

    def alignments(self) -> Iterator[Alignment]:
        """All pairs of figures for the same thing."""
        for row in self._db.rows("SELECT * FROM figure_alignment ORDER BY one, other"):
            yield Alignment(row["one"], row["other"], Relation(row["relation"]))

    def events(self) -> Iterator[Event]:
        """All events, by first day (undated ones last), then id."""
        for row in self._db.rows("SELECT * FROM event ORDER BY held_first NULLS LAST, id"):
            yield Event(
                id=row["id"],
                kind=row["kind"],
                participants=tuple(json.loads(row["participants"])),
                place=row["place"],
                held=values.interval(row, "held"),
                evidence=_evidence(row["evidence"]),
            )

    def stories(self) -> Iterator[Story]:
        """All stories, by id."""
        articles = self._grouped("SELECT story, article FROM story_article ORDER BY story, ordinal")
        for row in self._db.rows("SELECT * FROM story ORDER BY id"):
            yield Story(
                id=row["id"],
                title=row["title"],
                articles=tuple(article for (article,) in articles[row["id"]]),
                events=tuple(json.loads(row["events"])),
            )

    def people(self) -> Iterator[Person]:
        """All actors over articles, by id."""
        members = self._grouped("SELECT person, article, actor FROM person_actor ORDER BY article, actor")
        for row in self._db.rows("SELECT * FROM person ORDER BY id"):
            yield Person(
                id=row["id"],
                name=row["name"],
                kind=ActorKind(row["kind"]),
                members=tuple((article, actor) for article, actor in members[row["id"]]),
                names=tuple(json.loads(row["names"])),
                within=row["within"],
            )

    def loans(self, article: str | None = None) -> Iterator[Loan]:
        """The dates that were lent: to the statements of one article, or all."""
        for row in self._db.rows(
            """SELECT loan.* FROM loan JOIN statement ON statement.id = loan.statement
            WHERE ?1 IS NULL OR statement.article = ?1 ORDER BY loan.statement""",
            article,
        ):
            lent = values.interval(row, "said")
            if lent is not None:
                yield Loan(statement=row["statement"], said_on=lent, lender=row["lender"])

    def _grouped(self, sql: str) -> dict[str, list[tuple[str, ...]]]:
        """The other cells of each row by its first one."""
        groups: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for key, *rest in self._db.rows(sql):
            groups[key].append(tuple(rest))
        return groups


def _rows(linked: Linked) -> dict[str, list[_Cells]]:
    """The cells of every table."""
    return {
        "event": [
            (
                e.id,
                e.kind,
                json.dumps(e.participants),
                e.place,
                *values.interval_cells(e.held),
                _places(e.evidence),
            )
            for e in linked.events
        ],
        "utterance": [
            (u.id, u.speaker_name, *values.interval_cells(u.said_on), u.event, float(u.doubt))
            for u in linked.utterances
        ],
        "utterance_statement": [(s, u.id, n) for u in linked.utterances for n, s in enumerate(u.statements)],
        "exchange": [_exchange_cells(x) for x in linked.exchanges],
        "figure": [
            (
                f.id,
                f.article,
                f.span.start,
                f.span.end,
                _real(f.low),
                _real(f.high),
                f.unit,
                f.what,
                f.where,
                f.by,
            )
            for f in linked.figures
        ],
        "figure_alignment": [(a.one, a.other, a.relation.value) for a in linked.alignments],
        "story": [(s.id, s.title, json.dumps(s.events)) for s in linked.stories],
        "story_article": [(s.id, article, n) for s in linked.stories for n, article in enumerate(s.articles)],
        "person": [(p.id, p.name, p.kind.value, json.dumps(p.names), p.within) for p in linked.people],
        "person_actor": [(article, actor, p.id) for p in linked.people for article, actor in p.members],
        "loan": [(n.statement, n.lender, *values.interval_cells(n.said_on)) for n in linked.loans],
    }


def _exchange_of(row: Row) -> Exchange:
    return Exchange(
        id=row["id"],
        kind=ExchangeKind(row["kind"]),
        origin=row["origin"],
        target=row["target"],
        evidence=_evidence(row["evidence"]),
        inferred=bool(row["inferred"]),
        doubt=row["doubt"],
    )


def _exchange_cells(x: Exchange) -> _Cells:
    return x.id, x.kind.value, x.origin, x.target, _places(x.evidence), int(x.inferred), float(x.doubt)


def _real(value: float | None) -> float | None:
    return None if value is None else float(value)


def _places(evidence: Iterable[Evidence]) -> str:
    return json.dumps([[e.article, e.span.start, e.span.end] for e in evidence])


def _evidence(cell: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(article, Span(start, end)) for article, start, end in json.loads(cell))


def utterance_of(row: Row, statements: Iterable[str]) -> Utterance:
    """A row of the table of utterances with its statements."""
    return Utterance(
        id=row["id"],
        statements=tuple(statements),
        speaker_name=row["speaker_name"],
        said_on=values.interval(row, "said"),
        event=row["event"],
        doubt=row["doubt"],
    )
