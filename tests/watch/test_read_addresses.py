"""Web addresses given to ``dragoman read``: read once, asked for conditionally, told when they fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.acquire.fetch import Web
from dragoman.acquire.fetch.lists import listed_feeds
from dragoman.errors import InputError
from dragoman.ledger import Ledger
from dragoman.pipeline import Summary, read
from tests.serving import Site, answer, conditional, page
from tests.watch.conftest import QUICK, article


def reading(path: Path, *urls: str) -> Summary:
    with Ledger.open(path) as ledger:
        return read(urls, ledger, web=Web(allow_private=True, manners=QUICK))


def test_page_is_read_and_then_known(site: Site, tmp_path: Path) -> None:
    url = site.put("/1.html", conditional('"v1"', page(article(1), ETag='"v1"')))
    assert (reading(tmp_path / "x.db", url).added, reading(tmp_path / "x.db", url).unchanged) == (1, 1)
    assert site.requests[-1][1]["If-None-Match"] == '"v1"'


def test_changed_page_is_a_version(site: Site, tmp_path: Path) -> None:
    url = site.page("/1.html", article(1), ETag='"v1"')
    reading(tmp_path / "x.db", url)
    site.page("/1.html", article(2), ETag='"v2"')
    assert reading(tmp_path / "x.db", url).added == 1
    with Ledger.open(tmp_path / "x.db") as ledger:
        assert sum(entry.supersedes is not None for entry in ledger.entries()) == 1


def test_forgotten_page_stays_forgotten(site: Site, tmp_path: Path) -> None:
    url = site.page("/1.html", article(1), ETag='"v1"')
    reading(tmp_path / "x.db", url)
    with Ledger.open(tmp_path / "x.db") as ledger:
        ledger.forget("1")
    assert reading(tmp_path / "x.db", url).forgotten == 1


def test_page_that_failed_is_no_longer_skipped_once_it_is_read(site: Site, tmp_path: Path) -> None:
    url = site.put("/1.html", answer("", 404))
    (skipped,) = reading(tmp_path / "x.db", url).skipped
    assert (skipped.subject, skipped.why) == (url, "there is no such page (HTTP 404)")
    site.page("/1.html", article(1))
    reading(tmp_path / "x.db", url)
    with Ledger.open(tmp_path / "x.db") as ledger:
        assert ledger.skipped() == []


def test_command_reads_pages_and_files_together(site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“No,” said Ilan Dravek.", "utf-8")
    urls = [site.page("/news/1.html", article(1)), site.url("/gone.html")]
    words = ["read", "a.txt", *urls, "--allow-private", "--ledger", "x.db"]
    done = subprocess.run(
        [sys.executable, "-m", "dragoman", *words], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 3, done.stderr
    assert "there is no such page (HTTP 404)" in done.stderr
    with Ledger.open(tmp_path / "x.db") as ledger:
        assert sorted(entry.reading.article.doc for entry in ledger.entries()) == ["1", "a"]


def test_list_of_feeds_stands_for_its_feeds(tmp_path: Path) -> None:
    outlines = "".join(f"<outline xmlUrl='https://{name}.example/rss'/>" for name in ("karsk", "harbour"))
    (tmp_path / "feeds.opml").write_text(f"<opml><body>{outlines}</body></opml>", "utf-8")
    feeds = listed_feeds(["https://harbour.example/rss", str(tmp_path / "feeds.opml")])
    assert feeds == ["https://harbour.example/rss", "https://karsk.example/rss"]


@pytest.mark.parametrize("content", ["no list", "<opml/>", "<html></html>", "", None])
def test_what_is_no_list_of_feeds_is_refused(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "feeds.opml"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(InputError) as raised:
        listed_feeds([str(path)])
    assert "OPML" in raised.value.advice
