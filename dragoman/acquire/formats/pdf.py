"""PDF documents that hold text, such as press releases: the words of each page, a paragraph a line.

``FLATTENER`` joins the lines that a page's width broke: a paragraph ends at a wider gap, another size of
type, an indented line, or a line with room for the next word. The place of a line is its page. Pages of
pictures, such as scans, have no text. What a page may cost is bounded in bytes and in time.
"""

from __future__ import annotations

import io
import logging
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from dragoman.acquire.formats.making import Found, make, tidy, words_of_blocks
from dragoman.acquire.formats.wrapped import PROPORTIONAL, unwrapped, words_in
from dragoman.acquire.limits import MAX_ARTICLE_BYTES, MAX_PAGES, MAX_SECONDS
from dragoman.acquire.metadata import language_code
from dragoman.acquire.naming import Names
from dragoman.acquire.source import Source, Unreadable, name_for, read_all
from dragoman.model import Article, Given, Skipped

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

FLATTENER: Final = "dragoman-pdf/1"

_MARK: Final = b"%PDF-"
_BY_HAND: Final = "open it in its program and save it again, or save its text as .txt"
_WIDER: Final = 1.35  # times the usual gap between lines: a new paragraph
_LEADING: Final = 1.2  # times the size of type: the gap where nothing else tells
_FAR: Final = 4.0  # times the size of type: no gap between lines any more
_ENOUGH: Final = 3  # gaps
_OTHER_SIZE: Final = 0.1  # difference of two sizes of type, as a share
_INDENT: Final = 0.8  # of the size of type
_DATE: Final = re.compile(
    r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?)?", re.ASCII
)
_PLACEHOLDER_TITLE: Final = re.compile(
    r"(?:untitled|about:\w+|microsoft word\b.*|.*\.(?:docx?|pdf|rtf|indd|odt))\Z", re.I
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line: its words, and where and how large they stand (points)."""

    text: str
    x: float
    y: float
    size: float


def is_pdf(head: bytes) -> bool:
    """Whether it begins as a PDF document does."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_MARK)


class _TooLong(Exception):
    """The document takes more time than a document may."""


class _Reader:
    """Collects a page's pieces of text into lines; stops when the time is over."""

    def __init__(self, deadline: float) -> None:
        self.lines: list[_Line] = []
        self._pieces: list[str] = []
        self._at: tuple[float, float, float] | None = None
        self._deadline = deadline

    def look_at_clock(self, *_operation: Any) -> None:
        """Called before each operation of the page."""
        if time.monotonic() > self._deadline:
            raise _TooLong

    def piece(self, text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        """A piece of text and the matrices that place it."""
        for number, part in enumerate(text.split("\n")):
            if number:
                self.end_line()
            if part.strip() and self._at is None:
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2]) or 1.0
                self._at = (x, y, abs(float(size)) * scale)
            self._pieces.append(part)

    def end_line(self) -> None:
        """Close the line, if anything is in it."""
        text = " ".join("".join(self._pieces).replace("\0", "").split())
        if text and self._at is not None:
            self.lines.append(_Line(text, *self._at))
        self._pieces, self._at = [], None


def _same_size(first: _Line, second: _Line) -> bool:
    return abs(first.size - second.size) <= _OTHER_SIZE * max(first.size, second.size)


def _usual_gaps(lines: list[_Line]) -> dict[int, float]:
    """The usual gap between two lines of each size of type, where there are lines enough to tell."""
    gaps: dict[int, list[float]] = defaultdict(list)
    for first, second in pairwise(lines):
        gap = first.y - second.y
        if _same_size(first, second) and 0 < gap < _FAR * max(first.size, 1.0):
            gaps[round(first.size)].append(gap)
    return {size: median(found) for size, found in gaps.items() if len(found) >= _ENOUGH}


def _runs(lines: list[_Line]) -> Iterator[list[str]]:
    """Lines that stand below each other in one size and without a wider gap or an indentation."""
    usual = _usual_gaps(lines)
    run: list[str] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        if before is not None and not _goes_on(before, line, usual):
            yield run
            run = []
        run.append(line.text)
    yield run


def _goes_on(before: _Line, line: _Line, usual: dict[int, float]) -> bool:
    gap = before.y - line.y
    widest = usual.get(round(line.size), line.size * _LEADING) * _WIDER
    indented = line.x > before.x + _INDENT * max(line.size, 1.0)
    return _same_size(before, line) and 0 < gap <= widest and not indented


def _page_lines(page: PageObject, deadline: float) -> list[_Line]:
    reader = _Reader(deadline)
    page.extract_text(visitor_operand_before=reader.look_at_clock, visitor_text=reader.piece)
    reader.end_line()
    return reader.lines


