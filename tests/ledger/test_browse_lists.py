"""Lists: each part goes on where the last one ended, whatever comes in meanwhile; nothing is told twice."""

from datetime import date, timedelta

import pytest

from dragoman.errors import InputError, NotInLedger
from dragoman.ledger.browse_places import key_at, place
from dragoman.ledger.browse_stories import Told
from dragoman.ledger.facets import Query
from dragoman.model import Act, ExchangeKind, Kind, Mode


def whole(part, **facts):
    """All rows of a list, part by part."""
    rows, cursor = [], None
    while True:
        found = part(cursor=cursor, **facts)
        assert len(found.rows) <= facts.get("limit", 1000)
        rows += found.rows
        if found.next is None:
            return rows
        cursor = found.next


LISTS = [
    lambda b: b.statements,
    lambda b: lambda **k: b.statements(Query(mode=Mode.ATTITUDE, kind=Kind.DIRECT), **k),
    lambda b: lambda **k: b.search(Query(words="strait"), **k),
    lambda b: lambda **k: b.search(Query(words="the"), sort="date", **k),
    lambda b: b.stories,
    lambda b: lambda **k: b.story_articles(b.stories().rows[0].id, **k),
    lambda b: lambda **k: b.story_utterances(b.stories().rows[0].id, **k),
    lambda b: b.exchanges,
    lambda b: b.people,
    lambda b: lambda **k: b.people("ba", **k),
    lambda b: b.outlets,
    lambda b: b.articles,
    lambda b: lambda **k: b.articles(outlet=b.outlets().rows[0].name, **k),
    lambda b: b.newest_articles,
    lambda b: b.rewritten,
    lambda b: b.doubtful_statements,
    lambda b: b.doubtful_utterances,
    lambda b: b.doubtful_exchanges,
]


@pytest.mark.parametrize("which", range(len(LISTS)))
def test_a_list_in_parts_is_the_whole_list(many, which):
    part = LISTS[which](many.browse)
    rows = whole(part, limit=31)
    ids = [getattr(row, "id", None) or row.name for row in rows]
    assert ids
    assert len(set(ids)) == len(ids)
    assert rows == whole(part, limit=300)


@pytest.mark.parametrize("which", range(len(LISTS)))
@pytest.mark.parametrize("cursor", ["x", "§", "bnVsbA", place("a", 1, 2, 3), place(10**30, 1, 1), "A" * 999])
def test_a_place_that_is_none_is_refused(many, which, cursor):
    with pytest.raises(InputError, match="no place in this list"):
        LISTS[which](many.browse)(cursor=cursor)


def test_key_at_gives_back_what_place_took():
    assert key_at(place(20310310, "s1", 0.5), (0, "", 0.0)) == (20310310, "s1", 0.5)
    assert key_at(None, (1, "")) == (1, "")


def test_a_list_goes_on_rightly_when_articles_come_in(ledger, make):
    for n in range(6):
        ledger.write(make(url=f"https://page.example/{n}", doc=f"d{n}", published=date(2031, 3, 10 + n)))
    first = ledger.browse.statements(limit=3)
    for n in (0, 3, 9):
        ledger.write(make(url=f"https://late.example/{n}", doc=f"late{n}", published=date(2031, 3, 10 + n)))
    rest = ledger.browse.statements(limit=20, cursor=first.next)
    docs = [row.doc for row in (*first.rows, *rest.rows)]
    assert docs == ["d5", "d4", "d3", "late3", "d2", "d1", "late0", "d0"] or docs == [
        *("d5", "d4", "d3", "d2", "d1", "late0", "d0")
    ]


QUERIES = [
    (Query(), "mode = 'said'"),
    (Query(mode=None), "1"),
    (Query(act=Act.DENIES), "mode = 'said' AND act = 'denies'"),
    (Query(mode=None, kind=Kind.MIXED, language="de"), "kind = 'mixed' AND language = 'de'"),
    (
        Query(first=date(2026, 1, 1), last=date(2026, 12, 31)),
        "mode = 'said' AND day BETWEEN '2026' AND '2026-13'",
    ),
    (Query(mode=Mode.ATTITUDE, last=date(2025, 5, 5)), "mode = 'attitude' AND day <= '2025-05-05'"),
]


