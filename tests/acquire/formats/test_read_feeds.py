"""Feeds: each entry is an article in the words that the feed carries."""

from __future__ import annotations

import pytest
from made_samples import SAID, articles, item, one, read_bytes, rss, skipped

from dragoman.acquire.formats.feeds import SUMMARY_ONLY, parse_feed
from dragoman.acquire.formats.opml import feed_addresses
from dragoman.model import Article, Given, Skipped

FULL = item(
    title="Dravek & Sandor",
    link="https://karsk.example/1",
    guid="karsk-1",
    creator="Petra Voss",
    pubDate="Fri, 02 May 2031 10:00:00 GMT",
    description="A summary.",
    content=f"<p>{SAID}</p><p>Then he <b>left</b>.</p>",
    category="talks",
)
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>StraitBlog</title>
<link href="https://strait.example/"/><entry><title>Talks</title><id>tag:strait,1</id>
<link href="https://strait.example/talks"/><published>2031-05-02T10:00:00Z</published>
<updated>2031-05-04T10:00:00Z</updated><author><name>Anika Brandt</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SAID}</p></div></content>
</entry></feed>""".encode()


def test_rss_entry_becomes_an_article() -> None:
    article = one(rss(FULL), ".rss")
    assert article.text == f"{SAID}\nThen he left."
    assert article.given == Given(
        url="https://karsk.example/1",
        title="Dravek & Sandor",
        published="Fri, 02 May 2031 10:00:00 GMT",
        outlet="Karsk Today",
        author="Petra Voss",
        language="en",
    )
    assert article.doc == "m-1"
    assert article.path == "m.rss#1"
    assert article.notes == ()
    assert article.extra["entry_id"] == "karsk-1"
    assert article.extra["tags"] == ["talks"]


def test_atom_entry_becomes_an_article() -> None:
    article = one(ATOM, ".atom")
    assert article.text == SAID
    assert (article.given.outlet, article.given.author) == ("StraitBlog", "Anika Brandt")
    assert article.given.published == "2031-05-02T10:00:00Z"
    assert article.extra["updated"] == "2031-05-04T10:00:00Z"


def test_rdf_feed_is_read() -> None:
    raw = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
    <channel rdf:about="x"><title>MPA</title></channel>
    <item rdf:about="https://mpa.example/1"><title>T</title><link>https://mpa.example/1</link>
    <description>{SAID}</description></item></rdf:RDF>""".encode()
    article = one(raw, ".rdf")
    assert (article.text, article.given.outlet) == (SAID, "MPA")


@pytest.mark.parametrize(
    ("entry", "text", "notes"),
    [
        (item(title="T", description="Only a summary."), "Only a summary.", (SUMMARY_ONLY,)),
        (item(title="T", description="<p>One.</p><p>Two.</p>"), "One.\nTwo.", (SUMMARY_ONLY,)),
        (item(title="T", description="One.\n\nTwo & < three."), "One.\nTwo & < three.", (SUMMARY_ONLY,)),
        (item(title="T", description="Short.", content="<p>Long words.</p>"), "Long words.", ()),
        (item(title="T", content="<script>x()</script><p>Seen.</p>"), "Seen.", ()),
        ("<item><content:encoded><![CDATA[<p>A&nbsp;B</p>]]></content:encoded></item>", "A B", ()),
        ("<item><description>caf&eacute; talks</description></item>", "café talks", (SUMMARY_ONLY,)),
    ],
)
def test_entry_text_is_its_content_or_else_its_summary(entry: str, text: str, notes: tuple[str, ...]) -> None:
    article = one(rss(entry), ".xml")
    assert article.text == text
    assert article.notes == notes


@pytest.mark.parametrize(
    ("entry", "outlet", "url"),
    [
        (item(description=SAID, link="/2"), "Karsk Today", "https://karsk.example/2"),
        (item(description=SAID, link="javascript:x()"), "Karsk Today", None),
        (item(description=SAID, source="MPA"), "MPA", None),
        (item(description=SAID), "Karsk Today", None),
    ],
)
def test_entry_has_its_outlet_and_address(entry: str, outlet: str, url: str | None) -> None:
    given = one(rss(entry), ".xml").given
    assert (given.outlet, given.url) == (outlet, url)


