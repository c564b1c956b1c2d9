"""Searching with facets: what is found, what it falls into, and how far that was counted."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.judging import Judge
from dragoman.ledger import Ledger, browse_search, facets, search
from dragoman.ledger.facets import Query
from dragoman.model import Act, Kind, Mode

FACTS = [
    Query(),
    Query(mode=None),
    Query(words="strait"),
    Query(words="strait", mode=None, kind=Kind.DIRECT),
    Query(words="the", act=Act.DENIES),
    Query(words="the of", first=date(2026, 1, 1), last=date(2027, 6, 30)),
    Query(words="talk*", language="en"),
]


@pytest.mark.parametrize("query", FACTS)
def test_facets_count_what_is_found(many, query):
    found = many.browse.search(query, limit=2000)
    assert found.is_all
    assert found.count == len(found.rows) == found.facets.counted_over
    for shares, cells in (
        (found.facets.kinds, [row.kind.value for row in found.rows]),
        (found.facets.acts, [row.act.value for row in found.rows]),
        (found.facets.modes, [row.mode.value for row in found.rows]),
        (found.facets.languages, [row.language for row in found.rows]),
        (found.facets.months, [f"{row.day:%Y-%m}" for row in found.rows]),
    ):
        assert {share.value: share.count for share in shares} == Counter(cells)
    people = Counter(row.person for row in found.rows if row.person)
    assert [share.count for share in found.facets.people] == [n for _, n in people.most_common(15)]
    assert all(people[share.value] == share.count for share in found.facets.people)


@pytest.mark.parametrize("query", FACTS)
def test_a_facet_narrows_to_what_it_counts(many, query):
    found = many.browse.search(query)
    share = found.facets.outlets[0]
    facts = {name: getattr(query, name) for name in query.__dataclass_fields__}
    assert many.browse.search(Query(**facts | {"outlet": share.value})).count == share.count
    person = found.facets.people[0]
    assert many.browse.search(Query(**facts | {"person": person.value})).count == person.count


def test_words_are_those_of_the_plain_search(many):
    for words in ("strait", "strait ferry", '"of the"', "karl*", "strait NOT ferry"):
        found = many.browse.search(Query(words=words, mode=None), limit=3000)
        plain = many.search(words, limit=3000)
        assert {row.id for row in found.rows} == {hit.statement for hit in plain}


def test_ranked_finds_stand_as_in_the_plain_search(many):
    found = many.browse.search(Query(words="ferry sanctions", mode=None), limit=50)
    scores = {hit.statement: round(hit.score, 6) for hit in many.search("ferry sanctions", limit=5000)}
    assert found.sort == "relevance"
    assert [scores[row.id] for row in found.rows] == sorted(scores.values(), reverse=True)[:50]


def test_marks_stand_on_the_found_words(many):
    rows = many.browse.search(Query(words="straits")).rows
    assert all("".join(p.text for p in row.pieces) == row.text for row in rows)
    assert {p.text.lower() for row in rows for p in row.pieces if p.marked} == {"strait"}


def test_common_words_are_shown_by_date_and_counted_as_far_as_told(many, monkeypatch):
    monkeypatch.setattr(browse_search, "RANKED", 100)
    monkeypatch.setattr(browse_search, "NEWEST", 50)
    found = many.browse.search(Query(words="the", mode=None))
    assert (found.sort, found.count, found.is_all, found.facets.counted_over) == ("date", 50, False, 50)
    days = [row.day for row in found.rows]
    assert days == sorted(days, reverse=True)


def test_a_walk_that_is_given_up_says_where_to_go_on(many, monkeypatch):
    query = Query(mode=Mode.ATTITUDE, kind=Kind.MIXED, act=Act.EXPRESSES)
    expected = [row.id for row in many.browse.statements(query, limit=500).rows]
    monkeypatch.setattr(facets, "WALK", 60)
    rows, cursor = [], None
    while True:
        part = many.browse.statements(query, limit=3, cursor=cursor)
        rows += [row.id for row in part.rows]
        cursor = part.next
        if cursor is None:
            break
    assert rows == expected != []


@pytest.mark.parametrize(
    "query",
    [
        Query(person="Nobody"),
        Query(outlet="\ud800"),
        Query(language="xx"),
        Query(words="§ — “”"),
        Query(first=date(2040, 1, 1)),
        Query(words="the", first=date(2040, 1, 1)),
        Query(first=date(2030, 1, 1), last=date(2029, 1, 1)),
    ],
)
def test_nothing_found_is_no_error(many, query):
    found = many.browse.search(query)
    assert (found.rows, found.count, found.is_all, found.next) == ((), 0, True, None)


@given(st.text(alphabet='ab"* _-()^:{}é٣漢\x00\ud800NOT', max_size=14))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_is_no_error(words):
    with Ledger.open(LEDGER[0], readonly=True) as ledger:
        ledger.browse.search(Query(words=words))
        ledger.browse.people(words)


LEDGER = []


@pytest.fixture(autouse=True)
def _for_laws(invented):
    LEDGER[:] = [invented]


def test_corrected_words_are_found_under_their_new_facts(ledger, make):
    ledger.write(make())
    statement = make().statements[0]
    Judge(ledger, "Petra").speaker(statement.id, "Mirela Sandor")
    Judge(ledger, "Petra").act(statement.id, Act.ASSERTS)
    row = ledger.browse.search(Query(words="ships", person="Mirela Sandor", act=Act.ASSERTS)).rows[0]
    assert (row.speaker, row.act, row.judged) == ("Mirela Sandor", Act.ASSERTS, "corrected")
    assert ledger.browse.search(Query(person="Ilan Dravek")).count == 0
    assert ledger.browse.doubtful_statements().rows == ()
    Judge(ledger, "Petra").wrong(statement.id)
    assert ledger.browse.search(Query(words="ships")).count == 0


def test_likeness_in_a_large_ledger_is_asked_by_rare_words(many, monkeypatch):
    monkeypatch.setattr(search, "_LARGE", 100)
    for few in (40, 5):
        monkeypatch.setattr(search, "_FEW", few)
        for row in many.browse.statements(limit=10).rows:
            assert row.id in many.near([*row.text.split(), "sail*"], 40)
    assert many.near(["the", "of"], 5) != []
    assert many.near(["§", ""], 5) == []
    assert many.near([f"{word}{n}" for n in range(700) for word in ("strait", "ferry")], 5) == []
