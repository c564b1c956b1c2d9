import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from invented_readings import B, Builder, F, H, Held, episode, newspaper
from lxml import html

from dragoman.model import ActorKind, BlockRole, Skipped
from dragoman.report import render_report, write_report

SKIPPED = [Skipped("acquire", "scan.pdf", "no reader for application/pdf", "convert it to text first")]


@pytest.fixture(scope="module")
def source():
    return render_report(Held(episode()), SKIPPED)


@pytest.fixture(scope="module")
def page(source):
    return html.document_fromstring(source)


def hostile() -> str:
    """A page whose every word is an attack on the page that shows it."""
    bad = "</p><script>alert(1)</script><img src=x onerror=alert(2)>\"'`{{7*7}}{% x %}&lt;\u202e\x00\ud800"
    b = Builder(
        [(H, f"Title {bad}"), (B, f"Somebody said {bad}"), (F, bad)],
        outlet=f"Outlet {bad}",
        title=f"Title {bad}",
        url='javascript:alert("x")',
        language='en" onload="alert(3)',
        notes=(bad,),
    )
    speaker = b.actor(f"Evil Name{bad}", ActorKind.PERSON, role=f"minister {bad}")
    text = b.text
    b.say(
        "Somebody",
        "said",
        "script>alert",
        speaker=speaker,
        role=bad,
        to=bad,
        relay=(bad, bad),
        on=date(2022, 3, 1),
    )
    assert text.count("<script>") == 3
    return render_report(Held([b.entry()]), [Skipped(bad, bad, bad, bad)])


@pytest.fixture(scope="module")
def hostile_source():
    return hostile()


def test_page_never_renders_article_text_as_markup(hostile_source):
    tree = html.document_fromstring(hostile_source)
    assert tree.xpath("//script | //img | //iframe | //object | //link | //form") == []
    assert tree.xpath("//@*[starts-with(name(), 'on')]") == []
    assert "<script" not in hostile_source
    assert "49" not in "".join(tree.xpath("//h3/text()"))
    assert "{{7*7}}" in tree.text_content()


def test_page_makes_control_characters_visible(hostile_source):
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", hostile_source
    )
    assert "⟨RLO⟩" in hostile_source
    hostile_source.encode("utf-8")


def test_page_links_no_address_but_http(hostile_source):
    tree = html.document_fromstring(hostile_source)
    assert all(href.startswith("#") for href in tree.xpath("//@href"))
    assert "javascript:" in tree.text_content()


def test_page_leaves_out_a_language_that_is_none(hostile_source):
    assert set(html.document_fromstring(hostile_source).xpath("//@lang")) == {"en"}


def versions():
    """An older version whose speakers the newer one no longer quotes."""
    old = newspaper()
    return [old, Builder([(B, "A newer text.")], title="Newer").entry(supersedes=old.reading.article.id)]


@pytest.mark.parametrize("entries", [episode(), versions(), []], ids=["episode", "versions", "empty"])
def test_page_anchors_all_resolve(entries):
    page = html.document_fromstring(render_report(Held(entries), SKIPPED))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    missing = {href for href in page.xpath("//@href") if href.startswith("#")} - {f"#{i}" for i in ids}
    assert missing == set()


def test_page_links_every_statement_to_its_exact_words(page):
    entry = newspaper()
    text = entry.reading.article.text
    for statement in entry.reading.statements:
        (mark,) = page.xpath(f"//*[@id='s-{statement.id}']")
        span = min(statement.content)
        assert mark.text_content() == span.of(text)


def test_page_holds_every_word_of_every_article(page):
    articles = {a.xpath(".//footer//code")[0].text: a for a in page.xpath("//article")}
    for entry in episode():
        reading = entry.reading
        shown = articles[reading.article.id]
        blocks = shown.xpath(".//div[@class='text']/p[not(@class='block-label')]")
        assert [b.text_content() for b in blocks] == reading.article.text.split("\n\n")


def test_page_loads_nothing(source, page):
    assert page.xpath("//@src | //@srcset | //@poster | //@data | //link") == []
    assert "url(" not in source
    assert "@import" not in source
    outside = {h for h in page.xpath("//@href") if not h.startswith("#")}
    assert outside == {e.reading.article.given.url for e in episode() if e.reading.article.given.url}
    assert all(a.get("rel") for a in page.xpath("//a[starts-with(@href, 'http')]"))


def test_page_states_a_policy_that_forbids_scripts_and_requests(page):
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert page.xpath("//@style") == []


def test_page_headings_are_in_order(page):
    levels = [int(h.tag[1]) for h in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_page_tells_what_was_skipped_and_what_to_try(page):
    text = page.xpath("//section[@id='read']")[0].text_content()
    assert all(
        words in text for words in ("scan.pdf", "no reader for application/pdf", "convert it to text first")
    )


def test_page_says_how_speakers_are_grouped(page):
    assert "same full name" in page.xpath("//section[@id='speakers']")[0].text_content()


def test_page_hides_attitudes_until_asked(page):
    assert page.xpath("//span[contains(@class, 'content') and contains(@class, ' att')]")
    assert page.xpath("//ol[contains(@class, 'notes att')]")


def test_page_pictures_have_tables_beside_them(page):
    assert len(page.xpath("//section[@id='coverage']//*[local-name()='svg']")) == 2
    assert page.xpath("//section[@id='coverage']//table")
    assert len(page.xpath("//section[@id='timeline']//*[local-name()='svg']")) == 2
    assert page.xpath("//section[@id='timeline']//div[@class='day']")


def test_page_of_an_empty_ledger_says_what_to_do():
    assert "dragoman read PATH" in html.document_fromstring(render_report(Held([]), [])).text_content()


def test_page_of_an_article_without_statements_renders():
    text = html.document_fromstring(
        render_report(Held([Builder([(B, "Nothing.")]).entry()]), [])
    ).text_content()
    assert "No reported statement was found in it" in text


def test_page_shows_words_that_no_block_covers():
    entry = Builder([(B, "Kept."), (BlockRole.BODY, "")], title="T")
    tree = html.document_fromstring(render_report(Held([_without_blocks(entry)]), []))
    assert tree.xpath("//div[contains(@class, 'b-unlabelled')]//p[last()]")[0].text_content() == "Kept."


def _without_blocks(builder: Builder):
    entry = builder.entry()
    return replace(entry, reading=replace(entry.reading, page=replace(entry.reading.page, blocks=())))


def test_page_is_the_same_each_time(source):
    assert render_report(Held(episode()), SKIPPED) == source


def test_write_report_writes_the_whole_page(tmp_path: Path, source):
    out = tmp_path / "report.html"
    out.write_text("older")
    write_report(Held(episode()), SKIPPED, out)
    assert out.read_text("utf-8") == source
    assert list(tmp_path.iterdir()) == [out]


def test_write_report_leaves_the_older_file_when_it_fails(tmp_path: Path):
    out = tmp_path / "report.html"
    out.write_text("older")

    class Broken(Held):
        def entries(self):
            yield from episode()
            raise ValueError("the ledger is gone")

    with pytest.raises(ValueError, match="gone"):
        write_report(Broken([]), [], out)
    assert out.read_text() == "older"
    assert list(tmp_path.iterdir()) == [out]
