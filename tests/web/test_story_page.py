"""A story: what happened and what was said of it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.ledger.browse_rows import ExchangeRow
from dragoman.ledger.browse_stories import Told

JSON = {"Accept": "application/json"}


@pytest.fixture
def talks(client: TestClient) -> dict:
    """The story of the talks in Karsk, which became one by what was said after them."""
    stories = client.get("/stories", headers=JSON).json()["stories"]
    (href,) = [s["link"]["href"] for s in stories if s["link"]["label"].startswith("Sandor leaves Karsk")]
    return client.get(href, headers=JSON).json()


def test_a_story_tells_of_the_meeting_that_its_articles_date(talks: dict):
    (meeting,) = talks["events"]
    assert (meeting["kind"], meeting["held"]["first"]) == ("meeting", "2033-03-10")
    assert {party["label"] for party in meeting["who"]} == {"Ilan Dravek", "Mirela Sandor"}


def test_the_words_that_tell_of_an_event_lead_to_their_articles(client: TestClient, talks: dict):
    shown = talks["events"][0]["evidence"]
    assert len({place["href"] for place in shown}) == 3
    for place in shown:
        assert place["label"] in client.get(place["href"], headers=JSON).text


def test_a_story_tells_programs_who_carried_what_and_shows_people_the_same_as_a_table(client: TestClient):
    for story in client.get("/stories", headers=JSON).json()["stories"]:
        href = story["link"]["href"]
        page = client.get(href, headers={"Accept": "text/html"}).text
        for row in client.get(href, headers=JSON).json()["spread"]:
            assert row["carried"]
            assert page.count(f'href="{row["utterance"]["href"]}"') >= 3


def test_a_story_that_is_asked_for_again_shows_the_same_pictures(client: TestClient, talks: dict):
    href = talks["story"]["link"]["href"]
    first, again = (client.get(href, headers={"Accept": "text/html"}).text for _ in range(2))
    assert [p.split("</svg>")[0] for p in first.split("<svg")[1:]]
    assert first.split('data-at="')[0] == again.split('data-at="')[0]


def test_a_story_counts_anew_once_somebody_wrote(own_ledger):
    with Ledger.open(own_ledger, readonly=True) as reading, Ledger.open(own_ledger) as writing:
        story = next(row for row in reading.browse.stories(limit=50).rows if row.utterances > 1)
        assert reading.browse.story(story.id).utterances == story.utterances
        first = reading.browse.story_told(story.id, Told(utterances=1, exchanges=1, matrix=1), cursor=None)
        writing.forget(writing.home(first.utterances.rows[0].first.id), why="asked to")
        assert reading.browse.story(story.id).utterances < story.utterances


def test_exchanges_that_were_judged_wrong_make_room_for_later_ones(writing: TestClient, own_ledger):
    with Ledger.open(own_ledger, readonly=True) as ledger:
        browse = ledger.browse

        def held_in(story: str, limit: int = 40) -> tuple[ExchangeRow, ...]:
            return browse.story_told(story, Told(utterances=1, exchanges=limit, matrix=1)).exchanges

        story = max((row.id for row in browse.stories(limit=50).rows), key=lambda id: len(held_in(id)))
        held = held_in(story)
        assert len(held) > 3
        for wrong in held[:3]:
            sent = {"about": wrong.id, "decide": "exchange_wrong", "by": "anna"}
            assert writing.post("/judgements", json=sent, headers=JSON).status_code == 201
        assert held_in(story, limit=1) == held[3:4]
        assert held_in(story) == held[3:]
