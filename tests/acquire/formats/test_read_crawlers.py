"""Rows as news crawlers write them, and laws for any bytes at all."""

from __future__ import annotations

import gzip
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_samples import PAGE, SAID, docx, http, item, mail, mhtml, one, paragraph, pdf, read_bytes, rss, warc

from dragoman.acquire import acquire
from dragoman.model import Article, Given, Skipped

NEWS_PLEASE = {
    "authors": ["Anika Brandt", "Tomas Hale"],
    "date_download": "2031-05-03 08:30:00",
    "date_publish": "2031-05-02 10:00:00",
    "description": "A summary.",
    "filename": "x.json",
    "language": "en",
    "maintext": SAID,
    "source_domain": "karsk.example",
    "text": None,
    "title": "Dravek refuses",
    "url": "https://karsk.example/1",
}
TRAFILATURA = {
    "title": "Dravek refuses",
    "author": "Anika Brandt",
    "hostname": "karsk.example",
    "date": "2031-05-02",
    "fingerprint": "abc",
    "id": None,
    "raw_text": "other",
    "text": SAID,
    "language": "en",
    "source": "https://karsk.example/1",
    "source-hostname": "Karsk Today",
    "comments": "None yet.",
}
MEDIA_CLOUD = {
    "id": "77",
    "indexed_date": "2031-05-03T08:30:00+00:00",
    "language": "en",
    "media_name": "karsk.example",
    "publish_date": "2031-05-02",
    "story_text": SAID,
    "title": "Dravek refuses",
    "url": "https://karsk.example/1",
}


@pytest.mark.parametrize(
    ("row", "given_with", "extra"),
    [
        (
            NEWS_PLEASE,
            {
                "published": "2031-05-02 10:00:00",
                "outlet": "karsk.example",
                "author": "Anika Brandt, Tomas Hale",
            },
            {"date_download", "description", "filename"},
        ),
        (
            TRAFILATURA,
            {"published": "2031-05-02", "outlet": "Karsk Today", "author": "Anika Brandt"},
            {"hostname", "fingerprint", "raw_text", "comments"},
        ),
        (MEDIA_CLOUD, {"published": "2031-05-02", "outlet": "karsk.example"}, {"indexed_date"}),
    ],
    ids=["news-please", "trafilatura", "media-cloud"],
)
def test_crawler_row_becomes_an_article(row: dict, given_with: dict, extra: set[str]) -> None:
    raw = json.dumps(row).encode()
    article = one(raw + b"\n", ".jsonl")
    assert article.text == SAID
    assert article.given == Given(
        url="https://karsk.example/1", title="Dravek refuses", language="en", **given_with
    )
    assert set(article.extra) == extra
    assert article.raw == raw


def test_moment_of_the_crawl_is_when_it_was_retrieved() -> None:
    article = one(json.dumps(NEWS_PLEASE).encode(), ".json")
    assert article.retrieved == datetime(2031, 5, 3, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("row", "outlet", "published"),
    [
        ({"maintext": SAID, "outlet": "MPA", "source_domain": "x.example"}, "MPA", None),
        ({"text": SAID, "date": "2031-05-02"}, None, None),
        ({"text": SAID, "hostname": "x.example", "date": "2031-05-02"}, "x.example", "2031-05-02"),
        ({"text_content": SAID, "canonical_domain": "x.example"}, "x.example", None),
        ({"text": SAID, "media_name": 5}, None, None),
    ],
)
def test_our_own_names_win_and_stray_keys_mean_nothing(
    row: dict, outlet: str | None, published: str | None
) -> None:
    article = one(json.dumps(row).encode(), ".json")
    assert article.text == SAID
    assert (article.given.outlet, article.given.published) == (outlet, published)


# ------------------------------------------------------------------- laws

SAMPLES = {
    ".xml": rss(item(title="T", content=f"<p>{SAID}</p>"), item(description="Two.")),
    ".opml": b'<opml><body><outline xmlUrl="https://x.example/f"/></body></opml>',
    ".eml": mail(SAID, html=PAGE, attached=[mail("Inner.")]).as_bytes(),
    ".mbox": b"From a@x Fri\n" + mail(SAID).as_bytes() + b"\nFrom b@x Fri\n" + mail("Two.").as_bytes(),
    ".mhtml": mhtml(),
    ".warc": warc(
        ("response", "https://x.example", http(PAGE.encode())), ("response", "x", http(b"<p>Two."))
    ),
    ".gz": gzip.compress(warc(("response", "https://x.example", http(PAGE.encode())))),
    ".pdf": pdf(paragraph(["One line of it.", "Another one."], 700), packed=False),
    ".docx": docx(SAID, table=[["a", "b"]]),
}


def check(found: list[Article | Skipped]) -> None:
    assert found
    for each in found:
        if isinstance(each, Skipped):
            assert each.why
            assert each.advice
            continue
        assert each.text.strip("\ufeff \n")
        each.text.encode()
        json.dumps(dict(each.extra), ensure_ascii=False).encode()
        lines = [block.span.of(each.text) for block in each.source_map]
        assert not each.flattener or lines == each.text.split("\n")


@pytest.mark.parametrize("suffix", SAMPLES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_damaged_file_gives_articles_or_reasons(suffix: str, data: st.DataObject) -> None:
    """A good file of which a stretch is lost, doubled or overwritten."""
    raw = SAMPLES[suffix]
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 300)))
    middle = data.draw(st.sampled_from([b"", raw[start:end] * 2]) | st.binary(max_size=20))
    tail = data.draw(st.sampled_from([raw[end:], b""]))
    check(read_bytes(raw[:start] + middle + tail, suffix))


@pytest.mark.parametrize("suffix", SAMPLES)
@settings(max_examples=25, deadline=None)
@given(raw=st.binary(max_size=300))
def test_any_bytes_behind_a_good_beginning_give_articles_or_reasons(suffix: str, raw: bytes) -> None:
    check(read_bytes(SAMPLES[suffix][:60] + raw, suffix))


@pytest.mark.parametrize("suffix", SAMPLES)
def test_reading_twice_gives_the_same(suffix: str) -> None:
    def seen() -> list[object]:
        found = acquire(["-"], stdin=io.BytesIO(SAMPLES[suffix]))
        return [each if isinstance(each, Skipped) else (each.id, each.doc, each.text) for each in found]

    assert seen() == seen()
