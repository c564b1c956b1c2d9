"""RSS and Atom feeds as files: each entry is an article, in the words that the feed itself carries.

The markup is mended by lxml and read by feedparser, which knows the dialects. An entry that carries
only a summary is kept, with a note. An entry's bytes are its fields in canonical JSON, so that the same
entry has the same id in every fetch of the feed. Entities that a feed defines itself are refused.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from html.entities import name2codepoint
from typing import Any, Final
from urllib.parse import urljoin

from dragoman.acquire.charset import declared_charset, decode
from dragoman.acquire.formats.making import Found, Words, make, numbered, tidy, words_of_html
from dragoman.acquire.formats.text import refuse_empty
from dragoman.acquire.formats.xmlsafe import parse_xml, root_name, serialised
from dragoman.acquire.metadata import language_code
from dragoman.acquire.naming import Names
from dragoman.acquire.source import Source, Unreadable, read_all
from dragoman.model import Article, Given, Skipped

SUMMARY_ONLY: Final = "summary only: the feed does not carry the article’s own text"
_CUT: Final = "the feed breaks off in this entry: its end may be missing"
_ROOTS: Final = frozenset(("rss", "feed", "rdf"))
_MARKUP: Final = re.compile(r"<[a-zA-Z/!][^<>]*>|&(?:#\d+|#x[\da-f]+|\w+);", re.I)
_NAMED: Final = re.compile(r"&(\w+);")
_XML_NAMES: Final = frozenset(("amp", "lt", "gt", "quot", "apos"))
_NO_ENTRIES: Final = "check that it is the feed you meant, or fetch it again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as the feed words it. ``markup`` holds its words, HTML or plain; ``full`` says that the
    feed offers them as the content and not as a summary."""

    id: str | None
    url: str | None
    title: str | None
    published: str | None
    updated: str | None
    author: str | None
    outlet: str | None
    language: str | None
    markup: str
    full: bool
    tags: tuple[str, ...] = ()

    def raw(self) -> bytes:
        """The entry's bytes: canonical JSON of what the feed says, the same in every fetch."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: its own title and page, and its entries in the order of the feed. ``cut`` says that the
    document breaks off, so that the last entry may be short."""

    title: str | None
    url: str | None
    entries: tuple[Entry, ...]
    cut: bool


def is_feed(head: bytes) -> bool:
    """Whether it begins as a feed does, behind an XML declaration and comments."""
    return root_name(head) in _ROOTS


def _without_html_names(text: str) -> str:
    """Named characters of HTML, which XML does not know, as the characters themselves."""

    def replace(found: re.Match[str]) -> str:
        name = found.group(1)
        known = name in name2codepoint and name not in _XML_NAMES
        return chr(name2codepoint[name]) if known else found.group()

    return _NAMED.sub(replace, text)


def _content(entry: Mapping[str, Any]) -> tuple[str, bool]:
    """The longest of the entry's contents, or its summary, and which of them it is."""
    offered = entry.get("content")
    contents = [str(item.get("value") or "") for item in offered] if isinstance(offered, list) else []
    best = max(contents, key=len, default="")
    summary = str(entry.get("summary") or "")
    return (best, True) if best.strip() else (summary, False)


def _names(entry: Mapping[str, Any]) -> str | None:
    people = [tidy(person.get("name")) for person in entry.get("authors") or [] if isinstance(person, dict)]
    return ", ".join(name for name in people if name) or tidy(entry.get("author"))


def _tags(entry: Mapping[str, Any]) -> tuple[str, ...]:
    terms = (tidy(tag.get("term")) for tag in entry.get("tags") or [] if isinstance(tag, dict))
    return tuple(term for term in terms if term)


def _address(base: str | None, link: object) -> str | None:
    """An entry's address, made absolute by the feed's own page."""
    words = tidy(link)
    if words is None:
        return None
    try:
        whole = urljoin(base or "", words)
    except ValueError:
        return None
    return whole if re.match(r"https?://", whole, re.I) else None


def _own(mapping: Mapping[str, Any], key: str) -> object:
    """A value that is really there: feedparser answers for ``updated`` with ``published``."""
    return mapping[key] if key in mapping.keys() else None  # noqa: SIM118


