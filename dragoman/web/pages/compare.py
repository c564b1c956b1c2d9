"""Compare: two outlets, two people or two spans of days side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from fastapi import Query
from markupsafe import Markup
from pydantic import ConfigDict, Field

from dragoman.errors import InputError, NotInLedger
from dragoman.ledger import facets
from dragoman.ledger.browse_rows import Facets, Month, Share
from dragoman.report.wording import word_days
from dragoman.web.contexts import Link, Shown
from dragoman.web.desk import Desk
from dragoman.web.drawn import draw_months
from dragoman.web.exchanges import Exchange, exchange_of
from dragoman.web.page import Page
from dragoman.web.pages.person import bars_of
from dragoman.web.pages.story import Utterance, utterance_of
from dragoman.web.parts import outlet_link, person_href, short
from dragoman.web.render import query as query_text

What = Literal["outlets", "people", "days"]

_SHOWN, _NAMES, _MONTHS = 10, 60, 36
_NOTHING = Facets(
    people=(),
    outlets=(),
    months=(),
    kinds=(),
    acts=(),
    modes=(),
    languages=(),
    counted_over=0,
    is_all=True,
)


class Half(Shown):
    """One of the two sides."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    link: Link
    """Its page, or a search of its days."""

    statements: int
    """How many statements it has, at least where not all were counted; attitudes are left out."""

    is_all: bool
    """Whether all were counted."""

    picture: Markup | None = Field(exclude=True)
    """The months as bars; empty for a single month."""


class Beside(Shown):
    """Two numbers of statements beside each other."""

    link: Link
    """What is counted; a way to its page where it has one."""

    one: int
    """How many the one side has."""

    other: int
    """How many the other side has."""


class ComparePage(Shown):
    """Two outlets, two people or two spans of days side by side.

    How much each has, when and by whom, what both carried, and what only one did."""

    what: What
    """What is compared."""

    one: Half | None
    """The one side; null where it was not asked for, or is not here."""

    other: Half | None
    """The other side."""

    missing: tuple[str, ...]
    """Which side is not here, in words."""

    months: tuple[Beside, ...]
    """Statements by month."""

    who: tuple[Beside, ...]
    """Statements by speaker; by outlet where people are compared."""

    acts: tuple[Beside, ...]
    """Statements by act."""

    counted_over: tuple[int, int]
    """Over how many statements of each side, the newest ones, speakers, outlets and acts are counted."""

    both: tuple[Utterance, ...]
    """Utterances that both carried; those said in both spans of days."""

    only_one: tuple[Utterance, ...]
    """Utterances that the one side alone carried, the newest first."""

    only_other: tuple[Utterance, ...]
    """Utterances that the other side alone carried."""

    numbers: tuple[int, int, int]
    """How many utterances are in both, in the one alone and in the other alone."""

    is_all: bool
    """Whether these were found among all statements of both, and not among the newest ones."""

    exchanges: tuple[Exchange, ...]
    """Where two people answer each other, the newest first."""

    asked: tuple[str, ...] = Field(exclude=True)
    """What the form has: both names, and the days of both spans."""

    names: tuple[str, ...] = Field(exclude=True)
    """Names to choose from."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One side as it is looked up."""

    half: Half
    query: facets.Query
    months: Mapping[str, int]
    counted: Facets


def compare(
    desk: Desk,
    what: Annotated[What, Query(description="what is compared")] = "outlets",
    one: Annotated[str, Query(max_length=500, description="an outlet, or a person's name or id")] = "",
    other: Annotated[str, Query(max_length=500, description="the one to lay beside it")] = "",
    one_from: Annotated[str, Query(max_length=10, description="a day, YYYY-MM-DD")] = "",
    one_to: Annotated[str, Query(max_length=10, description="a day, YYYY-MM-DD")] = "",
    other_from: Annotated[str, Query(max_length=10, description="a day, YYYY-MM-DD")] = "",
    other_to: Annotated[str, Query(max_length=10, description="a day, YYYY-MM-DD")] = "",
) -> ComparePage:
    """Both sides. A name that is not here is told and not refused."""
    asked = (one, other, one_from, one_to, other_from, other_to)
    if what == "days":
        sides = [_span(desk, one_from, one_to), _span(desk, other_from, other_to)]
    else:
        sides = [_named(desk, what, name.strip()) for name in (one, other)]
    given = (one, other) if what != "days" else ("", "")
    missing = tuple(name for name, side in zip(given, sides, strict=True) if name.strip() and side is None)
    page = ComparePage(
        what=what,
        one=None,
        other=None,
        missing=missing,
        months=(),
        who=(),
        acts=(),
        counted_over=(0, 0),
        both=(),
        only_one=(),
        only_other=(),
        numbers=(0, 0, 0),
        is_all=True,
        exchanges=(),
        asked=asked,
        names=_names(desk, what),
    )
    first, second = sides
    if first is None or second is None:
        return page
    return page.model_copy(update=_laid(desk, what, first, second))