@pytest.mark.parametrize(("query", "condition"), QUERIES)
def test_statements_are_all_that_match_by_day(many, query, condition):
    rows = many._db.rows(
        f"""SELECT statement.id, coalesce(said_first, published_first) AS day FROM statement
        JOIN reading ON reading.article = statement.article WHERE {condition}
        ORDER BY day DESC, number DESC"""
    )
    found = whole(lambda **k: many.browse.statements(query, **k), limit=90)
    assert [row.id for row in found] == [row["id"] for row in rows]
    assert [row.day.isoformat() for row in found] == [row["day"] for row in rows]


def test_statements_of_a_person_and_an_outlet_are_theirs(many):
    person, outlet = many.browse.people().rows[0], many.browse.outlets().rows[0]
    told = whole(lambda **k: many.browse.statements(Query(person=person.id, mode=None), **k), limit=50)
    assert len(told) == person.said + person.attitudes
    assert {row.person for row in told} == {person.id}
    assert (told[0].day, told[-1].day) == (person.last, person.first)
    both = many.browse.search(Query(person=person.name, outlet=outlet.name, mode=None))
    assert both.count == sum(row.outlet == outlet.name for row in told)
    said = sum(row.mode == "said" for row in told)
    assert len(many.browse.person_words(person.id, limit=1000)) == said
    carried = {share.value: share.count for share in many.browse.person_outlets(person.id)}
    assert carried[outlet.name] == sum(row.outlet == outlet.name and row.mode == "said" for row in told)


def test_a_row_shows_what_the_entry_holds(many):
    for row in many.browse.statements(limit=20).rows:
        entry, statement = many.statement(row.id)
        text = entry.reading.article.text
        assert row.text == statement.content[0].of(text)
        assert row.source == statement.source[0].of(text)
        assert row.cue == statement.cue[0].of(text)
        assert (row.title, row.outlet) == (entry.reading.page.title, entry.reading.page.outlet)
        speaker = entry.reading.actor(statement.speaker)
        assert row.speaker == (speaker.name if speaker else None)


def test_a_cue_behind_a_zero_character_is_whole(ledger, make):
    text = make().article.text.replace("Envoy", "En\x00oy")
    ledger.write(make(text))
    assert [row.cue for row in ledger.browse.statements().rows] == ["told"]


def test_months_and_roles_add_up(many):
    for row in many.browse.people(limit=10).rows:
        months = many.browse.person_months(row.id)
        assert (sum(m.said for m in months), sum(m.attitudes for m in months)) == (row.said, row.attitudes)
        assert sum(role.statements for role in many.browse.person_roles(row.id)) == row.said + row.attitudes
    for row in many.browse.outlets(limit=10).rows:
        assert sum(m.said for m in many.browse.outlet_months(row.name)) == row.said
        assert sum(share.count for share in many.browse.outlet_people(row.name, limit=999)) <= row.said


def test_an_utterance_is_told_by_all_that_report_it(many):
    told = many.browse.story_utterances(many.browse.stories().rows[0].id).rows[0]
    page = many.browse.utterance(told.id)
    assert page.utterance == told
    assert [s.id for s in page.statements] == list(many.links.utterance(told.id).statements)
    assert many.browse.utterance(page.statements[-1].id).utterance.id == told.id
    for side, ties in (("origin", page.answers), ("target", page.answered)):
        known = [x.id for x in many.links.exchanges(told.id) if getattr(x, side) == told.id]
        assert [x.id for x in ties] == known


def test_neighbours_of_an_utterance_are_what_the_same_person_said_before_and_after(many):
    person = many.browse.people().rows[0].id
    line = many.browse.statements(Query(person=person), limit=30).rows[20]
    page = many.browse.utterance(line.id)
    assert page.before
    assert page.after
    assert page.before.person == page.after.person == page.utterance.person == person
    assert page.before.day <= page.utterance.first.day <= page.after.day
    assert page.utterance.id not in (page.before.utterance, page.after.utterance)


def test_a_story_counts_what_it_holds(many):
    for row in many.browse.stories().rows:
        articles = whole(lambda id=row.id, **k: many.browse.story_articles(id, **k), limit=50)
        days = [a.published.first for a in articles]
        assert (row.articles, row.first, row.last) == (len(articles), min(days), max(days))
        assert row.outlets == len({a.outlet for a in articles})
        for told in many.browse.story_told(row.id, Told(utterances=1, exchanges=1, matrix=30)).matrix:
            assert len(told.cells) > 1