def _blocks(document: PdfReader) -> Iterator[tuple[str, str]]:
    """The paragraphs of all pages with the number of their page."""
    count = len(document.pages)
    if count > MAX_PAGES:
        raise Unreadable(f"it has {count:,} pages; the limit is {MAX_PAGES:,}", "split it")
    deadline = time.monotonic() + MAX_SECONDS
    left = MAX_ARTICLE_BYTES
    for number, page in enumerate(document.pages, 1):
        lines = _page_lines(page, deadline)
        left -= sum(len(line.text) for line in lines)
        if left < 0:
            raise Unreadable("its text is longer than that of any article", "split it")
        known = words_in([line.text for line in lines])
        for run in _runs(lines):
            for paragraph in unwrapped(run, known, PROPORTIONAL):
                yield paragraph, str(number)


def _date(written: object) -> str | None:
    """A date of the document's properties in ISO 8601."""
    found = _DATE.match(written) if isinstance(written, str) else None
    if found is None:
        return None
    year, month, day, hour, minute, second = (
        int(part or low) for part, low in zip(found.groups()[:6], (1, 1, 1, 0, 0, 0), strict=True)
    )
    offset = timedelta(hours=int(found[8] or 0), minutes=int(found[9] or 0))
    try:
        zone = timezone(-offset if found[7] == "-" else offset) if found[7] else UTC
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone).isoformat()
    except ValueError:
        return None


def _properties(document: PdfReader) -> tuple[Given, dict[str, Any]]:
    """Title, author and language that the document states; when it was made is kept and not taken for
    the date of publication."""
    info: Any = document.metadata or {}
    root: Any = document.root_object
    title = tidy(str(info.get("/Title") or ""))
    given = Given(
        title=None if title is None or _PLACEHOLDER_TITLE.match(title) else title,
        author=tidy(str(info.get("/Author") or "")),
        language=language_code(tidy(str(root.get("/Lang") or ""))),
    )
    created, changed = _date(info.get("/CreationDate")), _date(info.get("/ModDate"))
    return given, {"created": created, "changed": changed, "pages": len(document.pages)}


@contextmanager
def _within_limits() -> Iterator[None]:
    """pypdf with our limits, and without its warnings, which are about the document's maker."""
    from pypdf import apply_configuration

    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        with apply_configuration(
            array_based_stream_maximum_output_length=MAX_ARTICLE_BYTES,
            lzw_maximum_output_length=MAX_ARTICLE_BYTES,
            run_length_maximum_output_length=MAX_ARTICLE_BYTES,
            zlib_maximum_output_length=MAX_ARTICLE_BYTES,
            brotli_maximum_output_length=MAX_ARTICLE_BYTES,
            stream_decoding_work_maximum_length=4 * MAX_ARTICLE_BYTES,
            page_tree_maximum_entries=MAX_PAGES * 4,
            disable_legacy_handling=True,
        ):
            yield
    finally:
        log.setLevel(level)


def _open(raw: bytes) -> PdfReader:
    """The document. Raises ``Unreadable`` where it asks for a password."""
    from pypdf import PdfReader

    document = PdfReader(io.BytesIO(raw))
    if document.is_encrypted and not document.decrypt(""):
        raise Unreadable("it is encrypted", "open it with its password and save it without one")
    return document


def _read(raw: bytes, source: Source) -> Found:
    with _within_limits():
        document = _open(raw)
        advice = "if it is a scan, recognise its text first (ocrmypdf) and read that"
        words = words_of_blocks(_blocks(document), FLATTENER, "none of its pages has text", advice)
        given, extra = _properties(document)
    return Found(
        raw=raw,
        address=None,
        words=words,
        media_type="application/pdf",
        shown=source.shown,
        charset="binary",
        given=given,
        extra=extra,
    )


def _why(fault: Exception) -> Unreadable:
    """What pypdf stumbled over, for people."""
    from pypdf.errors import DependencyError, LimitReachedError

    if isinstance(fault, LimitReachedError):
        return Unreadable("it unpacks to more than a document holds: a bomb", _BY_HAND)
    if isinstance(fault, DependencyError):
        advice = "pip install cryptography and read it again, or print it into a new PDF and read that"
        return Unreadable("it is encrypted (AES)", advice)
    return Unreadable(f"a damaged PDF document ({type(fault).__name__})", _BY_HAND)


def read_pdf(source: Source, names: Names) -> Iterator[Article | Skipped]:
    """The one article of a document."""
    raw = read_all(source)
    try:
        found = _read(raw, source)
    except Unreadable:
        raise
    except _TooLong:
        raise Unreadable(f"reading it takes more than {MAX_SECONDS} seconds", _BY_HAND) from None
    except Exception as fault:  # pypdf raises nearly anything on damaged documents
        raise _why(fault) from fault
    yield make(found, source, name_for(source, names))
