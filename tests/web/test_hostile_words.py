"""Words that want to be more than words: in every field of an article, on every page that shows it."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urlencode

import lxml.html
import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

import dragoman
from dragoman.web.app import make_app
from dragoman.web.settings import Settings

EVIL = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)><style>*{display:none}</style>',
    "{{ 7*7 }}${7*7}<%= 7*7 %>{% raw %}",
    "‮desrever‬ ⁦hidden⁩",
    "=HYPERLINK(1)",
    "' onmouseover='alert(1)",
    "javascript:alert(1)//",
    "</textarea></script><iframe src=//evil.example></iframe>",
)
LONG = "Aa" * 50_000
MOST = 200
MOST_LOOKED_AT = 30


def rows() -> Iterator[dict[str, str]]:
    for number, evil in enumerate((*EVIL, LONG)):
        said = f'"We {evil} will not close the port {number}," said Ilan Dravek {evil[:200]}, the minister.'
        denied = f"Mirela Sandor denied that {evil} the port was closed."
        yield {
            "id": f"evil-{number} {evil[:60]}",
            "url": f"https://evil.example/{number}?q={evil[:100]}",
            "title": f"{evil} talks fail",
            "outlet": f"Outlet {evil[:500]}",
            "author": evil[:500],
            "language": "en",
            "published": "2031-03-10",
            "text": f"{evil} talks fail\n\n{said}\n\n{denied}\n\nBoth met in Karsk on Monday.\n",
        }


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    lines = (json.dumps(row) for row in rows())
    (folder / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    dragoman.read(folder / "rows.jsonl", folder / "hostile.db").close()
    return folder / "hostile.db"


@pytest.fixture(scope="module")
def pages(hostile: Path) -> dict[str, str]:
    """Every page that can be reached from the first one, and some searches, as HTML."""
    found: dict[str, str] = {}
    with TestClient(
        make_app(Settings(ledger=hostile)), base_url="http://localhost", headers={"Accept": "text/html"}
    ) as client:
        ways = deque(["/", *("/search?" + urlencode({"q": evil}) for evil in EVIL)])
        met = set(ways)
        while ways and len(found) < MOST:
            way = ways.popleft()
            answer = client.get(way)
            assert answer.status_code == 200, (way, answer.text[:300])
            if not answer.headers["content-type"].startswith("text/html"):
                continue
            found[way] = answer.text
            fresh = {
                h for h in lxml.html.fromstring(answer.text).xpath("//a/@href") if h.startswith("/")
            } - met
            ways.extend(sorted(fresh))
            met |= fresh
    return found


def test_many_pages_were_reached(pages: dict[str, str]):
    assert len(pages) > 60


def test_no_page_holds_markup_of_an_article(pages: dict[str, str]):
    for way, html in pages.items():
        tree = lxml.html.fromstring(html)
        scripts = tree.xpath("//script")
        assert all(script.get("src", "").startswith("/static/") and not script.text for script in scripts), (
            way
        )
        assert not tree.xpath("//iframe | //object | //embed | //img | //style | //base"), way
        assert not [a for a in tree.xpath("//@*") if re.match(r"on[a-z]+$|style$", a.attrname)], way


def test_no_link_runs_anything(pages: dict[str, str]):
    for way, html in pages.items():
        for href in lxml.html.fromstring(html).xpath("//@href | //@action | //@src"):
            assert re.match(r"/(?!/)|#|https?://[a-z]", href), (way, href)


def test_no_template_is_filled_in(pages: dict[str, str]):
    assert not any(re.search(r"port 3\D.*?\b49\b", html) for html in pages.values())


def test_no_page_turns_the_direction_of_its_text(pages: dict[str, str]):
    turning = re.compile("[\u202a-\u202e\u2066-\u2069]")
    assert [way for way, html in pages.items() if turning.search(html)] == []


def test_nothing_runs_and_nothing_breaks_in_a_browser(
    browser: Browser,
    serve: Callable[[Path], AbstractContextManager[str]],
    hostile: Path,
    pages: dict[str, str],
):
    html = [way for way in pages if "format=" not in way]
    with serve(hostile) as address:
        context = browser.new_context(viewport={"width": 390, "height": 800})
        page = context.new_page()
        troubles: list[str] = []
        page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda r: None if r.url.startswith(address) else troubles.append(r.url))
        for way in html[:: max(1, len(html) // MOST_LOOKED_AT)]:
            page.goto(address + way, wait_until="load")
            assert troubles == [], way
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), way
        context.close()
