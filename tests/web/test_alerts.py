"""Kept searches and feeds: what is new, in Atom that feed readers take."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from lxml import etree
from starlette.testclient import TestClient

import dragoman
from dragoman.ledger import Ledger
from dragoman.web.atom import Feed, Item, written

JSON = {"Accept": "application/json"}
NEWS = """Karsk Today

Friday, 14 October 2033

Minister speaks of fog again

KARSK. "The fog at Maren will lift before the spring," foreign minister Ilan Dravek told Radio Tessaly.
"""


def read(client: TestClient, address: str) -> feedparser.FeedParserDict:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/atom+xml")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert all(entry.id and entry.title and entry.updated_parsed for entry in feed.entries)
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    return feed


def news(ledger: Path, tmp_path: Path) -> None:
    page = tmp_path / "news.md"
    page.write_text(NEWS)
    dragoman.read(page, ledger, outlet="Karsk Today").close()


def test_any_search_is_a_feed(client: TestClient):
    found = client.get("/search?q=fog&act=denies", headers=JSON).json()
    feed = read(client, found["feed"])
    assert {entry.id for entry in feed.entries} == {f"urn:dragoman:{s['id']}" for s in found["statements"]}
    assert {entry.link for entry in feed.entries} == {
        f"http://localhost{s['href']}" for s in found["statements"]
    }
    assert feed.feed.title == "Search: “fog” · denies"
    assert all(" denies: " in entry.title for entry in feed.entries)  # no denied words as somebody's own


def test_a_feed_is_not_sent_again_before_it_changes(client: TestClient):
    mark = client.get("/feeds/search?q=fog").headers["etag"]
    again = client.get("/feeds/search?q=fog", headers={"If-None-Match": mark})
    assert (again.status_code, again.content) == (304, b"")


def test_an_utterance_tells_who_denies_it(client: TestClient):
    denied = client.get("/person/Ilan%20Dravek", headers=JSON).json()["denied"]
    utterance = denied[0]["target"]["utterance"]["href"].rpartition("/")[2]
    feed = read(client, f"/feeds/utterance/{utterance}")
    assert any(" denies Ilan Dravek: " in entry.title for entry in feed.entries)
    by_person = read(client, "/feeds/person/Ilan%20Dravek?what=denied")
    assert f"urn:dragoman:{denied[0]['id']}" in {entry.id for entry in by_person.entries}


def test_a_person_is_followed(client: TestClient):
    said = client.get("/person/Petra%20Voss", headers=JSON).json()["statements"]
    feed = read(client, "/feeds/person/Petra%20Voss")
    assert {entry.id for entry in feed.entries} == {f"urn:dragoman:{s['id']}" for s in said}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/feeds/search?from=yesterday", 422),
        ("/feeds/search?act=sings", 422),
        ("/feeds/saved/nothing", 404),
        ("/feeds/utterance/nothing", 404),
        ("/feeds/person/Nobody", 404),
        ("/feeds/person/Petra%20Voss?what=thought", 422),
    ],
)
def test_what_cannot_be_followed_says_so(client: TestClient, address: str, status: int):
    answer = client.get(address, headers=JSON)
    assert answer.status_code == status
    assert answer.json()["message"]


@pytest.mark.parametrize("words", ["<script>x</script>", "a\x00b\x1b", "\u202egnol", "\ud800", "שלום עולם"])
def test_words_of_pages_stay_words(words: str):
    item = Item(id="urn:x:1", title=words, words=words, href="/a#b", updated=datetime(2033, 1, 1, tzinfo=UTC))
    made = written(Feed(title=words, page="/", items=[item]), "http://localhost", "http://localhost/f")
    root = etree.fromstring(made)
    assert root.xpath("count(//*[namespace-uri() != 'http://www.w3.org/2005/Atom'])") == 0
    assert not feedparser.parse(made).bozo


def test_a_search_is_kept_and_counts_what_is_new(writing: TestClient, own_ledger: Path, tmp_path: Path):
    sent = {"name": "Fog", "query": "q=fog&speaker=Ilan+Dravek", "by": "anna"}
    kept = writing.post("/searches/keep", data=sent, follow_redirects=False)
    assert (kept.status_code, kept.headers["location"]) == (303, "/searches")
    shown = writing.get("/searches", headers=JSON).json()["searches"]
    assert [(s["link"]["label"], s["asked"], s["made_by"], s["new"]) for s in shown] == [
        ("Fog", "“fog” · by Ilan Dravek", "anna", 0)
    ]
    news(own_ledger, tmp_path)
    assert writing.get("/searches", headers=JSON).json()["searches"][0]["new"] >= 1
    assert "will lift before the spring" in str(read(writing, "/feeds/saved/Fog").entries[:2])
    opened = writing.get("/searches/Fog", follow_redirects=False)
    assert opened.headers["location"] == "/search?q=fog&speaker=Ilan+Dravek"
    assert writing.get("/searches", headers=JSON).json()["searches"][0]["new"] == 0
    writing.post("/searches/drop", data={"name": "Fog"})
    assert writing.get("/searches", headers=JSON).json()["searches"] == []


def test_programs_keep_and_drop_searches(writing: TestClient, own_ledger: Path):
    made = writing.post("/searches", json={"name": "Fog", "query": "q=fog"}, headers=JSON)
    assert (made.status_code, made.json()["feed"], made.json()["new"]) == (201, "/feeds/saved/Fog", None)
    with Ledger.open(own_ledger) as ledger:
        assert ledger.searches.named("Fog").last_seen == str(ledger.arrivals.mark())
    assert writing.post("/searches", json={"name": "Fog", "query": "q=fog"}).status_code == 422
    assert writing.post("/searches", json={"name": "x", "query": "colour=red"}).status_code == 422
    assert writing.delete("/searches/Fog").status_code == 204
    assert writing.delete("/searches/Fog", headers=JSON).json()["error"] == "not-in-ledger"


def test_a_search_can_be_kept_from_where_it_is(client: TestClient):
    html = client.get("/search?q=fog&act=denies").text
    assert 'href="/searches?keep=q%3Dfog%26act%3Ddenies"' in html
    form = client.get("/searches?keep=q%3Dfog%26act%3Ddenies").text
    assert 'name="query" value="q=fog&amp;act=denies"' in form
