"""One article: its text with the statements marked in their place."""

from __future__ import annotations

from pydantic import Field

from dragoman.report.article import article_page
from dragoman.report.contexts import ArticlePage as Laid
from dragoman.web.contexts import Shown
from dragoman.web.desk import Desk
from dragoman.web.page import Page


class ArticlePage(Shown):
    """One article as its outlet published it, with the statements found in it."""

    id: str
    """The article's id."""

    doc: str
    """Its name in exports."""

    title: str
    """Its headline."""

    outlet: str | None
    """Who published it, where that is told."""

    text: str
    """The text that every offset counts in, in code points."""

    laid: Laid = Field(exclude=True)
    """The text in rows with its marks, for the template alone."""


def article(desk: Desk, article: str) -> ArticlePage:
    """The article with this id or doc."""
    entry = desk.ledger.entry(article)
    laid = article_page(entry)
    return ArticlePage(
        id=laid.id,
        doc=laid.doc,
        title=laid.title,
        outlet=laid.outlet if laid.outlet_is_told else None,
        text=entry.reading.article.text,
        laid=laid,
    )


PAGE = Page(
    name="article", path="/article/{article}", view=article, context=ArticlePage, template="article.html"
)
