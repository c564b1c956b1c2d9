"""Feeds and pages that misbehave: nothing is lost, nothing is read twice, and a line tells of each."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Callable

import pytest

from tests.serving import Answer, Site, answer, dripping, in_turn, looping, page, raw, reset, silent
from tests.watch.conftest import Desk, article, feed, item, rss, words

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
BOMB = gzip.compress(bytes(1_900_000))
ENTITIES = (
    "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rss><channel><title>&b;</title></channel></rss>"
)

# What a server does instead of giving the feed, or a page, and what is told of it.
TROUBLE: list[tuple[str, Answer, str]] = [
    ("is silent", silent(0.3), "was silent for 0.2 seconds"),
    ("is slow", dripping(OK + b"Content-Length: 9999\r\n\r\n", b"<", 0.8), "longer than 0.4 seconds"),
    ("has slow headers", dripping(b"HTTP/1.1 200 OK\r\nX: ", b"y", 0.8), "longer than 0.4 seconds"),
    ("has no end", dripping(OK + b"\r\n", b"x" * 500_000, 0.8), "too large"),
    ("is a gzip bomb", answer(BOMB, Content_Encoding="gzip"), "a compression bomb"),
    ("breaks off in gzip", answer(gzip.compress(b"<rss>" * 99)[:-9], Content_Encoding="gzip"), "broke off"),
    ("is packed wrongly", answer("<rss>", Content_Encoding="gzip"), "its compression is damaged"),
    ("breaks off in a chunk", raw(CHUNKED + b"fff\r\n<rss>"), "broke off before its end"),
    ("is shorter than it says", answer("<rss>", length=999), "broke off before its end"),
    ("resets the connection", reset, "closed the connection"),
    ("hangs up", raw(b""), "closed the connection"),
    ("has huge headers", raw(OK + b"X: " + b"x" * 99_999 + b"\r\n\r\n"), "its headers are too large"),
    ("is no HTTP", raw(b"SSH-2.0-OpenSSH\r\n"), "its response is not HTTP"),
    ("redirects inwards", answer("", 302, Location="http://10.0.0.1/"), "in a private network"),
    ("redirects to a file", answer("", 302, Location="file:///etc/passwd"), "only http and https"),
    ("redirects in a loop", looping, "redirects in a loop"),
    ("is overloaded", answer("", 503), "overloaded or down for now (HTTP 503)"),
    ("fails", answer("", 500), "overloaded or down for now (HTTP 500)"),
    ("answers 304 unasked", answer("", 304), "without having been asked"),
    ("is missing", answer("", 404), "there is no such page (HTTP 404)"),
    ("is forbidden", answer("", 403), "the site refuses to give it (HTTP 403)"),
    ("is a picture", answer(b"\x89PNG", Content_Type="image/png"), "it is no text (image/png)"),
]

# What a server gives instead of a feed.
NO_FEED: list[tuple[str, Answer, str]] = [
    (
        "is a web page",
        page("<html><link rel=alternate type='application/rss+xml' href='/rss'>"),
        "a web page",
    ),
    ("is empty", answer(""), "an empty answer, not a feed"),
    ("is no XML", answer("No feed today.", Content_Type="text/plain"), "no feed: "),
    ("is other XML", answer("<?xml version='1.0'?><svg/>", Content_Type="application/xml"), "no feed: "),
    ("is an entity bomb", answer(ENTITIES), "defines XML entities of its own"),
]


def two(site: Site, **headers: str) -> Answer:
    """A feed of two entries that have words of their own and pages."""
    return feed(*(item(n, site.url(f"/{n}.html"), body=words(f"{n}-brief")) for n in (1, 2)), **headers)


def pages_given(site: Site) -> Counter[str]:
    """How often each page was asked for."""
    return Counter(path for path in site.asked if path.endswith(".html"))


@pytest.mark.parametrize(
    ("bad", "reason"),
    [row[1:] for row in TROUBLE + NO_FEED],
    ids=[f"feed {row[0]}" for row in TROUBLE + NO_FEED],
)
def test_feed_in_trouble_is_told_and_read_when_it_is_back(
    site: Site, desk: Desk, bad: Answer, reason: str
) -> None:
    site.put("/feed", bad)
    desk.once(times=2)
    assert desk.told(reason), desk.lines
    assert desk.events[0].advice
    site.put("/feed", two(site))
    desk.once(times=3)
    assert desk.numbers() == ["1", "2"]
    assert pages_given(site) == {"/1.html": 1, "/2.html": 1}


@pytest.mark.parametrize(
    ("bad", "reason"), [row[1:] for row in TROUBLE], ids=[f"page {row[0]}" for row in TROUBLE]
)
def test_page_in_trouble_is_told_and_the_entry_is_read_once(
    site: Site, desk: Desk, bad: Answer, reason: str
) -> None:
    site.put("/feed", two(site))
    site.put("/2.html", bad)
    desk.once()
    assert desk.told(reason), desk.lines
    put_off = desk.told("put off")
    assert desk.numbers() == (["1"] if put_off else ["1", "2-brief"])
    site.page("/2.html", article(2))
    desk.once(times=3)
    assert desk.numbers() == (["1", "2"] if put_off else ["1", "2-brief"])
    assert pages_given(site)["/1.html"] == 1
    assert pages_given(site)["/2.html"] == 2 if put_off else 1


def test_page_that_stays_in_trouble_is_replaced_by_the_words_of_the_feed(site: Site, desk: Desk) -> None:
    site.put("/feed", two(site))
    site.put("/2.html", answer("", 503))
    for _ in range(3):
        desk.once(hours=3)
        assert desk.told("put off: the server is overloaded")
        assert desk.numbers() == ["1"]
    desk.once(hours=3, times=1)
    assert desk.told("the feed's own words are read, not the page")
    desk.once(hours=3, times=2)
    assert desk.numbers() == ["1", "2-brief"]


def test_entry_that_left_the_feed_is_read_when_its_page_is_back(site: Site, desk: Desk) -> None:
    site.put("/feed", two(site))
    site.put("/2.html", answer("", 503))
    desk.once()
    site.put("/feed", feed(item(1, site.url("/1.html"), body=words("1-brief"))))
    site.page("/2.html", article(2))
    desk.once()
    assert desk.numbers() == ["1", "2"]


def test_outage_costs_an_entry_no_tries(site: Site, desk: Desk) -> None:
    site.put("/feed", two(site))
    site.put("/2.html", answer("", 503))
    desk.once()
    site.put("/feed", silent(0.3))
    desk.once(hours=5, times=6)
    site.put("/feed", two(site))
    site.page("/2.html", article(2))
    desk.once(hours=5)
    assert desk.numbers() == ["1", "2"]


def test_page_without_words_is_replaced_by_those_of_the_feed(site: Site, desk: Desk) -> None:
    site.put("/feed", two(site))
    site.page("/2.html", "<html><body><script>load()</script></body></html>")
    desk.once(times=2)
    assert desk.numbers() == ["1", "2-brief"]


def test_entry_with_neither_page_nor_words_is_told_and_kept_as_skipped(site: Site, desk: Desk) -> None:
    site.put("/feed", feed(item(3, site.url("/gone.html"))))
    desk.once()
    assert desk.told("skipped: there is no such page (HTTP 404)")
    assert desk.once() == [f"{site.url('/feed')}: 1 entry, 0 new, 0 changed"]


def test_retry_after_is_respected_across_restarts(site: Site, desk: Desk) -> None:
    site.put("/feed", answer("", 429, Retry_After="7200"))
    desk.once()
    assert desk.told("asks to wait until")
    site.put("/feed", two(site))
    desk.once(hours=1)
    assert desk.told("left alone: its server asked to wait until")
    assert site.asked == ["/feed"]
    desk.once(hours=1.1)
    assert desk.numbers() == ["1", "2"]


def test_retry_after_of_a_page_is_respected(site: Site, desk: Desk) -> None:
    site.put("/feed", two(site))
    site.put("/2.html", answer("", 429, Retry_After="7200"))
    desk.once(times=3)
    assert pages_given(site)["/2.html"] == 1
    site.page("/2.html", article(2))
    desk.once(hours=2.1)
    assert desk.numbers() == ["1", "2"]


def test_short_retry_after_is_waited_for_at_once(site: Site, desk: Desk) -> None:
    site.put("/feed", two(site))
    site.put("/2.html", in_turn(answer("", 429, Retry_After="0"), page(article(2))))
    desk.once(times=2)
    assert desk.numbers() == ["1", "2"]


ROBOTS: list[tuple[str, Answer, list[str], str]] = [
    ("forbids a page", answer("User-agent: *\nDisallow: /2"), ["1", "2-brief"], "robots.txt forbids it"),
    ("forbids all", answer("User-agent: *\nDisallow: /"), [], "robots.txt forbids it"),
    ("fails", answer("", 500), [], "robots.txt cannot be had (HTTP 500)"),
    ("is slow", silent(0.3), [], "robots.txt cannot be had"),
    ("is missing", answer("", 404), ["1", "2"], "2 new"),
]


@pytest.mark.parametrize(
    ("robots", "read", "line"), [row[1:] for row in ROBOTS], ids=[f"robots.txt {row[0]}" for row in ROBOTS]
)
def test_robots_txt_counts_for_feeds_and_pages(
    site: Site, desk: Desk, robots: Answer, read: list[str], line: str
) -> None:
    site.put("/feed", two(site))
    site.put("/robots.txt", robots)
    desk.once()
    assert desk.told(line), desk.lines
    assert desk.numbers() == read


# --- odd feeds -----------------------------------------------------------------------------------

Make = Callable[[Site], Answer]


def _atom(site: Site) -> Answer:
    entry = "<entry><id>tag:{n}</id><title>{n}</title><link href='/{n}.html'/></entry>"
    both = "".join(entry.format(n=n) for n in (1, 2))
    head = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Karsk</title><link href='{site.url('/')}'/>"
    return answer(f"{head}{both}</feed>", Content_Type="application/atom+xml")


def _items(site: Site, more: str = "", **options: str | None) -> str:
    return "".join(item(n, site.url(f"/{n}.html"), more=more, **options) for n in (1, 2))  # type: ignore[arg-type]


ODD: list[tuple[str, Make]] = [
    ("Atom with relative links", _atom),
    ("with relative links alone", lambda s: answer(
        "<rss><channel>" + "".join(item(n, f"{n}.html") for n in (1, 2)) + "</channel></rss>")),
    ("without ids", lambda s: feed(_items(s, id=None))),
    ("with one id for all", lambda s: feed(_items(s, id="same"))),
    ("with every entry twice", lambda s: feed(_items(s), _items(s))),
    ("with dates without a zone", lambda s: feed(_items(s, "<pubDate>Mon, 03 Mar 2031 10:00:00</pubDate>"))),
    ("with dates of no calendar", lambda s: feed(_items(s, "<pubDate>the day before yesterday</pubDate>"))),
    ("without a content type", lambda s: answer(rss(_items(s)))),
    ("as HTML by its content type", lambda s: answer(rss(_items(s)), Content_Type="text/html")),
    ("as a download", lambda s: answer(rss(_items(s)), Content_Type="application/octet-stream")),
    ("in another charset than it says", lambda s: answer(
        rss(_items(s, "<category>café</category>")).encode("cp1252"), Content_Type="text/xml; charset=utf8")),
    ("in UTF-16", lambda s: answer(rss(_items(s)).replace("utf-8", "utf-16").encode("utf-16"))),
    ("with a stray ampersand", lambda s: feed(_items(s, "<category>Smith & Sons</category>"))),
    ("with names of HTML", lambda s: feed(_items(s, "<category>Caf&eacute;&nbsp;</category>"))),
    ("with control characters", lambda s: feed(_items(s, "<category>\x01\x0b</category>"))),
    ("that breaks off", lambda s: answer(rss(_items(s)).partition("</channel>")[0], Content_Type="text/xml")),
    ("behind blank lines", lambda s: answer("\n\n" + rss(_items(s)))),
    ("behind a redirect", lambda s: answer("", 301, Location="/moved")),
    ("that is never modified", lambda s: feed(_items(s), ETag='"one"')),
]  # fmt: skip


@pytest.mark.parametrize("make", [make for _, make in ODD], ids=[f"feed {name}" for name, _ in ODD])
def test_odd_feed_is_read_once(site: Site, desk: Desk, make: Make) -> None:
    site.put("/moved", feed(_items(site)))
    site.put("/feed", make(site))
    desk.once(times=3)
    assert desk.numbers() == ["1", "2"]
    assert pages_given(site) == {"/1.html": 1, "/2.html": 1}
    assert desk.told("0 new, 0 changed")
