"""Articles from the outside world: files, folders, zip archives, standard input.

This package alone reads what comes from outside; no network is opened. Whatever cannot be read
becomes a ``Skipped`` with a reason and the next thing to try, and costs no other article. Articles
come one at a time, so that memory does not grow with their number.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import BinaryIO

from dragoman.acquire.charset import mojibake
from dragoman.acquire.formats import FORMATS, Format, read_source
from dragoman.acquire.formats.jsonrows import without_surrogates
from dragoman.acquire.naming import Names, distinct_docs
from dragoman.acquire.source import NOTHING_GIVEN, Source, look_ahead, unreadable
from dragoman.acquire.walk import FoundFile, find_files
from dragoman.ids import article_id
from dragoman.model import Article, Given, Skipped

__all__ = ["FORMATS", "Format", "acquire", "from_text"]


def acquire(
    paths: Iterable[str | Path] | str | Path,
    *,
    given: Given = NOTHING_GIVEN,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | Skipped]:
    """The articles that these paths lead to, and what could not be read, in order.

    Files are told by suffix, else by their first bytes; folders are walked in sorted order; ``-`` is
    ``stdin`` (by default the process's own). What an input does not say of itself is filled from
    ``given``. Raises nothing: a path that does not exist is a ``Skipped`` too.
    """
    listed = [paths] if isinstance(paths, str | Path) else paths
    found = list(find_files(listed))
    files = [item for item in found if isinstance(item, FoundFile)]
    docs = distinct_docs([PurePath(f.below) for f in files], [PurePath(f.shown) for f in files])
    own = dict(zip(files, docs, strict=True))
    names = Names([*docs, *(PurePath(file.below).stem for file in files)])
    for item in found:
        if isinstance(item, Skipped):
            yield item
            continue
        try:
            with _opened(item, stdin) as stream:
                yield from read_source(_source(item, stream, own[item], given), names)
        except OSError as problem:
            yield unreadable(problem).skipped(item.shown)


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
