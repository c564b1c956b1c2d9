"""Two sides: how warm or cold they speak of each other, with the statements behind each point."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from dragoman.report.tone import Dot, Voiced, draw_tone, word_stretch, word_tone

JSON = {"Accept": "application/json"}
PAIR = "/relations?one=Veldoria&other=Ostmar"


def test_every_point_leads_to_statements_of_its_side_that_name_the_other(client: TestClient):
    told = client.get(PAIR, headers=JSON).json()
    assert [side["name"] for side in told["sides"]] == ["Veldoria", "Ostmar"]
    assert {m["side"] for m in told["moments"]} == {"Veldoria", "Ostmar"}
    speakers = {side["name"]: {s["label"] for s in side["speakers"]} for side in told["sides"]}
    for moment in told["moments"]:
        assert moment["statements"]
        assert -1 <= moment["mean"] <= 1
        for toned in moment["statements"]:
            assert toned["statement"]["speaker"]["name"] in speakers[moment["side"]]
            assert toned["told_by"]
            place = client.get(toned["statement"]["href"].partition("#")[0])
            assert place.status_code == 200


def test_picture_leads_to_its_points_and_a_table_says_the_same(client: TestClient):
    page = client.get(PAIR).text
    for moment in client.get(PAIR, headers=JSON).json()["moments"]:
        assert page.count(f'href="#{moment["anchor"]}"') == 3  # wide, narrow, table
        assert f'id="{moment["anchor"]}"' in page
    assert "rough count of words" in page
    assert "nothing about who is right" in page


def test_sides_may_be_typed_in_any_case_and_changed_over(client: TestClient):
    one = client.get("/relations?one=ostmar&other=VELDORIA", headers=JSON).json()
    other = client.get(PAIR, headers=JSON).json()
    assert {m["anchor"][7:] + m["side"] for m in one["moments"]} == {
        m["anchor"][7:] + m["side"] for m in other["moments"]
    }
    assert (one["one"], one["other"]) == ("Ostmar", "Veldoria")


def test_speakers_may_be_a_side(client: TestClient):
    told = client.get("/relations?one=Mirela+Sandor&other=Ilan+Dravek", headers=JSON).json()
    assert [side["is_state"] for side in told["sides"]] == [False, False]
    assert all(s["href"].startswith("/person/") for s in told["sides"])


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/relations?one=Veldoria&other=Nobody+At+All", "Nobody called “Nobody At All”"),
        ("/relations?one=Veldoria&other=veldoria", "Two different sides"),
        ("/relations?one=%00%ff&other=Ostmar", "Nobody called"),
    ],
)
def test_what_cannot_be_shown_is_said(client: TestClient, address: str, words: str):
    answer = client.get(address)
    assert answer.status_code == 200
    assert words in answer.text


def test_one_side_alone_is_asked_for_the_other(client: TestClient):
    told = client.get("/relations?one=Mirela+Sandor", headers=JSON).json()
    assert told["trouble"] is None
    assert not told["sides"]
    assert {pair["label"] for pair in told["suggested"]} >= {"Mirela Sandor and Veldoria"}
    assert all("Ostmar" not in pair["label"] for pair in told["suggested"])


def test_person_leads_there(client: TestClient):
    assert 'href="/relations?one=' in client.get("/person/Ilan%20Dravek").text


def test_line_has_a_gap_where_nothing_tells():
    dots = [Dot(date(2031, month, 1), 0.5, 2, f"m{month}") for month in (1, 2, 4)]
    drawn = draw_tone([Voiced("Veldoria", tuple(dots)), Voiced("Ostmar", ())], "month", is_wide=True)
    tree = ElementTree.fromstring(drawn)
    lines = [g for g in tree.iter() if g.get("class") == "tone tone-0"]
    assert [len(list(g)) for g in lines] == [1]


@pytest.mark.parametrize("step", ["day", "month", "year"])
@pytest.mark.parametrize("is_wide", [True, False])
def test_picture_stays_inside_its_frame_whatever_the_names(step: str, is_wide: bool):
    first, last = date(1, 1, 1), {"day": date(1, 1, 31), "month": date(3, 12, 1)}.get(step, date(300, 1, 1))
    dots = (Dot(first, -1.0, 1, "a"), Dot(last, 1.0, 4000, "b"))
    drawn = draw_tone([Voiced("<script>\x00", dots), Voiced("“" * 300, dots)], step, is_wide=is_wide)
    tree = ElementTree.fromstring(drawn)
    width = float(tree.get("width") or 0)
    assert all(0 <= float(c.get("cx") or 0) <= width for c in tree.iter() if c.tag.endswith("circle"))


def test_one_point_alone_is_no_picture():
    dot = Dot(date(2031, 1, 1), 0.5, 2, "a")
    assert draw_tone([Voiced("Veldoria", (dot,)), Voiced("Ostmar", (dot,))], "day", is_wide=True) == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [(1.0, "warm"), (0.4, "rather warm"), (0.0, "mixed"), (-0.3, "rather cold"), (-1.0, "cold")],
)
def test_tone_is_worded(value: float, words: str):
    assert word_tone(value) == words


def test_stretches_are_worded():
    day = date(2031, 3, 5)
    assert [word_stretch(day, s) for s in ("day", "month", "year")] == ["5 Mar 2031", "Mar 2031", "2031"]
