"""What linking found, as it lies in the ledger: read back row by row."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from dragoman.errors import NotInLedger
from dragoman.ledger import values
from dragoman.ledger.database import Database, Row
from dragoman.ledger.figured import figure_of
from dragoman.ledger.happened import event_of
from dragoman.model import (
    ActorKind,
    Alignment,
    Event,
    Exchange,
    ExchangeKind,
    Figure,
    Loan,
    Person,
    Relation,
    Story,
    Utterance,
)


class LinkedRows:
    """All that linking found in one ledger. Every method raises ``LedgerError`` where the file cannot be
    used."""

    def __init__(self, database: Database) -> None:
        self._db = database

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
        members = members_of_all(self._db)
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
        row = self._db.one("SELECT * FROM exchange WHERE id = ?", id)
        return None if row is None else _exchange_of(row)

    def figures(self) -> Iterator[Figure]:
        """All figures, in the order of their articles' ids and their places."""
        return map(figure_of, self._db.rows("SELECT * FROM figure ORDER BY article, start_at, id"))

    def alignments(self) -> Iterator[Alignment]:
        """All pairs of figures for the same thing."""
        for row in self._db.rows("SELECT * FROM figure_alignment ORDER BY one, other"):
            yield Alignment(row["one"], row["other"], Relation(row["relation"]))

    def events(self) -> Iterator[Event]:
        """All events, by first day (undated ones last), then id."""
        return map(event_of, self._db.rows("SELECT * FROM event ORDER BY held_first NULLS LAST, id"))

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

    def loans(self) -> Iterator[Loan]:
        """All dates that were lent, by statement."""
        return filter(None, map(_loan_of, self._db.rows("SELECT * FROM loan ORDER BY statement")))

    def loans_of(self, articles: Iterable[str]) -> dict[str, list[Loan]]:
        """The dates that were lent to the statements of some articles, by article."""
        found: dict[str, list[Loan]] = defaultdict(list)
        for row in self._db.rows(
            """SELECT article, loan.* FROM statement CROSS JOIN loan ON loan.statement = statement.id
            WHERE article IN (SELECT value FROM json_each(?)) ORDER BY loan.statement""",
            json.dumps(list(articles)),
        ):
            loan = _loan_of(row)
            if loan is not None:
                found[row["article"]].append(loan)
        return found

    def _grouped(self, sql: str) -> dict[str, list[tuple[str, ...]]]:
        """The other cells of each row by its first one."""
        groups: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for key, *rest in self._db.rows(sql):
            groups[key].append(tuple(rest))
        return groups


def _loan_of(row: Row) -> Loan | None:
    lent = values.interval(row, "said")
    return Loan(statement=row["statement"], said_on=lent, lender=row["lender"]) if lent is not None else None


def members_of_all(db: Database) -> dict[str, list[str]]:
    """The statements of each utterance, the first carrier's first."""
    members: dict[str, list[str]] = defaultdict(list)
    for utterance, statement in db.rows(
        "SELECT utterance, statement FROM utterance_statement ORDER BY utterance, ordinal"
    ):
        members[utterance].append(statement)
    return members


def _exchange_of(row: Row) -> Exchange:
    return Exchange(
        id=row["id"],
        kind=ExchangeKind(row["kind"]),
        origin=row["origin"],
        target=row["target"],
        evidence=values.evidence(row["evidence"]),
        inferred=bool(row["inferred"]),
        doubt=row["doubt"],
    )


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
