"""What a reader sees of a search."""

from __future__ import annotations

from starlette.testclient import TestClient

HTML = {"Accept": "text/html"}


def test_a_find_without_the_words_tells_which_headline_has_them(client: TestClient):
    page = client.get("/search?q=drill", headers=HTML).text
    assert "<mark>" in page
    assert "under “<bdi>Kasimir Announces Ten-Day Naval Drill in Strait of Maren</bdi>”" in page


def test_words_that_were_said_need_no_headline(client: TestClient):
    page = client.get("/search?q=seasick", headers=HTML).text
    assert "<mark>seasick</mark>" in page
    assert "under “" not in page
