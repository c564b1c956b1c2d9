"""MHTML: a page that a browser saved with its pictures in one file. The page itself is the article: its
bytes are those of the HTML part, its address is where the browser was, and it was retrieved when it was
saved. Pictures, styles and frames are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import BinaryIO, Final

from dragoman.acquire.charset import declared_charset, decode
from dragoman.acquire.formats.mailparts import (
    beyond_package,
    charset,
    header,
    headers_at,
    parse,
    parts,
    payload,
    without_files,
)
from dragoman.acquire.formats.making import Found, make, words_of_html
from dragoman.acquire.formats.text import refuse_empty, refuse_zeros
from dragoman.acquire.limits import MAX_ARTICLE_BYTES, MAX_PACKAGE_BYTES
from dragoman.acquire.naming import Names
from dragoman.acquire.source import Source, Unreadable, name_for, too_large
from dragoman.model import Article, Given, Skipped

_RELATED: Final = re.compile(rb"^Content-Type:\s*multipart/related\b", re.I | re.M)
_SAVED: Final = re.compile(rb"^(?:Snapshot-Content-Location|From:\s*<Saved by|X-MimeOLE)", re.I | re.M)
_PAGES: Final = frozenset(("text/html", "application/xhtml+xml"))
_ADDRESS: Final = re.compile(r"https?://\S+\Z", re.I)
_LONGEST_LINE: Final = 1_000_000
_AGAIN: Final = "save the page from the browser again, as HTML or as one file"


def is_mhtml(head: bytes) -> bool:
    """Whether it begins as a page does that a browser saved."""
    headers = headers_at(head)
    return _RELATED.search(headers) is not None and _SAVED.search(headers) is not None


def _main(message: EmailMessage) -> EmailMessage:
    """The page among the parts: the one that the whole names as its start, else the first."""
    pages = [part for part in parts(message) if part.get_content_type() in _PAGES]
    if not pages:
        raise Unreadable("there is no HTML page in it", _AGAIN)
    start = (message.get_param("start") if message.is_multipart() else None) or ""
    named = (part for part in pages if start and header(part, "Content-ID") == start)
    return next(named, pages[0])


def _address(message: EmailMessage, part: EmailMessage) -> str | None:
    places = (header(message, "Snapshot-Content-Location"), header(part, "Content-Location"))
    return next((place for place in places if place and _ADDRESS.match(place)), None)


def _saved(message: EmailMessage) -> datetime | None:
    """When the page was saved."""
    try:
        when = parsedate_to_datetime(header(message, "Date") or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _lean(stream: BinaryIO) -> bytes:
    """The saved page without its pictures, which are read past and not held."""
    kept: list[bytes] = []
    size = 0
    for line in without_files(iter(lambda: stream.readline(_LONGEST_LINE), b"")):
        kept.append(line)
        size += len(line)
        if size > MAX_PACKAGE_BYTES:
            raise beyond_package("page")
    return b"".join(kept)


def read_mhtml(source: Source, names: Names) -> Iterator[Article | Skipped]:
    """The one article of a saved page."""
    message = parse(_lean(source.stream))
    part = _main(message)
    raw = payload(part)
    if len(raw) > MAX_ARTICLE_BYTES:
        raise too_large(len(raw), "the page")
    decoded = decode(raw, charset(part) or declared_charset(raw))
    refuse_empty(decoded.text)
    refuse_zeros(raw, decoded.text)
    url = _address(message, part)
    found = Found(
        raw=raw,
        address=url,
        words=words_of_html(decoded.text),
        media_type="text/html",
        shown=source.shown,
        charset=decoded.charset,
        given=Given(url=url),
        retrieved=_saved(message),
        notes=decoded.notes,
    )
    yield make(found, source, name_for(source, names))
