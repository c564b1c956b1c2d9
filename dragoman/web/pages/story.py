"""One story: its events and articles over time, what was said in it, who answered whom, who carried what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import Path, Query
from markupsafe import Markup
from pydantic import ConfigDict, Field

from dragoman.errors import NotInLedger
from dragoman.ledger.browse_rows import ArticleRow, EventRow, MatrixRow, UtteranceRow
from dragoman.ledger.browse_stories import Told
from dragoman.report.contexts import Cell, Coverage, CoverageRow, Lane, Point, Timeline
from dragoman.report.coverage import MOST_OUTLETS
from dragoman.report.timeline import MOST_LANES, make_axis
from dragoman.report.wording import UNSURE, When, one_line, word_published, word_said
from dragoman.web.contexts import Link, Shown
from dragoman.web.desk import Desk
from dragoman.web.exchanges import Exchange, exchange_of, pictures_of
from dragoman.web.moved import story_at
from dragoman.web.page import Page
from dragoman.web.pages.start import Article, Story, article_of, story_of
from dragoman.web.parts import Day, Statement, article_href, day_of, listed, outlet_link, person_href, short
from dragoman.web.render import query, segment

_ARTICLES = 30
_TOLD = Told(utterances=10, exchanges=10, matrix=10)
_LABEL = 70  # characters of an utterance that stand for it in the matrix
_EVENTS = "Events"  # the name of their lane
_Mark = tuple[date, bool, str, str]  # day, whether it is the latest possible one, address, words


class Event(Shown):
    """Something that happened, as articles tell."""

    kind: str
    """What it was: talks, a visit, an interview."""

    who: tuple[Link, ...]
    """Who took part."""

    place: str | None
    """Where."""

    held: Day
    """When."""

    evidence: tuple[Link, ...]
    """The words that tell of it, each a way to the article that has them."""


class Utterance(Shown):
    """One utterance by its first statement."""

    href: str
    """Its page."""

    statement: Statement
    """Its first statement."""

    outlets: tuple[Link, ...]
    """Who carried it, the first one first."""

    statements: int
    """How many statements report it."""

    is_unsure: bool
    """Whether it is doubtful that they all report one act."""


class Carried(Shown):
    """What one outlet carried of one utterance."""

    outlet: Link
    """The outlet."""

    statements: int
    """In how many statements."""

    first: date | None
    """On which day first."""

    is_copy: bool
    """Whether only as a copy of another outlet's text."""


class Spread(Shown):
    """One utterance across the outlets of a story."""

    utterance: Link
    """The utterance."""

    carried: tuple[Carried, ...]
    """Who carried it."""


