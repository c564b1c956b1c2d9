"""What the richer formats share: the words of an article with where they stood, and the article.

A flattening made here is one block a line, like that of HTML: no line is empty, none holds a line feed,
and each knows its place in the original (a page, a paragraph).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final

from dragoman.acquire.charset import mojibake
from dragoman.acquire.flatten import FLATTENER
from dragoman.acquire.formats.html import page
from dragoman.acquire.formats.jsonrows import without_surrogates
from dragoman.acquire.limits import MAX_LINES
from dragoman.acquire.source import NOTHING_GIVEN, Source, Unreadable, fill
from dragoman.ids import article_id
from dragoman.model import Article, Given, SourceBlock, Span

_INVISIBLE: Final = " \u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_CONTROLS: Final = {0: "\ufffd", **dict.fromkeys((0x0A, 0x0D), " ")}


@dataclass(frozen=True, slots=True)
class Words:
    """An article's text, the flattener that made it (``None``: the text is as it came), where each line
    stood, what the words' own markup says, and that markup where there is one."""

    text: str
    flattener: str | None = None
    blocks: tuple[SourceBlock, ...] = ()
    notes: tuple[str, ...] = ()
    said: Given = NOTHING_GIVEN
    markup: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One article found in a source: its bytes, the address or id that tells it from others of the
    same bytes, and what came with it."""

    raw: bytes
    address: str | None
    words: Words
    media_type: str
    shown: str
    charset: str = "utf-8"
    given: Given = NOTHING_GIVEN
    retrieved: datetime | None = None
    notes: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


def words_of_html(markup: str) -> Words:
    """The visible text of markup. Raises ``Unreadable`` where none is visible."""
    flat, said = page(markup)
    return Words(flat.text, FLATTENER, flat.blocks, flat.notes, said, markup)


def words_of_blocks(blocks: Iterable[tuple[str, str]], flattener: str, why_none: str, advice: str) -> Words:
    """One line for each (words, place) that has words: white space at its ends is gone, the rest is
    as it came. Raises ``Unreadable`` (``why_none``, ``advice``) where no words are left."""
    lines: list[str] = []
    mapped: list[SourceBlock] = []
    start = 0
    for words, place in blocks:
        line = without_surrogates(words.translate(_CONTROLS)).strip()
        if not line.strip(_INVISIBLE):
            continue
        if len(lines) >= MAX_LINES:
            raise Unreadable(f"more than {MAX_LINES:,} lines of text", "split it, or read the parts you need")
        lines.append(line)
        mapped.append(SourceBlock(Span(start, start + len(line)), place))
        start += len(line) + 1
    if not lines:
        raise Unreadable(why_none, advice)
    return Words("\n".join(lines), flattener, tuple(mapped))


def make(found: Found, source: Source, doc: str) -> Article:
    """The article. What it says of itself goes before what its markup says, and that before what the
    call gives."""
    words = found.words
    extra = {key: value for key, value in found.extra.items() if value not in (None, "", [], {})}
    return Article(
        id=article_id(found.raw, found.address or source.given.url),
        doc=doc,
        raw=found.raw,
        text=words.text,
        media_type=found.media_type,
        charset=found.charset,
        path=found.shown,
        retrieved=found.retrieved or datetime.now(UTC),
        given=fill(fill(found.given, words.said), source.given),
        flattener=words.flattener,
        source_map=words.blocks,
        notes=found.notes + words.notes + mojibake(words.text),
        extra=MappingProxyType(extra),
    )


def tidy(value: object) -> str | None:
    """A value as one line without stray characters, or ``None`` where it is no usable text."""
    if not isinstance(value, str):
        return None
    return " ".join(without_surrogates(value).replace("\0", "\ufffd").split()) or None


def numbered(source: Source, number: int) -> list[str]:
    """Names for the article of that number in a source that holds many."""
    return [f"{doc}-{number}" for doc in source.docs]
