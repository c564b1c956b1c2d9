"""One outlet: what it carries, from whom and how soon; and the list of all outlets."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query
from markupsafe import Markup
from pydantic import ConfigDict, Field

from dragoman.ledger.browse_rows import Delays, OutletRow
from dragoman.web.contexts import Link, Shown
from dragoman.web.desk import Desk
from dragoman.web.page import Page
from dragoman.web.pages.person import Counted, InMonth, counted, months_of, person_way, picture_of
from dragoman.web.pages.start import Article, article_of
from dragoman.web.parts import LONGEST_NAME, outlet_link
from dragoman.web.render import query

_ARTICLES, _OUTLETS = 30, 60


class Carrying(Shown):
    """One outlet of a list."""

    link: Link
    """Its page."""

    articles: int
    """How many of its articles were read."""

    statements: int
    """How many statements they have; attitudes are not counted."""


class Delay(Shown):
    """How many statements an outlet brought so many days after the first of the others."""

    days: int
    """Days; 0 where it was itself the first, or as early."""

    statements: int
    """How many."""


class OutletPage(Shown):
    """One outlet: what it carries, from whom, and how soon after the others."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    outlet: Carrying
    """The outlet."""

    months: tuple[InMonth, ...]
    """How many statements each month has."""

    people: tuple[Counted, ...]
    """Whom it carries, the most quoted first."""

    delays: tuple[Delay, ...]
    """How soon it brought what others carried too."""

    counted_over: int
    """Over how many of its newest statements that is counted."""

    first: int
    """How many per cent of them it brought first, or on the day of the first."""

    articles: tuple[Article, ...]
    """Its articles, the newest first."""

    next: str | None
    """The following articles."""

    picture: tuple[Markup, Markup] = Field(exclude=True)
    """The months as bars, for wide and for narrow pages."""


def outlet(
    desk: Desk,
    outlet: Annotated[str, Path(max_length=LONGEST_NAME)],
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> OutletPage:
    """The outlet of this name."""
    browse = desk.ledger.browse
    row = browse.outlet(outlet)
    months, delays = browse.outlet_months(row.name), browse.outlet_delays(row.name)
    articles = browse.articles(outlet=row.name, limit=_ARTICLES, cursor=cursor)
    return OutletPage(
        outlet=carrying_of(row),
        months=months_of(months),
        people=counted(browse.outlet_people(row.name), person_way),
        delays=tuple(Delay(days=days, statements=number) for days, number in delays.days),
        counted_over=delays.counted_over,
        first=_first(delays),
        articles=tuple(map(article_of, articles.rows)),
        next=outlet_link(row.name).href + query(cursor=articles.next) if articles.next else None,
        picture=picture_of(months, outlet=row.name),
    )


def carrying_of(row: OutletRow) -> Carrying:
    """An outlet as lists show it."""
    return Carrying(link=outlet_link(row.name), articles=row.articles, statements=row.said)


def _first(delays: Delays) -> int:
    total = sum(number for _, number in delays.days)
    return round(100 * sum(number for days, number in delays.days if days == 0) / total) if total else 0


class OutletsPage(Shown):
    """All outlets, the one with the most statements first."""

    outlets: tuple[Carrying, ...]
    """The outlets."""

    next: str | None
    """The following ones."""


def outlets(desk: Desk, cursor: Annotated[str | None, Query(max_length=500)] = None) -> OutletsPage:
    """Outlets, from a place in the list on."""
    part = desk.ledger.browse.outlets(limit=_OUTLETS, cursor=cursor)
    return OutletsPage(
        outlets=tuple(map(carrying_of, part.rows)),
        next="/outlets" + query(cursor=part.next) if part.next else None,
    )


class ArticlesPage(Shown):
    """All articles, those read last first."""

    articles: tuple[Article, ...]
    """The articles."""

    next: str | None
    """The following ones."""


def articles(desk: Desk, cursor: Annotated[str | None, Query(max_length=500)] = None) -> ArticlesPage:
    """Articles, from a place in the list on."""
    part = desk.ledger.browse.newest_articles(limit=_ARTICLES, cursor=cursor)
    return ArticlesPage(
        articles=tuple(map(article_of, part.rows)),
        next="/articles" + query(cursor=part.next) if part.next else None,
    )


PAGE = Page(
    name="outlet",
    path="/outlet/{outlet:path}",
    view=outlet,
    context=OutletPage,
    template="outlet.html",
    rows="articles",
)
LIST = Page(
    name="outlets",
    path="/outlets",
    view=outlets,
    context=OutletsPage,
    template="outlets.html",
    menu="Outlets",
    rows="outlets",
)
ARTICLES = Page(
    name="articles",
    path="/articles",
    view=articles,
    context=ArticlesPage,
    template="articles.html",
    menu="Articles",
    rows="articles",
)
