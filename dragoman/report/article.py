"""One entry of the ledger becomes one article of the page: its text in marked rows, its statements
as lines that lists elsewhere on the page show again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dragoman.model import Actor, Article, Block, BlockRole, Interval, Mode, Reading, Span, Spans, Statement
from dragoman.report.contexts import ArticlePage, Line, Paragraph, Row
from dragoman.report.marking import Mark, Part, paragraphs, runs, share, trim
from dragoman.report.people import who_is
from dragoman.report.view import EntryView
from dragoman.report.wording import doubt_figures, one_line, word_doubts, word_published, word_said

UNKNOWN_OUTLET = "Outlet not told"

_LABELS = {
    BlockRole.HEADLINE: "Headline",
    BlockRole.STANDFIRST: "Standfirst",
    BlockRole.BYLINE: "Byline",
    BlockRole.DATELINE: "Dateline",
    BlockRole.QUESTION: "Question",
    BlockRole.CAPTION: "Caption",
    BlockRole.CREDIT: "Credit",
    BlockRole.TEASER: "Teaser for another page",
    BlockRole.FURNITURE: "Page furniture",
}
_GATHERED = {BlockRole.FURNITURE, BlockRole.TEASER, BlockRole.CREDIT, BlockRole.BYLINE, BlockRole.DATELINE}
_UNLABELLED = "unlabelled"
_SAFE_ID = re.compile(r"[A-Za-z0-9-]+")
_NARROW, _WIDE = 40, 100  # characters: columns that hard-wrapped plain text is set in


@dataclass(frozen=True, slots=True)
class Known:
    """What every line of an article repeats."""

    article: Article
    anchor: str
    title: str
    outlet: str
    language: str | None
    is_copy: bool
    actors: dict[str, Actor]
    lent: dict[str, Interval]

    def name(self, identifier: str) -> str:
        """The name behind an actor's id; what is no id is a name already."""
        actor = self.actors.get(identifier)
        return actor.name if actor else identifier


def anchor_for(prefix: str, identifier: str) -> str:
    """An id within the page; characters that an address could choke on become their code points."""
    safe = identifier if _SAFE_ID.fullmatch(identifier) else "-".join(f"{ord(c):x}" for c in identifier)
    return f"{prefix}-{safe}"


def outlet_of(reading: Reading) -> str | None:
    """The outlet as the page, or else what came with it, tells it."""
    return reading.page.outlet or reading.article.given.outlet


def article_page(entry: EntryView) -> ArticlePage:
    """The whole article, without the links to its versions and copies, which need its neighbours."""
    reading = entry.reading
    article, page = reading.article, reading.page
    title = one_line(page.title or article.given.title or article.doc) or article.doc
    outlet = one_line(outlet_of(reading) or "")
    known = Known(
        article=article,
        anchor=anchor_for("a", article.id),
        title=title,
        outlet=outlet or UNKNOWN_OUTLET,
        language=page.language or article.given.language,
        is_copy=entry.copy_of is not None,
        actors={actor.id: actor for actor in reading.actors},
        lent={loan.statement: loan.said_on for loan in entry.loans},
    )
    marked = list(_marked(reading, known))
    said = [line for line, _ in marked if not line.is_attitude]
    address = article.given.url
    return ArticlePage(
        id=article.id,
        anchor=known.anchor,
        doc=article.doc,
        title=title,
        outlet=known.outlet,
        outlet_is_told=bool(outlet),
        original_outlet=page.original_outlet if page.original_outlet != outlet else None,
        author=page.author or article.given.author,
        published=word_published(page.published),
        address=address,
        is_linkable=bool(address and re.match(r"https?://[^\s/]", address, re.IGNORECASE)),
        language=known.language,
        notes=article.notes,
        rows=_rows(reading, marked),
        lines=tuple(line for line, _ in marked),
        attitudes=len(marked) - len(said),
        words=_body_words(reading),
        retrieved=f"{article.retrieved:%Y-%m-%d %H:%M} {article.retrieved.tzname() or ''}".strip(),
        maker=f"{reading.maker.name} {reading.maker.version}",
    )


def _body_words(reading: Reading) -> int:
    """Words in what the article itself says: everything but furniture and teasers."""
    apart = (BlockRole.FURNITURE, BlockRole.TEASER)
    text = reading.article.text
    return sum(len(b.span.of(text).split()) for b in reading.page.blocks if b.role not in apart)


def _bare(text: str, spans: Spans) -> list[Span]:
    """The spans in the order of the text, clipped to it and without white space at their edges."""
    return sorted(span for span in (trim(text, s) for s in spans) if span is not None)


def _first(statement: Statement, text: str) -> int:
    spans = _bare(text, statement.content) or _bare(text, statement.cue) or _bare(text, statement.source)
    return spans[0].start if spans else len(text)


def _marked(reading: Reading, known: Known) -> Iterator[tuple[Line, tuple[Mark, ...]]]:
    """Each statement as a line and its marks, numbered in the order of the text; attitudes apart."""
    text = reading.article.text
    ordered = sorted(reading.statements, key=lambda s: _first(s, text))
    numbers = _numbers(ordered)
    taken: set[str] = set()
    for statement in ordered:
        line = _line(reading, known, statement, numbers)
        if line.anchor in taken:
            line = replace(line, anchor=f"{line.anchor}-{line.number}")
        taken.add(line.anchor)
        marks = _marks(statement, text, line)
        yield (line, marks) if marks else (replace(line, anchor=known.anchor), ())


