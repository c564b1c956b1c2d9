"""One speaker over all articles, and the list of all speakers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Annotated

from fastapi import Path, Query
from markupsafe import Markup
from pydantic import ConfigDict, Field

from dragoman.ledger import facets
from dragoman.ledger.browse_rows import Answering, Month, PersonRow, RoleRow, Share
from dragoman.link.topics import find_topics
from dragoman.model import ExchangeKind, Precision
from dragoman.report.months import Bar
from dragoman.report.people import office_words
from dragoman.report.wording import word_days
from dragoman.web.contexts import Link, Shown
from dragoman.web.desk import Desk
from dragoman.web.drawn import draw_months
from dragoman.web.exchanges import Exchange, exchange_of
from dragoman.web.page import Page
from dragoman.web.parts import LONGEST_NAME, Statement, listed, outlet_link, person_href, short
from dragoman.web.render import query

_STATEMENTS, _PEOPLE, _EXCHANGES = 15, 60, 5
_WORDS = 60  # statements, the newest, that topics are looked for in


class Office(Shown):
    """An office in which articles let somebody speak."""

    title: str
    """As articles word it."""

    when: str
    """From the first to the last month in which they do."""

    statements: int
    """In how many statements."""


class Counted(Shown):
    """Something with a number of statements."""

    link: Link
    """What it is."""

    statements: int
    """How many."""


class Counterpart(Shown):
    """Somebody whom the speaker answers, or who answers them."""

    person: Link
    """Who."""

    exchanges: int
    """How often."""

    kinds: tuple[str, ...]
    """In which ways, with how often: ``denies 3``."""


class SpokenOf(Shown):
    """Words that return in what somebody says."""

    link: Link
    """The words, and the way to what they said with them."""

    utterances: int
    """In how many acts of speech; the wordings of one count once."""


class InMonth(Shown):
    """The statements of one month."""

    month: str | None
    """As ``2031-03``; null for those without a date."""

    statements: int
    """How many."""


class Somebody(Shown):
    """One speaker of a list."""

    link: Link
    """Their page."""

    kind: str
    """person, organisation, state, outlet, group or unnamed."""

    within: str | None
    """The state that an organ or a capital stands for, where that is known."""

    statements: int
    """How many statements; attitudes are not counted."""

    days: str
    """From the earliest to the latest."""


class PersonPage(Shown):
    """One speaker over all articles: what they said, as what, and who answered them."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    somebody: Somebody
    """Who they are."""

    names: tuple[str, ...]
    """Every spelling that articles print."""

    offices: tuple[Office, ...]
    """The offices in which articles let them speak, the first one first."""

    months: tuple[InMonth, ...]
    """How many statements each month has."""

    topics: tuple[SpokenOf, ...]
    """Words that return in their newest statements, those that tell most first."""

    outlets: tuple[Counted, ...]
    """Who carries them, the outlet with the most statements first."""

    answers: tuple[Counterpart, ...]
    """Whom they answer, most often first."""

    answered: tuple[Counterpart, ...]
    """Who answers them, most often first."""

    denied: tuple[Exchange, ...]
    """Where what they said was denied, the newest first."""

    statements: tuple[Statement, ...]
    """What they said, the newest first."""

    next: str | None
    """What they said before that."""

    picture: tuple[Markup, Markup] = Field(exclude=True)
    """The months as bars, for wide and for narrow pages."""


