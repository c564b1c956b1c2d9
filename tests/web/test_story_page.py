"""A story: what happened and what was said of it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

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