def _numbers(ordered: Sequence[Statement]) -> dict[str, str]:
    said = [s.id for s in ordered if s.mode is Mode.SAID]
    attitudes = [s.id for s in ordered if s.mode is Mode.ATTITUDE]
    return {
        **{identifier: f"a{place}" for place, identifier in enumerate(attitudes, 1)},
        **{identifier: str(place) for place, identifier in enumerate(said, 1)},
    }


def _line(reading: Reading, known: Known, statement: Statement, numbers: dict[str, str]) -> Line:
    text = reading.article.text
    pieces = tuple(one_line(span.of(text)) for span in _bare(text, statement.content))
    label = _LABELS.get(statement.block)
    return Line(
        anchor=anchor_for("s", statement.id),
        number=numbers[statement.id],
        who=who_is(known.actors.get(statement.speaker or ""), known.article.id, known.language),
        pieces=pieces,
        printed_source=one_line(" … ".join(s.of(text) for s in _bare(text, statement.source))).rstrip(" ,;:"),
        printed_cue=one_line(" … ".join(s.of(text) for s in _bare(text, statement.cue))),
        words=sum(len(piece.split()) for piece in pieces),
        outlet=known.outlet,
        article_anchor=known.anchor,
        article_title=known.title,
        language=known.language,
        when=word_said(known.lent.get(statement.id, statement.said_on), reading.page.published),
        kind=statement.kind.value,
        act=statement.act.value,
        role=one_line(statement.role).rstrip(" ,;:") if statement.role else None,
        addressee=known.name(statement.addressee) if statement.addressee else None,
        relay=tuple(known.name(name) for name in statement.relay),
        inside=numbers.get(statement.nested_in) if statement.nested_in else None,
        block=label.lower() if label else None,
        doubts=word_doubts(statement),
        doubt_figures=doubt_figures(statement),
        is_attitude=statement.mode is Mode.ATTITUDE,
        is_copied=known.is_copy,
    )


def _marks(statement: Statement, text: str, line: Line) -> tuple[Mark, ...]:
    """The marks of one statement; the first of its words carries the anchor and the number."""
    title = f"{line.number}: {line.who.name} {line.act}"
    spans = [
        (span, part)
        for part, given in (
            (Part.CONTENT, statement.content),
            (Part.CUE, statement.cue),
            (Part.SOURCE, statement.source),
        )
        for span in _bare(text, given)
    ]
    return tuple(
        Mark(
            span,
            part,
            anchor=None if place else line.anchor,
            number=None if place else line.number,
            faint=line.is_attitude,
            title=title if part is Part.CONTENT else "",
        )
        for place, (span, part) in enumerate(spans)
    )


def _stretches(text: str, blocks: Sequence[Block]) -> Iterator[tuple[BlockRole | None, Span]]:
    """The blocks in order, with whatever they leave out as stretches without a role."""
    at = 0
    for block in sorted(blocks, key=lambda b: b.span):
        start, end = max(block.span.start, at), min(block.span.end, len(text))
        yield None, Span(at, min(start, len(text)))
        if end > start:
            yield block.role, Span(start, end)
        at = max(at, end)
    yield None, Span(at, len(text))


def _rows(reading: Reading, marked: Sequence[tuple[Line, tuple[Mark, ...]]]) -> tuple[Row, ...]:
    text = reading.article.text
    by_line = reading.article.flattener is not None
    windows = [
        (role, window)
        for role, stretch in _stretches(text, reading.page.blocks)
        for window in paragraphs(text, stretch, by_line=by_line)
    ]
    shares = share([window for _, window in windows], [mark for _, marks in marked for mark in marks])
    lines = {line.anchor: line for line, _ in marked}
    pieces = [
        (
            role,
            Paragraph(runs(text, window, marks), _is_wrapped(window.of(text))),
            _begun(window, marks, lines),
        )
        for (role, window), marks in zip(windows, shares, strict=True)
    ]
    return tuple(_gather(pieces))


def _begun(window: Span, marks: Sequence[Mark], lines: dict[str, Line]) -> tuple[Line, ...]:
    """The lines of the statements whose anchor stands in this window, in the order of the text."""
    here = sorted((m for m in marks if m.anchor and m.span.start >= window.start), key=lambda m: m.span.start)
    return tuple(lines[mark.anchor] for mark in here if mark.anchor)


def _gather(pieces: Sequence[tuple[BlockRole | None, Paragraph, tuple[Line, ...]]]) -> Iterator[Row]:
    """One row a paragraph; neighbours of a minor role share one."""
    keyed = [(role, i if role not in _GATHERED else -1, p, n) for i, (role, p, n) in enumerate(pieces)]
    for (role, _), group in groupby(keyed, key=lambda piece: piece[:2]):
        members = list(group)
        yield Row(
            role=role.value if role else _UNLABELLED,
            label="Not labelled" if role is None else _LABELS.get(role, ""),
            paragraphs=tuple(paragraph for _, _, paragraph, _ in members),
            notes=tuple(line for *_, notes in members for line in notes),
        )


def _is_wrapped(paragraph: str) -> bool:
    """Whether the line ends are those of a column, as in mail and old text files."""
    lines = paragraph.splitlines()
    if len(lines) < 3:
        return False
    return all(len(line) >= _NARROW for line in lines[:-1]) and max(map(len, lines)) <= _WIDE
