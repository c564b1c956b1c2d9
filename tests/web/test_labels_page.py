"""What an outlet does with words: labels in its own voice, and quotations that others have otherwise."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

import dragoman

JSON = {"Accept": "application/json"}


def test_labels_stand_in_the_articles_of_the_outlet_outside_what_it_quotes(client: TestClient):
    told = client.get("/labels/The%20Lindhaven%20Courier", headers=JSON).json()
    labels = [label for thing in told["things"] for label in thing["labels"]]
    assert labels
    assert told["counted_over"] >= 1
    for place in (place for label in labels for place in label["places"]):
        article = client.get(place["article"]["href"].partition("#")[0], headers=JSON).json()
        assert article["outlet"]["label"] == "The Lindhaven Courier"
        assert place["words"]


def test_labels_go_on_with_earlier_articles(writing: TestClient, own_ledger):
    folder = own_ledger.parent / "more"
    folder.mkdir()
    lines = [
        {
            "id": f"maren-{number}",
            "outlet": "Radio Maren",
            "title": f"Blockade, part {number}",
            "language": "en",
            "text": f"The blockade of the strait went on for a {number}th day.",
        }
        for number in range(22)
    ]
    (folder / "more.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    dragoman.read(folder, own_ledger).close()
    name = "Radio%20Maren"
    first = writing.get(f"/labels/{name}", headers=JSON).json()
    assert (first["counted_over"], first["next"] is None) == (12, False)
    rest = writing.get(first["next"], headers=JSON).json()
    assert (rest["counted_over"], rest["next"]) == (10, None)


def test_altered_quotation_leads_to_both_sides(client: TestClient):
    told = client.get("/altered/StraitBlog", headers=JSON).json()
    assert told["altered"]
    for one in told["altered"]:
        assert one["statement"]["outlet"]["label"] == "StraitBlog"
        assert one["beside"]["label"] != "StraitBlog"
        assert client.get(one["utterance"]["href"]).status_code == 200
    assert "Which of the two was said is not known" in client.get("/altered/StraitBlog").text


@pytest.mark.parametrize("page", ["labels", "altered"])
def test_nobody_has_no_labels(client: TestClient, page: str):
    assert client.get(f"/{page}/No%20Such%20Paper").status_code == 404
    assert client.get(f"/{page}/%00%F0").status_code == 404


def test_outlet_leads_there(client: TestClient):
    page = client.get("/outlet/StraitBlog").text
    assert 'href="/labels/StraitBlog"' in page
    assert 'href="/altered/StraitBlog"' in page
