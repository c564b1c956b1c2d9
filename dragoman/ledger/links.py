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

from dragoman.ledger import values
from dragoman.ledger.cards import Cards
from dragoman.ledger.compared import Compared
from dragoman.ledger.due import Due
from dragoman.ledger.figured import Figured
from dragoman.ledger.happened import Happened
from dragoman.ledger.linked_rows import LinkedRows
from dragoman.ledger.linked_whole import exchange_cells, put_whole
from dragoman.ledger.storied import Storied
from dragoman.model import Exchange, Interval, Linked, Maker, Utterance

_ROOMY = (("cache_size", -400_000), ("wal_autocheckpoint", 20_000), ("temp_store", 2))
"""Kilobytes of pages, pages of the log, and 2 for holding in memory what undoes a single statement: in a file
that is more than all else that is written."""

_TOLD = "speaker_name, said_first, said_last, said_precision, said_basis, event, doubt"
_TOLD_ANEW = ", ".join(f"excluded.{column}" for column in _TOLD.split(", "))


class Links(LinkedRows):
    """What linking found in one ledger. Every method raises ``LedgerError`` where the file cannot be used."""

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
            put_whole(self._db, linked)
            self._db.run(
                "INSERT OR REPLACE INTO linking VALUES (1, ?, ?, ?)",
                linked.maker.name,
                linked.maker.version,
                self._state(),
            )

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
        stays reachable; one that holds other statements as well goes once the last of them is settled."""
        before = self._held_by(statements)
        several, here = list(found), set(statements)
        live = {u.id for u in several}
        now = {s: u.id for u in several for s in u.statements}
        self._put_utterances(several, before)
        for gone in sorted(before.keys() - live):
            heir = next((now[s] for s in before[gone] if s in now), None)
            if heir is not None:
                self._db.run("INSERT OR IGNORE INTO utterance_alias VALUES (?, ?)", gone, heir)
            if here.issuperset(before[gone]):
                self._remove(gone)
        self._db.run_many("DELETE FROM utterance_alias WHERE alias = ?", ((id,) for id in live))

    def _remove(self, utterance: str) -> None:
        """Remove an utterance; what led to it leads to where it leads itself now."""
        self._db.run(
            """UPDATE utterance_alias SET utterance = own.utterance FROM utterance_alias AS own
            WHERE own.alias = ?1 AND utterance_alias.utterance = ?1""",
            utterance,
        )
        self._db.run("DELETE FROM utterance WHERE id = ?", utterance)

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
            f"""INSERT INTO utterance VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET ({_TOLD}) = ({_TOLD_ANEW}) WHERE ({_TOLD}) IS NOT ({_TOLD_ANEW})""",
            (
                (u.id, u.speaker_name, *values.interval_cells(u.said_on), u.event, float(u.doubt))
                for u in several
            ),
        )
        self._db.run_many(
            """INSERT INTO utterance_statement VALUES (?, ?, ?)
            ON CONFLICT (statement) DO UPDATE
            SET utterance = excluded.utterance, ordinal = excluded.ordinal""",
            sorted(
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
        wanted = {x.id: exchange_cells(x) for x in found}
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
