"""Fetching from servers that behave: what comes back, what is sent, how often, and how fast."""

from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime

import pytest

from dragoman.acquire import acquire
from dragoman.acquire.fetch import Fetched, Manners, NotModified, Unfetched, Validators, Web
from dragoman.acquire.fetch.manners import ROBOT
from dragoman.model import Article, Skipped
from tests.serving import Answer, Site, answer, conditional, in_turn, page, raw

WORDS = "<html><body><h1>Dravek refuses</h1><p>“No,” said Ilan Dravek, the Veldorian foreign minister.</p>"
DEFLATED = zlib.compress(WORDS.encode())

GOOD: list[tuple[str, Answer]] = [
    ("plainly", page(WORDS)),
    ("in gzip", answer(gzip.compress(WORDS.encode()), Content_Encoding="gzip")),
    ("in two gzip members", answer(gzip.compress(WORDS[:40].encode()) + gzip.compress(WORDS[40:].encode()),
                                   Content_Encoding="gzip")),
    ("in deflate", answer(DEFLATED, Content_Encoding="deflate")),
    ("in bare deflate", answer(DEFLATED[2:-4], Content_Encoding="deflate")),
    ("in chunks", raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                      + b"".join(b"1\r\n%c\r\n" % byte for byte in WORDS.encode()) + b"0\r\n\r\n")),
    ("until the connection ends", raw(b"HTTP/1.0 200 OK\r\n\r\n" + WORDS.encode())),
    ("after two redirects", answer("", 301, Location="/second")),
]  # fmt: skip


@pytest.mark.parametrize("how", [how for _, how in GOOD], ids=[name for name, _ in GOOD])
def test_page_comes_whole(site: Site, web: Web, how: Answer) -> None:
    site.put("/second", answer("", 307, Location="third?a=1#part"))
    site.page("/third?a=1", WORDS)
    fetched = web.get(site.put("/page", how), asked=True)
    assert isinstance(fetched, Fetched)
    assert fetched.body.decode() == WORDS


def test_request_says_who_asks_and_for_what(site: Site, web: Web) -> None:
    web.get(site.page("/page", WORDS) + "#part", asked=True)
    path, headers, _ = site.requests[-1]
    assert path == "/page"
    assert headers["Host"] == f"127.0.0.1:{site.port}"
    assert headers["User-Agent"].startswith("dragoman/")
    assert headers["Accept-Encoding"] == "gzip, deflate"
    assert "Cookie" not in headers


def test_known_page_is_asked_for_conditionally(site: Site, web: Web) -> None:
    url = site.put("/page", conditional('"v1"', page(WORDS, ETag='"v1"', Last_Modified="Sat, 1 Mar 2031")))
    first = web.get(url, asked=True)
    assert isinstance(first, Fetched)
    assert first.validators == Validators('"v1"', "Sat, 1 Mar 2031")
    assert web.get(url, asked=True, known={url: first.validators}.get) == NotModified(url)
    assert site.requests[-1][1]["If-Modified-Since"] == "Sat, 1 Mar 2031"


def test_passing_trouble_is_tried_again(site: Site) -> None:
    web = Web(allow_private=True, manners=Manners(delay=0.0, tries=3, pause=0.01))
    url = site.put("/page", in_turn(answer("", 503), answer("<p>Half", length=99), page(WORDS)))
    assert isinstance(web.get(url, asked=True), Fetched)
    assert site.asked == ["/page"] * 3


def test_retry_after_is_waited_for(site: Site) -> None:
    slept: list[float] = []
    manners = Manners(delay=0.0, tries=2, patience=5.0)
    web = Web(allow_private=True, manners=manners, sleep=slept.append)
    web.get(site.put("/page", in_turn(answer("", 429, Retry_After="3"), page(WORDS))), asked=True)
    assert slept == [pytest.approx(3.0, abs=0.2)]


