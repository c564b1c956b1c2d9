"""Actors over articles: who is one, and who stays two."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from people_sheets import party, person, sheet

from dragoman.link.known import Known, Tenure
from dragoman.link.people import find_people
from dragoman.link.sheet import Sheet
from dragoman.model import Actor, ActorKind, Person

DRAVEK = person("Ilan Dravek", ("foreign minister", "Veldorian"))
SANDOR = person("Mirela Sandor", ("foreign minister", "Ostmari"))
VELDORIA, OSTMAR = party("Veldoria", ActorKind.STATE), party("Ostmar", ActorKind.STATE)


def joined(*sheets: Sheet, known: tuple[Known, ...] = ()) -> set[frozenset[str]]:
    """The names of actors by person, each with its page."""
    names = {(s.id, a.id): f"{s.reading.article.doc}:{a.name}" for s in sheets for a in s.reading.actors}
    return {frozenset(names[m] for m in p.members) for p in find_people(sheets, known)}


def are_one(one: Actor, other: Actor, *also: Actor, known: tuple[Known, ...] = ()) -> bool:
    """Whether two actors of two articles become one person; ``also`` are named in both."""
    found = joined(sheet("a", one, *also), sheet("b", other, *also), known=known)
    return frozenset((f"a:{one.name}", f"b:{other.name}")) in found


def called(people: tuple[Person, ...], name: str) -> Person:
    return next(p for p in people if name in p.names)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Sergey Dravek"), person("Sergei Dravek")),
        (person("Mirela Sándor"), person("Mirela Sandor")),
        (person("Liz Sandor"), person("Elizabeth Sandor")),
        (person("Anika Brandt", ("president", "Tessalian")), person("Anika Brandt", ("mediator", None))),
        (DRAVEK, person("Ilan Dravek", ("prime minister", "Veldoria"))),
        (DRAVEK, person("Dravek", ("foreign minister", "Veldoria"))),
        (DRAVEK, person("Dravek", ("foreign secretary", "Veldorian"))),
        (DRAVEK, person("Dravek", ("minister", "Veldorian"))),
        (DRAVEK, person("I. Dravek", ("foreign minister", "Veldorian"))),
        (person("Anna Kiss", ("ambassador", "Ostmari")), person("Anna Kiss", ("ambassador", "Veldorian"))),
        (person("Ree Sang", ("president", "Ostmari")), person("Ree", ("president", "Ostmar"))),
        (
            party("the Ostmari foreign ministry", ActorKind.ORGANISATION),
            party("Foreign Ministry of Ostmar", ActorKind.ORGANISATION),
        ),
        (
            party("Ms. Sandor's campaign", ActorKind.ORGANISATION),
            party("the Sandor campaign", ActorKind.ORGANISATION),
        ),
        (party("NATO", ActorKind.ORGANISATION), party("Nato", ActorKind.ORGANISATION)),
        (party("Britain", ActorKind.STATE), party("the UK", ActorKind.STATE)),
        (party("Kyiv", ActorKind.STATE), party("Kiev", ActorKind.STATE)),
        (party("the US", ActorKind.UNNAMED), party("United States", ActorKind.STATE)),
        (party("The Harbour Post", ActorKind.OUTLET), party("Harbour Post", ActorKind.OUTLET)),
    ],
)
def test_find_people_joins_one_actor(one: Actor, other: Actor) -> None:
    assert are_one(one, other, VELDORIA, OSTMAR)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DRAVEK, person("Petra Dravek")),
        (DRAVEK, person("Dravek")),
        (DRAVEK, person("Dravek", ("foreign minister", "Ostmari"))),
        (DRAVEK, person("Dravek", ("analyst", "Veldorian"))),
        (DRAVEK, person("Ilan Dravek", ("foreign minister", "Ostmari"))),
        (DRAVEK, person("O. Dravek", ("foreign minister", "Veldorian"))),
        (person("Hale"), person("Hale")),
        (person("Veldoria’s foreign minister"), person("Veldoria’s foreign minister")),
        (party("two diplomats", ActorKind.UNNAMED), party("two diplomats", ActorKind.UNNAMED)),
        (party("the ministry", ActorKind.ORGANISATION), party("the ministry", ActorKind.ORGANISATION)),
        (party("Moscow", ActorKind.STATE), party("Russia", ActorKind.STATE)),
        (party("Kremlin", ActorKind.STATE), party("Moscow", ActorKind.STATE)),
        (
            party("Russian defence ministry", ActorKind.ORGANISATION),
            party("Russian foreign ministry", ActorKind.ORGANISATION),
        ),
        (party("critics", ActorKind.GROUP), party("critics", ActorKind.GROUP)),
    ],
)
def test_find_people_keeps_two_actors_apart(one: Actor, other: Actor) -> None:
    assert not are_one(one, other, VELDORIA, OSTMAR)


def test_a_surname_between_two_people_joins_neither() -> None:
    found = joined(
        sheet("a", person("Jan Hale", ("minister", "Ostmari")), OSTMAR),
        sheet("b", person("Tomas Hale", ("minister", "Ostmari"))),
        sheet("c", person("Hale", ("minister", "Ostmari"))),
    )
    assert frozenset({"c:Hale"}) in found


def test_a_surname_joins_in_the_company_of_the_same_people() -> None:
    others = (SANDOR, person("Anika Brandt"))
    assert are_one(DRAVEK, person("Dravek"), *others)
    assert not are_one(DRAVEK, person("Dravek"), SANDOR)


def test_a_short_form_between_two_names_joins_neither() -> None:
    found = joined(
        *(sheet(d, person(n)) for d, n in [("a", "Steve Hale"), ("b", "Steven Hale"), ("c", "Stephen Hale")])
    )
    assert found == {frozenset({"a:Steve Hale"}), frozenset({"b:Steven Hale"}), frozenset({"c:Stephen Hale"})}


def test_an_office_means_its_holder_where_the_article_names_her() -> None:
    found = joined(
        sheet("a", SANDOR, OSTMAR), sheet("b", person("Ostmar’s foreign minister"), person("Mirela Sandor"))
    )
    assert {"a:Mirela Sandor", "b:Ostmar’s foreign minister", "b:Mirela Sandor"} in found


def test_an_office_that_changed_holders_is_nobody_in_particular() -> None:
    voss = person("Petra Voss", ("foreign minister", "Veldorian"))
    asked = person("Veldoria’s foreign minister")
    old, new, between = date(2033, 3, 10), date(2033, 10, 4), date(2033, 3, 12)
    pages = [sheet("a", DRAVEK, VELDORIA, published=old), sheet("b", voss, published=new)]
    assert frozenset({"c:Veldoria’s foreign minister"}) in joined(*pages, sheet("c", asked))
    near = joined(*pages, sheet("c", asked, published=between))
    assert frozenset({"a:Ilan Dravek", "c:Veldoria’s foreign minister"}) in near


def test_organs_roll_up_to_their_state() -> None:
    names = [
        ("Kremlin", ActorKind.STATE),
        ("Moscow", ActorKind.STATE),
        ("Downing Street", ActorKind.ORGANISATION),
        ("the Veldorian defence ministry", ActorKind.ORGANISATION),
    ]
    people = find_people([sheet("a", VELDORIA, DRAVEK, *(party(n, k) for n, k in names))])
    expected = {
        "Kremlin": "Russia",
        "Moscow": "Russia",
        "Downing Street": "United Kingdom",
        "the Veldorian defence ministry": "Veldoria",
        "Veldoria": None,
        "Ilan Dravek": "Veldoria",
    }
    assert {name: called(people, name).within for name in expected} == expected


def test_known_people_help_and_never_overrule() -> None:
    known = (
        Known(
            "Ilan Dravek",
            ("Elan Drawiek",),
            (Tenure("foreign minister", "Veldoria", date(2031, 1, 1), date(2033, 9, 30)),),
        ),
    )
    assert are_one(DRAVEK, person("Elan Drawiek"), known=known)
    assert are_one(person("Dravek", ("foreign minister", "Veldoria")), person("Ilan Dravek"), known=known)
    assert not are_one(DRAVEK, person("Elan Drawiek", ("foreign minister", "Ostmari")), OSTMAR, known=known)
    day, later = date(2033, 3, 1), date(2033, 11, 1)
    asked = person("Veldoria’s foreign minister")
    pages = [sheet("a", DRAVEK, VELDORIA)]
    found = joined(*pages, sheet("b", asked, published=day), known=known)
    assert frozenset({"a:Ilan Dravek", "b:Veldoria’s foreign minister"}) in found
    found = joined(*pages, sheet("b", asked, published=later), known=known)
    assert frozenset({"b:Veldoria’s foreign minister"}) in found


def test_every_actor_is_in_one_person_in_any_order() -> None:
    pages = [
        sheet("a", DRAVEK, SANDOR, VELDORIA),
        sheet("b", person("Dravek", ("minister", "Veldorian")), person("Ostmar’s foreign minister"), OSTMAR),
        sheet("c", person("Ilan Drávek"), person("Sandor", ("foreign minister", "Ostmari"))),
        sheet("d", party("Veldoria", ActorKind.STATE), party("a diplomat", ActorKind.UNNAMED)),
    ]
    results = {find_people(order) for order in permutations(pages)}
    assert len(results) == 1
    members = [m for p in results.pop() for m in p.members]
    assert sorted(members) == sorted((s.id, a.id) for s in pages for a in s.reading.actors)
