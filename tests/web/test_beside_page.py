"""An article's lines beside what they were taken from."""

from __future__ import annotations

from starlette.testclient import TestClient

JSON = {"Accept": "application/json"}


def test_lines_of_a_page_stand_beside_their_markup(client: TestClient):
    told = client.get("/article/harbour-post-deal/beside", headers=JSON).json()
    text = client.get("/article/harbour-post-deal", headers=JSON).json()["text"]
    assert told["media_type"] == "text/html"
    for line in told["lines"]:
        assert line["words"] == text[line["start"] : line["end"]]
        assert line["path"].startswith("/html")
        assert line["markup"].startswith("<")
        first = line["words"].split()[0]
        assert first in line["markup"] or "&" in line["markup"]
    assert {"headline", "body", "furniture"} <= {line["role"] for line in told["lines"]}


def test_every_statement_begins_in_a_line(client: TestClient):
    told = client.get("/article/courier-talks/beside", headers=JSON).json()
    statements = client.get("/article/courier-talks", headers=JSON).json()["statements"]
    ways = [way["href"] for line in told["lines"] for way in line["statements"]]
    assert sorted(ways) == sorted(statement["href"] for statement in statements)
    assert all(not line["markup"] and not line["path"] for line in told["lines"])


def test_markup_is_text_and_no_markup_of_ours(client: TestClient):
    page = client.get("/article/harbour-post-deal/beside", headers={"Accept": "text/html"}).text
    assert "&lt;" in page
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "<script" not in main


def test_lines_go_on(client: TestClient):
    told = client.get("/article/courier-talks/beside?after=100000", headers=JSON).json()
    assert told["lines"] == []
    assert told["next"] is None
