"""Searching by meaning: what codes in memory and rows in the ledger find is what comparing all rows finds."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from dragoman.encoder.sentences import shipped
from dragoman.ledger import Ledger, browse_meaning, codes
from dragoman.ledger.browse_meaning import Meaning
from dragoman.ledger.database import Database, file_uri
from dragoman.ledger.facets import Query
from dragoman.ledger.vectors import WORD, Rows, codes_of, packed, unpacked
from dragoman.model import Act, Kind, Mode

WIDE = 64
FACTS = [
    Query(),
    Query(mode=None),
    Query(kind=Kind.DIRECT),
    Query(act=Act.DENIES),
    Query(first=date(2026, 1, 1), last=date(2027, 6, 30)),
    Query(language="en", kind=Kind.INDIRECT),
]


@pytest.fixture(scope="module")
def meant(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented ledger with vectors of its own, one to three rows a statement."""
    path = Path(shutil.copy(invented, tmp_path_factory.mktemp("meant") / "meant.db"))
    database = Database(path, uri=file_uri(path, "mode=rw"))
    chance = np.random.default_rng(1)
    database.run("DELETE FROM vector")
    for row in database.rows("SELECT number FROM statement WHERE mode = 'said' ORDER BY number"):
        rows = drawn(chance, int(chance.integers(1, 4)))
        _put(database, row["number"], rows)
    database.close()
    return path


def drawn(chance: np.random.Generator, rows: int = 1) -> Rows:
    return chance.integers(-127, 128, (rows, WIDE)).astype(np.int8)


def _put(database: Database, number: int, rows: Rows) -> None:
    sql = "INSERT INTO vector (statement, encoder, words, codes, rows) VALUES (?, 'toy', 0, ?, ?)"
    database.run(sql, number, codes_of(rows), packed(rows))


def asked(seed: int, least: float = 0.2) -> Meaning:
    return Meaning(version="toy", row=drawn(np.random.default_rng(seed)), least=least)


def exact(path: Path, meaning: Meaning) -> dict[str, float]:
    """The cosine of the nearest row of every statement that lists show, by id, from all rows."""
    database = Database(path, uri=file_uri(path, "mode=ro"))
    rows = database.rows(
        """SELECT id, rows FROM vector JOIN statement ON statement.number = vector.statement
        JOIN browse_statement AS line ON line.number = vector.statement"""
    )
    database.close()
    told = [unpacked(row["rows"]) for row in rows]
    every = np.concatenate(told).astype(float)
    cosines = (
        every @ meaning.row[0] / np.linalg.norm(every, axis=1) / np.linalg.norm(meaning.row[0].astype(float))
    )
    found: dict[str, float] = {}
    for id, cosine in zip(np.repeat([row["id"] for row in rows], list(map(len, told))), cosines, strict=True):
        found[id] = max(cosine, found.get(id, -1.0))
    return found


@pytest.mark.parametrize("seed", range(3))
def test_the_nearest_are_those_that_comparing_all_finds(meant: Path, monkeypatch, seed: int) -> None:
    monkeypatch.setattr(browse_meaning, "LOOKED", 10_000)
    meaning = asked(seed, least=0.25)
    cosines = exact(meant, meaning)
    with Ledger.open(meant, readonly=True) as ledger:
        found = ledger.browse.near(Query(), meaning, limit=20)
    best = sorted(cosines, key=lambda id: -cosines[id])[:10]
    assert set(best) <= {row.id for row in found.rows}
    likeness = [found.likeness[row.id] for row in found.rows]
    assert likeness == sorted(likeness, reverse=True)
    assert likeness == pytest.approx([cosines[row.id] for row in found.rows], abs=1e-6)


def test_codes_miss_few_of_the_nearest(meant: Path) -> None:
    missed = 0
    with Ledger.open(meant, readonly=True) as ledger:
        for seed in range(10):
            meaning = asked(seed)
            cosines = exact(meant, meaning)
            found = {row.id for row in ledger.browse.near(Query(), meaning, limit=300).rows}
            missed += len(set(sorted(cosines, key=lambda id: -cosines[id])[:10]) - found)
    assert missed <= 10  # of 100, though vectors drawn by chance are told apart worse than texts


@pytest.mark.parametrize("seed", range(3))
def test_the_very_nearest_are_told_by_their_ids(meant: Path, seed: int) -> None:
    meaning = asked(seed)
    cosines = exact(meant, meaning)
    with Ledger.open(meant, readonly=True) as ledger:
        found = ledger.browse.nearest(meaning, limit=10)
        unlike = ledger.browse.nearest(asked(seed, least=1.1), limit=10)
    assert len(found) == 10
    assert unlike == ()
    assert [cosines[id] for id in found] == sorted((cosines[id] for id in found), reverse=True)
    assert len(set(found) & set(sorted(cosines, key=lambda id: -cosines[id])[:10])) >= 5


