"""Searches that people keep: what is new in each since this browser looked, and how to be told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Cookie, Query

from dragoman.errors import InputError, NotInLedger
from dragoman.ledger import Ledger, facets
from dragoman.ledger.addresses import query_of
from dragoman.ledger.searches import SavedSearch
from dragoman.report.wording import word_days
from dragoman.web.contexts import Link, Shown
from dragoman.web.desk import Desk
from dragoman.web.looked import Looked
from dragoman.web.page import Page
from dragoman.web.render import segment


class Kept(Shown):
    """A search that somebody keeps."""

    link: Link
    """What it finds, under its name."""

    asked: str
    """What it looks for, in words."""

    query: str
    """The same as the parameters of an address."""

    made_by: str
    """Who keeps it."""

    made_at: str
    """Since when, in ISO form."""

    new: int | None
    """How many statements came in since this browser looked; null where it has not looked yet."""

    is_all: bool
    """Whether all of these were counted."""

    feed: str
    """Its Atom feed."""


class SearchesPage(Shown):
    """Searches that people keep, with what is new in each since this browser looked."""

    searches: tuple[Kept, ...]
    """The searches by name."""

    keep: str
    """The parameters of a search that can be kept now; empty where none was given."""

    asked: str
    """The same in words."""


def searches(
    desk: Desk,
    keep: Annotated[str, Query(max_length=4000, description="parameters of a search to be kept")] = "",
    looked: Annotated[str, Cookie(max_length=4000, include_in_schema=False)] = "",
) -> SearchesPage:
    """All kept searches. Raises ``InputError`` where ``keep`` is no search."""
    asked = asked_words(desk.ledger, query_of(keep)) if keep else ""
    marks = Looked.of(looked)
    kept = tuple(kept_of(desk.ledger, search, marks) for search in desk.ledger.searches.all())
    return SearchesPage(searches=kept, keep=keep.lstrip("?"), asked=asked)


def kept_of(ledger: Ledger, search: SavedSearch, looked: Looked) -> Kept:
    """A kept search as the list shows it."""
    try:
        query: facets.Query | None = query_of(search.query)
    except InputError:
        query = None
    mark = looked.up_to(search.name)
    found = ledger.arrivals.of(query, after=mark, limit=0) if query is not None and mark is not None else None
    return Kept(
        link=Link(label=search.name, href=f"/searches/{segment(search.name)}"),
        asked=asked_words(ledger, query) if query is not None else "this version does not understand it",
        query=search.query,
        made_by=search.made_by,
        made_at=search.made_at.isoformat(timespec="seconds"),
        new=found.count if found is not None else None,
        is_all=found is None or found.is_all,
        feed=f"/feeds/saved/{segment(search.name)}",
    )


def asked_words(ledger: Ledger, query: facets.Query) -> str:
    """What a query looks for, in words."""
    return " · ".join(_asked(ledger, query)) or "everything"


def _asked(ledger: Ledger, query: facets.Query) -> Iterator[str]:
    if query.words:
        yield f"“{query.words}”"
    if query.person:
        yield f"by {_name(ledger, query.person)}"
    if query.outlet:
        yield f"in {query.outlet}"
    if query.first or query.last:
        yield word_days(query.first, query.last)
    for one in (query.kind, query.act):
        if one:
            yield one.value
    if query.mode != "said":
        yield query.mode.value if query.mode else "said or thought"
    if query.language:
        yield f"language {query.language}"


def _name(ledger: Ledger, person: str) -> str:
    """Whom an address of a person means."""
    try:
        return ledger.browse.person(person).name
    except NotInLedger:
        return person


PAGE = Page(
    name="searches",
    path="/searches",
    view=searches,
    context=SearchesPage,
    template="searches.html",
    rows="searches",
)
