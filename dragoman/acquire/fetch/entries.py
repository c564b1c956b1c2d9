"""Entries of feeds on the web: what tells one from another, one version from the next, and the
article that an entry stands for: the page that it links to, or its own words."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin

from lxml import html
from lxml.etree import LxmlError

from dragoman.acquire.fetch.failures import Unfetched
from dragoman.acquire.fetch.page import Memory, fetch_page, path_of
from dragoman.acquire.fetch.responses import Fetched
from dragoman.acquire.fetch.web import Web
from dragoman.acquire.formats.feeds import Entry, Feed, entry_article, parse_feed
from dragoman.acquire.formats.html import is_html
from dragoman.acquire.naming import Names
from dragoman.acquire.source import Source, Unreadable
from dragoman.model import Article, Given, Skipped

_FEED_TYPES: Final = ("application/rss+xml", "application/atom+xml")
_CHECK: Final = "check that it is the address of a feed (RSS or Atom)"


def read_feed(fetched: Fetched) -> Feed:
    """The feed that was fetched. Raises ``Unreadable`` for anything else."""
    if is_html(fetched.body):
        links = _feeds_of(fetched)
        raise Unreadable("a web page, not a feed", f"it names this feed: {links[0]}" if links else _CHECK)
    if not fetched.body.strip():
        raise Unreadable("an empty answer, not a feed", _CHECK)
    return parse_feed(fetched.body, fetched.charset, fetched.url)


def _feeds_of(fetched: Fetched) -> list[str]:
    """The feeds that a page names in its head."""
    try:
        root = html.document_fromstring(fetched.body)
    except (LxmlError, ValueError):
        return []
    links = root.iter("link")
    found = [link.get("href") for link in links if (link.get("type") or "").lower() in _FEED_TYPES]
    return [urljoin(fetched.url, href) for href in found if href]


def _digest(*words: str | None) -> str:
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()[:32]


def entry_key(entry: Entry) -> str:
    """A hash of what tells the entry from others in its feed: its id, else its link, else its words."""
    if entry.id or entry.url:
        return _digest(entry.id or entry.url)
    return _digest(entry.title, entry.markup)


def entry_version(entry: Entry) -> str:
    """A hash of what a reader would notice: link, title, words, and the time of the last change.
    Counts of comments, tags and the like are left out; they change without the article."""
    return _digest(entry.id, entry.url, entry.title, entry.updated, " ".join(entry.markup.split()))


def entry_said(entry: Entry) -> str:
    """The entry as JSON, to be kept until it is read."""
    return entry.raw().decode()


def entry_of(said: str) -> Entry:
    """Undo ``entry_said``."""
    values = json.loads(said)
    return Entry(**{**values, "tags": tuple(values["tags"])})


def entry_page(entry: Entry, web: Web, memory: Memory) -> Iterator[Article | Skipped]:
    """The articles on the page that an entry links to. Where the page says nothing of its title, date
    or language, what the feed says counts. Raises ``Unfetched``."""
    if entry.url is None:
        raise Unfetched("the entry links to no page", "nothing to do")
    given = Given(
        title=entry.title,
        published=entry.published,
        author=entry.author,
        language=entry.language,
    )
    doc = path_of(entry.url).stem
    yield from fetch_page(entry.url, web, memory, doc=doc, names=Names([doc]), given=given, asked=False)


def entry_words(entry: Entry, feed: str) -> Article:
    """The article in an entry's own words. Raises ``Unreadable`` where it has none."""
    shown = entry.url or feed
    doc = path_of(shown).stem
    source = Source(shown=shown, docs=(doc,), suffix="", stream=io.BytesIO(), head=b"")
    whole = Feed(title=entry.outlet, url=None, entries=(), cut=False)
    return entry_article(entry, whole, source, shown, [doc], Names())