def _entry(entry: Mapping[str, Any], feed: Mapping[str, Any], base: str | None) -> Entry:
    markup, full = _content(entry)
    origin = entry.get("source")
    origin_title = tidy(origin.get("title")) if isinstance(origin, dict) else None
    return Entry(
        id=tidy(entry.get("id")),
        url=_address(base, entry.get("link")),
        title=tidy(entry.get("title")),
        published=tidy(_own(entry, "published")),
        updated=tidy(_own(entry, "updated")),
        author=_names(entry) or _names(feed),
        outlet=origin_title or tidy(feed.get("title")),
        language=language_code(tidy(feed.get("language"))),
        markup=markup,
        full=full,
        tags=_tags(entry),
    )


def parse_feed(raw: bytes, charset: str | None = None, address: str | None = None) -> Feed:
    """A feed from its bytes; ``charset`` is what the transport said, if it said one, and ``address``
    where the feed came from. Raises ``Unreadable`` where there is no feed in them."""
    decoded = decode(raw, charset, declared_charset(raw))
    refuse_empty(decoded.text)
    root, cut = parse_xml(_without_html_names(decoded.text))
    import feedparser

    try:
        parsed = feedparser.parse(
            io.BytesIO(serialised(root)),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": "application/xml; charset=utf-8"},
        )
    except Exception as fault:  # its dialect readers raise nearly anything on odd values
        raise Unreadable(f"the feed cannot be read ({type(fault).__name__})", "fetch it again") from fault
    if not parsed.get("version") and not parsed.entries:
        raise Unreadable("XML, but no feed", "give feeds (RSS, Atom), or save the article as HTML")
    base = _address(address, parsed.feed.get("link")) or address
    entries = tuple(_entry(entry, parsed.feed, base) for entry in parsed.entries)
    return Feed(title=tidy(parsed.feed.get("title")), url=base, entries=entries, cut=cut)


def words_of(entry: Entry) -> Words:
    """The entry's words. Raises ``Unreadable`` where it has none."""
    if not entry.markup.strip():
        advice = f"read the page itself: dragoman read {entry.url}" if entry.url else "nothing to do"
        raise Unreadable("the entry has a title and no text", advice)
    return words_of_html(entry.markup if _MARKUP.search(entry.markup) else _paragraphs(entry.markup))


def _paragraphs(text: str) -> str:
    """Plain text as markup, a paragraph a line."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"<p>{line}</p>" for line in escaped.splitlines() if line.strip())


def entry_article(
    entry: Entry, feed: Feed, source: Source, shown: str, doc: list[str], names: Names
) -> Article:
    """The article of an entry. Raises ``Unreadable`` where it has no words."""
    words = words_of(entry)
    last = feed.cut and bool(feed.entries) and entry is feed.entries[-1]
    notes = ((SUMMARY_ONLY,) if not entry.full else ()) + ((_CUT,) if last else ())
    found = Found(
        raw=entry.raw(),
        address=entry.url or entry.id,
        words=words,
        media_type="application/feed+xml",
        shown=shown,
        given=Given(
            url=entry.url,
            title=entry.title,
            published=entry.published or entry.updated,
            outlet=entry.outlet,
            author=entry.author,
            language=entry.language,
        ),
        notes=notes,
        extra={
            "entry_id": entry.id,
            "updated": entry.updated,
            "feed": feed.title,
            "tags": list(entry.tags),
            "html": words.markup,
        },
    )
    return make(found, source, names.take(doc))


def read_feed(source: Source, names: Names) -> Iterator[Article | Skipped]:
    """The articles of a feed, one an entry."""
    feed = parse_feed(read_all(source), source.charset)
    if not feed.entries:
        raise Unreadable("the feed has no entries", _NO_ENTRIES)
    for number, entry in enumerate(feed.entries, 1):
        shown = f"{source.shown}#{number}"
        try:
            yield entry_article(entry, feed, source, shown, numbered(source, number), names)
        except Unreadable as problem:
            yield problem.skipped(shown)
