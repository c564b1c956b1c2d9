"""Deciding in the browser: what was decided shows everywhere, nobody is overruled unseen, and an undo
brings back what was there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

JSON = {"Accept": "application/json"}


def statements(client: TestClient, **asked: str) -> list[dict]:
    return client.get("/search", params=asked, headers=JSON).json()["statements"]


def decide(client: TestClient, about: str, what: str, value: str = "", **more: object):
    body = {"about": about, "decide": what, "value": value, "by": "anna", **more}
    return client.post("/judgements", json=body, headers=JSON)


@pytest.fixture
def remark(writing: TestClient) -> dict:
    return next(s for s in statements(writing, q="fog") if s["speaker"]["name"] == "Ilan Dravek")


def test_a_corrected_speaker_shows_everywhere(writing: TestClient, remark: dict):
    assert decide(writing, remark["id"], "speaker", "Petra Voss").status_code == 201
    found = next(s for s in statements(writing, q="fog") if s["id"] == remark["id"])
    article = writing.get(remark["article"]["href"], headers=JSON).json()
    shown = next(s for s in article["statements"] if s["id"] == remark["id"])
    person = writing.get("/person/Petra%20Voss", headers=JSON).json()
    assert (found["speaker"]["name"], found["judged"]) == ("Petra Voss", "corrected")
    assert (shown["speaker"]["name"], shown["judged"]) == ("Petra Voss", "corrected")
    assert remark["id"] in {s["id"] for s in person["statements"]}


def test_a_wrong_statement_is_in_no_list_and_an_undo_brings_it_back(writing: TestClient, remark: dict):
    decide(writing, remark["id"], "wrong")
    assert remark["id"] not in {s["id"] for s in statements(writing, q="fog")}
    assert writing.get(f"/judge/{remark['id']}", headers=JSON).json()["is_wrong"]
    decide(writing, remark["id"], "undo")
    assert remark["id"] in {s["id"] for s in statements(writing, q="fog")}


def test_nobody_is_overruled_unseen(writing: TestClient, remark: dict):
    seen = decide(writing, remark["id"], "right").json()["id"]
    clash = decide(writing, remark["id"], "wrong", by="bert")
    assert (clash.status_code, clash.json()["error"]) == (409, "conflict")
    assert decide(writing, remark["id"], "wrong", by="bert", seen=seen).status_code == 201


def test_a_form_that_comes_too_late_offers_to_insist(writing: TestClient, remark: dict):
    decide(writing, remark["id"], "right")
    sent = {"decide": "wrong", "by": "bert"}
    clash = writing.post(f"/judge/{remark['id']}", data=sent)
    assert clash.status_code == 409
    assert "anna judged this meanwhile" in clash.text
    done = writing.post(f"/judge/{remark['id']}", data={**sent, "insist": "true"}, follow_redirects=False)
    assert (done.status_code, done.headers["location"]) == (303, f"/judge/{remark['id']}")


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1"]
)
def test_a_form_leads_back_to_our_own_pages_only(writing: TestClient, remark: dict, back: str):
    sent = {"decide": "right", "by": "anna", "back": back}
    answer = writing.post(f"/judge/{remark['id']}", data=sent, follow_redirects=False)
    assert answer.headers["location"] == f"/judge/{remark['id']}"


@pytest.mark.parametrize(
    ("what", "value", "status"),
    [
        ("speaker", "  ", 422),
        ("kind", "sung", 422),
        ("said_on", "yesterday", 422),
        ("content", "words that the article does not have", 422),
        ("same", "snothing", 404),
        ("dance", "", 422),
    ],
)
def test_a_decision_that_cannot_be_meant_is_refused(
    writing: TestClient, remark: dict, what: str, value: str, status: int
):
    answer = decide(writing, remark["id"], what, value)
    assert answer.status_code == status
    assert answer.json()["message"]


def test_a_judge_has_a_name(writing: TestClient, remark: dict):
    assert decide(writing, remark["id"], "right", by="").status_code == 422
    writing.post("/who", data={"by": "Ánna Ž", "back": "/"})
    assert decide(writing, remark["id"], "right", by="").json()["by"] == "Ánna Ž"


def test_judgements_are_listed(writing: TestClient, remark: dict):
    decide(writing, remark["id"], "speaker", "Petra Voss")
    made = writing.get("/judgements", headers=JSON).json()["judgements"]
    assert [(m["by"], m["told"], m["stands"]) for m in made] == [("anna", "speaker is Petra Voss", True)]


def test_what_a_page_showed_was_seen(writing: TestClient, remark: dict):
    before = datetime.now(UTC).isoformat()
    decide(writing, remark["id"], "right")
    assert decide(writing, remark["id"], "wrong", by="bert", seen_at=before).status_code == 409
    after = datetime.now(UTC).isoformat()
    assert decide(writing, remark["id"], "wrong", by="bert", seen_at=after).status_code == 201


def test_the_review_shows_wordings_that_may_not_belong_together(writing: TestClient):
    page = writing.get("/review?what=utterances", headers=JSON).json()
    assert page["waiting"] >= len(page["utterances"]) > 0
    joined = page["utterances"][0]
    first, other = joined["utterance"]["statement"]["id"], joined["others"][0]["id"]
    assert decide(writing, other, "apart", first).status_code == 201
    left = writing.get("/review?what=utterances", headers=JSON).json()
    assert first not in {j["utterance"]["statement"]["id"] for j in left["utterances"]}


def test_linking_follows_a_form(writing: TestClient, remark: dict):
    writing.post("/who", data={"by": "anna"})
    sent = {"decide": "speaker", "value": "Edda Korn"}
    for statement in writing.get(f"/utterance/{remark['id']}", headers=JSON).json()["wordings"]:
        writing.post(f"/judge/{statement['statement']['id']}", data=sent, follow_redirects=False)
    utterance = writing.get(f"/utterance/{remark['id']}", headers=JSON).json()
    assert utterance["speaker"] == "Edda Korn"


def test_a_wrong_statement_can_still_be_judged_once_linking_followed(writing: TestClient, remark: dict):
    writing.post("/who", data={"by": "anna"})
    page = f"/judge/{remark['id']}"
    writing.post(page, data={"decide": "wrong"}, follow_redirects=False)
    told = writing.get(page, headers=JSON).json()
    assert (told["is_wrong"], told["alike"]) == (True, [])
    writing.post(page, data={"decide": "undo"}, follow_redirects=False)
    assert not writing.get(page, headers=JSON).json()["is_wrong"]