def test_long_retry_after_is_told_and_not_waited_for(site: Site) -> None:
    web = Web(allow_private=True, manners=Manners(delay=0.0, tries=2, patience=5.0), sleep=pytest.fail)
    with pytest.raises(Unfetched) as raised:
        web.get(site.put("/page", answer("", 429, Retry_After="600")), asked=True)
    assert raised.value.wait_until is not None
    assert 590 < (raised.value.wait_until - datetime.now(UTC)).total_seconds() <= 600


def test_requests_to_one_host_keep_their_distance(site: Site) -> None:
    slept: list[float] = []
    web = Web(allow_private=True, manners=Manners(delay=7.0), sleep=slept.append)
    for path in ("/one", "/two"):
        web.get(site.page(path, WORDS), asked=True)
    assert slept == [pytest.approx(7.0, abs=0.5)] * 2  # robots.txt was asked for as well


def test_site_may_ask_for_more_distance(site: Site) -> None:
    slept: list[float] = []
    site.put("/robots.txt", answer("User-agent: *\nCrawl-delay: 9\n"))
    web = Web(allow_private=True, manners=Manners(delay=0.0), sleep=slept.append)
    for path in ("/one", "/two"):
        web.get(site.page(path, WORDS), asked=True)
    assert slept == [pytest.approx(9.0, abs=0.5)]


RULES = f"User-agent: *\nDisallow: /\n\nUser-agent: {ROBOT}\nDisallow: /private/*.html$\nAllow: /\n"
ROBOTS: list[tuple[str, Answer, str]] = [
    ("allows", answer(RULES), ""),
    ("is missing", answer("", 404), ""),
    ("is forbidden", answer("", 403), ""),
    ("is no text", answer(b"\xff\x00\xff"), ""),
    ("redirects away", answer("", 301, Location="http://10.0.0.1/robots.txt"), ""),
    ("forbids all", answer("User-agent: *\nDisallow: /\n"), "the site's robots.txt forbids it"),
    ("fails", answer("", 500), "the site's robots.txt cannot be had (HTTP 500)"),
    ("is overloaded", answer("", 429), "the site's robots.txt cannot be had (HTTP 429)"),
    ("breaks off", answer("User-agent", length=99), "the site's robots.txt cannot be had (it broke off"),
]


@pytest.mark.parametrize(
    ("robots", "reason"), [row[1:] for row in ROBOTS], ids=[f"robots.txt {row[0]}" for row in ROBOTS]
)
def test_robots_txt_is_honoured(site: Site, web: Web, robots: Answer, reason: str) -> None:
    site.put("/robots.txt", robots)
    url = site.page("/page", WORDS)
    if not reason:
        web.get(url, asked=True)
        return
    with pytest.raises(Unfetched) as raised:
        web.get(url, asked=True)
    assert reason in raised.value.why
    assert site.asked == []


def test_robots_txt_is_asked_for_once_and_at_redirects_too(site: Site, web: Web) -> None:
    site.put("/robots.txt", answer(RULES))
    with pytest.raises(Unfetched, match=r"robots\.txt forbids"):
        web.get(site.put("/open", answer("", 302, Location="/private/x.html")), asked=True)
    assert [path for path, _, _ in site.requests] == ["/robots.txt", "/open"]


def test_private_address_is_refused_unless_asked_for(site: Site) -> None:
    url = site.page("/page", WORDS)
    for web, asked in ((Web(), True), (Web(allow_private=True), False)):
        with pytest.raises(Unfetched, match="is in a private network"):
            web.get(url, asked=asked)
    assert site.requests == []


def test_private_host_that_was_asked_for_may_be_linked_to(site: Site, web: Web) -> None:
    web.get(site.page("/one", WORDS), asked=True)
    assert isinstance(web.get(site.page("/two", WORDS), asked=False), Fetched)


