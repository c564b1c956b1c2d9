"""Web archives: WARC, packed or not, and WACZ; and gzip files of anything."""

from __future__ import annotations

import gzip
import tracemalloc
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from made_samples import PAGE, SAID, articles, http, one, read_bytes, read_file, skipped, wacz, warc

from dragoman.ids import article_id
from dragoman.model import Article, Skipped

RESPONSE = ("response", "https://karsk.example/1", http(PAGE.encode()))
OTHER = ("response", "https://karsk.example/2", http(b"<html><p>Another page.</p></html>"))
TEXT = f"Dravek refuses\n{SAID}"
OTHER_TEXT = "Another page."


def texts(found: list[Article | Skipped]) -> list[str]:
    return [item.text if isinstance(item, Article) else item.why for item in found]


@pytest.mark.parametrize("packed", [False, True])
def test_page_of_a_crawl_becomes_an_article(tmp_path: Path, packed: bool) -> None:
    raw = warc(
        ("warcinfo", "x", b"software: y"),
        RESPONSE,
        ("request", "x", b"GET / HTTP/1.1\r\n\r\n"),
        packed=packed,
    )
    (article,) = read_file(tmp_path / ("crawl.warc.gz" if packed else "crawl.warc"), raw)
    assert isinstance(article, Article)
    assert article.text == TEXT
    assert article.raw == PAGE.encode()
    assert article.given.url == "https://karsk.example/1"
    assert article.given.title == "Dravek refuses"
    assert article.retrieved == datetime(2031, 5, 3, 8, 30, tzinfo=UTC)
    assert article.id == article_id(PAGE.encode(), "https://karsk.example/1")
    assert article.doc == "crawl-1"


def test_archive_is_told_by_its_first_bytes() -> None:
    assert one(warc(RESPONSE), "").text == TEXT
    assert one(warc(RESPONSE, packed=True), "").text == TEXT
    assert one(warc(RESPONSE, packed=True), ".warc").text == TEXT


@pytest.mark.parametrize(
    "response",
    [
        http(PAGE.encode(), more="Transfer-Encoding: chunked\r\n")[: -len(PAGE.encode())]
        + b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE.encode()), PAGE.encode()),
        http(gzip.compress(PAGE.encode()), more="Content-Encoding: gzip\r\n"),
        http(zlib.compress(PAGE.encode()), more="Content-Encoding: deflate\r\n"),
        http(zlib.compress(PAGE.encode())[2:-4], more="Content-Encoding: deflate\r\n"),
        http(PAGE.encode(), more="Content-Encoding: gzip\r\n"),
        http(PAGE.encode(), more="Content-Encoding: br\r\n"),
        http(PAGE.encode(), kind="application/xhtml+xml"),
        http(
            PAGE.encode()
            .replace(b"\xe2\x80\x9c", b"\x93")
            .replace(b"\xe2\x80\x9d", b"\x94")
            .replace(b"utf-8", b"xxxxx"),
            kind="text/html; charset=windows-1252",
        ),
    ],
    ids=["chunked", "gzip", "zlib", "deflate", "gzip-not", "br-not", "xhtml", "windows-1252"],
)
def test_body_is_read_however_it_was_sent(response: bytes) -> None:
    assert one(warc(("response", "https://karsk.example/1", response)), ".warc").text == TEXT


@pytest.mark.parametrize("kind", ["revisit", "metadata", "request", "conversion", "continuation"])
def test_other_records_are_passed_over(kind: str) -> None:
    body = b"GET / HTTP/1.1\r\n\r\n" if kind == "request" else http(b"")
    assert texts(read_bytes(warc((kind, "https://x.example", body), RESPONSE), ".warc")) == [TEXT]


def test_responses_that_are_no_pages_are_counted() -> None:
    picture = ("response", "https://x.example/a", http(b"\x89PNG", kind="image/png"))
    missing = ("response", "https://x.example/b", http(b"<p>gone</p>", status="404 Not Found"))
    found = read_bytes(warc(picture, RESPONSE, picture, missing), ".warc")
    assert texts(found) == [TEXT, "3 responses are no pages: 2 image/png, 1 answers of status 404"]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (warc(("response", "https://x.example", http(b""))), "it is empty"),
        (warc(("response", "https://x.example", b"no headers at all")), "a damaged record"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "a damaged record"),
        (b"WARC/1.0\r\nContent-Length: x\r\n\r\nwords\r\n\r\n", None),
        (b"WARC/9\r\n" + b"x" * 200 + b"\r\n\r\n", "a damaged record"),
        (b"WARC/1.0\r\nX: " + b"x" * 100_000 + b"\r\n\r\n", "a record’s headers do not end"),
        (b"WARC/1.0\r\n" + b"X: y\r\n" * 3000 + b"\r\n", "a record’s headers do not end"),
        (warc(("response", "https://x.example", http(b"x" * 11_000_000))), "too large (11.0 MB"),
        (
            warc(
                (
                    "response",
                    "https://x.example",
                    http(gzip.compress(b"\n" * 50_000_000), more="Content-Encoding: gzip\r\n"),
                )
            ),
            "too large",
        ),
        (
            warc(("response", "https://x.example", http(b"\x01\x02", more="Content-Encoding: br\r\n"))),
            "its body is packed as “br”",
        ),
        (
            warc(
                (
                    "response",
                    "https://x.example",
                    http(gzip.compress(PAGE.encode())[:60], more="Content-Encoding: gzip\r\n"),
                )
            ),
            "the page’s packed body breaks off",
        ),
        (
            warc(
                (
                    "response",
                    "https://x.example",
                    http(b"7fffffff\r\nwords", more="Transfer-Encoding: chunked\r\n"),
                )
            ),
            None,
        ),
    ],
)
def test_bad_record_costs_no_other(bad: bytes, why: str | None) -> None:
    found = texts(read_bytes(warc(RESPONSE) + bad + warc(OTHER), ".warc"))
    assert found[0] == TEXT
    assert found[-1] == OTHER_TEXT
    if why is not None:
        assert found[1].startswith(why)


