"""The formats that can be read: one table, and the choice among them.

A format is chosen by the file's suffix; a file without a known suffix by its first bytes. To add one,
write a module with a sniffer and a reader, add a line to ``FORMATS`` and a sample to the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from dragoman.acquire.formats.html import is_html, read_html
from dragoman.acquire.formats.jsonrows import looks_like_lines, looks_like_rows, read_json, read_lines
from dragoman.acquire.formats.text import read_text
from dragoman.acquire.formats.zipped import members
from dragoman.acquire.limits import HEAD_BYTES
from dragoman.acquire.naming import Names
from dragoman.acquire.sniff import is_zip, refuse_binary
from dragoman.acquire.source import Source, Unreadable, unreadable
from dragoman.model import Article, Skipped

Found = Iterator[Article | Skipped]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, its suffixes, how its first bytes look, and what reads it. A container
    holds other files, which are read by their own formats."""

    name: str
    suffixes: tuple[str, ...]
    about: str
    sniff: Callable[[bytes], bool]
    read: Callable[[Source, Names], Found]
    container: bool = False


def _never(_head: bytes) -> bool:
    """Plain text has no look of its own: it is what remains."""
    return False


def _read_members(source: Source, names: Names) -> Found:
    for member in members(source):
        if isinstance(member, Skipped):
            yield member
        else:
            yield from read_source(member, names)


FORMATS: Final = (
    Format("zip", (".zip",), "each file in it, like a file in a folder", is_zip, _read_members, True),
    Format("html", (".html", ".htm", ".xhtml"), "all visible text, one block a line", is_html, read_html),
    Format("jsonl", (".jsonl", ".ndjson"), "one object an article, one a line", looks_like_lines, read_lines),
    Format("json", (".json",), "one object an article, alone or in a list", looks_like_rows, read_json),
    Format("text", (".txt", ".text", ".md", ".markdown"), "as it is", _never, read_text),
)

_BY_SUFFIX: Final = {suffix: format for format in FORMATS for suffix in format.suffixes}
_TEXT: Final = _BY_SUFFIX[".txt"]


def _choose(source: Source) -> Format:
    """The format of a source. Raises ``Unreadable`` where none fits."""
    if len(source.head) < HEAD_BYTES and not source.head.strip():
        raise Unreadable("it is empty", "nothing to do, or fetch it again if there should be text")
    by_suffix = _BY_SUFFIX.get(source.suffix)
    if by_suffix is not None and by_suffix.container:
        return by_suffix
    if by_suffix is None and not source.suffix and is_zip(source.head):
        return _BY_SUFFIX[".zip"]
    refuse_binary(source.head, source.suffix)
    if by_suffix is not None:
        return by_suffix
    sniffed = next((format for format in FORMATS if format.sniff(source.head)), None)
    if sniffed is not None:
        return sniffed
    if source.suffix and not source.named:
        advice = "give the file by its name to read it as plain text, or leave it"
        raise Unreadable(f"no format for “{source.suffix}” files", advice)
    return _TEXT


def read_source(source: Source, names: Names) -> Found:
    """The articles of one source, and what could not be read of it. Raises nothing."""
    try:
        yield from _choose(source).read(source, names)
    except Unreadable as problem:
        yield problem.skipped(source.shown)
    except OSError as problem:
        yield unreadable(problem).skipped(source.shown)
