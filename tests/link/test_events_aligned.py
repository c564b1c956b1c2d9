"""Events over articles, on invented pages."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from invented_week import named, page, people, statement, week

from dragoman.link.events import find_events
from dragoman.link.loans import attend_all
from dragoman.link.mentions import find_occasions
from dragoman.link.roster import Memory
from dragoman.model import Event

TALKS, VISIT = date(2033, 3, 10), date(2033, 10, 4)


def found_events() -> tuple[Event, ...]:
    """The events of the invented week."""
    return find_events(week(), people()).events


def event(kind: str, *who: str) -> Event:
    """The one event of a kind whose participants are these."""
    found = [e for e in found_events() if e.kind == kind and named(e.participants) == set(who)]
    assert len(found) == 1, found
    return found[0]


def pages_of(found: Event) -> set[str]:
    """The pages that tell of an event."""
    return {d.reading.article.doc for d in week() for v in found.evidence if v.article == d.id}


@pytest.mark.parametrize(
    ("kind", "who", "day", "place", "docs"),
    [
        (
            "meeting",
            ("Ilan Dravek", "Mirela Sandor"),
            TALKS,
            "Karsk",
            {"dated", "weekdays", "yesterday", "interview"},
        ),
        ("meeting", ("Oren Kasimir", "Anika Brandt"), date(2033, 3, 11), "Karsk", {"yesterday"}),
        ("meeting", ("Ilan Dravek", "Anika Brandt"), VISIT, "Port Amiel", {"october", "october weekdays"}),
    ],
)
def test_find_events_aligns_articles(
    kind: str, who: tuple[str, ...], day: date, place: str, docs: set[str]
) -> None:
    found = event(kind, *who)
    assert found.held is not None
    assert (found.held.first, found.held.last) == (day, day)
    assert (found.place, pages_of(found)) == (place, docs)


def test_evidence_shows_words_of_the_event() -> None:
    texts = {s.id: s.text for s in week()}
    for found in found_events():
        assert found.evidence
        for evidence in found.evidence:
            words = evidence.span.of(texts[evidence.article])
            assert words
            assert words == words.strip()


def test_press_conferences_of_two_days_stay_two() -> None:
    days = {e.held.first for e in found_events() if e.kind == "press conference" and e.held}
    assert days == {TALKS, VISIT}


def test_events_do_not_depend_on_order() -> None:
    sheets, expected = list(week()), found_events()
    for seed in range(10):
        Random(seed).shuffle(sheets)
        assert find_events(sheets, people()).events == expected


def test_events_of_no_articles_are_none() -> None:
    assert find_events([], ()).events == ()


@pytest.mark.parametrize(
    ("doc", "words", "kind"),
    [
        ("dated", "two ferries", "press conference"),
        ("weekdays", "pencil", "press conference"),
        ("october", "logbook", "press conference"),
        ("yesterday", "honest keel", "meeting"),
    ],
)
def test_a_statement_belongs_to_the_event_at_which_it_was_made(doc: str, words: str, kind: str) -> None:
    events = found_events()
    found = attend_all(find_events(week(), people()))[statement(doc, words).id]
    assert next(e for e in events if e.id == found).kind == kind


def test_what_is_spoken_of_is_no_event_at_which_it_was_said() -> None:
    assert statement("yesterday", "useful").id not in attend_all(find_events(week(), people()))


def test_occasions_that_did_not_take_place_are_left_out() -> None:
    heads = [
        o.head.of(page("yesterday").text) for o in find_occasions(page("yesterday"), Memory(week(), people()))
    ]
    assert heads == ["meeting", "talks", "meeting", "talks"]
