"""How outlets covered a story: who carried what in how many words, how early, under which headline, whose
words each article reports, and which labels it uses itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import Path, Query
from pydantic import Field

from dragoman.ledger.browse_rows import StoryRow
from dragoman.link.coverage import Carried, Share
from dragoman.model import Story as Told
from dragoman.report.article import UNKNOWN_OUTLET
from dragoman.report.contexts_linked import Bar, LabelGroup
from dragoman.report.labels import labels_of
from dragoman.report.sides import Titled, bars_of, key_of, sides_of
from dragoman.report.wording import word_published
from dragoman.web.contexts import Link, Shown
from dragoman.web.desk import Desk
from dragoman.web.moved import story_at
from dragoman.web.page import Page
from dragoman.web.pages.start import Story, story_of
from dragoman.web.parts import Day, Statement, article_href, day_of, listed, outlet_link, short
from dragoman.web.render import query, segment

_ARTICLES = 8  # that are read for one page
_UTTERANCES = 20  # that are shown, those that most outlets carried


class CarriedBy(Shown):
    """What one outlet carried of one utterance."""

    outlet: Link
    """The outlet."""

    article: Link
    """The earliest of its articles that have it, under its headline."""

    words: int
    """In how many words."""

    published: Day
    """When that article came out."""

    days_after_first: int | None
    """How many days after the first of these outlets; null where no day tells."""

    is_in_headline: bool
    """Whether a headline or standfirst has it."""

    is_copy: bool
    """Whether only as a copy of another outlet's text."""


class Utterance(Shown):
    """One utterance, and who carried it."""

    href: str
    """Its page."""

    statement: Statement
    """Its first statement."""

    carried: tuple[CarriedBy, ...]
    """Who carried it, the first one first."""


class SideOf(Shown):
    """What one side has of an article's reported speech."""

    side: str | None
    """The state that the speakers stand for; null for words that go to no side that is known."""

    words: int
    """How many words; one inside a nested statement counts once, for the inner speaker."""

    share: float
    """Which part of all reported words of the article that is, from 0 to 1."""


class ArticleSides(Shown):
    """The reported speech of one article by sides."""

    article: Link
    """The article."""

    outlet: Link
    """Who published it."""

    sides: tuple[SideOf, ...]
    """The sides, the one with most words first."""


class Used(Shown):
    """A label in the voice of one outlet."""

    outlet: str
    """The outlet."""

    times: int
    """How often it stands there."""

    article: str
    """The address of the article where it stands first."""


class Term(Shown):
    """One label."""

    term: str
    """Its first form."""

    used: tuple[Used, ...]
    """Who uses it."""


class Thing(Shown):
    """What outlets use several labels for; whether two of them mean one thing is for the reader to say."""

    name: str
    """What it is."""

    labels: tuple[Term, ...]
    """The labels, the most used one first."""


class CoveragePage(Shown):
    """How outlets covered a story, over some of its articles. No outlet is weighed by it."""

    story: Story
    """The story."""

    counted_over: int
    """Over how many of its articles this is counted."""

    utterances: tuple[Utterance, ...]
    """What was said in them, what most outlets carried first."""

    left_out: int
    """How many utterances are not shown, those that fewest carried."""

    articles: tuple[ArticleSides, ...]
    """Whose words each of them reports."""

    things: tuple[Thing, ...]
    """What they use several labels for in their own voice."""

    next: str | None
    """The same over later articles."""

    bars: tuple[Bar, ...] = Field(exclude=True)
    """The sides as the picture takes them."""

    key: tuple[str, ...] = Field(exclude=True)
    """The sides as its key names them."""


def coverage(
    desk: Desk,
    story: Annotated[str, Path(max_length=100)],
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> CoveragePage:
    """The coverage of a story by its first articles, or by those from a place in the list on."""
    browse = desk.ledger.browse
    row = story_at(desk, story, "/coverage/")
    part = browse.story_articles(row.id, limit=_ARTICLES, cursor=cursor)
    found = desk.linked.cover(_told(row), [article.id for article in part.rows])
    carried = _by_utterance(found.carried)
    titled = [
        Titled(a.id, a.title or a.doc, a.outlet or UNKNOWN_OUTLET, article_href(a.id)) for a in part.rows
    ]
    hrefs = {article.id: article.anchor for article in titled}
    return CoveragePage(
        story=story_of(row),
        counted_over=len(part.rows),
        utterances=tuple(_utterances(desk, carried)),
        left_out=max(0, len(carried) - _UTTERANCES),
        articles=tuple(_articles(found.shares, titled)),
        things=tuple(map(_thing, labels_of(found.labels, hrefs))),
        next=f"/coverage/{segment(row.id)}" + query(cursor=part.next) if part.next else None,
        bars=tuple(bars_of(found.shares, titled)),
        key=key_of(sides_of(found.shares)),
    )


def _told(row: StoryRow) -> Told:
    return Told(id=row.id, title=row.title, articles=(), events=())


def _by_utterance(carried: Sequence[Carried]) -> dict[str, list[Carried]]:
    """In the order in which they come: what most outlets carried first."""
    found: defaultdict[str, list[Carried]] = defaultdict(list)
    for one in carried:
        found[one.utterance].append(one)
    return dict(found)


def _utterances(desk: Desk, carried: dict[str, list[Carried]]) -> Iterator[Utterance]:
    for row in desk.ledger.browse.utterances_of(list(carried)[:_UTTERANCES]):
        yield Utterance(
            href=f"/utterance/{segment(row.id)}",
            statement=listed(row.first),
            carried=tuple(map(_carried, carried[row.id])),
        )


def _carried(one: Carried) -> CarriedBy:
    return CarriedBy(
        outlet=outlet_link(one.outlet),
        article=Link(label=short(one.headline), href=article_href(one.articles[0])),
        words=one.words,
        published=day_of(word_published(one.published)),
        days_after_first=one.days_after_first,
        is_in_headline=one.is_in_headline,
        is_copy=one.is_copy,
    )


def _articles(shares: Sequence[Share], titled: Sequence[Titled]) -> Iterator[ArticleSides]:
    sides: defaultdict[str, list[SideOf]] = defaultdict(list)
    for share in shares:
        sides[share.article].append(SideOf(side=share.side, words=share.words, share=share.share))
    for article in titled:
        if article.id in sides:
            yield ArticleSides(
                article=Link(label=short(article.title), href=article.anchor),
                outlet=outlet_link(article.outlet if article.outlet != UNKNOWN_OUTLET else None),
                sides=tuple(sides[article.id]),
            )


def _thing(group: LabelGroup) -> Thing:
    return Thing(
        name=group.thing,
        labels=tuple(
            Term(
                term=term,
                used=tuple(Used(outlet=use.outlet, times=use.times, article=use.anchor) for use in uses),
            )
            for term, uses in group.terms
        ),
    )


PAGE = Page(
    name="coverage",
    path="/coverage/{story}",
    view=coverage,
    context=CoveragePage,
    template="coverage.html",
    rows="utterances",
    moves=True,
)
