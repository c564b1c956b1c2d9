"""OPML: a list of feeds. It holds no article, so each feed becomes a ``Skipped`` that says how to read
it; ``feed_addresses`` is for those who fetch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dragoman.acquire.charset import declared_charset, decode
from dragoman.acquire.formats.making import tidy
from dragoman.acquire.formats.xmlsafe import parse_xml, root_name
from dragoman.acquire.naming import Names
from dragoman.acquire.source import Source, Unreadable, read_all
from dragoman.model import Article, Skipped

_ADDRESS: Final = re.compile(r"https?://\S+\Z", re.I)


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A feed that a list names: its address, and its title where the list has one."""

    url: str
    title: str | None


def is_opml(head: bytes) -> bool:
    """Whether it begins as a list of feeds."""
    return root_name(head) == "opml"


def feed_addresses(raw: bytes) -> list[ListedFeed]:
    """The feeds of a list, each once, in its order. Raises ``Unreadable`` where it is no list."""
    root, _ = parse_xml(decode(raw, declared_charset(raw)).text)
    feeds: dict[str, ListedFeed] = {}
    for outline in root.iter("{*}outline"):
        values = {str(key).lower(): str(value) for key, value in outline.attrib.items()}
        url = tidy(values.get("xmlurl"))
        if url and _ADDRESS.match(url):
            feeds.setdefault(url, ListedFeed(url, tidy(values.get("title") or values.get("text"))))
    return list(feeds.values())


def read_opml(source: Source, names: Names) -> Iterator[Article | Skipped]:  # noqa: ARG001
    """No article: what to do about each feed of the list."""
    feeds = feed_addresses(read_all(source))
    if not feeds:
        raise Unreadable("a list without feeds", "check that it is the list you meant")
    for feed in feeds:
        name = f" “{feed.title}”" if feed.title else ""
        advice = f"follow it with: dragoman watch {feed.url}"
        yield Skipped("acquire", feed.url, f"a feed{name} named in {source.shown}, not fetched", advice)