def test_what_was_said_in_a_story_is_told_with_the_rest_as_by_itself(many):
    browse, limits = many.browse, Told(utterances=3, exchanges=5, matrix=4)
    for row in browse.stories().rows:
        cursor = browse.story_utterances(row.id, limit=2).next
        told = browse.story_told(row.id, limits, cursor=cursor)
        assert told.utterances == browse.story_utterances(row.id, limit=3, cursor=cursor)


def test_exchanges_of_a_person_are_told_from_either_end(many):
    tie = many.browse.exchanges().rows[0]
    for end, side in ((tie.origin, "origin"), (tie.target, "target")):
        if end.person:
            ids = [x.id for x in many.browse.exchanges(person=end.person, side=side, limit=500).rows]
            assert tie.id in ids
            heard = many.browse.person_answers(end.person, side=side, limit=500)
            assert sum(one.count for one in heard) <= len(ids)
    kinds = {x.kind for x in many.browse.exchanges(kind=ExchangeKind.DENIES).rows}
    assert kinds == {ExchangeKind.DENIES}


def test_people_are_found_by_the_beginning_of_any_name(many):
    person = many.browse.people().rows[0]
    for word in person.name.split():
        assert person.id in [one.id for one in many.browse.people(word[:4].lower(), limit=500).rows]
    assert many.browse.people("§$%").rows == ()
    assert many.browse.people("\ud800x").rows == ()


def test_whom_linking_did_not_meet_has_an_address_that_stays(ledger, make):
    ledger.write(make())
    assert ledger.browse.person("~Ilan Dravek").id == ledger.browse.person("Ilan Dravek").id == "~Ilan Dravek"
    statement = make().statements[0]
    ledger._db.run("INSERT INTO person VALUES ('h1', 'Ilan Dravek', 'person', '[\"Ilan Dravek\"]', NULL)")
    ledger._db.run("INSERT INTO person_actor VALUES (?, ?, 'h1')", statement.article, statement.speaker)
    assert ledger.browse.person("~Ilan Dravek").id == "h1"
    assert [one.id for one in ledger.browse.people().rows] == ["h1"]
    assert ledger.browse.statements(Query(person="~Ilan Dravek")).rows[0].person == "h1"


def test_versions_of_a_page_are_told_in_order(ledger, make):
    url = "https://page.example/1"
    for n in range(3):
        text = make().article.text + "more " * n
        ledger.write(make(text, url=url, doc=f"d{n}", retrieved=make().article.retrieved + timedelta(days=n)))
    ledger.write(make(url="https://page.example/2", doc="other"))
    rows = ledger.browse.versions(ledger.entry("d1").reading.article.id)
    assert [row.doc for row in rows] == ["d0", "d1", "d2"]
    assert [row.doc for row in ledger.browse.rewritten().rows] == ["d2"]
    assert ledger.browse.surroundings(rows[0].id).newer == rows[1].id
    ledger.forget("d2")
    assert [row.doc for row in ledger.browse.rewritten().rows] == ["d1"]
    ledger.forget("d0")
    assert ledger.browse.rewritten().rows == ()


@pytest.mark.parametrize(
    "ask",
    [
        lambda b: b.person("Nobody"),
        lambda b: b.outlet("No Outlet"),
        lambda b: b.story("y0"),
        lambda b: b.story_told("y0", Told(utterances=1, exchanges=1, matrix=1)),
        lambda b: b.story_events("y0"),
        lambda b: b.utterance("s0"),
        lambda b: b.person_months("\ud800"),
        lambda b: b.outlet_delays("\x00"),
        lambda b: b.articles(outlet="No Outlet"),
    ],
)
def test_what_is_not_here_is_told_so(many, ask):
    with pytest.raises(NotInLedger):
        ask(many.browse)


def test_an_empty_ledger_has_empty_lists(ledger):
    for part in LISTS[:4]:
        assert part(ledger.browse)(limit=5).rows == ()
    totals = ledger.browse.totals()
    assert (totals.articles, totals.said, totals.is_linked) == (0, 0, False)
