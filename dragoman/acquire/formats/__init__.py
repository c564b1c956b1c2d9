"""The formats that can be read: one table, and the choice among them.

A format is chosen by the file's suffix; a file without a known suffix by its first bytes. To add one,
write a module with a sniffer and a reader, add a line to ``FORMATS`` and a sample to the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from dragoman.acquire.formats.docx import read_docx
from dragoman.acquire.formats.feeds import is_feed, read_feed
from dragoman.acquire.formats.gzipped import is_gzip, unpacked
from dragoman.acquire.formats.html import is_html, read_html
from dragoman.acquire.formats.jsonrows import looks_like_lines, looks_like_rows, read_json, read_lines
from dragoman.acquire.formats.mail import is_mail, is_mailbox, read_mail, read_mailbox
from dragoman.acquire.formats.mhtml import is_mhtml, read_mhtml
from dragoman.acquire.formats.opml import is_opml, read_opml
from dragoman.acquire.formats.pdf import is_pdf, read_pdf
from dragoman.acquire.formats.text import read_text
from dragoman.acquire.formats.wacz import read_wacz
from dragoman.acquire.formats.warc import is_warc, read_warc
from dragoman.acquire.formats.zipped import members
from dragoman.acquire.limits import HEAD_BYTES
from dragoman.acquire.naming import Names
from dragoman.acquire.sniff import is_zip, refuse_binary
from dragoman.acquire.source import Source, Unreadable, unreadable
from dragoman.model import Article, Skipped

Found = Iterator[Article | Skipped]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, its suffixes, how its first bytes look, and what reads it. The bytes of a
    ``binary`` one are no text; where a file has its suffix and not its look, it says so itself."""

    name: str
    suffixes: tuple[str, ...]
    about: str
    sniff: Callable[[bytes], bool]
    read: Callable[[Source, Names], Found]
    binary: bool = False


def _never(_head: bytes) -> bool:
    """Plain text has no look of its own: it is what remains. Documents in zip look like any zip."""
    return False


def _read_members(source: Source, names: Names) -> Found:
    for member in members(source):
        if isinstance(member, Skipped):
            yield member
        else:
            yield from read_source(member, names)


def _read_unpacked(source: Source, names: Names) -> Found:
    yield from read_source(unpacked(source), names)


def _read_xml(source: Source, names: Names) -> Found:
    """XML of any kind: a feed, a list of feeds, or a page."""
    if is_opml(source.head):
        return read_opml(source, names)
    return read_html(source, names) if is_html(source.head) else read_feed(source, names)


FORMATS: Final = (
    Format("zip", (".zip",), "each file in it, like a file in a folder", is_zip, _read_members, True),
    Format("gzip", (".gz",), "the file in it, like a file in a folder", is_gzip, _read_unpacked, True),
    Format("warc", (".warc",), "each page of a crawl", is_warc, read_warc, True),
    Format("wacz", (".wacz",), "each page of a web archive", _never, read_wacz, True),
    Format("pdf", (".pdf",), "the words of each page, a paragraph a line", is_pdf, read_pdf, True),
    Format("docx", (".docx",), "all printed words, a paragraph a line", _never, read_docx, True),
    Format("html", (".html", ".htm", ".xhtml"), "all visible text, one block a line", is_html, read_html),
    Format("opml", (".opml",), "a list of feeds: says how to follow them", is_opml, read_opml),
    Format("feed", (".rss", ".atom", ".rdf", ".xml"), "each entry, in the feed’s words", is_feed, _read_xml),
    Format("mhtml", (".mhtml", ".mht"), "the page that was saved", is_mhtml, read_mhtml),
    Format("mbox", (".mbox",), "each mail", is_mailbox, read_mailbox),
    Format("eml", (".eml",), "the mail’s HTML or text", is_mail, read_mail),
    Format("jsonl", (".jsonl", ".ndjson"), "one object an article, one a line", looks_like_lines, read_lines),
    Format("json", (".json",), "one object an article, alone or in a list", looks_like_rows, read_json),
    Format("text", (".txt", ".text", ".md", ".markdown"), "as it is", _never, read_text),
)

_BY_SUFFIX: Final = {suffix: format for format in FORMATS for suffix in format.suffixes}
_TEXT: Final = _BY_SUFFIX[".txt"]


def _binary(source: Source) -> Format | None:
    """The format of bytes that are no text: by the suffix, or without one by the look. An archive of
    pages is often packed and keeps its suffix."""
    by_suffix = _BY_SUFFIX.get(source.suffix)
    if source.suffix == ".warc" and is_gzip(source.head):
        return _BY_SUFFIX[".gz"]
    if by_suffix is None and not source.suffix:
        return next((format for format in FORMATS if format.binary and format.sniff(source.head)), None)
    return by_suffix if by_suffix is not None and by_suffix.binary else None


def _choose(source: Source) -> Format:
    """The format of a source. Raises ``Unreadable`` where none fits."""
    if len(source.head) < HEAD_BYTES and not source.head.strip():
        raise Unreadable("it is empty", "nothing to do, or fetch it again if there should be text")
    binary = _binary(source)
    if binary is not None:
        return binary
    refuse_binary(source.head, source.suffix)
    by_suffix = _BY_SUFFIX.get(source.suffix)
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
