"""A story's coverage: who carried what, whose words, which labels."""

from __future__ import annotations

import pytest
from samples import SAMPLES
from starlette.testclient import TestClient

JSON = {"Accept": "application/json"}
(COVERAGE,) = SAMPLES["coverage"]


@pytest.fixture
def told(client: TestClient) -> dict:
    return client.get(COVERAGE, headers=JSON).json()


def test_coverage_tells_who_carried_what_the_most_carried_first(told):
    carriers = [len(u["carried"]) for u in told["utterances"]]
    assert carriers == sorted(carriers, reverse=True)
    assert carriers[0] > 1
    first = told["utterances"][0]["carried"]
    assert all(one["words"] > 0 for one in first)
    assert min(one["days_after_first"] for one in first if one["days_after_first"] is not None) == 0


def test_coverage_leads_to_the_articles_and_utterances(client, told):
    utterance = told["utterances"][0]
    for way in (utterance["href"], utterance["carried"][0]["article"]["href"], told["story"]["link"]["href"]):
        assert client.get(way, headers=JSON).status_code == 200


def test_shares_of_an_article_are_all_of_its_reported_words(told):
    assert told["articles"]
    for article in told["articles"]:
        assert sum(side["share"] for side in article["sides"]) == pytest.approx(1, abs=0.001)


def test_a_story_leads_to_its_coverage(client, told):
    story = client.get(told["story"]["link"]["href"], headers=JSON).json()
    assert story["coverage"] == COVERAGE


def test_no_such_story_is_told(client):
    answer = client.get("/coverage/y0000000000000000", headers=JSON)
    assert answer.status_code == 404
    assert answer.json()["advice"]
