"""TEI P5 (https://tei-c.org/guidelines/p5/): a ``teiCorpus`` with one ``TEI`` for each article.

The text of an article is kept character by character, blank lines too: what the ``body`` holds, read as
plain text, is what offsets count in (a character that XML cannot carry becomes U+FFFD). Blocks are
``ab``, those of the running text ``p``. The words of a statement are ``said`` with ``who``, ``toWhom`` and
``direct``; where others cut them or they cross a block they are several, chained by ``next`` and
``prev``. The words that name the speaker and those that report the act are ``seg``. ``ana`` leads to what
kind and act mean, ``cert`` is 1 less the doubt, and dates stand in the ``standOff`` beside the text.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING

from dragoman.ids import text_hash
from dragoman.model import Act, Actor, ActorKind, BlockRole, Interval, Kind, Mode, Reading, Span, Statement
from dragoman.report.exporters.base import Exporter, Form, Wanted, said_on
from dragoman.report.exporters.nesting import Mark, Stretch, nest
from dragoman.report.exporters.terms import address, moment
from dragoman.report.view import EntryView, LedgerView

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEI = "http://www.tei-c.org/ns/1.0"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DIRECT = {Kind.DIRECT: "true", Kind.INDIRECT: "false", Kind.MIXED: "unknown"}
_PEOPLE = {ActorKind.PERSON: "person", ActorKind.UNNAMED: "person", ActorKind.GROUP: "personGrp"}
_TAXONOMIES: tuple[tuple[str, str, Iterable[str]], ...] = (
    ("kind", "how the words are reported", Kind),
    ("act", "what a statement does", Act),
    ("mode", "communicated, or an attitude", Mode),
)


def xml_text(text: str) -> str:
    """The text with every character that XML cannot carry made U+FFFD: offsets stay as they are."""
    return _FORBIDDEN.sub("�", text)


def tei(entry: EntryView, wanted: Wanted) -> _Element:
    """One article with its wanted statements as a TEI document."""
    statements = list(wanted.statements(entry))
    root = _element(None, "TEI", id=entry.reading.article.id)
    if entry.reading.page.language:
        root.set(_LANGUAGE, entry.reading.page.language)
    _header(root, entry)
    marked = _Text(entry.reading, statements).write(_element(root, "text"))
    if marked:
        _stand_off(root, entry, [s for s in statements if s.id in marked], marked)
    return root


def _element(
    parent: _Element | None, tag: str, text: str | None = None, **attributes: str | None
) -> _Element:
    """A new element at the end of its parent; attributes that are ``None`` are left out."""
    from lxml import etree

    name = f"{{{_TEI}}}{tag}"
    made = etree.Element(name, nsmap={None: _TEI}) if parent is None else etree.SubElement(parent, name)
    made.text = xml_text(text) if text is not None else None
    for key, value in attributes.items():
        if value is not None:
            made.set(_ID if key == "id" else key, xml_text(value))
    return made


def _header(root: _Element, entry: EntryView) -> None:
    article, page = entry.reading.article, entry.reading.page
    header = _element(root, "teiHeader")
    described = _element(header, "fileDesc")
    titles = _element(described, "titleStmt")
    _element(titles, "title", page.title or article.doc)
    if page.author:
        _element(titles, "author", page.author)
    _element(_element(described, "publicationStmt"), "p", "As its outlet published it; read by dragoman.")
    source = _element(_element(described, "sourceDesc"), "bibl")
    _element(source, "title", page.title or article.doc)
    _element(source, "publisher", page.outlet or "outlet not known")
    _date(source, page.published, "date not known")
    _element(source, "idno", address(article), type="address")
    _element(source, "idno", article.doc, type="doc")
    _element(source, "idno", text_hash(article.text), type="text-hash")
    _element(source, "note", f"retrieved {moment(article.retrieved)}")
    if entry.reading.actors:
        people = _element(_element(header, "profileDesc"), "particDesc")
        for actor in entry.reading.actors:
            _participant(people, actor)


def _participant(parent: _Element, actor: Actor) -> None:
    tag = _PEOPLE.get(actor.kind, "org")
    made = _element(parent, tag, id=actor.id, role=actor.kind.value)
    _element(made, "orgName" if tag == "org" else "persName", actor.name)
    for role in actor.roles if tag == "person" else ():
        words = f"{role.title} ({role.of})" if role.of else role.title
        _element(made, "occupation", words, when=role.valid.isoformat() if role.valid else None)


def _date(parent: _Element, interval: Interval | None, otherwise: str) -> None:
    """A date as far as it is known, with what it rests on as its words."""
    if interval is None:
        _element(parent, "date", otherwise)
        return
    first = interval.first.isoformat() if interval.first else None
    last = interval.last.isoformat() if interval.last else None
    if first == last:
        _element(parent, "date", interval.basis, when=first)
    else:
        _element(parent, "date", interval.basis, notBefore=first, notAfter=last)


def _stand_off(
    root: _Element, entry: EntryView, statements: Iterable[Statement], marked: Container[str]
) -> None:
    """What is known of each statement and stands in no word of it: when, and through whom."""
    listed = _element(_element(root, "standOff"), "listAnnotation")
    for statement in statements:
        made = _element(listed, "annotation", motivation="describing", target=f"#{statement.id}")
        note = _element(made, "note", "said on ")
        _date(note, said_on(statement, entry.loans), "date not known")
        if statement.relay:
            _element(made, "note", f"through {' > '.join(statement.relay)}")
        if statement.nested_in in marked:
            _element(made, "ptr", target=f"#{statement.nested_in}", type="nested-in")


class _Text:
    """The text of one article with what is marked in it."""

    def __init__(self, reading: Reading, statements: Iterable[Statement]) -> None:
        self._text = reading.article.text
        self._blocks = reading.page.blocks
        self._actors = {actor.id for actor in reading.actors}
        self._stretches = [stretch for statement in statements for stretch in _stretches(statement)]
        self._parts: dict[str, list[_Element]] = defaultdict(list)

    def write(self, parent: _Element) -> set[str]:
        """Write the body: its blocks, and the blanks between them. Returns the ids of the statements whose
        words are marked."""
        body, at = _element(parent, "body"), 0
        for block in self._blocks:
            _append(body, self._text[at : block.span.start])
            is_running = block.role is BlockRole.BODY
            made = _element(body, "p" if is_running else "ab", type=None if is_running else block.role.value)
            self._fill(made, block.span, nest(self._stretches, block.span))
            at = block.span.end
        if not len(body):
            _element(body, "p")
        _append(body, self._text[at:])
        return set(self._parts)

    def _fill(self, parent: _Element, span: Span, marks: Iterable[Mark]) -> None:
        at = span.start
        for mark in marks:
            _append(parent, self._text[at : mark.span.start])
            self._fill(self._mark(parent, mark.stretch), mark.span, mark.inside)
            at = mark.span.end
        _append(parent, self._text[at : span.end])

    def _mark(self, parent: _Element, stretch: Stretch) -> _Element:
        statement = stretch.statement
        if stretch.part != "said":
            return _element(parent, "seg", type=stretch.part, corresp=f"#{statement.id}")
        parts = self._parts[statement.id]
        made = _element(
            parent,
            "said",
            id=f"{statement.id}.{len(parts) + 1}" if parts else statement.id,
            who=self._pointer(statement.speaker),
            toWhom=self._pointer(statement.addressee),
            direct=_DIRECT[statement.kind],
            ana=f"#kind-{statement.kind} #act-{statement.act} #mode-{statement.mode}",
            cert=f"{1 - statement.doubt:.2f}",
        )
        if parts:
            parts[-1].set("next", f"#{made.get(_ID)}")
            made.set("prev", f"#{parts[-1].get(_ID)}")
        parts.append(made)
        return made

    def _pointer(self, actor: str | None) -> str | None:
        """Where an actor stands in the header; an addressee may be mere words."""
        return f"#{actor}" if actor in self._actors else None


def _stretches(statement: Statement) -> Iterator[Stretch]:
    """What of a text is marked for a statement."""
    for part, spans in (("said", statement.content), ("source", statement.source), ("cue", statement.cue)):
        for span in spans:
            yield Stretch(span, part, statement)


def _append(parent: _Element, text: str) -> None:
    """Text at the end of an element."""
    clean = xml_text(text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + clean
    else:
        parent.text = (parent.text or "") + clean


def _pieces(ledger: LedgerView, exporter: Exporter, wanted: Wanted) -> Iterator[bytes]:
    from lxml import etree

    buffer = io.BytesIO()

    def written() -> bytes:
        piece = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return piece

    with etree.xmlfile(buffer, encoding="utf-8") as out:
        out.write_declaration()
        with out.element(f"{{{_TEI}}}teiCorpus", nsmap={None: _TEI}):
            out.write("\n", _corpus_header(), "\n")
            for document in _documents(ledger, exporter, wanted):
                out.write(document, "\n")
                out.flush()
                yield written()
    yield written() + b"\n"


def _documents(ledger: LedgerView, exporter: Exporter, wanted: Wanted) -> Iterator[_Element]:
    """All wanted articles with all their statements; or those that hold wanted statements."""
    is_articles = exporter.name == "articles"
    marked = Wanted(attitudes=wanted.attitudes) if is_articles else wanted
    for entry in ledger.entries():
        if wanted.has(entry.reading.article.id) if is_articles else any(wanted.statements(entry)):
            yield tei(entry, marked)


def _corpus_header() -> _Element:
    header = _element(None, "teiHeader")
    described = _element(header, "fileDesc")
    _element(_element(described, "titleStmt"), "title", "Who said what, as pages report it")
    about = "Written by dragoman. It says who is reported to have said what, and not what is true."
    _element(_element(described, "publicationStmt"), "p", about)
    _element(_element(described, "sourceDesc"), "p", "Each TEI names the page that it was read from.")
    classes = _element(_element(header, "encodingDesc"), "classDecl")
    for name, about, values in _TAXONOMIES:
        taxonomy = _element(classes, "taxonomy", id=name)
        _element(taxonomy, "desc", about)
        for value in values:
            category = _element(taxonomy, "category", id=f"{name}-{value}")
            _element(category, "catDesc", value)
    return header


FORM = Form(
    name="tei",
    help="TEI P5: a teiCorpus with the text of each article, statements marked in it",
    suffix=".xml",
    media_type="application/tei+xml",
    pieces=_pieces,
    of=("articles", "statements"),
)
