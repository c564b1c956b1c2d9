"""One article: its text with the statements marked in their place, and the original bytes beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Path
from pydantic import Field

from dragoman.ledger.browse_rows import Surroundings
from dragoman.ledger.rows import Entry
from dragoman.report.article import anchor_for, article_page
from dragoman.report.contexts import ArticlePage as Laid
from dragoman.report.contexts import Paragraph
from dragoman.web.contexts import Link, Shown
from dragoman.web.desk import Desk
from dragoman.web.page import Page
from dragoman.web.parts import (
    Day,
    Statement,
    article_href,
    day_of,
    outlet_link,
    person_href,
    short,
    statement_of,
    utterance_link,
)
from dragoman.web.render import segment


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs of one role, with the statements that begin in them."""

    role: str
    label: str
    paragraphs: tuple[Paragraph, ...]
    statements: tuple[Statement, ...]


class ArticlePage(Shown):
    """One article as its outlet published it, with the statements found in it."""

    id: str
    """The article's id."""

    doc: str
    """Its name in exports."""

    title: str
    """Its headline."""

    outlet: Link
    """Who published it."""

    original_outlet: Link | None
    """Where it stood first, if it is a repost or the copy of an agency."""

    author: str | None
    """Who wrote it, as the page tells."""

    published: Day
    """When it came out."""

    address: str | None
    """The address it was found under; a way there only where it is http or https."""

    is_linkable: bool = Field(exclude=True)
    """Whether the address is a way."""

    language: str | None
    """Its language."""

    copy_of: Link | None
    """The article that it is a copy of."""

    older: Link | None
    """The version that it replaces."""

    newer: Link | None
    """The version that replaced it."""

    notes: tuple[str, ...]
    """What a reader should know of how it was read."""

    retrieved: str
    """When its bytes were fetched or read."""

    reader: str
    """What read it, with its version."""

    text: str
    """The text that every offset counts in, in code points."""

    statements: tuple[Statement, ...]
    """Its statements in the order of the text, attitudes among them."""

    original: str
    """Where its bytes are, as they came."""

    beside: str
    """The page with its lines beside the original."""

    rows: tuple[Row, ...] = Field(exclude=True)
    """The text in rows with its marks."""


def article(desk: Desk, article: Annotated[str, Path(max_length=500)]) -> ArticlePage:
    """The article with this id, doc or beginning of an id."""
    entry = desk.ledger.entry(article)
    laid = article_page(entry)
    around = desk.ledger.browse.surroundings(laid.id)
    statements = _statements(entry, laid, around)
    original = laid.original_outlet
    return ArticlePage(
        id=laid.id,
        doc=laid.doc,
        title=short(laid.title),
        outlet=outlet_link(laid.outlet if laid.outlet_is_told else None),
        original_outlet=outlet_link(original) if original else None,
        author=short(laid.author) if laid.author else None,
        published=day_of(laid.published),
        address=laid.address,
        is_linkable=laid.is_linkable,
        language=laid.language,
        copy_of=_way(desk, entry.copy_of),
        older=_way(desk, entry.supersedes),
        newer=_way(desk, around.newer),
        notes=laid.notes,
        retrieved=laid.retrieved,
        reader=laid.maker,
        text=entry.reading.article.text,
        statements=tuple(statements.values()),
        original=f"/article/{segment(laid.id)}/original",
        beside=f"/article/{segment(laid.id)}/beside",
        rows=tuple(
            Row(row.role, row.label, row.paragraphs, tuple(statements[line.anchor] for line in row.notes))
            for row in laid.rows
        ),
    )


def _statements(entry: Entry, laid: Laid, around: Surroundings) -> dict[str, Statement]:
    """The statements by their anchors."""
    found = {}
    judged = {d.statement: d.verdict.value for d in getattr(entry.reading, "decisions", ())}
    by_anchor = {anchor_for("s", statement.id): statement for statement in entry.reading.statements}
    for line in laid.lines:
        statement = by_anchor[line.anchor]
        person = around.people.get(statement.speaker or "")
        tie = around.utterances.get(statement.id)
        found[line.anchor] = statement_of(
            statement.id,
            line,
            laid.id,
            person=person_href(person),
            utterance=utterance_link(*tie) if tie else None,
            judged=judged.get(statement.id),
        )
    return found


def _way(desk: Desk, article: str | None) -> Link | None:
    """The way to another article."""
    if article is None:
        return None
    page = desk.ledger.entry(article).reading
    return Link(label=page.page.title or page.article.doc, href=article_href(article))


PAGE = Page(
    name="article",
    path="/article/{article}",
    view=article,
    context=ArticlePage,
    template="article.html",
    rows="statements",
)