def test_closed_port_says_so(web: Web) -> None:
    with Site() as site:
        url = site.url("/page")
    with pytest.raises(Unfetched, match=r"robots.txt cannot be had \(127.0.0.1 refuses the connection\)"):
        web.get(url, asked=True)


# --- articles ------------------------------------------------------------------------------------


def only(site: Site, web: Web, path: str) -> Article:
    (article,) = acquire([site.url(path)], web=web)
    assert isinstance(article, Article), article
    return article


def test_article_has_the_final_address_and_the_time_of_its_fetch(site: Site, web: Web) -> None:
    site.put("/short", answer("", 302, Location="/news/refusal.html?x=1"))
    claims = '<link rel="canonical" href="https://courier.example/other">'
    site.page("/news/refusal.html?x=1", WORDS.replace("<body>", f"{claims}<body>"), Date="Sat, 01 Mar 2031")
    article = only(site, web, "/short")
    assert article.given.url == site.url("/news/refusal.html?x=1")
    assert article.given.published is None
    assert abs((datetime.now(UTC) - article.retrieved).total_seconds()) < 5
    assert (article.doc, article.path) == ("short", site.url("/short"))


LATIN = "<p>“Non,” disait Anaïs.".encode("cp1252")
CHARSETS: list[tuple[str, bytes, str, str, str]] = [
    ("said by the server", LATIN, "text/html; charset=ISO-8859-1", "Anaïs", "windows-1252"),
    ("wrongly said by the server", WORDS.encode(), "text/html; charset=latin1", "“No,”", "utf-8"),
    ("right in the page alone", b'<meta charset="windows-1252">' + LATIN, "text/html; charset=utf-8", "Anaïs",
     "windows-1252"),
    ("unknown", WORDS.encode(), 'text/html; charset="none-such"', "“No,”", "utf-8"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "kind", "words", "charset"), [row[1:] for row in CHARSETS], ids=[row[0] for row in CHARSETS]
)
def test_charset_is_found(site: Site, web: Web, body: bytes, kind: str, words: str, charset: str) -> None:
    site.put("/page", answer(body, Content_Type=kind))
    article = only(site, web, "/page")
    assert words in article.text
    assert article.charset == charset


TYPES: list[tuple[str, str, str]] = [
    ("/a", "text/html", "text/html"),
    ("/a.txt", "text/html", "text/html"),
    ("/a.html", "", "text/html"),
    ("/a", "", "text/html"),
    ("/a", "text/plain", "text/html"),
    ("/a", "application/octet-stream", "text/html"),
    ("/a", "nonsense", "text/html"),
]


@pytest.mark.parametrize(("path", "said", "read"), TYPES)
def test_kind_of_page_is_told(site: Site, web: Web, path: str, said: str, read: str) -> None:
    site.put(path, answer(WORDS, Content_Type=said) if said else answer(WORDS))
    assert only(site, web, path).media_type == read


def test_plain_text_is_read_as_it_is(site: Site, web: Web) -> None:
    site.put("/note", answer("No, said Ilan Dravek.\r\n", Content_Type="text/plain"))
    assert only(site, web, "/note").text == "No, said Ilan Dravek.\r\n"


def test_rows_keep_their_own_addresses(site: Site, web: Web) -> None:
    rows = '{"url": "https://mpa.example/1", "text": "No, said Dravek."}\n'
    site.put("/rows.jsonl", answer(rows, Content_Type="application/x-ndjson"))
    assert only(site, web, "/rows.jsonl").given.url == "https://mpa.example/1"


@pytest.mark.parametrize(
    "url",
    ["https://", "http://a b/", "http://user:word@karsk.example/", "http://karsk.example:99999/",
     "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0x7f.1/", "http://0/",
     "http://" + "x" * 9000],
)  # fmt: skip
def test_impossible_address_is_skipped_with_advice(url: str) -> None:
    (skipped,) = acquire([url])
    assert isinstance(skipped, Skipped)
    assert skipped.advice
