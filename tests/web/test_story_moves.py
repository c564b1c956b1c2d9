"""Addresses of stories that were given out: they lead on where the story is told under another one, and
say so where it is told no more. Over a ledger that is read and linked as any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import dragoman
from dragoman.linking import link
from dragoman.web.app import make_app
from dragoman.web.settings import Settings

_PAGE = """{outlet}

{title}

{day}, 2031

{lead} "Not one ferry of the Maren line will leave the pier at Karsk before the stranded trawlers are \
towed off the breakwater," Ilan Dravek {told}. {more}
"""
_FIRST = [
    (
        *("The Lindhaven Courier", "Dravek keeps the ferries in", "March 12", "told reporters"),
        "KARSK – The pier has been empty for a week.",
        "Traders in Lindhaven wait for flour and lamp oil.",
    ),
    (
        *("Karsk Today", "No ferry before the trawlers are gone", "March 13", "said in Karsk"),
        "Fishermen came to the ministry with their nets on Wednesday.",
        "Some of them had not been out since the new year, and their loans fall due in spring.",
    ),
]
_EARLIER = [
    (
        *("Radio Tessaly", "Ferries must wait for the thaw", "March 11", "told this station"),
        "The strait has not frozen so far south in thirty winters.",
        "Two ice breakers of the navy are in dock for repairs until April.",
    ),
    (
        *("The Harbour Post", "Pier at Karsk stays shut", "March 11", "said on Tuesday"),
        "Crews had hoped to sail this weekend.",
        "The harbour office will put up the new timetable when the buoys are back in place.",
    ),
]


def _read(ledger: Path, folder: Path, pages: list[tuple[str, ...]]) -> str:
    """The id of the only story after these articles were read and linked."""
    for number, (outlet, title, day, told, lead, more) in enumerate(pages):
        file = folder / f"{day.replace(' ', '-')}-{number}.txt"
        page = _PAGE.format(outlet=outlet, title=title, day=day, told=told, lead=lead, more=more)
        file.write_text(page, "utf-8")
    with dragoman.read([folder], ledger) as read:
        (story,) = read.browse.stories().rows
        return story.id


@pytest.fixture
def told(tmp_path: Path) -> Iterator[tuple[TestClient, Path, str]]:
    ledger, folder = tmp_path / "moves.db", tmp_path / "pages"
    folder.mkdir()
    story = _read(ledger, folder, _FIRST)
    app = make_app(Settings(ledger=ledger))
    with TestClient(app, base_url="http://localhost", headers={"Accept": "text/html"}) as client:
        yield client, ledger, story


def test_an_old_address_leads_on_as_coverage_grows(told, tmp_path):
    client, ledger, story = told
    assert client.get(f"/story/{story}").status_code == 200
    now = _read(ledger, tmp_path / "pages", _EARLIER)
    assert now != story
    for path in ("story", "coverage"):
        moved = client.get(f"/{path}/{story}?format=json", follow_redirects=False)
        assert (moved.status_code, moved.headers["location"]) == (307, f"/{path}/{now}?format=json")
        assert client.get(f"/{path}/{story}").status_code == 200
    assert len(client.get(f"/story/{story}?format=json").json()["articles"]) == 4


def test_a_story_that_is_told_no_more_says_what_is_left(told, tmp_path):
    client, ledger, story = told
    with dragoman.Ledger.open(ledger) as read:
        first, second = (row.id for row in read.browse.story_articles(story).rows)
        read.forget(first)
        link(read)
        assert not read.browse.stories().rows
    gone = client.get(f"/story/{story}")
    assert gone.status_code == 410
    assert f"/article/{second}" in gone.text
    assert first not in gone.text
    links = client.get(f"/coverage/{story}", headers={"Accept": "application/json"}).json()["links"]
    assert [one["href"] for one in links] == [f"/article/{second}"]
    with dragoman.Ledger.open(ledger) as read:
        read.forget(second)
    assert client.get(f"/story/{story}").status_code == 404
    assert client.get("/story/y0").status_code == 404
