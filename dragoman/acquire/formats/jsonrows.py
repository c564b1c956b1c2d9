"""JSON and JSON Lines: one object an article.

An object has ``text`` (taken as given) or ``html`` (flattened), and any of ``id``, ``url``, ``title``,
``published``, ``outlet``, ``author``, ``language``; what else it has is kept in ``Article.extra``. Rows of
known crawlers may call these by other names (``crawlers``). A JSON file holds one object or a list of
them; JSON Lines holds one a line and is read line by line, so that its size does not matter. A bad row
costs that row only. Lone surrogates, which are no characters and which no file or database can hold,
become U+FFFD, one for one, so that offsets stay.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final

from dragoman.acquire.charset import decode, mojibake
from dragoman.acquire.flatten import FLATTENER, Flat, parse_html
from dragoman.acquire.formats.crawlers import in_our_words
from dragoman.acquire.formats.html import page
from dragoman.acquire.limits import MAX_ARTICLE_BYTES
from dragoman.acquire.metadata import language_code, page_metadata
from dragoman.acquire.naming import Names
from dragoman.acquire.source import Source, Unreadable, fill, name_for, read_all, too_large
from dragoman.ids import article_id
from dragoman.model import Article, Given, Skipped

_GIVEN: Final = ("url", "title", "published", "outlet", "author", "language")
_SURROGATE_ESCAPE: Final = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ROW_ADVICE: Final = "give each article as one object with its words in “text” or “html”"
_SHOWN_KEYS: Final = 6
_CHUNK: Final = 65_536


@dataclass(frozen=True, slots=True)
class _Row:
    """One object with the bytes it came in: its number in the file (``None``: it is the file), and
    how messages name it."""

    number: int | None
    shown: str
    raw: bytes
    charset: str
    value: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    retrieved: datetime | None = None


def looks_like_rows(head: bytes) -> bool:
    """Whether it begins with an object that could be an article, alone, in a list or a line."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:4096]
    opened = re.match(rb"(?:\[\s*)?\{\s*\"[^\"\\\n]{1,80}\"\s*:", start)
    return opened is not None


