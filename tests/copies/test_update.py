"""Copies in a ledger: groups and originals, whatever comes in whichever order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_pages import DRILL, WIRE, reading

from benchmarks.copies.__main__ import PRECISION, RECALL, fill, scored
from benchmarks.copies.invented import articles
from dragoman.copies import METHOD, update
from dragoman.ledger import Ledger
from dragoman.model import BlockRole, Maker

NEWER = Maker("rules", "2")

NOTE = [
    "The light at Great Sele was dark from midnight to four, and three trawlers lost their way to the quay.",
    "A bulb had burst in the cold and the keeper, who sleeps ashore, was woken by the horn of the ferry.",
]
PIERS = ["crane", "mast", "buoy", "ramp", "gate", "rail", "lamp", "horn", "bell", "stair", "bench", "winch"]
WEEK = [
    f"On day {n} the {w} at pier {n} was painted grey and greased by {n} men." for n, w in enumerate(PIERS)
]
PAGES = [
    reading(*WIRE, doc="mpa", outlet="Maren Press Agency", day=10),
    reading(*WIRE[:4], doc="post", outlet="The Harbour Post", day=11, headline="Say nothing, says Brandt"),
    reading(WIRE[0], *reversed(WIRE[1:]), doc="blog", outlet="StraitBlog", origin="MPA", day=None),
    reading(*WIRE[2:], doc="tail", outlet="Karsk Today", day=12),
    reading(*DRILL, doc="drill", outlet="Maren Press Agency", day=10),
    reading(*DRILL, "Photographs were not allowed.", doc="drill-copy", outlet="Radio Tessaly", day=13),
    reading(*NOTE, doc="note", outlet="The Lindhaven Courier", day=20),
    reading(*WEEK, *NOTE, doc="week", outlet="Karsk Today", day=15),
    reading(*NOTE, "Nobody was hurt.", doc="first-note", outlet="The Harbour Post", day=14),
    reading("Nobody came.", doc="short", day=1),
    reading(doc="empty", day=1),
]  # fmt: skip


def state(ledger: Ledger) -> list[tuple[str, str, str | None]]:
    return [(c.group, c.doc, c.copy_of) for c in ledger.copies.members()]


def singles(ledger: Ledger) -> dict[str, str | None]:
    return {e.reading.article.doc: e.copy_of for e in ledger.entries()}


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "copies.db") as opened:
        yield opened


def read(ledger: Ledger, *pages) -> None:
    for page in pages:
        ledger.write(page)
        update(ledger.copies, [page.article.id])


def test_copies_name_their_original(ledger):
    read(ledger, *PAGES)
    ids = {page.article.doc: page.article.id for page in PAGES}
    copies = {doc: of for doc, of in singles(ledger).items() if of}
    assert copies == {
        "post": ids["mpa"],
        "blog": ids["mpa"],
        "tail": ids["mpa"],
        "drill-copy": ids["drill"],
        "note": ids["first-note"],
    }


def test_excerpt_of_an_earlier_article_is_a_copy_of_it(ledger):
    by_doc = {page.article.doc: page for page in PAGES}
    read(ledger, by_doc["note"], by_doc["week"])
    assert singles(ledger) == {"note": by_doc["week"].article.id, "week": None}
    assert state(ledger) == []


@settings(max_examples=12, deadline=None)
@given(st.permutations(PAGES))
def test_groups_do_not_depend_on_the_order_of_arrival(order):
    with (
        TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "one.db") as one,
        Ledger.open(Path(folder) / "two.db") as two,
    ):
        read(one, *PAGES)
        read(two, *order)
        assert state(one) == state(two)
        assert singles(one) == singles(two)


def test_set_paragraphs_cost_few_comparisons_and_no_copy(ledger):
    own = [" ".join(f"{pier}{number}" for number in range(60)) + "." for pier in PIERS]
    pages = [reading(words, *NOTE, doc=f"pier-{n}", day=1 + n) for n, words in enumerate(own)]
    copy = reading(own[3], *NOTE, doc="pier-3-again", outlet="Karsk Today", day=20)
    read(ledger, *pages, copy)
    assert [c.doc for c in ledger.copies.members()] == ["pier-3", "pier-3-again"]
    ties = [{tie.article, tie.other} for tie in ledger.copies.ties()]
    assert all(sum(page.article.id in tie for tie in ties) for page in pages)
    assert len(ties) <= 2 * len(pages)


def test_updating_again_changes_nothing(ledger):
    read(ledger, *PAGES)
    before = (state(ledger), list(ledger.copies.ties()))
    assert update(ledger.copies) == 0
    assert update(ledger.copies, [page.article.id for page in PAGES]) == 0
    assert (state(ledger), list(ledger.copies.ties())) == before


def test_update_catches_up_with_what_was_only_written(ledger):
    for page in PAGES:
        ledger.write(page)
    assert len(ledger.copies.pending(METHOD)) == len(PAGES)
    assert update(ledger.copies) == len(PAGES)
    assert ledger.copies.pending(METHOD) == []
    caught_up = state(ledger)
    with Ledger.open(ledger.path.with_name("other.db")) as other:
        read(other, *PAGES)
        assert state(other) == caught_up


def test_forgetting_the_original_leaves_the_rest_one_group(ledger):
    read(ledger, *PAGES[:3])
    ledger.forget("mpa")
    assert update(ledger.copies) == 2
    assert [c.doc for c in ledger.copies.members()] == ["post", "blog"]
    assert ledger.copies.ties()
    ledger.forget("post")
    update(ledger.copies)
    assert state(ledger) == []


def test_body_that_is_read_in_another_way_is_compared_again(ledger):
    read(ledger, *PAGES[:2])
    assert len(state(ledger)) == 2
    other = reading(*WIRE[:4], doc="post", day=11, headline="Say nothing, says Brandt", role=BlockRole.TEASER)
    read(ledger, replace(other, maker=NEWER))
    update(ledger.copies)
    assert other.article.id == PAGES[1].article.id
    assert state(ledger) == []


def test_date_that_is_read_in_another_way_settles_the_original_again(ledger):
    read(ledger, *PAGES[:2])
    later = reading(*WIRE, doc="mpa", outlet="Maren Press Agency", day=12)
    read(ledger, replace(later, maker=NEWER))
    assert singles(ledger) == {"mpa": PAGES[1].article.id, "post": None}


def test_versions_of_one_page_are_no_copies_of_each_other(ledger):
    url = "https://mpa.example/1"
    read(ledger, PAGES[0], reading(*WIRE, "Updated with the weather.", doc="mpa-2", day=11, url=url))
    assert singles(ledger) == {"mpa": None, "mpa-2": None}


def test_many_invented_articles_are_grouped_well_enough(ledger):
    made = articles(2_000, seed=7)
    fill(ledger, made)
    score = scored(ledger, made)
    assert score.precision >= PRECISION
    assert score.recall >= RECALL
    assert score.originals >= 0.95
