"""The first page: the newest stories, what was read last, and what could not be read."""

from __future__ import annotations

from dragoman.ledger.browse_rows import ArticleRow, SkippedRow, StoryRow
from dragoman.report.wording import word_days, word_published
from dragoman.web.contexts import Link, Shown
from dragoman.web.desk import Desk
from dragoman.web.page import Page
from dragoman.web.parts import Day, article_href, day_of, outlet_link, short
from dragoman.web.render import segment

_STORIES, _ARTICLES, _SKIPPED = 12, 12, 6


class Totals(Shown):
    """How much the ledger holds."""

    articles: int
    """Articles that were read, every version counted."""

    outlets: int
    """Outlets that published them."""

    people: int
    """People, offices and bodies that speak in them."""

    statements: int
    """Statements found in them; attitudes are not counted."""

    stories: int
    """Groups of articles that report the same events."""

    skipped: int
    """Inputs that could not be read."""

    is_linked: bool
    """Whether what was read was also tied together."""


class Story(Shown):
    """Articles that report the same events."""

    link: Link
    """Its page, under its title."""

    days: str
    """From its first day to its last."""

    articles: int
    """How many articles it has."""

    outlets: int
    """How many outlets published them."""

    utterances: int
    """How many utterances were first reported in it."""


class Article(Shown):
    """One article of a list."""

    link: Link
    """Its page, under its headline."""

    outlet: Link
    """Who published it."""

    published: Day
    """When it came out."""

    statements: int
    """How many statements it has; attitudes are not counted."""

    is_copy: bool
    """Whether it carries on the text of another one."""


class Unread(Shown):
    """Something that could not be read."""

    subject: str
    """What it was."""

    why: str
    """What was wrong."""

    advice: str
    """What to try next."""


class StartPage(Shown):
    """What a ledger holds, the newest first."""

    totals: Totals
    """How much of everything."""

    stories: tuple[Story, ...]
    """The stories with the newest articles."""

    articles: tuple[Article, ...]
    """What was read last."""

    skipped: tuple[Unread, ...]
    """What could not be read, the newest first."""


def start(desk: Desk) -> StartPage:
    """The first page."""
    browse = desk.ledger.browse
    totals = browse.totals()
    return StartPage(
        totals=Totals(
            articles=totals.articles,
            outlets=totals.outlets,
            people=totals.people,
            statements=totals.said,
            stories=totals.stories,
            skipped=totals.skipped,
            is_linked=totals.is_linked,
        ),
        stories=tuple(map(story_of, browse.stories(limit=_STORIES).rows)),
        articles=tuple(map(article_of, browse.newest_articles(limit=_ARTICLES).rows)),
        skipped=tuple(map(_unread, browse.skipped(limit=_SKIPPED).rows)),
    )


def story_of(row: StoryRow) -> Story:
    """A story as lists show it."""
    return Story(
        link=Link(label=short(row.title), href=f"/story/{segment(row.id)}"),
        days=word_days(row.first, row.last),
        articles=row.articles,
        outlets=row.outlets,
        utterances=row.utterances,
    )


def article_of(row: ArticleRow) -> Article:
    """An article as lists show it."""
    return Article(
        link=Link(label=short(row.title or row.doc), href=article_href(row.id)),
        outlet=outlet_link(row.outlet),
        published=day_of(word_published(row.published)),
        statements=row.said,
        is_copy=row.is_copy,
    )


def _unread(row: SkippedRow) -> Unread:
    skipped = row.skipped
    return Unread(subject=short(skipped.subject), why=short(skipped.why), advice=short(skipped.advice))


PAGE = Page(name="start", path="/", view=start, context=StartPage, template="start.html", menu="Start")
