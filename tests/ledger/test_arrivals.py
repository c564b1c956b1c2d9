"""What came in since somebody last looked, and two sides beside each other."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dragoman.errors import InputError
from dragoman.ledger import Ledger, arrivals
from dragoman.ledger.addresses import query_of
from dragoman.ledger.facets import Query
from dragoman.linking import link
from dragoman.model import Act, Kind, Mode

NOON = datetime(2031, 4, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("", Query()),
        ("q=two+ships&mode=both", Query(words="two ships", mode=None)),
        ("/search?q=%22no%20ships%22&sort=date", Query(words='"no ships"')),
        ("speaker=h1&outlet=StraitBlog&language=en", Query(person="h1", outlet="StraitBlog", language="en")),
        ("from=2031-03-01&to=2031-03-09", Query(first=date(2031, 3, 1), last=date(2031, 3, 9))),
        ("month=2032-02", Query(first=date(2032, 2, 1), last=date(2032, 2, 29))),
        (
            "?kind=direct&act=denies&mode=attitude",
            Query(kind=Kind.DIRECT, act=Act.DENIES, mode=Mode.ATTITUDE),
        ),
    ],
)
def test_an_address_is_a_query(address: str, query: Query):
    assert query_of(address) == query


@pytest.mark.parametrize(
    "address",
    ["from=yesterday", "act=sings", "mode=x", "month=2031-13", "colour=red", "&".join(["q=a"] * 99)],
)
def test_what_no_search_means_is_refused(address: str):
    with pytest.raises(InputError):
        query_of(address)


@pytest.mark.parametrize(
    "query", [Query(), Query(words="strait"), Query(act=Act.DENIES), Query(words="the", kind=Kind.DIRECT)]
)
def test_what_came_in_is_what_search_finds(many: Ledger, query: Query):
    middle = many.arrivals.mark() // 2
    found = many.browse.search(query, limit=2000)
    everything = many.arrivals.of(query, limit=2000)
    later = many.arrivals.of(query, after=middle, limit=2000)
    assert {row.id for row in everything.rows} == {row.id for row in found.rows}
    assert (everything.count, everything.is_all) == (found.count, True)
    assert {row.id for row in later.rows} < {row.id for row in everything.rows}
    assert everything.rows[: len(later.rows)] == later.rows
    assert many.arrivals.of(query, after=many.arrivals.mark()).count == 0


def test_rare_facts_are_found_beyond_what_is_looked_at(many: Ledger, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(arrivals, "_LOOKED", 30)
    outlet = many.browse.outlets().rows[-1].name
    found = many.arrivals.of(Query(outlet=outlet), limit=10)
    assert (len(found.rows), found.is_all) == (10, False)
    assert {row.outlet for row in found.rows} == {outlet}


def test_who_was_linked_is_found_in_what_came_in_since(ledger: Ledger, make):
    ledger.write(make(url="https://post.example/1"), read_at=NOON)
    link(ledger)
    person = ledger.browse.people().rows[0]
    mark = ledger.arrivals.mark()
    later = make(
        '"We will close no port," Ilan Dravek told Radio Tessaly. The foreign minister left.\n',
        content="We will close no port,",
        url="https://post.example/2",
        doc="later",
    )
    ledger.write(later, read_at=NOON)
    for name in (person.id, "Ilan Dravek"):
        found = ledger.arrivals.of(Query(person=name), after=mark)
        assert [row.text for row in found.rows] == ["We will close no port,"]
    assert ledger.arrivals.of(Query(person="Ilan Dravek")).count == 2
    assert set(ledger.arrivals.read_at(s.id for s in later.statements).values()) == {NOON}


def test_sides_share_what_both_carried(ledger: Ledger, make):
    words = "We will close no port of ours this winter,"
    for outlet, said in (("Karsk Today", words), ("The Harbour Post", words), ("Karsk Today", "Go home,")):
        text = f'{outlet}\n\n"{said}" foreign minister Ilan Dravek told Radio Tessaly.\n'
        ledger.write(make(text, content=said, outlet=outlet, url=f"https://x.example/{outlet}/{said}"))
    link(ledger)
    shared = ledger.beside.shared(Query(outlet="Karsk Today"), Query(outlet="The Harbour Post"))
    assert shared.is_all
    assert [row.first.text for row in shared.both] == [words]
    assert [row.first.text for row in shared.one] == ["Go home,"]
    assert (shared.in_both, shared.only_one, shared.only_other, shared.other) == (1, 1, 0, ())


def test_a_side_that_is_not_here_shares_nothing(many: Ledger):
    one = many.browse.outlets().rows[0].name
    shared = many.beside.shared(Query(outlet=one), Query(outlet="No Such Paper"), limit=3)
    assert (shared.in_both, shared.only_other, len(shared.one)) == (0, 0, 3)


def test_exchanges_between_two_are_those_of_either_side(many: Ledger):
    row = many.browse.exchanges(limit=1).rows[0]
    one, other = row.origin.person, row.target.person
    between = many.beside.between(one, other, limit=100)
    assert row.id in {x.id for x in between}
    assert between == many.beside.between(other, one, limit=100)
    assert all({x.origin.person, x.target.person} == {one, other} for x in between)
