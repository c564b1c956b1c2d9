"""The ways that people take through the application, in a real browser against the real command over a real
ledger: no error on the console, nothing asked of anybody else."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
LONE = "quarter of an hour"  # words of Ilan Dravek that one outlet alone carried
NAMES = ("Ilan Dravek", "Petra Voss")
ADDED = """Radio Tessaly

Voss: the lighthouse stays lit

Tuesday, May 20, 2031

"The lighthouse stays lit," Petra Voss told Radio Tessaly on Tuesday.
"""

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def ledger(example_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(example_ledger, tmp_path_factory.mktemp("journeys") / "journeys.db"))


@pytest.fixture(scope="module")
def site(ledger: Path, serve: Callable[[Path], AbstractContextManager[str]]) -> Iterator[str]:
    with serve(ledger) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """Opens an address in a browser of somebody's own, whose troubles fail the test."""
    contexts, troubles = [], []

    def opened(address: str, who: str = "", *, scripts: bool = True, width: int = 1280) -> Page:
        context = browser.new_context(
            base_url=site,
            java_script_enabled=scripts,
            reduced_motion="reduce",
            viewport={"width": width, "height": 900},
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        if who:
            context.add_cookies([{"name": "who", "value": quote(who), "url": site}])
        page = context.new_page()
        page.on(
            "console",
            lambda m: troubles.append(f"{m.text} {m.location}") if m.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda e: troubles.append(str(e)))
        page.on("request", lambda r: None if r.url.startswith(site) else troubles.append(r.url))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [t for t in troubles if "409" not in t] == []


def data(page: Page, address: str) -> dict:
    answer = page.request.get(address, headers={"Accept": "application/json"})
    assert answer.ok, address
    return answer.json()


def statement_about(page: Page, words: str) -> dict:
    return data(page, f"/search?q={quote(words)}")["statements"][0]


def walk_to(page: Page, finding: Locator) -> None:
    """With the keyboard alone."""
    for _ in range(60):
        page.keyboard.press("j")
        if finding.get_attribute("aria-current") == "true":
            return
    pytest.fail("the finding cannot be walked to")


def chosen(page: Page) -> Locator:
    return page.locator("[data-about][aria-current]")


def test_a_remark_is_found_from_the_first_page_with_all_its_wordings(visit: Visit):
    page = visit("/")
    page.get_by_role("searchbox", name="Search the ledger").fill("timetable for a blockade")
    page.keyboard.press("Enter")
    found = page.locator("li.line", has_text="accused")
    found.get_by_role("link", name="in 3 outlets").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("a timetable for a blockade")
    wordings = page.locator("article.wording")
    expect(wordings).to_have_count(3)
    outlets = {wordings.nth(i).locator(".who a").inner_text() for i in range(3)}
    assert outlets == {"The Lindhaven Courier", "StraitBlog", "Karsk Today"}
    assert len({wordings.nth(i).bounding_box()["y"] for i in range(3)}) == 1  # side by side
    expect(wordings.locator("ins, del").first).to_be_visible()
    wordings.first.locator(".who a").click()
    expect(page.locator(":target")).to_contain_text("Veldoria of drawing up")


def assert_spoken_by(page: Page, remark: dict, name: str, other: str) -> None:
    """Everywhere one is the speaker and the other is not."""
    id, search = remark["id"], f"/search?q={quote(LONE)}"
    assert statement_about(page, LONE)["speaker"]["name"] == name
    article = data(page, remark["article"]["href"])
    assert next(s for s in article["statements"] if s["id"] == id)["speaker"]["name"] == name
    for somebody, is_theirs in ((name, True), (other, False)):
        theirs = data(page, f"/search?q={quote(LONE)}&speaker={quote(somebody)}")["statements"]
        assert (id in {s["id"] for s in theirs}) is is_theirs
    table = csv.DictReader(io.StringIO(page.request.get(search + "&format=csv").text()))
    assert [row["speaker_name"] for row in table if row["id"] == id] == [name]
    assert name in page.request.get(f"/feeds/search?q={quote(LONE)}").text()
    page.goto(f"/utterance/{id}")
    expect(page.locator(".kicker")).to_contain_text(name)


def counts_of(page: Page, remark: dict, name: str) -> tuple[int, int, int]:
    """How many statements somebody has on their page, in a facet of the search, and with this outlet."""
    people = data(page, remark["outlet"]["href"])["people"]
    facets = data(page, f"/search?outlet={quote(remark['outlet']['label'])}")["facets"]
    speakers = next(facet["values"] for facet in facets if facet["name"] == "speaker")
    return (
        int(data(page, f"/person/{quote(name)}")["somebody"]["statements"]),
        next((v["statements"] for v in speakers if v["link"]["label"] == name), 0),
        next((p["statements"] for p in people if p["link"]["label"] == name), 0),
    )


def test_a_speaker_corrected_with_the_keyboard_is_corrected_everywhere_and_an_undo_brings_them_back(
    visit: Visit, ledger: Path, tmp_path: Path
):
    page = visit(f"/search?q={quote(LONE)}", "anna")
    looking = visit("/")
    remark = statement_about(looking, LONE)
    before = [counts_of(looking, remark, name) for name in NAMES]
    article = tmp_path / "lighthouse.txt"
    article.write_text(ADDED, encoding="utf-8")
    command = [sys.executable, "-m", "dragoman", "read", str(article), "--ledger", str(ledger), "--quiet"]
    reading = subprocess.Popen(command)

    walk_to(page, page.locator(f"#item-{remark['id']}"))
    page.keyboard.press("s")
    page.keyboard.type("Petra Voss")
    page.keyboard.press("Enter")
    expect(chosen(page).locator(".outcome")).to_contain_text("speaker is Petra Voss (anna)")
    expect(page.get_by_role("status")).to_contain_text("Judged: speaker is Petra Voss")
    expect(chosen(page).locator(".printed")).to_contain_text("Petra Voss")
    assert reading.wait(60) == 0
    page.wait_for_timeout(1500)  # linking follows the last judgement a moment later

    assert_spoken_by(looking, remark, "Petra Voss", "Ilan Dravek")
    theirs, hers = (counts_of(looking, remark, name) for name in NAMES)
    assert theirs == tuple(number - 1 for number in before[0])
    read = sum(s["speaker"]["name"] == NAMES[1] for s in data(looking, "/article/lighthouse")["statements"])
    assert read > 0
    assert hers == (before[1][0] + 1 + read, before[1][1] + 1, before[1][2] + 1)
    looking.goto("/judgements")
    expect(looking.locator("tbody tr").first).to_contain_text("speaker is Petra Voss")
    looking.goto("/")
    expect(looking.get_by_role("link", name="Voss: the lighthouse stays lit")).to_be_visible()

    page.keyboard.press("u")
    expect(page.get_by_role("status")).to_have_text("Taken back.")
    page.wait_for_timeout(1500)
    assert_spoken_by(looking, remark, "Ilan Dravek", "Petra Voss")
    assert counts_of(looking, remark, NAMES[0]) == before[0]


def test_nobody_is_overruled_unseen(visit: Visit):
    anna, bert = visit("/search?q=fog", "anna"), visit("/search?q=fog", "bert")
    about = anna.locator("[data-about]").first.get_attribute("data-about")
    late = visit(f"/judge/{about}", "bert")
    anna.keyboard.press("j")
    anna.keyboard.press("r")
    expect(chosen(anna).locator(".outcome")).to_contain_text("Judged: right (anna)")

    bert.keyboard.press("j")
    bert.keyboard.press("w")
    expect(chosen(bert).locator(".outcome")).to_contain_text("anna judged this meanwhile")
    late.keyboard.press("w")
    expect(late.get_by_role("heading", level=1)).to_have_text("Somebody else judged this meanwhile")
    late.get_by_role("link", name="Leave it as it is").click()
    expect(late.locator(".deciding")).to_be_visible()
    assert not data(bert, f"/judge/{about}")["is_wrong"]

    chosen(bert).get_by_role("button", name="Overrule").click()
    expect(chosen(bert).locator(".outcome")).to_contain_text("Judged: wrong (bert)")
    expect(chosen(bert)).to_have_class("line gone")
    assert data(bert, f"/judge/{about}")["is_wrong"]
    bert.keyboard.press("u")
    expect(bert.get_by_role("status")).to_have_text("Taken back.")
    expect(chosen(bert)).to_have_class("line")


def test_a_denial_leads_to_what_it_denies_and_back(visit: Visit):
    page = visit("/search?q=timetable+blockade&act=denies&speaker=Ilan+Dravek")
    page.locator("li.line").first.get_by_role("link", name="outlet").click()
    denial = page.url
    page.locator(".turn", has_text="Denies Tomas Hale").locator("blockquote a").click()
    expect(page.locator(".kicker")).to_contain_text("Tomas Hale")
    page.locator(".turn", has_text="Denied by Ilan Dravek").locator("blockquote a").click()
    assert page.url == denial


def test_the_picture_of_a_story_leads_to_a_denial_and_to_what_it_denies(visit: Visit):
    page = visit("/stories")
    page.locator("main .entry a", has_text="Ferry talks").first.click()
    picture = page.locator(".dialogue-picture svg:visible")
    picture.locator("a", has_text="the accusation").click()
    expect(page.locator(".kicker")).to_contain_text("Ilan Dravek")
    page.locator(".turn", has_text="Denies Mirela Sandor").locator("blockquote a").click()
    expect(page.locator(".turn", has_text="Denied by Ilan Dravek").first).to_be_visible()


def test_what_is_on_screen_is_saved_in_its_order(visit: Visit, tmp_path: Path):
    page = visit("/search?q=boats&outlet=The+Harbour+Post")
    shown = page.locator("li.line[data-about]").evaluate_all("items => items.map(i => i.dataset.about)")
    assert len(shown) > 5
    saved = {}
    for label in ("CSV", "Parquet", "Web Annotations", "schema.org", "TEI"):
        with page.expect_download() as started:
            page.locator(".app-foot").get_by_role("link", name=label).click()
        saved[label] = tmp_path / started.value.suggested_filename
        started.value.save_as(saved[label])
    with saved["CSV"].open(encoding="utf-8-sig", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == shown
    polars = pytest.importorskip("polars")
    assert polars.read_parquet(saved["Parquet"])["id"].to_list() == shown
    for label in ("Web Annotations", "schema.org", "TEI"):
        text = saved[label].read_text(encoding="utf-8")
        assert [id for id in shown if id not in text] == []  # article by article
    page.locator(".app-foot").get_by_role("link", name="JSON").click()
    assert [s["id"] for s in json.loads(page.locator("body").inner_text())["statements"]] == shown


def test_an_article_is_walked_and_judged_with_the_keyboard_alone(visit: Visit):
    page = visit("/article/courier-talks", "anna")
    for _ in range(3):
        page.keyboard.press("j")
    note = chosen(page).get_attribute("id")
    expect(page.locator(".text .lit")).to_contain_text("We were two ferries in the fog")
    page.keyboard.press("c")
    expect(page.locator(".deciding")).to_be_visible()
    page.keyboard.press("r")
    expect(page.locator("h1", has_text="Sandor leaves Karsk")).to_be_visible()
    assert chosen(page).get_attribute("id") == note
    assert page.evaluate("document.activeElement.closest('[data-about]')?.id") == note
    expect(chosen(page)).to_contain_text("judged right")
    place = page.locator(":target").bounding_box()
    assert 0 <= place["y"] <= 900
    page.keyboard.press("j")
    page.keyboard.press("w")
    expect(chosen(page)).to_contain_text("Judged: wrong")
    page.keyboard.press("u")
    expect(page.get_by_role("status")).to_have_text("Taken back.")


def test_selected_words_of_an_article_become_the_words_of_a_statement(visit: Visit):
    page = visit("/article/courier-talks", "anna")
    page.keyboard.press("j")
    page.evaluate(
        """() => {
            const mark = document.querySelector(".text .lit"), range = document.createRange();
            range.selectNodeContents(mark.lastElementChild ?? mark);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    words = page.evaluate("getSelection().toString().trim()")
    page.keyboard.press("e")
    expect(page.locator(".asking textarea")).to_have_value(words)
    page.keyboard.press("Escape")
    expect(page.locator(".asking")).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('[aria-current]') !== null")


def test_a_sitting_of_review_flows(visit: Visit):
    page = visit("/review")
    waiting = int(page.locator("[data-waiting]").get_attribute("data-waiting"))
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.keyboard.type("Carla Ruiz")  # nobody was named yet: it is asked once
    page.keyboard.press("Enter")
    for _ in range(24):
        before = chosen(page).get_attribute("data-about")
        page.keyboard.press("r")
        page.wait_for_function(
            "about => document.querySelector('[aria-current][data-about]').dataset.about !== about",
            arg=before,
        )
    expect(page.locator(".outcome", has_text="Judged: right (Carla Ruiz)")).to_have_count(25)
    expect(page.locator(".progress")).to_have_text(f"25 judged in this sitting, {waiting - 25} wait")
    last = chosen(page).get_attribute("data-about")
    page.keyboard.press("u")
    expect(page.locator(".progress")).to_have_text(f"24 judged in this sitting, {waiting - 24} wait")
    assert chosen(page).get_attribute("data-about") != last  # what was taken back is chosen again
    assert Axe().run(page, options=RULES).violations_count == 0
    again = visit("/review", "Carla Ruiz")
    assert int(again.locator("[data-waiting]").get_attribute("data-waiting")) == waiting - 24


def test_two_wordings_are_told_apart_with_one_key(visit: Visit):
    found = visit("/search?q=timetable+for+a+blockade").locator("li.line", has_text="accused")
    page = visit(found.get_by_role("link", name="in 3").get_attribute("href"), "anna")
    other = page.locator("article.wording").nth(1)
    id = other.get_attribute("id")
    other.locator(".who a").focus()
    page.keyboard.press("a")
    expect(page.get_by_role("status")).to_contain_text("not the same utterance")
    page.wait_for_timeout(1500)
    page.reload()
    expect(page.locator(f"#{id}")).to_have_count(0)


def test_keys_are_told_and_can_be_turned_off(visit: Visit):
    page = visit("/search?q=fog", "anna")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    assert Axe().run(page, options=RULES).violations_count == 0
    dialog.get_by_label("Single keys").uncheck()
    dialog.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    expect(chosen(page)).to_have_count(0)
    page.get_by_role("button", name="Keys ?").click()
    dialog.get_by_label("Single keys").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(chosen(page)).to_have_count(1)


def test_everything_works_without_scripts(visit: Visit):
    page = visit("/", scripts=False)
    page.get_by_role("searchbox", name="Search the ledger").fill("observers")
    page.get_by_role("button", name="Search", exact=True).first.click()
    item = page.locator("li.line").first
    name, here = item.get_attribute("id"), page.url
    item.get_by_role("link", name="judge").click()
    page.get_by_label("You judge as").fill("Dora Nemec")
    page.get_by_role("button", name="Use this name").click()
    page.get_by_label("Other speaker").fill("Edda Korn")
    page.locator("form", has=page.get_by_label("Other speaker")).get_by_role("button").click()
    assert page.url == f"{here}#{name}"
    expect(page.locator(f"#{name}")).to_contain_text("Edda Korn")
    expect(page.locator(f"#{name}")).to_contain_text("judged corrected")
    page.locator(f"#{name}").get_by_role("link", name="judge").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"#{name}")).not_to_contain_text("judged corrected")
    page.goto("/review")
    waiting = page.locator(".progress").inner_text()
    page.get_by_role("button", name="Right").first.click()
    expect(page.locator(".progress")).not_to_have_text(waiting)
    page.locator("nav").get_by_role("link", name="Exchanges").click()
    assert page.url.endswith("/review?what=exchanges")


def test_judging_is_sound_on_a_phone(visit: Visit, screens: Path):
    page = visit("/review", "anna", width=390)
    page.get_by_role("button", name="No such statement").first.click()
    expect(page.locator(".outcome").first).to_contain_text("Judged: wrong (anna)")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.screenshot(path=screens / "journey-review-phone.png")
    page.locator(".outcome").first.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_have_text("Taken back.")


def test_hostile_names_stay_words_where_scripts_show_them(visit: Visit):
    name = "<img src=x onerror=alert(1)>\u202e{{7*7}}"
    page = visit("/search?q=fog", name)
    page.keyboard.press("j")
    page.keyboard.press("s")
    page.locator(".asking input").fill(name)
    page.keyboard.press("Enter")
    expect(chosen(page).locator(".outcome")).to_contain_text("speaker is <img src=x")
    assert page.locator("img, main script").count() == 0
    page.keyboard.press("s")
    expect(page.locator("#ask-names option").first).to_be_attached()
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    expect(page.get_by_role("status")).to_have_text("Taken back.")
