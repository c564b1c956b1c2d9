"""WARC: the pages of a crawl. Each response record that holds HTML is an article; its address is the
record's target, its bytes are the page's, and it was retrieved when the record says.

Requests, revisits, metadata and the like are passed over in silence; responses that are no page
(pictures, scripts, error answers) are counted and said once. Records are streamed: what is too large is
read past and never held. After a damaged record reading goes on with the next one that can be found.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from dragoman.acquire.charset import declared_charset, decode
from dragoman.acquire.formats.html import is_html
from dragoman.acquire.formats.making import Found, make, numbered, words_of_html
from dragoman.acquire.formats.text import refuse_empty, refuse_zeros
from dragoman.acquire.limits import MAX_ARTICLE_BYTES
from dragoman.acquire.naming import Names
from dragoman.acquire.source import Source, Unreadable, too_large
from dragoman.model import Article, Given, Skipped

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_MAX_LINE: Final = 65_536  # of one header line; cookies are the longest and end at 8,000
_MAX_HEADER_LINES: Final = 2_000  # of one record; crawlers write about 40
_CHUNK: Final = 65_536
_RECORD: Final = re.compile(rb"WARC/\d")
_PAGES: Final = frozenset(("text/html", "application/xhtml+xml"))
_SHOWN_KINDS: Final = 4
_FETCH: Final = "fetch the archive again"


def is_warc(head: bytes) -> bool:
    """Whether it begins with a WARC record."""
    return _RECORD.match(head) is not None


class _Records:
    """A stream for warcio's record loader that gives no line beyond the limit, however long it is, and
    no more lines than a record's headers have. Where the archive's own packing is ``broken``, it ends."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lines = 0
        self.broken: Unreadable | None = None

    def new_record(self) -> None:
        """The headers of a record begin."""
        self._lines = 0

    def read(self, size: int) -> bytes:
        try:
            return self._stream.read(min(size, _CHUNK))
        except Unreadable as problem:
            self.broken = problem
            return b""

    def _line(self, limit: int) -> bytes:
        try:
            return self._stream.readline(limit)
        except Unreadable as problem:
            self.broken = problem
            return b""

    def readline(self, size: int | None = None) -> bytes:
        limit = _MAX_LINE if size is None else min(size, _MAX_LINE)
        line = self._line(limit)
        self._lines += 1
        if (len(line) == _MAX_LINE and not line.endswith(b"\n")) or self._lines > _MAX_HEADER_LINES:
            raise Unreadable("a record’s headers do not end", _FETCH)
        return line

    def next_start(self) -> bytes:
        """The first line of the next record, whatever stands before it; empty at the end."""
        whole_line = True
        while True:
            line = self._line(_MAX_LINE)
            if not line or (whole_line and _RECORD.match(line)):
                return line
            whole_line = line.endswith(b"\n")


def _loaded(records: _Records, first: bytes) -> ArcWarcRecord:
    """The record that begins with this line. Raises ``Unreadable`` where its headers are damaged."""
    from warcio import recordloader

    recordloader.logger.disabled = True  # it would print what it thinks of an address
    records.new_record()
    try:
        return recordloader.ArcWarcRecordLoader(verify_http=True, arc2warc=False).parse_record_stream(
            records, statusline=first, known_format="warc"
        )
    except Unreadable:
        raise
    except EOFError:
        raise Unreadable("the archive breaks off in a record", _FETCH) from None
    except Exception as fault:  # the loader takes headers for granted that a record may lack
        raise Unreadable(f"a damaged record ({type(fault).__name__})", _FETCH) from fault


def _load(records: _Records, first: bytes) -> ArcWarcRecord:
    """The same, but only a record that says how long it is."""
    record = _loaded(records, first)
    if not hasattr(record.raw_stream, "limit"):
        raise Unreadable("a record without a length", _FETCH)
    return record


def _header(headers: Any, name: str) -> str:
    return str((headers.get_header(name) if headers else None) or "").strip()


def _media_type(record: ArcWarcRecord) -> str:
    declared = _header(record.http_headers, "Content-Type") if record.http_headers else record.content_type
    return str(declared or "").partition(";")[0].strip().lower()


def _charset(record: ArcWarcRecord) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", _header(record.http_headers, "Content-Type"))
    return found.group(1) if found else None


def _status(record: ArcWarcRecord) -> str:
    return str(record.http_headers.statusline or "")[:3] if record.http_headers else "200"


def _taken(stream: Any) -> bytes:
    """The whole stream, whose pieces may be shorter than what is asked for."""
    pieces: list[bytes] = []
    while piece := stream.read(_CHUNK):
        pieces.append(piece)
    return b"".join(pieces)


