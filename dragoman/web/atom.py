"""Atom feeds (RFC 4287): ids that stay, dates of arrival, absolute links, and nothing but text.

Words of pages are no markup here: characters that could hide or reorder are made visible, words that run
from right to left are kept apart from what stands around them, and what XML cannot carry is replaced.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lxml import etree
from starlette.requests import Request
from starlette.responses import Response

from dragoman.report.exporters.tei import xml_text
from dragoman.report.wording import one_line, visible

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NOTHING_YET = datetime(1970, 1, 1, tzinfo=UTC)
_OPEN, _CLOSE = "\u2068", "\u2069"  # first strong isolate, and its end
_FROM_THE_RIGHT = frozenset({"R", "AL", "AN"})
_TITLE = 140  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a feed. ``href`` is an address of this application; ``updated`` is when it came into the
    ledger."""

    id: str
    title: str
    words: str
    href: str
    updated: datetime
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: its title, the page that shows the same, and its entries, the newest first."""

    title: str
    page: str
    items: Sequence[Item]


def apart(words: str) -> str:
    """Words that cannot reorder what stands around them."""
    shown = visible(words)
    if not _FROM_THE_RIGHT.isdisjoint(map(unicodedata.bidirectional, set(shown))):
        return f"{_OPEN}{shown}{_CLOSE}"
    return shown


def titled(form: str, *parts: str) -> str:
    """Parts put into one line of a feed reader, each cut and kept apart from the others."""
    return form.format(*(apart(one_line(part, _TITLE)) for part in parts))


def answer(request: Request, feed: Feed) -> Response:
    """A feed as an answer; nothing where the reader has it already."""
    content = written(feed, str(request.base_url).rstrip("/"), str(request.url))
    mark = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    headers = {"ETag": mark}
    if mark in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=MEDIA_TYPE, headers=headers)


def written(feed: Feed, base: str, here: str) -> bytes:
    """A feed as XML; ``base`` stands before its addresses, ``here`` is its own."""
    root: _Element = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    path = here.removeprefix(base)
    _add(root, "id", f"urn:dragoman:feed:{hashlib.sha256(path.encode()).hexdigest()[:16]}")
    _add(root, "title", feed.title)
    _add(root, "subtitle", "Who is reported to have said what; not what is true.")
    _add(root, "updated", _moment(max((item.updated for item in feed.items), default=_NOTHING_YET)))
    _add(root, "link", rel="self", type=MEDIA_TYPE, href=here)
    _add(root, "link", rel="alternate", type="text/html", href=base + feed.page)
    _add(_add(root, "author"), "name", "dragoman")
    _add(root, "generator", "dragoman")
    for item in feed.items:
        _entry(root, item, base)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _entry(root: _Element, item: Item, base: str) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", item.id)
    _add(entry, "title", item.title)
    _add(entry, "updated", _moment(item.updated))
    _add(entry, "link", rel="alternate", type="text/html", href=base + item.href)
    content = _add(entry, "content", item.words, type="text")
    if item.language:
        content.set(_LANGUAGE, item.language)


def _add(parent: _Element, tag: str, text: str | None = None, **attributes: str) -> _Element:
    made = etree.SubElement(parent, f"{{{_ATOM}}}{tag}")
    made.text = xml_text(text) if text is not None else None
    for name, value in attributes.items():
        made.set(name, xml_text(value))
    return made


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
