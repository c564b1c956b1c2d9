"""What linking asks of a ledger for each article, person or statement is found by an index: a query that
looks through a whole table would cost the square of a ledger's size."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from test_linking_shuffled import papers

from dragoman.ledger import Ledger
from dragoman.ledger.database import Database
from dragoman.linking import link

ARTICLES = 24
FEW = 3  # times that a whole table may be gone through, for all articles together
SMALL = {
    "link_state",
    "linking",
    "link_judged",
    "own_people",
    "pair_decision",
    "sqlite_schema",
    "sqlite_master",
}
"""Tables that stay small, or hold one row."""

PASSING = {"json_each", "(subquery-1)", "(subquery-2)", "(subquery-4)", "own", "under", "wanted", "heard"}
"""What is made of a query's own values, or of what an index gave."""

ANY_ROW = {"SELECT 1 FROM link_tie LIMIT 1"}
"""Queries that end at the first row."""


@pytest.fixture
def scans(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each query was asked that looks through a table that grows."""
    through: dict[str, bool] = {}
    asked: Counter[str] = Counter()

    def grows(database: Database, sql: str, values: tuple[Any, ...]) -> bool:
        plan = database._connection.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
        steps = [step["detail"].split() for step in plan]
        return any(s[0] == "SCAN" and s[1] not in SMALL | PASSING and "VIRTUAL" not in s for s in steps)

    for name in ("rows", "tuples", "one", "value"):
        usual = getattr(Database, name)

        def looked(self: Database, sql: str, *values: Any, usual: Any = usual) -> Any:
            if sql not in through:
                through[sql] = sql not in ANY_ROW and grows(self, sql, values)
            asked[sql] += through[sql]
            return usual(self, sql, *values)

        monkeypatch.setattr(Database, name, looked)
    return asked


@pytest.mark.parametrize("many", [1, 1000])
def test_no_table_is_looked_through_for_each_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scans: Counter[str], many: int
) -> None:
    monkeypatch.setattr("dragoman.linking.run._MANY", many)
    sheets = papers(ARTICLES, 7)
    with Ledger.open(tmp_path / "a.db") as ledger:
        for sheet in sheets:
            ledger.write(sheet.reading)
        link(ledger, encoder=None)
        often = {sql: count for sql, count in scans.items() if count > FEW}
        assert scans
        assert often == {}