def test_archive_that_breaks_off_keeps_what_came_before() -> None:
    whole = warc(RESPONSE, OTHER)
    found = read_bytes(whole[:-30], ".warc")
    assert texts(found) == [TEXT, "the archive breaks off in this record"]
    packed = warc(RESPONSE, OTHER, packed=True)
    assert texts(read_bytes(packed[:-30], ".gz"))[0] == TEXT
    assert "breaks off" in texts(read_bytes(packed[:-30], ".gz"))[1]


def test_wrong_length_finds_the_next_record() -> None:
    raw = warc(RESPONSE, OTHER).replace(b"Content-Length: ", b"Content-Length: 1", 1)
    assert texts(read_bytes(raw + warc(OTHER), ".warc"))[-1] in {
        OTHER_TEXT,
        "the archive breaks off in this record",
    }


def test_bomb_in_a_packed_archive_costs_no_other_and_no_memory() -> None:
    bomb = warc(("response", "https://x.example", http(b"\n" * 100_000_000)), packed=True)
    raw = warc(RESPONSE, packed=True) + bomb + warc(OTHER, packed=True)
    del bomb
    tracemalloc.start()
    found = texts(read_bytes(raw, ".gz"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [found[0], found[-1]] == [TEXT, OTHER_TEXT]
    assert found[1].startswith("too large")
    assert peak < 5_000_000


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "it is empty"),
        (b"words", "the archive holds no page"),
        (warc(("request", "x", b"GET / HTTP/1.1\r\n\r\n")), "the archive holds no page"),
        (warc(("resource", "https://x.example", b"words")), "the archive holds no page"),
    ],
)
def test_archive_without_pages_is_skipped_with_its_reason(raw: bytes, why: str) -> None:
    assert skipped(raw, ".warc").why == why


def test_web_archive_in_zip_gives_its_pages(tmp_path: Path) -> None:
    path = wacz(tmp_path / "a.wacz", data=warc(RESPONSE, packed=True), more=warc(OTHER))
    found = read_file(path, path.read_bytes())
    assert texts(found) == [TEXT, OTHER_TEXT]
    assert isinstance(found[0], Article)
    assert found[0].path == f"{path}/archive/data.warc.gz#1"


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({}, "a zip archive without WARC files in it"),
        ({"bad": b"no archive"}, "it does not begin with a WARC record"),
        ({"bad": b"\x1f\x8b\x08 not gzip"}, "the gzip data"),
    ],
)
def test_bad_web_archive_is_skipped_with_its_reason(
    tmp_path: Path, files: dict[str, bytes], why: str
) -> None:
    path = wacz(tmp_path / "a.wacz", **files)
    (item,) = read_file(path, path.read_bytes())
    assert isinstance(item, Skipped)
    assert item.why.startswith(why)


def test_one_bad_file_in_a_web_archive_costs_no_other(tmp_path: Path) -> None:
    path = wacz(tmp_path / "a.wacz", bad=b"no archive", good=warc(OTHER, packed=True))
    assert texts(read_file(path, path.read_bytes()))[-1] == OTHER_TEXT


def test_zip_bomb_in_a_web_archive_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.warc", warc(OTHER) + b"\0" * 50_000_000)
    (item,) = read_file(path, path.read_bytes())
    assert isinstance(item, Skipped)
    assert "zip bomb" in item.why


@pytest.mark.parametrize(
    ("name", "content", "docs"),
    [
        ("story.txt.gz", b"He left.", ["story"]),
        ("page.html.gz", PAGE.encode(), ["page"]),
        ("rows.jsonl.gz", b'{"text": "One."}\n{"text": "Two."}\n', ["rows-1", "rows-2"]),
        ("story.gz", b"He left.", ["story"]),
    ],
)
def test_gzip_file_is_read_as_what_is_in_it(
    tmp_path: Path, name: str, content: bytes, docs: list[str]
) -> None:
    found = read_file(tmp_path / name, gzip.compress(content))
    assert [item.doc for item in found if isinstance(item, Article)] == docs


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (gzip.compress(b""), "it is empty"),
        (gzip.compress(gzip.compress(b"words")), "an archive inside an archive"),
        (gzip.compress(b"He left. " * 9)[:-9], "the gzip data breaks off"),
        (gzip.compress(b"He left. " * 9)[:-8] + b"12345678", "the gzip data is damaged"),
        (b"no gzip", "the gzip data is damaged"),
        (gzip.compress(b"\n" * 20_000_000 + b"x"), "too large"),
    ],
)
def test_bad_gzip_file_is_skipped_with_its_reason(raw: bytes, why: str) -> None:
    assert skipped(raw, ".gz").why.startswith(why)


def test_many_records_in_one_gzip_member_are_read() -> None:
    assert len(articles(gzip.compress(warc(RESPONSE, OTHER)), ".gz")) == 2


def test_odd_address_is_read_in_silence(capfd: pytest.CaptureFixture[str]) -> None:
    article = one(warc(("response", "https://x.example/a b", http(PAGE.encode()))), ".warc")
    assert article.given.url == "https://x.example/a%20b"
    assert capfd.readouterr().err == ""