def without_surrogates(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def _load(text: str) -> Any:
    """The value that a JSON text holds. Raises ``Unreadable`` with the place of the first fault."""
    try:
        value = json.loads(text.removeprefix("\ufeff"))
        if _SURROGATE_ESCAPE.search(text):
            value = json.loads(without_surrogates(json.dumps(value, ensure_ascii=False)))
    except json.JSONDecodeError as fault:
        place = f"column {fault.colno}" if fault.lineno == 1 else f"line {fault.lineno}"
        if fault.msg == "Extra data":
            advice = "if it holds one object a line, give it the suffix .jsonl"
            raise Unreadable(f"more than one JSON value (the second at {place})", advice) from None
        cut = fault.pos >= len(text.rstrip()) - 1 or fault.msg.startswith("Unterminated string")
        why = "the JSON breaks off" if cut else f"not valid JSON ({fault.msg})"
        advice = "the file may have been cut off: fetch it again" if cut else "mend it there, or leave it out"
        raise Unreadable(f"{why} at {place}", advice) from None
    except (ValueError, RecursionError) as fault:
        what = "nested too deep" if isinstance(fault, RecursionError) else "a number of too many digits"
        raise Unreadable(f"the JSON cannot be read ({what})", _ROW_ADVICE) from None
    return value


def _as_object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Unreadable(f"a {_kind(value)} where an object should be", _ROW_ADVICE)
    return value


def _kind(value: Any) -> str:
    kinds = {list: "list", dict: "object", str: "string", bool: "truth value", type(None): "null"}
    return kinds.get(type(value), "number")


def _plain(value: Any) -> str | None:
    """A field's value as text: strings, and lists of strings joined by commas."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return ", ".join(item.strip() for item in value if item.strip()) or None
    return None


def _row_id(value: Mapping[str, Any]) -> str | None:
    """The row's ``id`` as text; numbers count, truth values do not."""
    given = value.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    return given.strip() or None if isinstance(given, str) else None


def _given(row: _Row) -> tuple[Given, dict[str, Any], tuple[str, ...]]:
    """What came with the row, its other keys, and notes on fields of the wrong type."""
    fields = {key: _plain(row.value.get(key)) for key in _GIVEN}
    fields["language"] = language_code(fields["language"])
    known = {*_GIVEN, "id", "text", "html"}
    extra = {key: value for key, value in row.value.items() if key not in known}
    notes = []
    for key in ("id", *_GIVEN):
        value = row.value.get(key)
        was_read = _row_id(row.value) if key == "id" else fields[key]
        if was_read is None and value not in (None, "", []) and not (isinstance(value, str)):
            extra[key] = value
            notes.append(f"“{key}” is a {_kind(value)}, not text: kept, not used")
    given = Given(
        url=fields["url"],
        title=fields["title"],
        published=fields["published"],
        outlet=fields["outlet"],
        author=fields["author"],
        language=fields["language"],
    )
    return given, extra, tuple(notes)


def _words(row: _Row) -> tuple[str, Flat | None, Given]:
    """The article's text; what the page's markup says where the row has ``html``, and the text's map where
    it was made from that."""
    text, html = row.value.get("text"), row.value.get("html")
    if isinstance(text, str) and text.strip():
        return text, None, _said(html)
    if isinstance(html, str) and html.strip():
        flat, said = page(html)
        return flat.text, flat, said
    for key, value in (("text", text), ("html", html)):
        if value is not None and not isinstance(value, str):
            raise Unreadable(f"“{key}” is a {_kind(value)}, not text", _ROW_ADVICE)
    if text is None and html is None:
        keys = ", ".join(list(row.value)[:_SHOWN_KEYS]) or "none"
        raise Unreadable(f"it has neither “text” nor “html” (its keys: {keys})", _ROW_ADVICE)
    raise Unreadable("its text is empty", "nothing to do, or fetch it again if there should be text")


def _said(html: object) -> Given:
    """What the markup beside a row's text says of the page; nothing where it is none."""
    root = parse_html(html)[0] if isinstance(html, str) and html.strip() else None
    return Given() if root is None else page_metadata(root)


def _doc(row: _Row, row_id: str | None, source: Source, names: Names) -> str:
    """The row's ``id``, or the file's name with the row's number; a lone object is its file."""
    if row_id is None and row.number is None:
        return name_for(source, names)
    numbered = [doc if row.number is None else f"{doc}-{row.number}" for doc in source.docs]
    return names.take(numbered if row_id is None else [row_id, *numbered])


def _article(row: _Row, source: Source, names: Names) -> Article:
    text, flat, said = _words(row)
    given, extra, notes = _given(row)
    row_id = _row_id(row.value)
    address = given.url or row_id or source.given.url
    return Article(
        id=article_id(row.raw, address),
        doc=_doc(row, row_id, source, names),
        raw=row.raw,
        text=text,
        media_type="application/json",
        charset=row.charset,
        path=row.shown,
        retrieved=row.retrieved or datetime.now(UTC),
        given=fill(fill(given, said), source.given),
        flattener=FLATTENER if flat else None,
        source_map=flat.blocks if flat else (),
        notes=row.notes + notes + (flat.notes if flat else ()) + mojibake(text),
        extra=MappingProxyType(extra),
    )


def _read_row(row: _Row, source: Source, names: Names) -> Article | Skipped:
    value, retrieved = in_our_words(row.value)
    try:
        return _article(replace(row, value=value, retrieved=retrieved), source, names)
    except Unreadable as problem:
        return problem.skipped(row.shown)


def _lines(source: Source) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines without their ends; ``None`` for one beyond the limit, which is never held."""
    number = 0
    while line := source.stream.readline(MAX_ARTICLE_BYTES + 1):
        number += 1
        if len(line) <= MAX_ARTICLE_BYTES or line.endswith(b"\n"):
            yield number, line.rstrip(b"\r\n")
            continue
        while (rest := source.stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def _line_row(number: int, line: bytes | None, source: Source) -> _Row:
    if line is None:
        raise too_large(None, "the line")
    decoded = decode(line)
    value = _as_object(_load(decoded.text))
    raw = line.removeprefix(b"\xef\xbb\xbf")
    return _Row(number, f"{source.shown}:{number}", raw, decoded.charset, value, decoded.notes)


def _is_one_value(head: bytes) -> bool:
    """Whether its first line only opens a list or an object, or a list stands on it: JSON that is laid
    out for people, whatever the suffix."""
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0].rstrip()
    return first == b"{" or first.startswith(b"[")


def read_lines(source: Source, names: Names) -> Iterator[Article | Skipped]:
    """The articles of JSON Lines, one a line; blank lines are passed over. A JSON file under the wrong
    suffix is read as what it is."""
    if source.head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("JSON Lines has to be UTF-8; this is UTF-16", "convert it: iconv -f UTF-16 -t UTF-8")
    if _is_one_value(source.head):
        yield from _read_value(source, names)
        return
    found = False
    for number, line in _lines(source):
        if line is not None and not line.strip(b"\xef\xbb\xbf \t\r\f\v"):
            continue
        found = True
        try:
            row = _line_row(number, line, source)
        except Unreadable as problem:
            yield problem.skipped(f"{source.shown}:{number}")
        else:
            yield _read_row(row, source, names)
    if not found:
        raise Unreadable("it is empty", "nothing to do, or fetch it again if there should be articles")


def read_json(source: Source, names: Names) -> Iterator[Article | Skipped]:
    """The articles of a JSON file: one object, or a list of them. JSON Lines under the wrong suffix
    is read as what it is."""
    if looks_like_lines(source.head):
        yield from read_lines(source, names)
    else:
        yield from _read_value(source, names)


def _read_value(source: Source, names: Names) -> Iterator[Article | Skipped]:
    raw = read_all(source)
    decoded = decode(raw)
    if not decoded.text.strip("\ufeff \t\r\n"):
        raise Unreadable("it is empty", "nothing to do, or fetch it again if there should be articles")
    value = _load(decoded.text)
    if not isinstance(value, list):
        row = _Row(None, source.shown, raw, decoded.charset, _as_object(value), decoded.notes)
        yield _read_row(row, source, names)
        return
    if not value:
        raise Unreadable("its list is empty", "nothing to do")
    for number, item in enumerate(value, 1):
        yield _list_row(number, item, source, names, decoded.notes)


def _list_row(
    number: int, item: Any, source: Source, names: Names, notes: tuple[str, ...]
) -> Article | Skipped:
    """An element of a list: its bytes are its canonical JSON, so that they do not depend on how the
    file was laid out."""
    shown = f"{source.shown}#{number}"
    try:
        value = _as_object(item)
    except Unreadable as problem:
        return problem.skipped(shown)
    dump = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    raw = without_surrogates(dump).encode()
    return _read_row(_Row(number, shown, raw, "utf-8", value, notes), source, names)


def looks_like_lines(head: bytes) -> bool:
    """Whether its first line is a whole object with more lines to come, as JSON Lines has it."""
    first, ended, rest = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not ended or not rest.lstrip().startswith(b"{") or not first.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
