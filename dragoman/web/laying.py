"""Articles of the ledger as the report lays them out, looked up once a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.model import Evidence
from dragoman.report.article import anchor_for, article_page
from dragoman.report.contexts import ArticlePage, Line
from dragoman.report.wording import one_line
from dragoman.web.contexts import Link
from dragoman.web.desk import Desk
from dragoman.web.parts import Statement, article_href, statement_of


@dataclass(frozen=True, slots=True)
class Laying:
    """The articles that one page needs."""

    desk: Desk
    _pages: dict[str, ArticlePage] = field(default_factory=dict)
    _homes: dict[str, str] = field(default_factory=dict)

    def page(self, article: str) -> ArticlePage:
        """The article of this very id."""
        if article not in self._pages:
            self._pages[article] = article_page(self.desk.linked.entry(article))
        return self._pages[article]

    def line(self, statement: str) -> Line | None:
        """A statement as lists show it; ``None`` where it was judged not to be one."""
        anchor = anchor_for("s", statement)
        lines = self.page(self.home(statement)).lines
        return next((line for line in lines if line.anchor == anchor), None)

    def home(self, statement: str) -> str:
        """The id of the article that holds a statement."""
        if statement not in self._homes:
            self._homes[statement] = self.desk.ledger.home(statement)
        return self._homes[statement]

    def statement(self, statement: str, person: str | None = None) -> Statement | None:
        """A statement as pages show it."""
        line = self.line(statement)
        return statement_of(statement, line, self.home(statement), person=person) if line else None

    def evidence(self, places: Iterable[Evidence]) -> tuple[Link, ...]:
        """The words that show something, each a way to the article that has them."""
        return tuple(link for place in places if (link := self._words(place)).label)

    def _words(self, place: Evidence) -> Link:
        entry = self.desk.linked.entry(place.article)
        words = one_line(place.span.of(entry.reading.article.text), 90)
        return Link(label=words if any(map(str.isalpha, words)) else "", href=article_href(place.article))
