"""The cast of one article: who bears a name, who holds an office, and who stays unnamed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from invented_texts import DAY, Told, cut

from dragoman.extract.cast import Cast
from dragoman.extract.descriptions import Descriptions
from dragoman.extract.pronouns import Pronouns
from dragoman.model import ActorKind, Block, BlockRole, Page, Span

Tell = Callable[..., Told]


def known(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


def cast_of(marked: str, day: date | None = DAY) -> Cast:
    text, blocks = cut(marked)
    return Cast(text, blocks, day, "en")


def asked(cast: Cast) -> Descriptions:
    page = Page(blocks=(Block(Span(0, len(cast.text)), BlockRole.BODY),), language="en")
    return Descriptions(cast, Pronouns(cast.text, page, cast))


def people(cast: Cast) -> list[str]:
    return [m.label for m in cast.members if m.kind == ActorKind.PERSON]


TALKS = "Veldorian foreign minister Ilan Dravek met Ostmari foreign minister Mirela Sandor in Karsk."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TALKS, ["Ilan Dravek", "Mirela Sandor"]),
        ("Ilan Dravek left. Later, Dravek came back.", ["Ilan Dravek"]),
        ("Minister Dravek left. Ilan Dravek came back.", ["Ilan Dravek"]),
        ("Ilan Dravek left Karsk with Marek Dravek.", ["Ilan Dravek", "Marek Dravek"]),
        pytest.param(
            "Ilan Dravek and Marek Dravek left.",
            ["Ilan Dravek", "Marek Dravek"],
        ),
        ("Ilan Dravek left. I. Dravek came back.", ["Ilan Dravek"]),
        ("Tomas Hale left. Tom Hale came back.", ["Tomas Hale"]),
        ("furniture| Ilan Dravek\nThe boats left.", []),
        ("headline| Calm Returns To Maren Strait\nThe boats left.", []),
        ("On Monday Petra Voss spoke.", ["Petra Voss"]),
        pytest.param(
            "In Karsk Ilan Dravek spoke.",
            ["Ilan Dravek"],
            marks=known("a place in front of a name is taken into the name"),
        ),
        ("The ferries left Port Amiel.", []),
    ],
)
def test_people_are_one_by_name(text: str, expected: list[str]) -> None:
    assert people(cast_of(text)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Dravek", "Ilan Dravek"),
        ("Ilan Dravek", "Ilan Dravek"),
        ("Mr Dravek", "Ilan Dravek"),
        ("the Ostmari minister", "Mirela Sandor"),
        ("the Veldorian foreign minister", "Ilan Dravek"),
        ("the Veldorian diplomat", "Ilan Dravek"),
        ("the minister", None),
        ("the spokesman", None),
        ("a minister", None),
        ("ministers", None),
    ],
)
def test_words_mean_somebody(words: str, expected: str | None) -> None:
    cast = cast_of(TALKS)
    answer = asked(cast).find(words, Span(len(cast.text), len(cast.text) + len(words))).member
    person = answer is not None and answer.kind == ActorKind.PERSON
    assert (answer.label if person and answer is not None else None) == expected


def test_surname_of_two_people_is_open() -> None:
    cast = cast_of("Ilan Dravek left Karsk. His brother Marek Dravek stayed.")
    end = len(cast.text)
    answer = asked(cast).find("Dravek", Span(end, end + 6))
    assert answer.member is None
    assert answer.doubt >= 0.5
    assert asked(cast).find("Marek Dravek", Span(end, end + 12)).member is cast.members[1]


def test_surname_means_the_only_bearer_named_so_far() -> None:
    cast = cast_of("Ilan Dravek left. Dravek was late. His brother Marek Dravek stayed.")
    answer = asked(cast).find("Dravek", Span(18, 24))
    assert answer.member is cast.members[0]


@pytest.mark.parametrize(
    ("text", "title", "body", "past"),
    [
        ("Veldorian foreign minister Ilan Dravek left.", "foreign minister", "Veldorian", False),
        ("Ilan Dravek, the Veldorian foreign minister, left.", "foreign minister", "Veldorian", False),
        ("Former president Ilan Dravek left.", "president", None, True),
        ("Then-foreign minister Ilan Dravek left.", "foreign minister", None, True),
        ("Ostmar’s defence minister Ilan Dravek left.", "defence minister", "Ostmar", False),
    ],
)
def test_roles_are_as_printed(text: str, title: str, body: str | None, past: bool) -> None:
    (member,) = cast_of(text).members
    (role,) = member.roles
    assert (role.title, role.of, role.past) == (title, body, past)
    assert role.valid == (None if past else DAY)
    assert title in role.words.of(text).lower()


def test_roles_change_within_an_article() -> None:
    text = "Then-foreign minister Ilan Dravek left in May. Prime Minister Ilan Dravek came back."
    (member,) = cast_of(text).members
    assert [(r.title, r.past) for r in member.roles] == [
        ("foreign minister", True),
        ("prime minister", False),
    ]


def test_roles_without_a_day_are_undated() -> None:
    (member,) = cast_of("Foreign minister Ilan Dravek left.", None).members
    assert member.roles[0].valid is None


@pytest.mark.parametrize(
    "text",
    [
        "Veldorian foreign minister Ilan Dravek met his French counterpart, Mirela Sandor.",
        pytest.param(
            "Veldorian foreign minister Ilan Dravek came.\nHis French counterpart, Mirela Sandor, left.",
        ),
        "Foreign minister Ilan Dravek left. The minister met his French counterpart, Mirela Sandor.",
        "Foreign ministry spokesman Tomas Hale came. The foreign minister met his French counterpart, "
        "Mirela Sandor.",
    ],
)
def test_counterpart_holds_the_same_office(text: str) -> None:
    sandor = next(m for m in cast_of(text).members if m.label == "Mirela Sandor")
    assert [(r.title, r.of) for r in sandor.roles] == [("foreign minister", "French")]


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Spokeswoman Petra Voss left.", "female"),
        ("Spokesman Petra Voss left.", "male"),
        ("Petra Voss left. Her maps stayed.", "female"),
        ("Petra Voss left.", "female"),
        ("Zorvan Voss left.", None),
        ("Zorvan Voss left. She waved. He waved.", None),
        pytest.param("Mrs. Petra Voss left.", "female"),
    ],
)
def test_gender_is_learnt_from_the_page(text: str, gender: str | None) -> None:
    assert cast_of(text).members[0].gender == gender


@pytest.mark.parametrize(
    ("source", "kind", "name"),
    [
        ("Two diplomats", "unnamed", "Two diplomats"),
        ("A source close to the talks", "unnamed", "A source close to the talks"),
        (
            "A spokesman for the Ostmari foreign ministry",
            "unnamed",
            "A spokesman for the Ostmari foreign ministry",
        ),
        ("The officials", "unnamed", "officials"),
        ("Both sides", "group", "Both sides"),
        ("The defence ministry", "organisation", "defence ministry"),
        ("The Veldorian government", "organisation", "Veldorian government"),
        ("MPA", "organisation", "MPA"),
        ("The Lindhaven Courier", "outlet", "Lindhaven Courier"),
        ("Radio Tessaly", "outlet", "Radio Tessaly"),
        ("France", "state", "France"),
        ("Berlin", "state", "Berlin"),
        ("The Tessalian president", "person", "Tessalian president"),
        ("Officials", "unnamed", "Officials"),
        pytest.param(
            "Karsk Today", "outlet", "Karsk Today", marks=known("'Today' may not stand in an outlet's name")
        ),
        pytest.param(
            "Veldoria",
            "state",
            "Veldoria",
            marks=known("a state that is not in the table is taken for a person"),
        ),
    ],
)
def test_parties_are_of_a_kind(told: Tell, source: str, kind: str, name: str) -> None:
    found = told(f"{source} said the maps were wrong.")
    assert [(a.kind.value, a.name) for a in found.actors] == [(kind, name)]


def test_actors_speak_or_hold_an_office(told: Tell) -> None:
    found = told("Petra Voss waved. Minister Oren Kasimir waved. Ilan Dravek said the boats would stay.")
    assert [a.name for a in found.actors] == ["Oren Kasimir", "Ilan Dravek"]


def test_mentions_are_the_words_of_the_page(told: Tell) -> None:
    found = told("Ilan Dravek left. Dravek said the boats would stay. Dravek said so twice, in Karsk.")
    assert {m.of(found.text) for m in found.actor("Ilan Dravek").mentions} == {"Ilan Dravek", "Dravek"}
