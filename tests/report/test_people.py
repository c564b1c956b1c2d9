import pytest

from dragoman.model import Actor, ActorKind
from dragoman.report.people import Voice, is_full_name, is_same_office, office_words, who_is

PERSON, BODY, STATE = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.STATE


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Ilan Dravek", PERSON, True),
        ("Anna-Lena von Holt", PERSON, True),
        ("Dravek", PERSON, False),
        ("the minister", PERSON, False),
        ("a senior Ostmari diplomat", PERSON, False),
        ("Maren Press Agency", BODY, True),
        ("Ostmari Foreign Ministry", BODY, True),
        ("Foreign Ministry", BODY, False),
        ("the Ministry of Foreign Affairs", BODY, False),
        ("the foreign ministry", BODY, False),
        ("Ostmar", STATE, True),
        ("Иван Петров", PERSON, True),
        ("ايلان درافك", PERSON, True),
        ("", PERSON, False),
    ],
)
def test_is_full_name_knows_what_may_join_articles(name, kind, expected):
    assert is_full_name(name, kind) is expected


def actor(name: str, kind: ActorKind = PERSON) -> Actor:
    return Actor(id="p1", name=name, kind=kind, mentions=())


def test_who_is_joins_the_same_printed_full_name():
    assert who_is(actor("Ilan Dravek"), "a1", "en").key == who_is(actor("Ilan  Dravek"), "a2", "en").key


@pytest.mark.parametrize("name", ["Dravek", "the minister"])
def test_who_is_keeps_other_names_in_their_article(name):
    one, two = who_is(actor(name), "a1", "en"), who_is(actor(name), "a2", "en")
    assert one.voice is Voice.DESCRIBED
    assert one.key != two.key


def test_who_is_leaves_open_and_unnamed_apart():
    assert who_is(None, "a1", "en").voice is Voice.OPEN
    assert who_is(actor("a diplomat", ActorKind.UNNAMED), "a1", "en").voice is Voice.UNNAMED


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Veldoria’s foreign minister", "the Veldorian foreign minister", True),
        ("the minister", "Foreign Minister of Veldoria", True),
        ("foreign minister", "prime minister", False),
        ("deputy foreign minister", "foreign minister", False),
    ],
)
def test_is_same_office_compares_the_words_that_matter(one, other, expected):
    assert is_same_office(office_words(one), office_words(other)) is expected
