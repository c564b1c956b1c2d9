"""Statements laid out for comparing, the keys under which they meet, and the ties between them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dragoman.ledger.database import Database, Row

Numbers = npt.NDArray[np.int64]
Laid = tuple[str, str, str | None, bytes, bytes | None, str | None]
"""A statement laid out: its id and article, its speaker (an actor of this), traits, vectors and stance."""

_AMONG = "IN (SELECT value FROM json_each(?))"

Place = tuple[int, int, int]
"""Key, day, and code of a statement."""


class Kept(NamedTuple):
    """A statement: its traits and vectors as bytes, the person that speaks over articles and that person's
    state, and the day and the keys under which it stands (``None``: under none yet)."""

    code: int
    article: str
    traits: bytes
    vectors: bytes | None
    person: str | None
    within: str | None
    day: int | None
    keys: tuple[int, ...]
    stance: str | None


class StoredSign(NamedTuple):
    """Words of an article by which one statement takes up another."""

    origin: str
    target: str
    article: str
    kind: str
    start: int
    end: int
    doubt: float
    inferred: bool


class Compared:
    """The statements of one ledger as they are compared."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # ------------------------------------------------------------ statements

    def put(self, articles: Iterable[str], told: Mapping[int, Laid]) -> None:
        """Keep the statements of some articles, by code. Those that are new or not the same are due, and so
        is what stood in their place."""
        rows = self._db.rows(
            f"SELECT code, traits, vectors, stance FROM link_statement WHERE article {_AMONG}",
            json.dumps(list(articles)),
        )
        held = {row["code"]: (row["traits"], row["vectors"], row["stance"]) for row in rows}
        gone = [code for code, data in held.items() if code not in told or told[code][3:] != data]
        self._db.run_many("DELETE FROM link_statement WHERE code = ?", ((code,) for code in gone))
        fresh = {code: cells for code, cells in told.items() if held.get(code) != cells[3:]}
        self._db.run_many(
            """INSERT INTO link_statement (code, statement, article, speaker, traits, vectors, stance)
            VALUES (?, ?, ?, ?, ?, ?, ?)""",
            ((code, *cells) for code, cells in fresh.items()),
        )
        self._db.run_many(
            "INSERT OR IGNORE INTO link_due VALUES ('statement', ?)", ((id,) for id, *_ in fresh.values())
        )

    def codes(self, statements: Collection[str]) -> list[int]:
        """The codes of some statements (ids), as far as they are kept."""
        rows = self._db.rows(
            """SELECT code FROM json_each(?) JOIN statement ON statement.id = value
            JOIN link_statement AS kept ON kept.article = statement.article AND kept.statement = value""",
            json.dumps(list(statements)),
        )
        return [row["code"] for row in rows]

    def load(self, codes: Iterable[int]) -> Iterator[Kept]:
        """Statements by code; those that are no more are left out."""
        wanted = json.dumps(list(codes))
        rows = self._db.rows(f"{_KEPT} WHERE code IN (SELECT value FROM json_each(?))", wanted)
        return map(_kept, rows)

    def of_article(self, articles: Iterable[str]) -> Iterator[Kept]:
        """The statements of some articles."""
        wanted = json.dumps(list(articles))
        rows = self._db.rows(
            f"{_KEPT} WHERE link_statement.article IN (SELECT value FROM json_each(?))", wanted
        )
        return map(_kept, rows)

    # ------------------------------------------------------------ rows

    def place(self, several: Iterable[tuple[int, int, Sequence[int] | Numbers, int]]) -> None:
        """Say under which day and keys some statements (codes) stand, and under how many of them each must
        stand near another; ``add_rows`` puts them there."""
        self._db.run_many(
            "UPDATE link_statement SET day = ?, keys = ?, needed = ? WHERE code = ?",
            (
                (day, np.asarray(keys, dtype="<i8").tobytes(), needed, code)
                for code, day, keys, needed in several
            ),
        )

    def stands(self) -> bool:
        """Whether any statement or figure stands under a key, or did and is gone."""
        return bool(
            self._db.rows(
                """SELECT 1 FROM link_gone UNION ALL
                SELECT 1 FROM (SELECT 1 FROM link_statement WHERE keys IS NOT NULL LIMIT 1) UNION ALL
                SELECT 1 FROM (SELECT 1 FROM link_figure WHERE keys IS NOT NULL LIMIT 1) LIMIT 1"""
            )
        )

    def clear(self) -> None:
        """Forget rows and ties that an interruption may have left, where nothing stands."""
        for what in ("link_row", "link_tie", "link_sign WHERE inferred"):
            self._db.run(f"DELETE FROM {what}")

    def articles(self) -> list[str]:
        """All articles of which a statement is kept."""
        return [row["article"] for row in self._db.rows("SELECT DISTINCT article FROM link_statement")]

    def easily_met(self, codes: Collection[int]) -> set[int]:
        """Those of some statements for which standing near another under a single key may be enough."""
        rows = self._db.rows(
            """SELECT code FROM link_statement WHERE code IN (SELECT value FROM json_each(?))
            AND (needed < 2 OR vectors IS NOT NULL)""",
            json.dumps(list(codes)),
        )
        return {row["code"] for row in rows}

    def gone(self, part: str, most: int) -> dict[int, tuple[int, tuple[int, ...]]]:
        """What is no more and still stands somewhere: day and keys by code."""
        rows = self._db.rows("SELECT * FROM link_gone WHERE part = ? ORDER BY code LIMIT ?", part, most)
        return {row["code"]: (row["day"], numbers_of(row["keys"])) for row in rows}

    def forget(self, part: str, codes: Iterable[int]) -> None:
        """Strike out what is no more, once its rows are removed."""
        self._db.run_many(
            "DELETE FROM link_gone WHERE part = ? AND code = ?", ((part, code) for code in codes)
        )

    def leave(self, codes: Iterable[int]) -> None:
        """Take statements that are linked no more out of their utterances."""
        self._db.run_many("DELETE FROM utterance_statement WHERE statement = ?", ((_id(c),) for c in codes))

    def leave_unkept(self) -> None:
        """Take all statements that are not kept out of their utterances."""
        self._db.run(
            """DELETE FROM utterance_statement
            WHERE statement NOT IN (SELECT statement FROM link_statement)"""
        )

    def add_rows(self, rows: Iterable[Place]) -> None:
        """Put statements under their keys."""
        self._db.run_many("INSERT OR IGNORE INTO link_row VALUES (?, ?, ?)", rows)

    def put_rows(self, keys: Numbers, days: Numbers, codes: Numbers) -> None:
        """Put many statements under their keys, best in the order of the table."""
        columns = keys.tolist(), days.tolist(), codes.tolist()
        self._db.put_columns("INSERT OR IGNORE INTO link_row VALUES (?, ?, ?)", *columns)

    def remove_rows(self, rows: Iterable[Place]) -> None:
        """Take statements away from keys."""
        self._db.run_many("DELETE FROM link_row WHERE key = ? AND day = ? AND code = ?", rows)

    def before(self, row: Place, most: int) -> list[int]:
        """The codes in front of a row under its key, the nearest first."""
        rows = self._db.rows(
            """SELECT code FROM link_row WHERE key = ? AND (day, code) < (?, ?)
            ORDER BY day DESC, code DESC LIMIT ?""",
            *row,
            most,
        )
        return [found["code"] for found in rows]

    def behind(self, row: Place, most: int) -> list[int]:
        """The codes behind a row under its key, the nearest first."""
        rows = self._db.rows(
            "SELECT code FROM link_row WHERE key = ? AND (day, code) > (?, ?) ORDER BY day, code LIMIT ?",
            *row,
            most,
        )
        return [found["code"] for found in rows]

    # ------------------------------------------------------------ ties

    def ties(self, codes: Collection[int]) -> dict[tuple[int, int], float]:
        """The ties that have an end among some statements: the score by both codes, the lesser first."""
        rows = self._db.rows(
            "SELECT * FROM link_tie WHERE one IN (SELECT value FROM json_each(?))", json.dumps(list(codes))
        )
        return {(min(r["one"], r["other"]), max(r["one"], r["other"])): r["score"] for r in rows}

    def has_ties(self) -> bool:
        """Whether there is any tie."""
        return bool(self._db.rows("SELECT 1 FROM link_tie LIMIT 1"))

    def tie(self, ties: Mapping[tuple[int, int], float]) -> None:
        """Keep some ties."""
        self._db.run_many(
            "INSERT OR REPLACE INTO link_tie VALUES (?, ?, ?)",
            (
                row
                for (one, other), score in ties.items()
                for row in ((one, other, score), (other, one, score))
            ),
        )

    def put_ties(self, one: Numbers, other: Numbers, scores: npt.NDArray[np.float64]) -> None:
        """Keep many ties, each told from both ends, best in the order of the table."""
        columns = one.tolist(), other.tolist(), scores.tolist()
        self._db.put_columns("INSERT OR REPLACE INTO link_tie VALUES (?, ?, ?)", *columns)

    def untie(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Drop some ties."""
        self._db.run_many(
            "DELETE FROM link_tie WHERE one = ? AND other = ?",
            (row for one, other in pairs for row in ((one, other), (other, one))),
        )

    # ------------------------------------------------------------ signs

    def put_signs(self, articles: Iterable[str], signs: Collection[StoredSign]) -> None:
        """Keep what the words of some articles show."""
        rows = self._db.rows(
            f"SELECT * FROM link_sign WHERE article {_AMONG} AND NOT inferred", json.dumps(list(articles))
        )
        held = {_sign(row) for row in rows}
        self._drop_signs(held - set(signs))
        self.add_signs(set(signs) - held)

    def add_signs(self, signs: Iterable[StoredSign]) -> None:
        """Keep some signs."""
        self._db.run_many(
            "INSERT OR REPLACE INTO link_sign VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            sorted(signs),
        )

    def _drop_signs(self, signs: Iterable[StoredSign]) -> None:
        self._db.run_many(
            """DELETE FROM link_sign WHERE origin = ? AND target = ? AND kind = ? AND start_at = ?
            AND end_at = ? AND inferred = ?""",
            ((s.origin, s.target, s.kind, s.start, s.end, int(s.inferred)) for s in signs),
        )

    def signs_of(self, statements: Collection[str]) -> list[StoredSign]:
        """The signs with an end among some statements (ids)."""
        rows = self._db.rows(
            """SELECT * FROM link_sign WHERE origin IN (SELECT value FROM json_each(?1)) UNION
            SELECT * FROM link_sign WHERE target IN (SELECT value FROM json_each(?1))""",
            json.dumps(list(statements)),
        )
        return [_sign(row) for row in rows]

    def signs_across(self, utterances: Collection[str]) -> list[tuple[StoredSign, str, str]]:
        """The signs by which one utterance takes up another, where either is among some (ids), and both
        utterances, the one that takes up first. Most signs are between reports of one utterance, and are
        left where they are."""
        rows = self._db.rows(
            """WITH own AS (
                SELECT statement, utterance FROM json_each(?) JOIN utterance_statement ON utterance = value
            )
            SELECT link_sign.*, own.utterance AS one, far.utterance AS other FROM own
            CROSS JOIN link_sign ON origin = own.statement
            CROSS JOIN utterance_statement AS far ON far.statement = target
            WHERE far.utterance <> own.utterance
            UNION SELECT link_sign.*, far.utterance, own.utterance FROM own
            CROSS JOIN link_sign ON target = own.statement
            CROSS JOIN utterance_statement AS far ON far.statement = origin
            WHERE far.utterance <> own.utterance""",
            json.dumps(list(utterances)),
        )
        return [(_sign(row), row["one"], row["other"]) for row in rows]

    def inferred_of(self, codes: Iterable[int]) -> dict[tuple[int, int], StoredSign]:
        """What was concluded from pairs with an end among some statements, by both codes."""
        signs = self.signs_of([_id(code) for code in codes])
        return {_pair(s): s for s in signs if s.inferred}

    def drop_inferred(self, signs: Iterable[StoredSign]) -> None:
        """Drop what is concluded no more."""
        self._drop_signs(signs)

    # ------------------------------------------------------------ judgements

    def judged(self) -> set[tuple[str, str, int]]:
        """The decisions of people that were followed: two statements, the smaller id first, and 1 for the
        same, 0 for apart."""
        return {(row["one"], row["other"], row["same"]) for row in self._db.rows("SELECT * FROM link_judged")}

    def follow(self, judged: Collection[tuple[str, str, int]]) -> None:
        """Note which decisions of people are followed from now on."""
        self._db.run("DELETE FROM link_judged")
        self._db.run_many("INSERT INTO link_judged VALUES (?, ?, ?)", sorted(judged))


_KEPT = """SELECT code, link_statement.article, traits, vectors, person, within, day, keys, stance
    FROM link_statement
    LEFT JOIN link_member ON link_member.article = link_statement.article AND link_member.actor = speaker
    LEFT JOIN person ON person.id = link_member.person"""


def _kept(row: Row) -> Kept:
    kept = Kept._make(row)
    return kept._replace(keys=numbers_of(row["keys"]) if row["keys"] is not None else ())


def numbers_of(packed: bytes) -> tuple[int, ...]:
    """Packed keys."""
    found: npt.NDArray[np.int64] = np.frombuffer(packed, dtype="<i8")
    return tuple(found.tolist())


def _id(code: int) -> str:
    """The id of a statement with some code."""
    return f"s{code + (1 << 63):016x}"


def _pair(sign: StoredSign) -> tuple[int, int]:
    one, other = sorted(int(id[1:], 16) - (1 << 63) for id in (sign.origin, sign.target))
    return one, other


def _sign(row: Row) -> StoredSign:
    return StoredSign(
        row["origin"],
        row["target"],
        row["article"],
        row["kind"],
        row["start_at"],
        row["end_at"],
        row["doubt"],
        bool(row["inferred"]),
    )