def _laid(desk: Desk, what: What, one: _Side, other: _Side) -> dict[str, object]:
    """The fields of two sides beside each other."""
    found: dict[str, object] = {
        "one": one.half,
        "other": other.half,
        "months": _months(one, other),
        "who": _beside(one, other, "outlets" if what == "people" else "people"),
        "acts": _beside(one, other, "acts"),
        "counted_over": (one.counted.counted_over, other.counted.counted_over),
    }
    if what == "people":
        ties = desk.ledger.beside.between(one.query.person or "", other.query.person or "", limit=_SHOWN)
        return {**found, "exchanges": tuple(map(exchange_of, ties))}
    shared = desk.ledger.beside.shared(one.query, other.query, limit=_SHOWN)
    return {
        **found,
        "both": tuple(map(utterance_of, shared.both)),
        "only_one": tuple(map(utterance_of, shared.one)),
        "only_other": tuple(map(utterance_of, shared.other)),
        "numbers": (shared.in_both, shared.only_one, shared.only_other),
        "is_all": shared.is_all,
    }


def _named(desk: Desk, what: What, name: str) -> _Side | None:
    """An outlet or a person; ``None`` where there is none of that name."""
    try:
        return (_outlet if what == "outlets" else _person)(desk, name) if name else None
    except NotInLedger:
        return None


def _outlet(desk: Desk, name: str) -> _Side:
    row = desk.ledger.browse.outlet(name)
    months = desk.ledger.browse.outlet_months(row.name)
    query = facets.Query(outlet=row.name)
    half = Half(
        link=outlet_link(row.name),
        statements=row.said,
        is_all=True,
        picture=draw_months(bars_of(months, outlet=row.name), is_wide=False),
    )
    return _Side(half, query, _by_month(months), _counted(desk, query))


def _person(desk: Desk, name: str) -> _Side:
    row = desk.ledger.browse.person(name)
    months = desk.ledger.browse.person_months(row.id)
    query = facets.Query(person=row.id)
    half = Half(
        link=Link(label=short(row.name), href=person_href(row.id) or "/people"),
        statements=row.said,
        is_all=True,
        picture=draw_months(bars_of(months, speaker=row.id), is_wide=False),
    )
    return _Side(half, query, _by_month(months), _counted(desk, query))


def _span(desk: Desk, first: str, last: str) -> _Side | None:
    """The days from one to another; ``None`` where neither is given."""
    if not first and not last:
        return None
    query = facets.Query(first=_day(first), last=_day(last))
    counted = _counted(desk, query)
    link = Link(label=_days(query), href="/search" + query_text(**{"from": first}, to=last))
    half = Half(link=link, statements=counted.counted_over, is_all=counted.is_all, picture=None)
    return _Side(half, query, {share.value: share.count for share in counted.months}, counted)


def _days(query: facets.Query) -> str:
    if query.first and query.last:
        return word_days(query.first, query.last)
    return f"since {word_days(query.first, query.first)}" if query.first else word_days(None, query.last)


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise InputError(f"{words!r} is no day", "write it as 2031-03-10") from error


def _counted(desk: Desk, query: facets.Query) -> Facets:
    return desk.ledger.beside.counted(query) or _NOTHING


def _by_month(months: Iterable[Month]) -> dict[str, int]:
    return {month.first.isoformat()[:7] if month.first else "": month.said for month in months}


def _months(one: _Side, other: _Side) -> tuple[Beside, ...]:
    """The newest months of both."""
    held = sorted({*one.months, *other.months})[-_MONTHS:]
    return tuple(
        Beside(
            link=Link(label=month or "without a date", href="/search" + query_text(month=month)),
            one=one.months.get(month, 0),
            other=other.months.get(month, 0),
        )
        for month in held
    )


def _beside(one: _Side, other: _Side, what: Literal["people", "outlets", "acts"]) -> tuple[Beside, ...]:
    """The values of a facet of both, the most frequent first."""
    ours, theirs = (_shares(side.counted, what) for side in (one, other))
    labels = {value: label for shares in (theirs, ours) for value, (label, _) in shares.items()}
    numbers = {v: (ours.get(v, ("", 0))[1], theirs.get(v, ("", 0))[1]) for v in labels}
    ordered = sorted(numbers, key=lambda value: (-sum(numbers[value]), value))[:_SHOWN]
    return tuple(
        Beside(link=_way(what, v, labels[v]), one=numbers[v][0], other=numbers[v][1]) for v in ordered
    )


def _shares(counted: Facets, what: Literal["people", "outlets", "acts"]) -> dict[str, tuple[str, int]]:
    shares: tuple[Share, ...] = getattr(counted, what)
    return {share.value: (share.label, share.count) for share in shares}


def _way(what: Literal["people", "outlets", "acts"], value: str, label: str) -> Link:
    if what == "outlets":
        return outlet_link(value)
    href = person_href(value) if what == "people" else "/search" + query_text(act=value)
    return Link(label=short(label), href=href or "/people")


def _names(desk: Desk, what: What) -> tuple[str, ...]:
    """Names to choose from, the most frequent ones."""
    browse = desk.ledger.browse
    if what == "days":
        return ()
    rows = browse.outlets(limit=_NAMES).rows if what == "outlets" else browse.people(limit=_NAMES).rows
    return tuple(row.name for row in rows)


PAGE = Page(
    name="compare",
    path="/compare",
    view=compare,
    context=ComparePage,
    template="compare.html",
    rows="both",
)
