"""Migrations: every released schema, with rows in it, opens as the newest and loses nothing.

``released/NNNN.sql`` holds rows as schema NNNN had them; ``build`` makes a ledger of that schema.
"""

import re
import sqlite3
from pathlib import Path

import pytest

from dragoman.errors import LedgerError
from dragoman.ledger import Counts, Ledger, schema
from dragoman.ledger.database import Database, file_uri
from dragoman.ledger.migrate import Migration, migrate, migrations
from dragoman.model import Span

RELEASED = Path(__file__).parent / "released"
SCHEMAS = [step.number for step in migrations()]


def build(path: Path, number: int) -> None:
    """A ledger of that schema with that schema's rows."""
    database = Database(path, uri=file_uri(path, "mode=rwc"))
    migrate(database, migrations()[:number])
    database.close()
    connection = sqlite3.connect(path)
    connection.executescript((RELEASED / f"{number:04}.sql").read_text("utf-8"))
    connection.close()


@pytest.mark.parametrize("number", SCHEMAS)
def test_open_brings_every_released_schema_up_to_date(path, number):
    build(path, number)
    with Ledger.open(path) as ledger:
        entry, statement = ledger.statement("s0000000000000001")
        article, page = entry.reading.article, entry.reading.page
        assert (article.doc, article.given.url, article.raw) == ("harbour", "https://harbour.example/1", b"")
        assert (article.extra, article.notes, article.source_map[0].path) == (
            *({"desk": 4}, ("charset guessed",), "/html/body/p"),
        )
        assert (page.outlet, page.blocks[0].doubt) == ("The Harbour Post", 0.25)
        assert statement.content == (Span(1, 17),)
        assert entry.reading.actor(statement.speaker).roles[0].title == "minister"
        assert [hit.statement for hit in ledger.search("ships")] == [statement.id]
        assert ledger.counts() == Counts(
            articles=1, statements=1, said=1, actors=1, skipped=1, judgements=1, forgotten=1
        )


@pytest.mark.parametrize("number", SCHEMAS)
def test_an_upgraded_ledger_has_the_schema_of_a_new_one(path, tmp_path, number):
    build(path, number)
    Ledger.open(path).close()
    Ledger.open(tmp_path / "new.db").close()
    assert objects(path) == objects(tmp_path / "new.db")


def objects(path: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
    connection.close()
    return rows


def test_actors_that_were_to_be_shown_are_shown_with_their_article(path):
    build(path, 17)
    connection = sqlite3.connect(path)
    with connection:
        actors = [("a0000000000000001 p0000000000000001",), ("a0000000000000001 p0000000000000002",)]
        connection.executemany("INSERT INTO link_due VALUES ('member', ?)", actors)
    connection.close()
    with Ledger.open(path) as ledger:
        assert ledger.links.due.some("shown") == ["a0000000000000001"]
        assert ledger.links.due.some("member") == []


def test_every_migration_has_rows_to_be_tested_from():
    assert [int(file.stem) for file in sorted(RELEASED.glob("*.sql"))] == SCHEMAS


def test_migrations_are_numbered_without_gaps():
    assert list(range(1, len(SCHEMAS) + 1)) == SCHEMAS


def test_migrations_are_recorded_with_their_hash(ledger, path):
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT number, name, sha256 FROM migration").fetchall()
    connection.close()
    assert rows == [(step.number, step.name, step.sha256) for step in migrations()]


def test_a_migration_that_fails_leaves_the_schema_before_it(path, make):
    with Ledger.open(path) as ledger:
        ledger.write(make())
    before = objects(path)
    bad = Migration(len(SCHEMAS) + 1, "bad", "CREATE TABLE later (id TEXT);\nDELETE FROM article;\nNO SQL;\n")
    database = Database(path, uri=file_uri(path, "mode=rw"))
    with pytest.raises(LedgerError, match="syntax error"):
        migrate(database, [*migrations(), bad])
    database.close()
    assert objects(path) == before
    with Ledger.open(path) as ledger:
        assert ledger.entry("harbour").reading == make()


def test_statements_keeps_triggers_and_semicolons_whole():
    sql = (
        "CREATE TRIGGER t AFTER DELETE ON a BEGIN\n  SELECT 1;\n  SELECT 2;\nEND;\n\n-- a; b\nSELECT ';\n';\n"
    )
    assert [s[:9] for s in Migration(1, "x", sql).statements()] == ["CREATE TR", "-- a; b\nS"]


def test_open_readonly_refuses_an_older_schema(path):
    build_first_half(path)
    with pytest.raises(LedgerError, match="newest schema"):
        Ledger.open(path, readonly=True)


def build_first_half(path: Path) -> None:
    """A ledger whose first migration is marked, and of which nothing is recorded."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA application_id = 1146242893")
    connection.close()


def test_schema_is_what_a_new_ledger_holds(ledger, path):
    shadow = re.compile(r"\w+_words_(?!follow)\w+")
    made = {name for name, sql in objects(path) if sql and not name.startswith("sqlite_")}
    tables = {name for name in made if not shadow.fullmatch(name)}
    created = r"^CREATE (?:UNIQUE |VIRTUAL )?(?:TABLE|INDEX|VIEW|TRIGGER) \"?(\w+)"
    assert set(re.findall(created, schema(), re.M)) == tables
