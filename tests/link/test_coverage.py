"""Coverage of a story: who carried what, whose words, and under which labels."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said_sheets import article, said

from dragoman.link.coverage import cover, sides_of
from dragoman.link.labels import find_labels
from dragoman.link.sheet import Sheet
from dragoman.model import ActorKind, Block, BlockRole, Interval, Person, Span, Story, Utterance

FOG = "“We were two ferries in the fog”"
LATER = date(2033, 3, 12)
MINISTER = ("foreign minister", "Veldoria")

COURIER = article("Courier", said(FOG, office=MINISTER), said("the boats are gone", "Mirela Sandor"))
KARSK = article("Karsk Today", said(FOG, office=MINISTER), published=LATER)
COPY = article("Harbour Post", said(FOG, office=MINISTER), published=LATER, copy_of=COURIER.id)
SHEETS = [COURIER, KARSK, COPY]
STORY = Story(id="y1", title="Two ferries", articles=tuple(s.id for s in SHEETS), events=())


def utterances():
    """The ferries as one utterance of all three; the boats as one of their own."""
    fog = Utterance(
        id=COURIER.statements[0].id,
        statements=tuple(s.statements[0].id for s in SHEETS),
        speaker_name="Ilan Dravek",
    )
    boats = Utterance(id=COURIER.statements[1].id, statements=(COURIER.statements[1].id,))
    return {s: u for u in (fog, boats) for s in u.statements}


def covered(sheets=SHEETS):
    speakers = {(sheet.id, sheet.statements[0].speaker): "Veldoria" for sheet in sheets}
    return cover(STORY, sheets, utterances(), speakers)


def test_cover_tells_who_carried_what_and_how_early():
    rows = [(c.outlet, c.words, c.days_after_first, c.is_copy) for c in covered().carried[:3]]
    assert rows == [("Courier", 7, 0, False), ("Harbour Post", 7, 2, True), ("Karsk Today", 7, 2, False)]


def test_cover_puts_the_most_carried_utterance_first():
    assert [c.utterance for c in covered().carried][-1] == COURIER.statements[1].id


def test_cover_knows_no_earliest_where_no_day_is_told():
    undated = [replace_published(sheet, None) for sheet in SHEETS]
    assert {c.days_after_first for c in covered(undated).carried} == {None}


def replace_published(sheet: Sheet, published: Interval | None) -> Sheet:
    page = replace(sheet.reading.page, published=published)
    return replace(sheet, reading=replace(sheet.reading, page=page))


def test_cover_shares_reported_words_between_sides():
    shares = {(s.outlet, s.side): (s.words, s.share) for s in covered().shares}
    assert shares["Courier", "Veldoria"] == (7, round(7 / 11, 4))
    assert shares["Courier", None] == (4, round(4 / 11, 4))
    assert shares["Karsk Today", "Veldoria"] == (7, 1.0)


def test_cover_counts_nested_words_once_for_the_inner_speaker():
    outer = article("Courier", said("that Dravek had said the port was open", "Petra Voss"))
    whole = outer.statements[0].content[0]
    inner = replace(
        outer.statements[0],
        id="s-inner",
        nested_in=outer.statements[0].id,
        speaker=None,
        content=(Span(whole.end - len("the port was open"), whole.end),),
    )
    sheet = replace(outer, reading=replace(outer.reading, statements=(inner, *outer.reading.statements)))
    [voss] = outer.reading.actors
    shares = cover(None, [sheet], {}, {(sheet.id, voss.id): "Veldoria"}).shares
    assert {(s.side, s.words) for s in shares} == {(None, 4), ("Veldoria", 4)}


@settings(max_examples=6, deadline=None)
@given(st.permutations(SHEETS))
def test_cover_does_not_depend_on_the_order_of_articles(sheets):
    assert covered(sheets) == covered()


def person(name: str, kind: ActorKind, within: str | None = None) -> Person:
    return Person(id=name, name=name, kind=kind, members=(("a", name),), names=(name,), within=within)


def test_sides_are_states_and_what_belongs_to_them():
    people = [
        person("Veldoria", ActorKind.STATE),
        person("Ilan Dravek", ActorKind.PERSON, "Veldoria"),
        person("Emil Sorrel", ActorKind.PERSON),
    ]
    assert sides_of(people) == {("a", "Veldoria"): "Veldoria", ("a", "Ilan Dravek"): "Veldoria"}


def page_of(text: str, role: BlockRole = BlockRole.BODY) -> Sheet:
    """An article that says nothing but in its own voice."""
    plain = article("Courier")
    made = replace(plain.reading.article, text=text)
    page = replace(plain.reading.page, blocks=(Block(Span(0, len(text)), role),))
    return replace(plain, reading=replace(plain.reading, article=made, page=page))


LABELS = [
    ("The proxy war goes on.", ["proxy war"]),
    ("The wars and the conflicts", ["war", "conflict"]),
    ("Karsk annexed the island. The annexation", ["annexation", "annexation"]),
    ("A special military operation", ["special military operation"]),
    ("A “special operation” that others call “an invasion”.", []),
    ("What he called the ‘conflict’ is one", []),
    ("The post-war conference on the Cold War and on war crimes", []),
    ("Warning, warships, awards", []),
    ("THE BLOCKADE", ["blockade"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "terms"), LABELS)
def test_labels_are_found_in_the_outlets_own_voice(text, terms):
    assert [label.term for label in find_labels(page_of(text))] == terms


def test_labels_in_furniture_are_not_the_outlets():
    assert list(find_labels(page_of("More on the war", BlockRole.FURNITURE))) == []


def test_labels_inside_statements_are_the_speakers():
    assert list(find_labels(article("Courier", said("the war will end")))) == []


def test_labels_of_a_language_without_a_table_are_none():
    sheet = page_of("war")
    page = replace(sheet.reading.page, language="de")
    assert list(find_labels(replace(sheet, reading=replace(sheet.reading, page=page)))) == []


def test_cover_gathers_labels_with_their_places():
    sheet = page_of("The war. The conflict. The war.")
    found = {
        (n.thing, n.term): [p.span.of(sheet.text) for p in n.places]
        for n in cover(None, [sheet], {}, {}).labels
    }
    assert found == {
        ("fighting between states", "war"): ["war", "war"],
        ("fighting between states", "conflict"): ["conflict"],
    }