def person(
    desk: Desk,
    person: Annotated[str, Path(max_length=LONGEST_NAME)],
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> PersonPage:
    """The speaker with this address or name."""
    browse = desk.ledger.browse
    row = browse.person(person)
    months = browse.person_months(row.id)
    part = browse.statements(facets.Query(person=row.id), limit=_STATEMENTS, cursor=cursor)
    denied = browse.exchanges(person=row.id, side="target", kind=ExchangeKind.DENIES, limit=_EXCHANGES)
    here = person_href(row.id) or "/people"
    return PersonPage(
        somebody=somebody_of(row),
        names=tuple(short(name) for name in row.names if name != row.name),
        offices=_offices(browse.person_roles(row.id)),
        months=months_of(months),
        topics=_topics(browse.person_words(row.id, limit=_WORDS), row.id),
        outlets=counted(browse.person_outlets(row.id), outlet_way),
        answers=tuple(map(_counterpart, browse.person_answers(row.id, side="origin"))),
        answered=tuple(map(_counterpart, browse.person_answers(row.id, side="target"))),
        denied=tuple(map(exchange_of, denied.rows)),
        statements=tuple(map(listed, part.rows)),
        next=here + query(cursor=part.next) if part.next else None,
        picture=picture_of(months, speaker=row.id),
    )


def somebody_of(row: PersonRow) -> Somebody:
    """A speaker as lists show them."""
    return Somebody(
        link=Link(label=short(row.name), href=person_href(row.id) or "/people"),
        kind=row.kind.value,
        within=row.within,
        statements=row.said,
        days=word_days(row.first, row.last) if row.first or row.last else "no dates",
    )


def months_of(months: Iterable[Month]) -> tuple[InMonth, ...]:
    """Months as pages tell them."""
    return tuple(InMonth(month=_month(m.first) if m.first else None, statements=m.said) for m in months)


def _month(day: date) -> str:
    return day.isoformat()[:7]


def picture_of(months: Sequence[Month], **asked: str) -> tuple[Markup, Markup]:
    """The months as ``bars_of``, for wide and for narrow pages."""
    bars = bars_of(months, **asked)
    return draw_months(bars, is_wide=True), draw_months(bars, is_wide=False)


def bars_of(months: Sequence[Month], **asked: str) -> tuple[Bar, ...]:
    """The months as bars that lead to a search of each month; ``asked`` narrows that search."""
    searched = f"/search{query(**asked)}&month="
    return tuple(Bar(m.first, m.said, f"{searched}{_month(m.first)}") for m in months if m.first and m.said)


def counted(shares: Iterable[Share], way: Callable[[Share], Link]) -> tuple[Counted, ...]:
    """Values with their numbers, each a way to its page."""
    return tuple(Counted(link=way(share), statements=share.count) for share in shares)


def outlet_way(share: Share) -> Link:
    """The way to an outlet that is counted."""
    return outlet_link(share.value or None)


def person_way(share: Share) -> Link:
    """The way to a speaker who is counted."""
    return Link(label=short(share.label), href=person_href(share.value) or "/people")


@lru_cache(maxsize=256)  # somebody who reads on in what they said has the same topics on every page
def _topics(said: tuple[tuple[str, str], ...], person: str) -> tuple[SpokenOf, ...]:
    return tuple(
        SpokenOf(
            link=Link(label=topic.words, href="/search" + query(q=f'"{topic.words}"', speaker=person)),
            utterances=topic.count,
        )
        for topic in find_topics(said)
    )


def _offices(rows: Iterable[RoleRow]) -> tuple[Office, ...]:
    """Offices that differ in more than case and endings, each by its longest wording."""
    alike: dict[frozenset[str], list[RoleRow]] = {}
    for row in rows:
        alike.setdefault(office_words(row.title), []).append(row)
    return tuple(map(_office, alike.values()))


def _office(rows: Sequence[RoleRow]) -> Office:
    days = [day for row in rows for day in (row.first, row.last) if day]
    when = word_days(min(days), max(days), precision=Precision.MONTH) if days else "without a date"
    title = max((row.title for row in rows), key=lambda words: (len(words), words))
    return Office(title=short(title), when=when, statements=sum(row.statements for row in rows))


def _counterpart(row: Answering) -> Counterpart:
    return Counterpart(
        person=Link(label=short(row.name), href=person_href(row.person) or "/people"),
        exchanges=row.count,
        kinds=tuple(f"{kind.value} {number}" for kind, number in row.kinds),
    )


class PeoplePage(Shown):
    """Everybody who speaks, the most quoted first."""

    asked: str
    """The beginning of a name that was asked for."""

    people: tuple[Somebody, ...]
    """The speakers."""

    next: str | None
    """The following ones."""


def people(
    desk: Desk,
    q: Annotated[str, Query(max_length=100)] = "",
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> PeoplePage:
    """Speakers, those in whose names words begin with ``q``."""
    part = desk.ledger.browse.people(q, limit=_PEOPLE, cursor=cursor)
    return PeoplePage(
        asked=q,
        people=tuple(map(somebody_of, part.rows)),
        next="/people" + query(q=q, cursor=part.next) if part.next else None,
    )


PAGE = Page(
    name="person",
    path="/person/{person:path}",
    view=person,
    context=PersonPage,
    template="person.html",
    rows="statements",
)
LIST = Page(
    name="people",
    path="/people",
    view=people,
    context=PeoplePage,
    template="people.html",
    menu="People",
    rows="people",
)
