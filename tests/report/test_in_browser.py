"""The page in a real browser: width, requests, anchors, switches, print."""

import shutil
from dataclasses import replace

import pytest
from invented_readings import B, Builder, linked_episode

from dragoman.model import Skipped
from dragoman.report import write_report

BROWSER = next((b for b in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if b), None)
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    out = tmp_path_factory.mktemp("report") / "report.html"
    long = Builder(
        [(B, "x" * 3000), (B, "word " * 500)],
        outlet="O" * 90,
        title="T" * 400,
        url="https://a.example/" + "u" * 300,
    )
    long.say("", "", "x" * 3000, doubt=0.9)
    skipped = [Skipped("acquire", "/a/very/long/path/" + "p" * 200, "w" * 120, "try " + "t" * 120)]
    linked = linked_episode()
    write_report(replace(linked, held=[*linked.held, long.entry()]), skipped, out)
    return out.as_uri()


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def open_page(browser, address, width=1440, scheme="light"):
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page.talk, page.asked = [], []
    page.on("console", lambda message: page.talk.append(message.text))
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(address)
    return page


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_browser_never_scrolls_sideways(browser, address, width):
    page = open_page(browser, address, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_browser_asks_for_nothing_and_has_nothing_to_complain_of(browser, address, scheme):
    page = open_page(browser, address, scheme=scheme)
    assert page.asked == [address]
    assert page.talk == []
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(251, 250, 246)", "dark": "rgb(22, 22, 20)"}[scheme]


def test_browser_goes_from_a_line_to_its_words(browser, address):
    page = open_page(browser, address)
    page.locator(".line blockquote a").first.click()
    marked = page.evaluate("document.querySelector(':target').getBoundingClientRect().top")
    assert 0 <= marked <= 900


def test_browser_shows_attitudes_on_demand(browser, address):
    page = open_page(browser, address)
    note = page.locator(".notes li.att").first
    assert not note.is_visible()
    page.check("#show-attitudes")
    assert note.is_visible()


def test_browser_shows_the_picture_that_fits(browser, address):
    for width, shown, hidden in ((390, ".narrow", ".wide"), (1440, ".wide", ".narrow")):
        page = open_page(browser, address, width)
        assert page.locator(f"#timeline {shown}").is_visible()
        assert not page.locator(f"#timeline {hidden}").is_visible()


def test_browser_prints(browser, address, tmp_path):
    page = open_page(browser, address)
    page.emulate_media(media="print")
    assert not page.locator("nav.bar").is_visible()
    assert page.pdf(format="A4")[:5] == b"%PDF-"
