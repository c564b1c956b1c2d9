"""Articles from the outside world: files, folders, zip archives, standard input, web addresses.

This package alone reads what comes from outside; no network is opened but to the web addresses
given. Whatever cannot be read becomes a ``Skipped`` with a reason and the next thing to try, and costs
no other article. Articles come one at a time, so that memory does not grow with their number.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from dragoman.acquire.charset import mojibake
from dragoman.acquire.formats import FORMATS, Format, read_source
from dragoman.acquire.formats.jsonrows import without_surrogates
from dragoman.acquire.naming import Names, distinct_docs
from dragoman.acquire.source import NOTHING_GIVEN, Source, look_ahead, unreadable
from dragoman.acquire.walk import FoundFile, FoundPage, find_files
from dragoman.ids import article_id
from dragoman.model import Article, Given, Skipped

if TYPE_CHECKING:
    from dragoman.acquire.fetch import Web
    from dragoman.acquire.fetch.page import Memory

__all__ = ["FORMATS", "Format", "acquire", "from_text"]


def acquire(
    paths: Iterable[str | Path] | str | Path,
    *,
    given: Given = NOTHING_GIVEN,
    stdin: BinaryIO | None = None,
    web: Web | None = None,
    memory: Memory | None = None,
) -> Iterator[Article | Skipped]:
    """The articles that these paths lead to, and what could not be read, in order.

    Files are told by suffix, else by their first bytes; folders are walked in sorted order; ``-`` is
    ``stdin`` (by default the process's own); web addresses are fetched by ``web``, and ``memory``
    knows what was fetched before. What an input does not say of itself is filled from ``given``.
    Raises nothing: a path that does not exist is a ``Skipped`` too.
    """
    listed = [paths] if isinstance(paths, str | Path) else paths
    found = list(find_files(listed))
    inputs = [item for item in found if not isinstance(item, Skipped)]
    below = [_below(item) for item in inputs]
    docs = distinct_docs(below, [_whole(item) for item in inputs])
    own = dict(zip(inputs, docs, strict=True))
    names = Names([*docs, *(path.stem for path in below)])
    for item in found:
        if isinstance(item, Skipped):
            yield item
            continue
        if isinstance(item, FoundPage):
            web = web or _new_web()
            yield from _page(item, own[item], names, given, web, memory)
            continue
        try:
            with _opened(item, stdin) as stream:
                yield from read_source(_source(item, stream, own[item], given), names)
        except OSError as problem:
            yield unreadable(problem).skipped(item.shown)


def _below(item: FoundFile | FoundPage) -> PurePath:
    """The path that an input's name comes from."""
    if isinstance(item, FoundFile):
        return PurePath(item.below)
    from dragoman.acquire.fetch.page import path_of

    return path_of(item.url)


def _whole(item: FoundFile | FoundPage) -> PurePath:
    return PurePath(item.shown if isinstance(item, FoundFile) else item.url)


def _page(
    page: FoundPage, doc: str, names: Names, given: Given, web: Web, memory: Memory | None
) -> Iterator[Article | Skipped]:
    """The articles at a web address."""
    from dragoman.acquire.fetch.page import NoMemory, read_page

    yield from read_page(page.url, web, memory or NoMemory(), doc=doc, names=names, given=given)


def _new_web() -> Web:
    """A client for the web; what it needs is loaded only where an address is given."""
    from dragoman.acquire.fetch import Web

    return Web()


def _opened(file: FoundFile, stdin: BinaryIO | None) -> AbstractContextManager[BinaryIO]:
    """The file's stream, closed after use; standard input is left open."""
    if file.path is None:
        return nullcontext(stdin or sys.stdin.buffer)
    return file.path.open("rb")


def _source(file: FoundFile, stream: BinaryIO, doc: str, given: Given) -> Source:
    head, whole = look_ahead(stream)
    is_regular = file.path is not None and file.path.is_file()
    return Source(
        shown=file.shown,
        docs=(doc, file.shown),
        suffix=file.path.suffix.lower() if file.path is not None else "",
        stream=whole,
        head=head,
        given=given,
        own=True,
        size=file.path.stat().st_size if file.path is not None and is_regular else None,
        file=file.path if is_regular else None,
        named=file.named,
    )


def from_text(text: str, *, given: Given = NOTHING_GIVEN, doc: str = "text") -> Article:
    """An article from a text in memory, taken as it is. Lone surrogates, which are no characters,
    become U+FFFD, one for one."""
    whole = without_surrogates(text)
    raw = whole.encode()
    return Article(
        id=article_id(raw, given.url),
        doc=doc,
        raw=raw,
        text=whole,
        media_type="text/plain",
        charset="utf-8",
        path=doc,
        retrieved=datetime.now(UTC),
        given=given,
        notes=mojibake(whole),
    )
