"""Two outlets, two people or two spans of days side by side."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

JSON = {"Accept": "application/json"}


def compare(client: TestClient, **asked: str) -> dict:
    answer = client.get("/compare", params=asked, headers=JSON)
    assert answer.status_code == 200
    return answer.json()


def test_two_outlets_share_what_both_carried(client: TestClient):
    page = compare(client, one="The Lindhaven Courier", other="Karsk Today")
    names = ("The Lindhaven Courier", "Karsk Today")
    assert (page["one"]["link"]["label"], page["other"]["link"]["label"]) == names
    assert page["numbers"][0] == len(page["both"]) > 0
    for utterance in page["both"]:
        wordings = client.get(utterance["href"], headers=JSON).json()["wordings"]
        assert set(names) <= {w["statement"]["outlet"]["label"] for w in wordings}
    for side, name in ((page["only_one"], names[1]), (page["only_other"], names[0])):
        assert side
        assert all(name not in {o["label"] for o in utterance["outlets"]} for utterance in side)


def test_numbers_are_those_of_the_outlets(client: TestClient):
    page = compare(client, one="StraitBlog", other="Karsk Today")
    outlet = client.get("/outlet/StraitBlog", headers=JSON).json()
    assert page["one"]["statements"] == outlet["outlet"]["statements"]
    months = {m["link"]["label"]: m["one"] for m in page["months"] if m["one"]}
    assert months == {m["month"] or "without a date": m["statements"] for m in outlet["months"]}
    assert sum(act["one"] for act in page["acts"]) == page["one"]["statements"]


def test_two_people_are_laid_beside_each_other_with_their_answers(client: TestClient):
    page = compare(client, what="people", one="Ilan Dravek", other="Tomas Hale")
    assert {tie["kind"] for tie in page["exchanges"]} >= {"denies"}
    for tie in page["exchanges"]:
        speakers = {tie["origin"]["speaker"]["name"], tie["target"]["speaker"]["name"]}
        assert speakers == {"Ilan Dravek", "Tomas Hale"}
    assert page["both"] == []


def test_two_spans_of_days_count_what_was_said_in_them(client: TestClient):
    days = {"one_from": "2033-03-10", "one_to": "2033-03-11", "other_from": "2033-03-12"}
    page = compare(client, what="days", **days)
    found = client.get("/search?from=2033-03-10&to=2033-03-11", headers=JSON).json()
    assert page["one"]["statements"] == found["count"]
    assert page["other"]["link"]["label"] == "since 12 Mar 2033"
    assert page["one"]["link"]["href"] == "/search?from=2033-03-10&to=2033-03-11"


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        ({}, []),
        ({"one": "Karsk Today"}, []),
        ({"one": "Karsk Today", "other": "No Such Paper"}, ["No Such Paper"]),
        ({"what": "people", "one": "Nobody", "other": "No One"}, ["Nobody", "No One"]),
        ({"what": "days", "one_from": "2033-03-10"}, []),
    ],
)
def test_what_is_not_here_is_told(client: TestClient, asked: dict[str, str], missing: list[str]):
    page = compare(client, **asked)
    assert (page["missing"], page["one"], page["months"]) == (missing, None, [])
    html = client.get("/compare", params=asked).text
    assert all(name in html for name in missing)


@pytest.mark.parametrize("asked", [{"what": "days", "one_from": "yesterday"}, {"what": "ships"}])
def test_what_cannot_be_compared_is_refused(client: TestClient, asked: dict[str, str]):
    assert client.get("/compare", params=asked, headers=JSON).status_code == 422
