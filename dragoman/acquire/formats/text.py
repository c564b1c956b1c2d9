"""Plain text and Markdown: the decoded bytes with nothing changed, no line ending translated. What a block of
YAML before a Markdown text tells of its page counts where the caller gave nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from types import MappingProxyType

from dragoman.acquire.charset import decode, mojibake
from dragoman.acquire.formats.frontmatter import front_matter
from dragoman.acquire.naming import Names
from dragoman.acquire.source import NOTHING_GIVEN, Source, Unreadable, fill, name_for, read_all
from dragoman.ids import article_id
from dragoman.model import Article, Skipped


def refuse_empty(text: str) -> None:
    """Raise ``Unreadable`` where there is nothing but white space."""
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise Unreadable("it is empty", "nothing to do, or fetch it again if there should be text")


def refuse_zeros(raw: bytes, text: str) -> None:
    """Raise ``Unreadable`` for zero bytes that are no part of the encoding."""
    if "\0" in text:
        what = f"NUL characters in it ({text.count(chr(0)):,} in {len(raw):,} bytes)"
        raise Unreadable(f"{what}: binary data or a damaged file", "save the article as text again")


def read_text(source: Source, names: Names) -> Iterator[Article | Skipped]:
    """The one article in a plain text."""
    raw = read_all(source)
    decoded = decode(raw, source.charset)
    refuse_empty(decoded.text)
    refuse_zeros(raw, decoded.text)
    is_markdown = source.suffix in {".md", ".markdown"}
    told, extra = front_matter(decoded.text) if is_markdown else (NOTHING_GIVEN, {})
    given = fill(source.given, told)
    yield Article(
        id=article_id(raw, given.url),
        doc=name_for(source, names),
        raw=raw,
        text=decoded.text,
        media_type="text/markdown" if is_markdown else "text/plain",
        charset=decoded.charset,
        path=source.shown,
        retrieved=datetime.now(UTC),
        given=given,
        notes=decoded.notes + mojibake(decoded.text),
        extra=MappingProxyType(extra),
    )
