"""HTML pages: all visible text, flattened, with what the markup says of the page.

A row of JSON may hold a page as well (``html``); ``page`` serves both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from dragoman.acquire.charset import declared_charset, decode, mojibake
from dragoman.acquire.flatten import FLATTENER, Flat, flatten
from dragoman.acquire.formats.text import refuse_empty, refuse_zeros
from dragoman.acquire.metadata import page_metadata
from dragoman.acquire.naming import Names
from dragoman.acquire.source import Source, Unreadable, fill, name_for, read_all
from dragoman.ids import article_id
from dragoman.model import Article, Given, Skipped

_OPENS: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I)
_NO_TEXT_ADVICE: Final = (
    "if its text is put there by scripts, save the page from the browser after it has loaded"
)


def is_html(head: bytes) -> bool:
    """Whether it begins as an HTML page does, behind comments and an XML declaration."""
    rest = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    while rest.startswith((b"<?", b"<!--")):
        _, found, rest = rest.partition(b"-->" if rest.startswith(b"<!--") else b"?>")
        if not found:
            return False
        rest = rest.lstrip()
    return _OPENS.match(rest) is not None


def page(markup: str) -> tuple[Flat, Given]:
    """A page's visible text, and what its markup says. Raises ``Unreadable`` where none is visible."""
    flat = flatten(markup)
    if flat.root is None or not flat.text:
        raise Unreadable("the page has no visible text", _NO_TEXT_ADVICE)
    return flat, page_metadata(flat.root)


def read_html(source: Source, names: Names) -> Iterator[Article | Skipped]:
    """The one article of a page. Its id counts the address that came with the call only: what the
    markup says is in the bytes already."""
    raw = read_all(source)
    decoded = decode(raw, source.charset, declared_charset(raw))
    refuse_empty(decoded.text)
    refuse_zeros(raw, decoded.text)
    flat, said = page(decoded.text)
    yield Article(
        id=article_id(raw, source.given.url),
        doc=name_for(source, names),
        raw=raw,
        text=flat.text,
        media_type="text/html",
        charset=decoded.charset,
        path=source.shown,
        retrieved=datetime.now(UTC),
        given=fill(said, source.given),
        flattener=FLATTENER,
        source_map=flat.blocks,
        notes=decoded.notes + flat.notes + mojibake(flat.text),
    )
