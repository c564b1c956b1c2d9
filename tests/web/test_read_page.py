"""A text comes in, its statements go out, nothing is stored."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.web.app import make_app
from dragoman.web.pages.read import MOST
from dragoman.web.settings import Settings

JSON = {"Accept": "application/json"}
TEXT = """KARSK, 11 March. "No port of ours will close," foreign minister Ilan Dravek told Radio Tessaly.

Tomas Hale denied on Friday that any ship had been turned back."""


def send(client: TestClient, sent: object):
    """Anything as JSON, halves of surrogate pairs too."""
    headers = {**JSON, "Content-Type": "application/json"}
    return client.post("/read", content=json.dumps(sent), headers=headers)


def test_a_text_answers_with_its_statements(client: TestClient):
    sent = {"text": TEXT, "outlet": "Karsk Today", "published": "2033-03-11"}
    read = client.post("/read", json=sent, headers=JSON).json()
    assert [(s["speaker"]["name"], s["act"]) for s in read["statements"]] == [
        ("Ilan Dravek", "asserts"),
        ("Tomas Hale", "denies"),
    ]
    assert read["statements"][0]["words"] == "“No port of ours will close,”".translate({8220: '"', 8221: '"'})
    assert {s["judge"] for s in read["statements"]} == {""}
    assert all(s["href"].startswith("#s-") for s in read["statements"])
    assert (read["language"], read["asked"]["outlet"]) == ("en", "Karsk Today")


def test_a_form_shows_the_text_marked(client: TestClient):
    html = client.post("/read", data={"text": TEXT, "published": "2033-03-11"}).text
    assert '<span class="cue"' in html
    assert "2 statements" in html
    assert "<bdi>Ilan Dravek</bdi>" in html
    assert "/judge/" not in html


@pytest.mark.parametrize("form", ["csv", "tei", "web-annotation", "schema-org", "parquet"])
def test_statements_of_a_text_come_in_every_form(client: TestClient, form: str):
    answer = client.post(f"/read?format={form}", json={"text": TEXT})
    assert answer.status_code == 200
    if form == "csv":
        assert [row["speaker_name"] for row in csv.DictReader(io.StringIO(answer.text))] == [
            "Ilan Dravek",
            "Tomas Hale",
        ]


def test_nothing_is_stored(writing: TestClient, own_ledger: Path):
    with Ledger.open(own_ledger) as ledger:
        before = ledger.counts()
    writing.post("/read", json={"text": TEXT})
    with Ledger.open(own_ledger) as ledger:
        assert ledger.counts() == before


def test_a_ledger_for_reading_only_reads_texts_too(example_ledger: Path):
    app = make_app(Settings(ledger=example_ledger, read_only=True))
    with TestClient(app, base_url="http://localhost") as asking:
        assert asking.post("/read", json={"text": TEXT}).status_code == 200
        assert asking.post("/searches", json={"name": "x", "query": ""}).status_code == 403


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"text": " \n"}, "there is no text"),
        ({"text": "a" * (MOST + 1)}, f"at most {MOST:,} are read at once"),
        ({"text": TEXT, "published": "yesterday"}, "no date"),
        ({"text": TEXT, "language": "q1"}, "no language"),
        ({"text": TEXT, "language": "zz"}, "no reader"),
        ({"texts": TEXT}, "text: Field required"),
        ({"text": 7}, "text: Input should be a valid string"),
        ({"text": TEXT, "colour": "red"}, "colour"),
        (["x"], "an object"),
        ("\ud800", "valid"),
    ],
)
def test_what_cannot_be_read_says_why(client: TestClient, sent: object, says: str):
    answer = send(client, sent)
    assert answer.status_code == 422
    assert says in answer.json()["message"]


@pytest.mark.parametrize("text", ["a\x00b said Ilan Dravek.", "\u202eabc\u2066", "\ufeff\ud83d", "😀" * 50])
def test_odd_characters_are_read_or_refused(client: TestClient, text: str):
    assert send(client, {"text": text}).status_code in (200, 422)


def test_a_request_that_is_too_large_is_refused_before_it_is_held(client: TestClient):
    def pieces():
        yield b'{"text": "'
        for _ in range(40):
            yield b"x" * 100_000

    for sent in ({"content": b"x" * 3_000_000}, {"content": pieces()}):
        answer = client.post("/read", headers={**JSON, "Content-Type": "application/json"}, **sent)
        assert answer.status_code == 413
        assert "at most 2,000,000 bytes" in answer.json()["message"]
