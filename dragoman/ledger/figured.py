"""Figures, and what is kept of them for comparing them with others."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dragoman.ledger.compared import numbers_of
from dragoman.ledger.database import Database, Row
from dragoman.model import Alignment, Figure, Span

_COLUMNS = 'id, article, start_at, end_at, low, high, unit, what, "where", by'


@dataclass(frozen=True, slots=True)
class StoredFigure:
    """A figure with what it is about (plain cells), and the day and keys under which it stands."""

    code: int
    figure: Figure
    topic: Sequence[Any]
    day: int | None
    keys: tuple[int, ...]


class Figured:
    """The figures of one ledger."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, articles: Iterable[str], told: Mapping[int, tuple[Figure, Sequence[Any]]]) -> None:
        """Keep the figures of some articles by code; those that are new or not the same are due."""
        rows = self._db.rows(
            f"{_STORED} WHERE link_figure.article IN (SELECT value FROM json_each(?))",
            json.dumps(list(articles)),
        )
        held = {row["code"]: (figure_of(row), json.loads(row["topic"])) for row in rows}
        same = {c for c, (figure, topic) in told.items() if held.get(c) == (figure, json.loads(_line(topic)))}
        gone = held.keys() - same
        self._db.run_many("DELETE FROM link_figure WHERE code = ?", ((c,) for c in gone))
        self._db.run_many("DELETE FROM figure WHERE id = ?", ((held[c][0].id,) for c in gone))
        fresh = {c: cells for c, cells in told.items() if c not in same}
        self._db.run_many(
            f"INSERT INTO figure ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (_cells(figure) for figure, _ in fresh.values()),
        )
        self._db.run_many(
            "INSERT INTO link_figure (code, figure, article, topic) VALUES (?, ?, ?, ?)",
            ((c, figure.id, figure.article, _line(topic)) for c, (figure, topic) in fresh.items()),
        )
        self._db.run_many("INSERT OR IGNORE INTO link_due VALUES ('figure', ?)", ((str(c),) for c in fresh))

    def load(self, codes: Iterable[int]) -> dict[int, StoredFigure]:
        """Figures by code."""
        wanted = json.dumps(list(codes))
        rows = self._db.rows(f"{_STORED} WHERE code IN (SELECT value FROM json_each(?))", wanted)
        return {
            row["code"]: StoredFigure(
                row["code"],
                figure_of(row),
                json.loads(row["topic"]),
                row["day"],
                numbers_of(row["keys"]) if row["keys"] is not None else (),
            )
            for row in rows
        }

    def by_day(self, codes: Iterable[str]) -> list[str]:
        """Some figures (codes in digits) in the order of the days under which they stand."""
        rows = self._db.rows(
            """SELECT value FROM json_each(?) LEFT JOIN link_figure ON code = CAST(value AS INTEGER)
            ORDER BY day, value""",
            json.dumps(list(codes)),
        )
        return [row["value"] for row in rows]

    def place(self, code: int, day: int, keys: Sequence[int]) -> None:
        """Say under which day and keys a figure stands."""
        packed = np.array(keys, dtype="<i8").tobytes()
        self._db.run("UPDATE link_figure SET day = ?, keys = ? WHERE code = ?", day, packed, code)

    def aligned(self, figures: Collection[str]) -> set[tuple[str, str]]:
        """The alignments with an end among some figures (ids)."""
        rows = self._db.rows(
            """SELECT one, other FROM figure_alignment WHERE one IN (SELECT value FROM json_each(?1)) UNION
            SELECT one, other FROM figure_alignment WHERE other IN (SELECT value FROM json_each(?1))""",
            json.dumps(list(figures)),
        )
        return {(row["one"], row["other"]) for row in rows}

    def align(self, found: Iterable[Alignment]) -> None:
        """Keep alignments."""
        self._db.run_many(
            "INSERT OR REPLACE INTO figure_alignment VALUES (?, ?, ?)",
            ((a.one, a.other, a.relation.value) for a in found),
        )

    def part(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Drop alignments."""
        self._db.run_many("DELETE FROM figure_alignment WHERE one = ? AND other = ?", pairs)


_STORED = """SELECT figure.*, link_figure.code, topic, day, keys FROM link_figure
    CROSS JOIN figure ON figure.id = link_figure.figure"""


def figure_of(row: Row) -> Figure:
    """The figure of a row."""
    return Figure(
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


def _cells(f: Figure) -> tuple[object, ...]:
    low, high = (None if v is None else float(v) for v in (f.low, f.high))
    return f.id, f.article, f.span.start, f.span.end, low, high, f.unit, f.what, f.where, f.by


def _line(cells: object) -> str:
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":"))