def test_entry_has_the_same_id_wherever_it_stands() -> None:
    first = articles(rss(FULL, item(description="Other.")), ".xml")[0]
    later = articles(rss(item(description="New."), FULL, head="<ttl>5</ttl>"), ".xml")[1]
    changed = one(rss(FULL.replace("left", "stayed")), ".xml")
    assert first.id == later.id
    assert first.id != changed.id


def test_entry_without_words_costs_no_other() -> None:
    found = read_bytes(rss(item(title="Bare", link="https://karsk.example/3"), FULL), ".xml")
    assert isinstance(found[0], Skipped)
    assert found[0].why == "the entry has a title and no text"
    assert found[0].advice.endswith("dragoman read https://karsk.example/3")
    assert isinstance(found[1], Article)


def test_feed_that_breaks_off_says_so_at_its_last_entry() -> None:
    first, last = articles(rss(FULL, "<item><description>Cut in the mid", end=""), ".xml")
    assert first.notes == ()
    assert last.text == "Cut in the mid"
    assert any("breaks off" in note for note in last.notes)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "it is empty"),
        (b"<a>", "XML, but no feed"),
        (b"not xml", "not XML"),
        ("<rss\uffdettps:></rss>".encode(), "the feed has no entries"),
        (b"<rss version='2.0'><channel></channel></rss>", "the feed has no entries"),
        (
            b'<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel>&b;</channel></rss>',
            "it defines XML entities of its own",
        ),
        (
            b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel>&a;</channel></rss>',
            "it defines XML entities of its own",
        ),
        ("<rss>".encode("utf-16"), "the feed has no entries"),
        (b"\x89PNG\r\n\x1a\n", "it looks like a PNG picture"),
    ],
)
def test_bad_feed_is_skipped_with_its_reason(raw: bytes, why: str) -> None:
    assert skipped(raw, ".xml").why.startswith(why)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16"])
def test_feed_charset_is_read(charset: str) -> None:
    text = f'<?xml version="1.0" encoding="{charset}"?><rss version="2.0"><channel><title>T</title><item>'
    raw = f"{text}<description>Zoë left.</description></item></channel></rss>".encode(charset)
    assert one(raw, ".xml").text == "Zoë left."


@pytest.mark.parametrize(
    "raw", [b"<rss>" + b"<item>" * 40_000, b"<rss>" + b"<" * 200_000, b"<rss><!" + b"<!--" * 50_000]
)
def test_broken_markup_takes_little_time(raw: bytes) -> None:
    assert read_bytes(raw, ".xml")


def test_feed_without_suffix_is_told_by_its_root() -> None:
    assert one(b"<!-- made by hand -->\n" + ATOM, "").text == SAID
    assert one(rss(FULL), "").given.outlet == "Karsk Today"


def test_feed_is_handed_to_those_who_fetch() -> None:
    feed = parse_feed(rss(FULL))
    assert (feed.title, feed.url, len(feed.entries), feed.cut) == (
        "Karsk Today",
        "https://karsk.example/",
        1,
        False,
    )
    assert feed.entries[0].full


OPML = b"""<opml version="2.0"><head><title>Straits</title></head><body><outline text="Press">
<outline type="rss" text="Karsk Today" xmlUrl="https://karsk.example/rss"/>
<outline type="rss" title="MPA" text="x" xmlUrl="https://mpa.example/feed"/>
<outline type="rss" text="again" xmlUrl="https://mpa.example/feed"/><outline text="no feed"/>
<outline xmlUrl="javascript:x()"/></outline></body></opml>"""


@pytest.mark.parametrize("suffix", [".opml", ".xml", ""])
def test_list_of_feeds_says_how_to_follow_each(suffix: str) -> None:
    found = read_bytes(OPML, suffix)
    assert [(s.subject, s.advice) for s in found if isinstance(s, Skipped)] == [
        ("https://karsk.example/rss", "follow it with: dragoman watch https://karsk.example/rss"),
        ("https://mpa.example/feed", "follow it with: dragoman watch https://mpa.example/feed"),
    ]
    assert [feed.title for feed in feed_addresses(OPML)] == ["Karsk Today", "MPA"]


@pytest.mark.parametrize(
    ("raw", "why"),
    [(b"<opml><body/></opml>", "a list without feeds"), (b"words", "not XML"), (b"", "it is empty")],
)
def test_bad_list_is_skipped_with_its_reason(raw: bytes, why: str) -> None:
    assert skipped(raw, ".opml").why == why
