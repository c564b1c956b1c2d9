"""Many rows at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import LedgerError
from dragoman.ledger.database import Database


@pytest.fixture
def table():
    database = Database(Path("memory"), uri="file::memory:")
    database.run(
        "CREATE TABLE row (number INTEGER PRIMARY KEY, key INTEGER UNIQUE, word TEXT NOT NULL) STRICT"
    )
    yield database
    database.close()


@pytest.mark.parametrize("count", [0, 1, 19, 20, 21, 65])
@pytest.mark.parametrize("conflict", ["", " ON CONFLICT (key) DO UPDATE SET word = excluded.word"])
def test_run_many_puts_all_rows_in_their_order(table, count, conflict):
    rows = [(key, f"word {key}") for key in reversed(range(count))]
    table.run_many(f"INSERT INTO row (key, word) VALUES (?, ?){conflict}", iter(rows))
    assert table.tuples("SELECT key, word FROM row ORDER BY number") == rows


@pytest.mark.parametrize("count", [0, 1, 20, 41])
def test_put_columns_puts_all_rows_in_their_order(table, count):
    keys, words = list(range(count, 0, -1)), [f"word {number}" for number in range(count)]
    table.put_columns("INSERT INTO row (key, word) VALUES (?, ?)", keys, words)
    assert table.tuples("SELECT key, word FROM row ORDER BY number") == list(zip(keys, words, strict=True))


def test_run_many_keeps_what_is_the_same_in_all_rows(table):
    table.run_many("INSERT INTO row (word, key) VALUES ('same', ?)", ((key,) for key in range(30)))
    assert table.value("SELECT count(*) FROM row WHERE word = 'same'") == 30


def test_run_many_refuses_a_row_that_is_too_short(table):
    with pytest.raises(LedgerError):
        table.run_many("INSERT INTO row (key, word) VALUES (?, ?)", [(1, "word"), (2,)])


def test_run_many_ignores_and_replaces_row_by_row(table):
    rows = [(key % 30, f"word {key}") for key in range(60)]
    table.run_many("INSERT OR IGNORE INTO row (key, word) VALUES (?, ?)", rows)
    assert table.tuples("SELECT key, word FROM row ORDER BY key") == rows[:30]
    table.run_many("INSERT OR REPLACE INTO row (key, word) VALUES (?, ?)", rows)
    assert table.tuples("SELECT key, word FROM row ORDER BY key") == rows[30:]


def test_run_many_runs_other_statements_once_for_each_row(table):
    table.run_many("INSERT INTO row (key, word) VALUES (?1, 'word ' || ?1)", ((key,) for key in range(30)))
    table.run_many("UPDATE row SET word = ? WHERE key = ?", (("other", key) for key in range(25)))
    assert table.value("SELECT count(*) FROM row WHERE word = 'other'") == 25


@pytest.mark.parametrize("at", [0, 20, 41])
def test_run_many_refuses_a_row_wherever_it_stands(table, at):
    rows = [(key, None if key == at else "word") for key in range(42)]
    with pytest.raises(LedgerError), table.transaction():
        table.run_many("INSERT INTO row (key, word) VALUES (?, ?)", rows)
    assert table.value("SELECT count(*) FROM row") == 0