class StoryPage(Shown):
    """Articles that report the same events: what was said in them and who carried it."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    story: Story
    """The story with its counts."""

    events: tuple[Event, ...]
    """What happened, by days: what made it a story, and what else its articles tell of."""

    articles: tuple[Article, ...]
    """Its articles, the first published first."""

    more_articles: str | None
    """The following articles."""

    utterances: tuple[Utterance, ...]
    """What was said, what most outlets carried first."""

    next: str | None
    """The following utterances."""

    exchanges: tuple[Exchange, ...]
    """Who answered whom, by days."""

    spread: tuple[Spread, ...]
    """Which outlet carried which of the most carried utterances."""

    coverage: str
    """The page with how outlets covered it: words, headlines, sides and labels."""

    timeline: Timeline | None = Field(exclude=True)
    """Events and articles on an axis."""

    matrix: Coverage | None = Field(exclude=True)
    """The spread as the picture takes it."""

    dialogue: tuple[Markup, Markup] | None = Field(exclude=True)
    """The exchanges as a picture, for wide and for narrow pages."""


def story(
    desk: Desk,
    story: Annotated[str, Path(max_length=100)],
    cursor: Annotated[str | None, Query(max_length=500)] = None,
    articles: Annotated[str | None, Query(max_length=500)] = None,
) -> StoryPage:
    """The story with this id. ``cursor`` and ``articles`` go on in its lists."""
    browse = desk.ledger.browse
    row = story_at(desk, story, "/story/")
    held = browse.story_articles(row.id, limit=_ARTICLES, cursor=articles)
    events = tuple(_event(desk, event) for event in browse.story_events(row.id))
    told = browse.story_told(row.id, _TOLD, cursor=cursor)
    here = f"/story/{segment(row.id)}"
    return StoryPage(
        story=story_of(row),
        events=events,
        articles=tuple(map(article_of, held.rows)),
        more_articles=here + query(articles=held.next) if held.next else None,
        utterances=tuple(map(utterance_of, told.utterances.rows)),
        next=here + query(cursor=told.utterances.next) if told.utterances.next else None,
        exchanges=tuple(map(exchange_of, told.exchanges)),
        spread=() if desk.is_page else tuple(map(_spread, told.matrix)),
        coverage=f"/coverage/{segment(row.id)}",
        timeline=_timeline(events, held.rows),
        matrix=_matrix(told.matrix),
        dialogue=pictures_of(told.exchanges),
    )


def utterance_of(row: UtteranceRow) -> Utterance:
    """An utterance as lists show it."""
    return Utterance(
        href=f"/utterance/{segment(row.id)}",
        statement=listed(row.first),
        outlets=tuple(map(outlet_link, row.outlets)),
        statements=row.statements,
        is_unsure=row.doubt >= UNSURE,
    )


def _event(desk: Desk, row: EventRow) -> Event:
    event, shown = row.event, zip(row.words, row.event.evidence, strict=True)
    return Event(
        kind=event.kind,
        who=tuple(_party(desk, id) for id in event.participants),
        place=event.place,
        held=day_of(word_said(event.held, None)),
        evidence=tuple(Link(label=one_line(w, 60), href=article_href(e.article)) for w, e in shown),
    )


def _party(desk: Desk, person: str) -> Link:
    """Somebody who took part, by the id that linking gave them, or by name."""
    try:
        row = desk.ledger.browse.person(person)
    except NotInLedger:
        return Link(label=short(person), href="/people")
    return Link(label=short(row.name), href=person_href(row.id) or "/people")


def _spread(row: MatrixRow) -> Spread:
    return Spread(
        utterance=Link(label=_label(row), href=f"/utterance/{segment(row.utterance)}"),
        carried=tuple(
            Carried(
                outlet=outlet_link(cell.outlet),
                statements=cell.statements,
                first=cell.first,
                is_copy=cell.is_copy,
            )
            for cell in row.cells
        ),
    )


def _label(row: MatrixRow) -> str:
    return f"{row.speaker or 'Speaker left open'}: {one_line(row.text, _LABEL)}"


def _matrix(rows: Sequence[MatrixRow]) -> Coverage | None:
    """Utterances by the outlets that carried most, shaded by how many statements carried them."""
    if not rows:
        return None
    weight: dict[str, int] = {}
    for row in rows:
        for cell in row.cells:
            weight[cell.outlet] = weight.get(cell.outlet, 0) + cell.statements
    outlets = tuple(sorted(weight, key=lambda outlet: (-weight[outlet], outlet)))[:MOST_OUTLETS]
    table = tuple(_matrix_row(row, outlets) for row in rows)
    shown = frozenset(row.anchor for row in table)
    return Coverage(outlets, table, shown, len(table), len(outlets))


def _matrix_row(row: MatrixRow, outlets: Sequence[str]) -> CoverageRow:
    held = {cell.outlet: cell.statements for cell in row.cells}
    cells = tuple(Cell(n := held.get(outlet, 0), n, min(n + 1, 5) if n else 0) for outlet in outlets)
    total = sum(held.values())
    return CoverageRow(_label(row), f"/utterance/{segment(row.utterance)}", cells, Cell(total, total, 0))


def _fullest(lanes: dict[str, list[_Mark]]) -> dict[str, list[_Mark]]:
    """That of the events and those with most articles, in their order."""
    kept = set(sorted(lanes, key=lambda label: (label != _EVENTS, -len(lanes[label])))[:MOST_LANES])
    return {label: marks for label, marks in lanes.items() if label in kept}


def _timeline(events: Sequence[Event], articles: Sequence[ArticleRow]) -> Timeline | None:
    """Events in a lane of their own, and the articles of each outlet in theirs; none of a single day."""
    lanes: dict[str, list[_Mark]] = {}
    for event in events:
        day = event.held.first or event.held.last
        if day and event.evidence:
            words = f"{event.kind}, {event.held.label}"
            lanes.setdefault(_EVENTS, []).append((day, not event.held.first, event.evidence[0].href, words))
    for article in articles:
        when: When = word_published(article.published)
        if when.last:
            words = f"{article.outlet}, {when.label}: {one_line(article.title or article.doc, 90)}"
            mark = (when.last, when.first is None, article_href(article.id), words)
            lanes.setdefault(article.outlet or "Outlet not told", []).append(mark)
    axis = make_axis(day for marks in lanes.values() for day, *_ in marks)
    if axis is None or len(axis.days) < 2:
        return None
    places = dict(zip(axis.days, axis.places, strict=True))
    drawn = tuple(
        Lane(
            label,
            f"/outlet/{segment(label)}" if label != _EVENTS else "events-h",
            tuple(
                Point(places[d], places[d], bounded, href, "articles-h", words)
                for d, bounded, href, words in marks
            ),
        )
        for label, marks in _fullest(lanes).items()
    )
    return Timeline((), len(events), 0, (), axis, drawn, len(lanes))


class StoriesPage(Shown):
    """All stories, the one with the newest article first."""

    stories: tuple[Story, ...]
    """The stories."""

    next: str | None
    """The following ones."""


def stories(desk: Desk, cursor: Annotated[str | None, Query(max_length=500)] = None) -> StoriesPage:
    """Stories, from a place in the list on."""
    part = desk.ledger.browse.stories(limit=24, cursor=cursor)
    return StoriesPage(
        stories=tuple(map(story_of, part.rows)),
        next="/stories" + query(cursor=part.next) if part.next else None,
    )


PAGE = Page(
    name="story",
    path="/story/{story}",
    view=story,
    context=StoryPage,
    template="story.html",
    rows="utterances",
    moves=True,
)
LIST = Page(
    name="stories",
    path="/stories",
    view=stories,
    context=StoriesPage,
    template="stories.html",
    menu="Stories",
    rows="stories",
)
