"""Searching by meaning: the switch, what is found, and what such a search cannot be."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from dragoman.encoder.sentences import shipped
from dragoman.web.pages import search

pytestmark = pytest.mark.skipif(shipped() is None, reason="no weights of a sentence encoder are installed")

JSON = {"Accept": "application/json"}
MIST = "/search?q=two+vessels+lost+in+mist&by=meaning"


def test_statements_in_other_words_are_found(client: TestClient) -> None:
    told = client.get(MIST, headers=JSON).json()
    assert (told["by"], told["feed"]) == ("meaning", None)
    assert "ferries in the fog" in " ".join(s["words"] for s in told["statements"][:5])
    cosines = [s["cosine"] for s in told["statements"]]
    assert cosines == sorted(cosines, reverse=True)
    assert {s["likeness"] for s in told["statements"]} <= {"much alike", "alike", "akin", "perhaps akin"}
    assert client.get(MIST.replace("meaning", "words"), headers=JSON).json()["statements"] == []


def test_facts_narrow_it_and_lead_on(client: TestClient) -> None:
    told = client.get(MIST, headers=JSON).json()
    facet = next(f for f in told["facets"] if f["name"] == "act")
    for value in facet["values"]:
        assert "by=meaning" in value["link"]["href"]
        narrowed = client.get(value["link"]["href"], headers=JSON).json()
        assert narrowed["count"] >= value["statements"]
        assert {s["act"] for s in narrowed["statements"]} == {value["link"]["label"]}


def test_the_page_has_a_switch(client: TestClient) -> None:
    page = client.get(MIST).text
    assert 'href="/search?q=two+vessels+lost+in+mist"' in page.replace("%20", "+")
    assert " in meaning</p>" in page
    assert 'type="hidden" name="by" value="meaning"' in page
    assert "/feeds/search" not in page
    assert 'href="/search?q=fog&amp;by=meaning"' in client.get("/search?q=fog").text


def test_few_finds_lead_to_the_meaning(client: TestClient) -> None:
    assert "to the same effect" in client.get("/search?q=tooting").text
    assert "to the same effect" not in client.get("/search?q=boats").text


@pytest.mark.parametrize("path", ["/feeds/search?q=fog&by=meaning", "/searches?keep=q%3Dfog%26by%3Dmeaning"])
def test_it_has_no_feed_and_cannot_be_kept(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=JSON)
    assert (answer.status_code, answer.json()["advice"]) == (422, "search by words")


@pytest.mark.parametrize("words", ["%20", "", "%00", "a" * 500, "🚢", "%22%27%3B--"])
def test_any_words_are_answered(client: TestClient, words: str) -> None:
    assert client.get(f"/search?q={words}&by=meaning", headers=JSON).status_code == 200


def test_without_weights_there_is_no_switch(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.linking.meaning.shipped", lambda: None)
    assert search.knows_meaning() is False
    assert 'aria-label="What is looked for"' not in client.get("/search?q=fog").text
    answer = client.get(MIST, headers=JSON)
    assert (answer.status_code, answer.json()["advice"]) == (422, "search by words")