@pytest.mark.parametrize("query", FACTS)
@pytest.mark.parametrize("few", [0, 30_000])
def test_facts_narrow_what_is_found(meant: Path, monkeypatch, query: Query, few: int) -> None:
    monkeypatch.setattr(browse_meaning, "FEW", few)
    with Ledger.open(meant, readonly=True) as ledger:
        found = ledger.browse.near(query, asked(4), limit=browse_meaning.NEAREST)
        known = {row.id for row in ledger.browse.statements(query, limit=3000).rows if row.mode is Mode.SAID}
    assert found.rows
    assert {row.id for row in found.rows} <= known
    assert found.count == len(found.rows) == found.facets.counted_over
    assert {s.value: s.count for s in found.facets.kinds} == Counter(row.kind.value for row in found.rows)


@pytest.mark.parametrize("sort", ["relevance", "date"])
def test_pages_hold_what_one_list_holds(meant: Path, sort: str) -> None:
    with Ledger.open(meant, readonly=True) as ledger:
        whole = ledger.browse.near(Query(), asked(5), sort=sort, limit=browse_meaning.NEAREST)
        rows, cursor = [], None
        while True:
            part = ledger.browse.near(Query(), asked(5), sort=sort, limit=7, cursor=cursor)
            rows += part.rows
            cursor = part.next
            if cursor is None:
                break
    assert [row.id for row in rows] == [row.id for row in whole.rows]
    if sort == "date":
        assert [row.day for row in rows] == sorted((row.day for row in rows), reverse=True)


def test_nothing_is_found_where_nothing_can_be(meant: Path) -> None:
    with Ledger.open(meant, readonly=True) as ledger:
        for query in (Query(mode=Mode.ATTITUDE), Query(person="Nobody At All")):
            assert ledger.browse.near(query, asked(1)).rows == ()
        assert ledger.browse.near(Query(), asked(1, least=2.0)).count == 0
        other = Meaning(version="another", row=asked(1).row, least=0.0)
        assert ledger.browse.near(Query(), other).rows == ()


def test_what_comes_and_goes_is_followed(meant: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(meant, tmp_path / "own.db"))
    meaning = asked(6)
    with Ledger.open(path) as ledger:
        first, *_, last = ledger.browse.near(Query(), meaning, limit=50).rows
        database = Database(path, uri=file_uri(path, "mode=rw"))
        number = database.value("SELECT number FROM statement WHERE id = ?", last.id)
        database.run("DELETE FROM vector WHERE statement = ?", number)
        _put(database, number, meaning.row)
        database.run(
            "DELETE FROM vector WHERE statement = (SELECT number FROM statement WHERE id = ?)", first.id
        )
        database.close()
        found = ledger.browse.near(Query(), meaning, limit=50)
    assert found.rows[0].id == last.id
    assert found.likeness[last.id] == pytest.approx(1, abs=1e-3)
    assert first.id not in {row.id for row in found.rows}


def test_blocks_are_filled_one_after_the_other(meant: Path, monkeypatch) -> None:
    monkeypatch.setattr(codes, "_BLOCK", 100)
    monkeypatch.setattr(codes, "_PAGE", 70)
    database = Database(meant, uri=file_uri(meant, "mode=ro"))
    small, code = codes.Codes(WIDE // 8 // WORD), codes_of(asked(7).row)
    small.follow(database, "toy")
    whole = codes.codes_in(database, "toy", WIDE // 8 // WORD)
    database.close()
    assert {len(block.statements) for block in small._blocks[:-1]} == {100}
    for among in (None, range(1, 900, 3), ()):
        assert small.near(code, 40, among) == whole.near(code, 40, among)


def test_of_very_many_codes_the_first_half_tells_which_are_compared(monkeypatch) -> None:
    chance = np.random.default_rng(5)
    rows = chance.standard_normal((6_000, 384))
    asked_for = rows[4_321] + 0.7 * chance.standard_normal(384)
    held = codes.Codes(384 // 8 // WORD)
    held._add(range(6_000), [codes_of(np.sign(row)[None].astype(np.int8)) for row in rows])
    code = codes_of(np.sign(asked_for)[None].astype(np.int8))
    every = held.near(code, 50)
    monkeypatch.setattr(codes, "_MANY", 1_000)
    monkeypatch.setattr(codes, "_ROUGH", 1_500)
    found = held.near(code, 50)
    assert found[0] == every[0] == 4_321
    assert len(found) == 50
    assert len({*found} & {*every}) >= 40
    assert len(held.near(code, 9_000)) == 6_000


def test_words_find_what_is_said_in_others(ledger: Ledger, make) -> None:
    from dragoman.linking.meaning import find_by_meaning, keep_vectors, word_likeness

    encoder = shipped()
    if encoder is None:
        pytest.skip("no weights of a sentence encoder are installed")
    ledger.write(make())
    keep_vectors(ledger, encoder)
    found = find_by_meaning(ledger, Query(words="not one vessel was seen by us"))
    assert [row.text for row in found.rows] == ["We saw no ships,"]
    assert word_likeness(found.likeness[found.rows[0].id]) in ("much alike", "alike")
    assert not find_by_meaning(ledger, Query(words="a recipe for chocolate cake")).rows
