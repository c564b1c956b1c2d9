"""Articles from one web address: the page is fetched, and read by the format that its server, its
address or its first bytes tell.

An article's address is the one that the page came from at last, whatever its markup claims, so that
no page can pose as a version of another. Rows of a fetched list keep addresses of their own.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Final, Protocol

from dragoman.acquire.fetch.addresses import parse
from dragoman.acquire.fetch.failures import Unfetched
from dragoman.acquire.fetch.responses import Fetched, NotModified, Validators
from dragoman.acquire.fetch.web import Web
from dragoman.acquire.formats import FORMATS, read_source
from dragoman.acquire.naming import Names
from dragoman.acquire.source import Source, fill, look_ahead
from dragoman.ids import article_id
from dragoman.model import Article, Given, Skipped

_SUFFIX_OF: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/json": ".json",
    "application/ld+json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/warc": ".warc",
    "message/rfc822": ".eml",
    "multipart/related": ".mhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""Formats by what servers call them. Plain text is told by its first bytes: many servers call
everything that."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What an earlier fetch brought: the article, and what the server calls that version of it."""

    article: Article
    validators: Validators


class Memory(Protocol):
    """What is known of addresses that were fetched before."""

    def kept(self, url: str) -> Kept | None:
        """What this very address gave the last time, or ``None``."""

    def note(self, article: Article, url: str, validators: Validators) -> None:
        """Take note that this article, about to be handed on, came from this address."""


class NoMemory:
    """Nothing is known, and nothing noted."""

    def kept(self, _url: str) -> Kept | None:
        """Nothing."""
        return None

    def note(self, _article: Article, _url: str, _validators: Validators) -> None:
        """Forgotten at once."""


def path_of(url: str) -> PurePosixPath:
    """Host and path of an address as a path, from which articles get their names."""
    try:
        address = parse(url)
    except Unfetched:
        return PurePosixPath(url)
    path = PurePosixPath(address.target.partition("?")[0])
    return PurePosixPath(address.host, *(part for part in path.parts if part != "/"))


def read_page(
    url: str, web: Web, memory: Memory, *, doc: str, names: Names, given: Given, asked: bool = True
) -> Iterator[Article | Skipped]:
    """The articles at a web address, and what could not be read. Raises nothing."""
    try:
        yield from fetch_page(url, web, memory, doc=doc, names=names, given=given, asked=asked)
    except Unfetched as fault:
        yield fault.skipped(url)


def fetch_page(
    url: str, web: Web, memory: Memory, *, doc: str, names: Names, given: Given, asked: bool
) -> Iterator[Article | Skipped]:
    """As ``read_page``, but raises ``Unfetched`` where the address gives nothing."""
    kept: dict[str, Kept] = {}

    def known(address: str) -> Validators | None:
        found = memory.kept(address)
        if found is not None:
            kept[address] = found
        return found.validators if found is not None else None

    fetched = web.get(url, asked=asked, known=known)
    if isinstance(fetched, NotModified):
        article = kept[fetched.url].article
        yield replace(article, given=fill(article.given, given))
        return
    for found in articles(fetched, shown=url, doc=doc, names=names, given=given):
        if isinstance(found, Article) and is_the_page(found, fetched):
            memory.note(found, fetched.url, fetched.validators)
        yield found


def articles(
    fetched: Fetched, *, shown: str, doc: str, names: Names, given: Given
) -> Iterator[Article | Skipped]:
    """The articles in what was fetched."""
    head, stream = look_ahead(io.BytesIO(fetched.body))
    source = Source(
        shown=shown,
        docs=(doc, shown),
        suffix=_suffix(fetched, head),
        stream=stream,
        head=head,
        given=replace(given, url=fetched.url),
        own=True,
        size=len(fetched.body),
        named=True,
        charset=fetched.charset,
    )
    for found in read_source(source, names):
        yield _placed(found, fetched) if isinstance(found, Article) else found


def is_the_page(article: Article, fetched: Fetched) -> bool:
    """Whether the article is the page itself, and not a row of it."""
    return article.id == article_id(article.raw, fetched.url)


def _placed(article: Article, fetched: Fetched) -> Article:
    """The article with the address and the time of its fetch."""
    retrieved: datetime = fetched.retrieved
    if not is_the_page(article, fetched):
        return replace(article, retrieved=retrieved)
    return replace(article, retrieved=retrieved, given=replace(article.given, url=fetched.url))


def _suffix(fetched: Fetched, head: bytes) -> str:
    """The suffix of the format to read it by; empty where the first bytes have to tell."""
    known = {suffix for format in FORMATS for suffix in format.suffixes}
    told = _SUFFIX_OF.get(fetched.media_type or "", "")
    if told in known:
        return told
    if any(format.sniff(head) for format in FORMATS):
        return ""
    by_address = PurePosixPath(fetched.url.partition("?")[0]).suffix.lower()
    return by_address if by_address in known and fetched.media_type is None else ""
