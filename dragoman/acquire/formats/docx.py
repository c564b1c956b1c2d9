"""Word documents: header, body, footnotes and footer, a paragraph or a table cell's paragraph a line.

``FLATTENER`` gives the words that are printed: what was inserted in a tracked change is in, what was
deleted is not; field codes and hidden words are not. The place of a line is its part and the number of
its paragraph there. The package's sizes are checked before anything in it is unpacked; pictures are not.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from dragoman.acquire.formats.making import Found, make, tidy, words_of_blocks
from dragoman.acquire.limits import (
    MAX_ARTICLE_BYTES,
    MAX_MEMBERS,
    MAX_PACKAGE_BYTES,
    MAX_RATIO,
    RATIO_FREE_BYTES,
    shown_size,
)
from dragoman.acquire.metadata import language_code
from dragoman.acquire.naming import Names
from dragoman.acquire.source import Source, Unreadable, name_for, read_all
from dragoman.model import Article, Given, Skipped

if TYPE_CHECKING:
    from docx.document import Document

FLATTENER: Final = "dragoman-docx/1"

_MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED: Final = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}rPr", f"{_W}pPr", f"{_W}instrText"))
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SPACES: Final = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
_NOTES: Final = ("footnotes", "endnotes")
_ENCRYPTED: Final = b"\xd0\xcf\x11\xe0"
_AGAIN: Final = "open it in its program and save it again, or save its text as .txt"
_BOMB: Final = "leave it out unless you trust where it came from; then save its text as .txt"


def _wanted(package: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The package's parts, each name once. Raises ``Unreadable`` where they are more, or larger, than a
    document's words are."""
    infos = list({info.filename: info for info in package.infolist()}.values())
    if any(info.flag_bits & 1 for info in infos):
        raise Unreadable("it is encrypted", "save it without its password")
    words = [info for info in infos if _has_words(info)]
    total = sum(info.file_size for info in words)
    bomb = any(i.file_size > RATIO_FREE_BYTES and i.file_size > i.compress_size * MAX_RATIO for i in words)
    large = any(info.file_size > MAX_ARTICLE_BYTES for info in words)
    if bomb or large or total > MAX_PACKAGE_BYTES or len(infos) > MAX_MEMBERS:
        why = f"{len(infos):,} parts that unpack to {shown_size(total)}: more than a document holds"
        raise Unreadable(why, _BOMB)
    return infos


def _has_words(info: zipfile.ZipInfo) -> bool:
    return info.filename.lower().endswith((".xml", ".rels"))


def _words_only(raw: bytes) -> io.BytesIO:
    """The same package with its pictures and other files empty, unpacked in bounded steps: no more is
    ever held than the sizes that it states, which are checked."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as package, zipfile.ZipFile(whole, "w") as plain:
        for info in _wanted(package):
            part = b""
            if _has_words(info):
                with package.open(info) as opened:
                    part = opened.read(info.file_size + 1)
            plain.writestr(info.filename, part)
    whole.seek(0)
    return whole


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "true") not in {"0", "false", "off"}


def _children(element: etree._Element) -> Iterator[etree._Element]:
    """The children that are printed, last first."""
    for child in reversed(element):
        if child.tag in _SKIPPED or child.tag == _FALLBACK or (child.tag == f"{_W}r" and _is_hidden(child)):
            continue
        yield child


def _paragraphs(root: etree._Element) -> Iterator[str]:
    """The printed words of each paragraph, in order. A paragraph inside another one, as text boxes have
    it, follows the one it stands in."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}p":
            words, inner = _words(element)
            yield words
            waiting.extend(reversed(inner))
        else:
            waiting.extend(_children(element))


def _words(paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
    pieces: list[str] = []
    inner: list[etree._Element] = []
    waiting = list(_children(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}p":
            inner.append(element)
        elif element.tag == f"{_W}t":
            pieces.append(element.text or "")
        elif element.tag in _SPACES:
            pieces.append(_SPACES[str(element.tag)])
        else:
            waiting.extend(_children(element))
    return "".join(pieces), inner


def _parts(document: Document) -> Iterator[tuple[str, etree._Element]]:
    """The parts that are printed, each with its name: headers, body, notes, footers."""
    body: Any = document.element.body
    related = [rel for rel in document.part.rels.values() if not rel.is_external]
    kinds = {id(rel): rel.reltype.rsplit("/", 1)[-1] for rel in related}

    def of_kind(kind: str) -> Iterator[tuple[str, etree._Element]]:
        found = sorted((rel for rel in related if kinds[id(rel)] == kind), key=lambda rel: rel.rId)
        for number, rel in enumerate(found, 1):
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(rel.target_part.blob, parser)
            yield (kind if kind in _NOTES else f"{kind}[{number}]"), root

    yield from of_kind("header")
    yield "body", body
    for kind in _NOTES:
        yield from of_kind(kind)
    yield from of_kind("footer")


def _blocks(document: Document) -> Iterator[tuple[str, str]]:
    for name, root in _parts(document):
        for number, words in enumerate(_paragraphs(root), 1):
            yield " ".join(words.split()), f"{name}/p[{number}]"


def _day(value: object) -> str | None:
    return value.isoformat() if isinstance(value, datetime) else None


def _properties(document: Document) -> tuple[Given, dict[str, Any]]:
    """What the core properties say; when the document was made is kept, and is not taken for the date of
    publication."""
    core = document.core_properties
    given = Given(
        title=tidy(core.title), author=tidy(core.author), language=language_code(tidy(core.language))
    )
    extra = {"created": _day(core.created), "changed": _day(core.modified), "subject": tidy(core.subject)}
    return given, extra


def _read(raw: bytes, source: Source) -> Found:
    import docx

    document = docx.Document(_words_only(raw))
    words = words_of_blocks(_blocks(document), FLATTENER, "the document has no text", _AGAIN)
    given, extra = _properties(document)
    return Found(
        raw=raw,
        address=None,
        words=words,
        media_type=_MEDIA_TYPE,
        shown=source.shown,
        charset="binary",
        given=given,
        extra=extra,
    )


def read_docx(source: Source, names: Names) -> Iterator[Article | Skipped]:
    """The one article of a document."""
    if source.head.startswith(_ENCRYPTED):
        raise Unreadable("it is encrypted, or an old Word document", "save it as .docx without a password")
    raw = read_all(source)
    try:
        found = _read(raw, source)
    except Unreadable:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError) as fault:
        raise Unreadable(f"not a whole Word document ({fault})", "fetch it again") from fault
    except Exception as fault:  # python-docx takes a package's parts for granted
        raise Unreadable(f"a damaged Word document ({type(fault).__name__})", _AGAIN) from fault
    yield make(found, source, name_for(source, names))
