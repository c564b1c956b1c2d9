"""Merging: the same whichever side takes in the other, and nothing changes the second time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, Merged
from dragoman.model import Judgement, Maker, Skipped

AT = datetime(2031, 3, 12, tzinfo=UTC)
NOTHING = Merged(added=0, replaced=0, unchanged=0, refused=0, forgotten=0, judgements=0, skipped=0)
NEWER = Maker("rules", "2")


def page(make, n, **facts):
    return make(make().article.text + "!" * n, doc=f"d{n}", **facts)


def judged(article, by):
    words = {"quotation": "ships", "before": "", "after": ""}
    return Judgement(article=article, field="content", verdict="right", by=by, at=AT, **words)


@pytest.fixture
def sides(tmp_path, make):
    """Two ledgers: d0 only left, d1 in both (right is newer), d2 forgotten left, d3 forgotten right."""
    left, right = tmp_path / "left.db", tmp_path / "right.db"
    with Ledger.open(left) as ledger:
        for n in range(4):
            ledger.write(page(make, n), read_at=AT)
        ledger.forget("d2")
        ledger.judge(judged(page(make, 1).article.id, "Petra"))
        ledger.judge(judged(page(make, 3).article.id, "Petra"))
    with Ledger.open(right) as ledger:
        for n in range(1, 5):
            ledger.write(page(make, n, maker=NEWER), read_at=AT + timedelta(days=1))
        ledger.forget("d3")
        ledger.judge(judged(page(make, 1).article.id, "Oren"))
        ledger.judge(judged(page(make, 2).article.id, "Oren"))
        ledger.skip(Skipped("acquire", "x", "empty", "fill it"))
    return left, right


def contents(ledger):
    """All that must not depend on the direction."""
    return (
        list(ledger.entries()),
        ledger.skipped(),
        sorted(ledger.judgements(), key=lambda judgement: judgement.by),
        ledger.counts(),
    )


def test_merge_tells_what_it_did(sides):
    left, right = sides
    with Ledger.open(left) as ledger:
        done = Merged(added=1, replaced=1, unchanged=0, refused=1, forgotten=1, judgements=1, skipped=1)
        assert ledger.merge(right) == done
        assert [e.reading.article.doc for e in ledger.entries()] == ["d0", "d1", "d4"]
        assert ledger.entry("d1").reading.maker == NEWER
        assert ledger.entry("d1").read_at == AT + timedelta(days=1)


def test_merge_again_changes_nothing(sides):
    left, right = sides
    with Ledger.open(left) as ledger:
        ledger.merge(right)
        before = contents(ledger)
        assert ledger.merge(right) == replace(NOTHING, unchanged=2, refused=1)
        assert contents(ledger) == before


def test_merge_gives_the_same_from_either_side(sides, tmp_path):
    left, right = sides
    both = tmp_path / "both.db"
    with Ledger.open(both) as ledger:
        ledger.merge(right)
        ledger.merge(left)
        from_right = contents(ledger)
    with Ledger.open(left) as ledger:
        ledger.merge(right)
        assert contents(ledger) == from_right


def test_merge_leaves_the_other_ledger_alone(sides):
    left, right = sides
    before = right.read_bytes()
    with Ledger.open(left) as ledger:
        ledger.merge(right)
    assert right.read_bytes() == before


def test_merge_of_itself_changes_nothing(sides):
    with Ledger.open(sides[0]) as ledger:
        before = contents(ledger)
        assert ledger.merge(sides[0]) == replace(NOTHING, unchanged=3)
        assert contents(ledger) == before


def test_merge_keeps_versions_in_order(tmp_path, make):
    url = "https://harbour.example/1"
    versions = [page(make, n, url=url, retrieved=AT + timedelta(days=n)) for n in range(2)]
    for name, version in zip(("new.db", "old.db"), reversed(versions), strict=True):
        with Ledger.open(tmp_path / name) as ledger:
            ledger.write(version)
    with Ledger.open(tmp_path / "new.db") as ledger:
        ledger.merge(tmp_path / "old.db")
        assert ledger.entry("d1").supersedes == versions[0].article.id


def test_merge_keeps_versions_retrieved_at_once_in_order_of_arrival(tmp_path, make):
    versions = [page(make, n, url="https://harbour.example/1") for n in range(4)]
    with Ledger.open(tmp_path / "first.db") as first, Ledger.open(tmp_path / "second.db") as second:
        for n, version in enumerate(versions):
            (first, second)[n % 2].write(version)
        second.merge(first.path)
        found = [second.entry(version.article.id).supersedes for version in versions]
    assert found == [None, *(version.article.id for version in versions[:-1])]


@pytest.mark.parametrize("content", [None, b"no ledger"])
def test_merge_refuses_what_is_no_ledger(ledger, tmp_path, content):
    other = tmp_path / "other.db"
    if content:
        other.write_bytes(content)
    with pytest.raises(LedgerError):
        ledger.merge(other)
