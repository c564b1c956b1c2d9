"""WACZ: a web archive in a zip file. Its WARC files are read; its indexes and its list of pages only
point into them and are passed over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dragoman.acquire.formats.gzipped import is_gzip, unpacked
from dragoman.acquire.formats.warc import is_warc, read_warc
from dragoman.acquire.formats.zipped import members
from dragoman.acquire.naming import Names
from dragoman.acquire.source import Source, Unreadable
from dragoman.model import Article, Skipped

_WARCS: Final = (".warc", ".warc.gz")


def read_wacz(source: Source, names: Names) -> Iterator[Article | Skipped]:
    """The pages of all WARC files in it."""
    found = False
    for member in members(source):
        if isinstance(member, Skipped):
            found = True
            yield member
        elif member.shown.lower().endswith(_WARCS):
            found = True
            try:
                yield from read_warc(_opened(member), names)
            except Unreadable as problem:
                yield problem.skipped(member.shown)
    if not found:
        raise Unreadable(
            "a zip archive without WARC files in it", "give it the suffix .zip to read its files"
        )


def _opened(member: Source) -> Source:
    opened = unpacked(member) if is_gzip(member.head) else member
    if not is_warc(opened.head):
        raise Unreadable("it does not begin with a WARC record", "fetch the archive again")
    return opened