def _unpacked(raw: bytes, coding: str) -> bytes:
    """A body without its content coding. What is declared but not so stays as it is: crawlers often
    store the body unpacked and the header as it came."""
    if coding in {"", "identity"}:
        return raw
    if coding not in {"gzip", "x-gzip", "deflate"}:
        if is_html(raw[:4096]):
            return raw
        advice = "write the archive with decoded bodies, as most crawlers can"
        raise Unreadable(f"its body is packed as “{coding[:20]}”", advice)
    for window in (47, -15) if coding == "deflate" else (47,):
        with suppress(zlib.error):
            packer = zlib.decompressobj(window)
            whole = packer.decompress(raw, MAX_ARTICLE_BYTES + 1)
            if len(whole) > MAX_ARTICLE_BYTES:
                raise too_large(None, "the record")
            if not packer.eof:
                raise Unreadable("the page’s packed body breaks off", _FETCH)
            return whole
    return raw


def _payload(record: ArcWarcRecord) -> bytes:
    """The page's bytes, out of chunks and content coding. Nothing beyond the limit is ever held."""
    stream = record.raw_stream
    if stream.limit > MAX_ARTICLE_BYTES:
        raise too_large(stream.limit, "the record")
    if _header(record.http_headers, "Transfer-Encoding").lower() == "chunked":
        from warcio.bufferedreaders import ChunkedDataReader

        stream = ChunkedDataReader(stream)
    raw = _taken(stream)
    _read_past(record)
    if record.raw_stream.limit:
        raise Unreadable("the archive breaks off in this record", _FETCH)
    return _unpacked(raw, _header(record.http_headers, "Content-Encoding").lower())


def _retrieved(record: ArcWarcRecord) -> datetime | None:
    with suppress(ValueError):
        when = datetime.fromisoformat(_header(record.rec_headers, "WARC-Date"))
        return when if when.tzinfo else when.replace(tzinfo=UTC)
    return None


def _page(record: ArcWarcRecord, shown: str) -> Found:
    """What a response record holds. Raises ``Unreadable`` where it is no whole page."""
    raw = _payload(record)
    decoded = decode(raw, _charset(record) or declared_charset(raw))
    refuse_empty(decoded.text)
    refuse_zeros(raw, decoded.text)
    url = _header(record.rec_headers, "WARC-Target-URI")
    return Found(
        raw=raw,
        address=url,
        words=words_of_html(decoded.text),
        media_type="text/html",
        shown=shown,
        charset=decoded.charset,
        given=Given(url=url),
        retrieved=_retrieved(record),
        notes=decoded.notes,
        extra={"warc_record": _header(record.rec_headers, "WARC-Record-ID")},
    )


def _why_no_page(record: ArcWarcRecord) -> str | None:
    """What a response is when it is no page."""
    status = _status(record)
    if not status.startswith("2"):
        return f"answers of status {status}"
    kind = _media_type(record)
    return None if kind in _PAGES else kind or "of no stated type"


def _is_response(record: ArcWarcRecord) -> bool:
    """Whether the record is what a page's server, or a page's own file, gave."""
    if record.rec_type == "resource":
        return _media_type(record) in _PAGES
    return record.rec_type == "response" and record.http_headers is not None


def _read_past(record: ArcWarcRecord) -> None:
    while record.raw_stream.read(_CHUNK):
        pass


def _counted(others: Counter[str]) -> str:
    shown = ", ".join(f"{count:,} {kind}" for kind, count in others.most_common(_SHOWN_KINDS))
    left = sum(others.values()) - sum(count for _, count in others.most_common(_SHOWN_KINDS))
    return shown + (f", {left:,} others" if left else "")


def read_warc(source: Source, names: Names) -> Iterator[Article | Skipped]:
    """The pages of an archive, one a response record."""
    records = _Records(source.stream)
    others: Counter[str] = Counter()
    pages = number = 0
    while first := records.next_start():
        number += 1
        shown = f"{source.shown}#{number}"
        try:
            record = _load(records, first)
            if _is_response(record):
                other = _why_no_page(record)
                if other is not None:
                    others[other] += 1
                else:
                    pages += 1
                    yield _article(record, source, shown, pages, names)
            _read_past(record)
        except Unreadable as problem:
            yield problem.skipped(shown)
    if records.broken is not None:
        yield records.broken.skipped(source.shown)
    if others:
        many = "1 response is" if others.total() == 1 else f"{others.total():,} responses are"
        why = f"{many} no pages: {_counted(others)}"
        yield Skipped("acquire", source.shown, why, "nothing to do; only HTML is read")
    elif not pages and records.broken is None:
        raise Unreadable("the archive holds no page", "check that it is the one you meant")


def _article(
    record: ArcWarcRecord, source: Source, shown: str, number: int, names: Names
) -> Article | Skipped:
    try:
        found = _page(record, shown)
    except Unreadable as problem:
        _read_past(record)
        url = _header(record.rec_headers, "WARC-Target-URI")
        return problem.skipped(f"{shown} {url}".strip())
    return make(found, source, names.take(numbered(source, number)))
