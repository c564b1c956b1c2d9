"""Servers that misbehave: each gives a reason and advice, within limits, and no half page."""

from __future__ import annotations

import gzip
import time
import zlib

import pytest

from dragoman.acquire.fetch import Unfetched, Web
from tests.serving import Answer, Site, answer, dripping, raw, reset, silent

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
BOMB = gzip.compress(bytes(1_900_000))
TWICE = gzip.compress(gzip.compress(bytes(60_000_000)))
HUGE = b"".join(b"X-%d: %s\r\n" % (n, b"x" * 500) for n in range(200))

BAD: list[tuple[str, Answer, str, bool]] = [
    ("silent before its headers", silent(0.5), "was silent for 0.3 seconds", True),
    ("drips its headers", dripping(b"HTTP/1.1 200 OK\r\nX: ", b"y", 1.5), "longer than 0.6 seconds", True),
    ("drips its body", dripping(OK + b"\r\n", b"<p>", 1.5), "longer than 0.6 seconds", True),
    (
        "drips a body of known length",
        dripping(OK + b"Content-Length: 90000\r\n\r\n", b"<p>", 1.5),
        "longer",
        True,
    ),
    ("drips chunks", dripping(CHUNKED, b"1\r\nx\r\n", 1.5), "longer than 0.6 seconds", True),
    ("goes on with 100 Continue", dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 1.5), "longer than", True),
    ("sends without end", dripping(OK + b"\r\n", b"x" * 200_000, 1.5), "too large (more than 2.0 MB)", False),
    ("announces too much", answer(b"x", length=10**9), "too large (1000.0 MB; the limit is 2.0 MB)", False),
    ("sends a gzip bomb", answer(BOMB, Content_Encoding="gzip"), "a compression bomb", False),
    ("packs twice", answer(TWICE, Content_Encoding="gzip, gzip"), "not asked for (gzip, gzip)", False),
    (
        "packs by an unknown method",
        answer(b"x", Content_Encoding="br"),
        "a method that was not asked for",
        False,
    ),
    (
        "packs nothing as gzip",
        answer(b"<p>plain", Content_Encoding="gzip"),
        "its compression is damaged",
        True,
    ),
    (
        "breaks off gzip",
        answer(gzip.compress(b"<p>x" * 999)[:-20], Content_Encoding="gzip"),
        "broke off",
        True,
    ),
    (
        "breaks off deflate",
        answer(zlib.compress(b"<p>x" * 999)[:-20], Content_Encoding="deflate"),
        "broke off",
        True,
    ),
    ("breaks off chunks", raw(CHUNKED + b"4\r\n<p>H\r\n"), "broke off before its end", True),
    ("has odd chunks", raw(CHUNKED + b"zz\r\n<p>H\r\n0\r\n\r\n"), "broke off", True),
    ("sends less than announced", answer(b"<p>Half", length=999), "broke off before its end", True),
    ("resets the connection", reset, "closed the connection", True),
    ("says nothing and goes", raw(b""), "closed the connection", True),
    ("has huge headers", raw(OK + HUGE + b"\r\n<p>x"), "its headers are too large", False),
    (
        "has a huge header",
        raw(OK + b"X: " + b"x" * 99_999 + b"\r\n\r\n<p>x"),
        "its headers are too large",
        False,
    ),
    ("speaks something else", raw(b"220 mail.karsk.example ESMTP\r\n"), "its response is not HTTP", True),
    ("sends a picture", answer(b"\x89PNG", Content_Type="image/png"), "it is no text (image/png)", False),
    ("wants a login", answer("", 401), "the site wants a login (HTTP 401)", False),
    ("refuses", answer("", 403), "the site refuses to give it (HTTP 403)", False),
    ("has lost it", answer("", 410), "the page is gone for good (HTTP 410)", False),
    ("is down", answer("", 503), "overloaded or down for now (HTTP 503)", True),
    (
        "is down for a date",
        answer("", 503, Retry_After="Fri, 01 Jan 2100 00:00:00 GMT"),
        "asks to wait",
        True,
    ),
    ("is overloaded", answer("", 429, Retry_After="3600"), "asks to wait until", True),
    ("is overloaded and lies", answer("", 429, Retry_After="9" * 99), "asks to wait until", True),
    ("says nothing changed", answer("", 304), "without having been asked", True),
    ("gives a part", answer("<p>x", 206), "the server gives no page (HTTP 206)", False),
    ("redirects to itself", answer("", 302, Location="/bad"), "redirects in a loop", False),
    ("redirects to a file", answer("", 302, Location="file:///etc/passwd"), "only http and https", False),
    ("redirects to nowhere", answer("", 302), "the server gives no page (HTTP 302)", False),
    ("redirects to nonsense", answer("", 302, Location="http://[::bad/"), "it redirects to", False),
    (
        "redirects inwards",
        answer("", 302, Location="http://10.0.0.1/"),
        "10.0.0.1 is in a private network",
        False,
    ),
    ("redirects to IPv6", answer("", 302, Location="http://[::1]:1/"), "::1 is in a private network", False),
    ("redirects to metadata", answer("", 301, Location="http://169.254.169.254/"), "private network", False),
    ("redirects in disguise", answer("", 301, Location="http://2130706434/"), "private network", False),
    (
        "redirects to a mapped one",
        answer("", 301, Location="http://[::ffff:10.0.0.1]/"),
        "private network",
        False,
    ),
]


@pytest.mark.parametrize(("how", "reason", "passing"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_bad_server_gives_a_reason_in_time(
    site: Site, web: Web, how: Answer, reason: str, passing: bool
) -> None:
    started = time.monotonic()
    with pytest.raises(Unfetched) as raised:
        web.get(site.put("/bad", how), asked=True)
    assert reason in raised.value.why
    assert raised.value.advice
    assert raised.value.passing is passing
    assert time.monotonic() - started < 1.5
