"""What holds for every page: HTML and JSON at one address, in a real browser at both widths and in both
schemes without an error, a horizontal scroll or anything that axe objects to."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext
from samples import SAMPLES
from starlette.testclient import TestClient

from dragoman.web.pages import PAGES

ADDRESSES = [(name, address) for name, addresses in SAMPLES.items() for address in addresses]
WIDTHS = {"phone": 390, "desk": 1440}
MOST_FOLLOWED = 400


def test_every_page_has_a_sample():
    assert {page.name for page in PAGES} == set(SAMPLES)


@pytest.mark.parametrize(("name", "address"), ADDRESSES)
def test_page_answers_in_html_and_json_at_one_address(client: TestClient, name: str, address: str):
    page = next(page for page in PAGES if page.name == name)
    html, json = client.get(address), client.get(address, headers={"Accept": "application/json"})
    assert (html.status_code, html.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert (json.status_code, json.headers["content-type"]) == (200, "application/json")
    kept = {field for field, info in page.context.model_fields.items() if not info.exclude}
    assert set(json.json()) == kept


@pytest.mark.parametrize(("name", "address"), ADDRESSES)
def test_page_holds_nothing_inline_and_nothing_foreign(client: TestClient, name: str, address: str):
    html = client.get(address).text
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+\s*=\s*[\"']|\sstyle=|<style", html)
    assert not re.search(r"<(script|link|img|iframe|source|object)[^>]+(src|href)=[\"'](?!/)", html)


def test_no_link_of_any_page_is_a_dead_end(client: TestClient):
    ways = deque(address for _, address in ADDRESSES)
    met = set(ways)
    while ways and len(met) < MOST_FOLLOWED:
        address = ways.popleft()
        answer = client.get(address)
        assert answer.status_code == 200, address
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        found = {way.replace("&amp;", "&") for way in re.findall(r'href="(/[^"#]*)', answer.text)}
        found = {way.partition("?back=")[0] for way in found if "format=" not in way}  # test_web_downloads
        ways.extend(sorted(found - met))
        met |= found


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Iterator[Callable[[str, str], BrowserContext]]:
    """A browser of each width and scheme, opened once."""
    opened: dict[tuple[str, str], BrowserContext] = {}

    def of(width: str, scheme: str) -> BrowserContext:
        if (width, scheme) not in opened:
            size = {"width": WIDTHS[width], "height": 900}
            opened[width, scheme] = browser.new_context(
                viewport=size, color_scheme=scheme, reduced_motion="reduce"
            )
        opened[width, scheme].clear_cookies()
        return opened[width, scheme]

    yield of
    for context in opened.values():
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("name", "address"), ADDRESSES)
def test_page_is_sound_in_a_browser(
    contexts: Callable[[str, str], BrowserContext],
    served: str,
    screens: Path,
    name: str,
    address: str,
    width: str,
    scheme: str,
):
    page = contexts(width, scheme).new_page()
    troubles: list[str] = []
    page.on("console", lambda m: troubles.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: troubles.append(str(e)))
    page.on("request", lambda r: None if r.url.startswith(served) else troubles.append(f"asked {r.url}"))
    page.goto(served + address, wait_until="load")
    number = SAMPLES[name].index(address)
    page.screenshot(path=screens / f"{name}-{number}-{width}-{scheme}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
    assert troubles == []  # last, so that what scripts do after loading has had its time
    page.close()
