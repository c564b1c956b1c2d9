"""Search: words or their meaning, and facets; every query an address."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Literal

from fastapi import Query
from pydantic import Field

from dragoman.errors import InputError
from dragoman.ledger import facets
from dragoman.ledger.browse_rows import Facets, Found, Share, StatementRow
from dragoman.linking.meaning import find_by_meaning, knows_meaning, word_likeness
from dragoman.model import Act, Kind, Mode
from dragoman.web.contexts import Link, Shown
from dragoman.web.desk import Desk
from dragoman.web.page import Page
from dragoman.web.parts import LONGEST_NAME, Statement, fields_of, short
from dragoman.web.render import query

_FINDS = 25
_VALUES = 12  # values of a facet that are shown

Sort = Literal["relevance", "date"]
Modes = Literal["said", "attitude", "both"]
By = Literal["words", "meaning"]

_FEW = 5  # finds of words up to which the way to those of their meaning is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query as its address has it."""

    q: str = ""
    speaker: str = ""
    outlet: str = ""
    first: date | None = None
    last: date | None = None
    kind: str = ""
    act: str = ""
    mode: Modes = "said"
    language: str = ""
    by: By = "words"
    sort: Sort = "relevance"

    def href(self, path: str = "/search", *, cursor: str | None = None) -> str:
        """Its address."""
        return path + query(**self.parameters(), cursor=cursor)

    def parameters(self) -> dict[str, str | None]:
        """What its address has."""
        return {
            "from": self.first.isoformat() if self.first else None,
            "to": self.last.isoformat() if self.last else None,
            "q": self.q,
            "speaker": self.speaker,
            "outlet": self.outlet,
            "kind": self.kind,
            "act": self.act,
            "mode": self.mode if self.mode != "said" else None,
            "language": self.language,
            "by": self.by if self.by != "words" else None,
            "sort": self.sort if self.sort != "relevance" else None,
        }

    def ledger_query(self) -> facets.Query:
        """As the ledger takes it."""
        return facets.Query(
            words=self.q,
            person=self.speaker or None,
            outlet=self.outlet or None,
            first=self.first,
            last=self.last,
            kind=Kind(self.kind) if self.kind else None,
            act=Act(self.act) if self.act else None,
            mode=None if self.mode == "both" else Mode(self.mode),
            language=self.language or None,
        )


class Value(Shown):
    """One value of a facet."""

    link: Link
    """The query narrowed to it, or without it where it is chosen."""

    statements: int
    """How many finds have it."""

    is_chosen: bool
    """Whether the query asks for it already."""


class Facet(Shown):
    """What the finds fall into."""

    name: str
    """speaker, outlet, month, kind, act, mode or language."""

    values: tuple[Value, ...]
    """Its values, the most frequent first; months by time."""


class Find(Statement):
    """A statement that was found."""

    likeness: str | None
    """How like it is in meaning: much alike, alike, akin or perhaps akin; null in a search for words."""

    cosine: float | None
    """The same as a number, at most 1: the cosine of the two vectors. It tells no more than that."""


class SearchPage(Shown):
    """Statements that hold some words, or are nearest to them in meaning, narrowed by speaker, outlet, date,
    kind, act and language."""

    words: str
    """The words that were looked for."""

    by: str
    """words: all of them occur; meaning: what was said is like them, in whatever words."""

    statements: tuple[Find, ...]
    """What was found."""

    count: int
    """How many there are; at least so many where not all were counted. The nearest in meaning are no more
    than 300."""

    is_all: bool
    """Whether all were counted."""

    sort: str
    """How they stand: by relevance or by date. Ranking very common words is given up for the date."""

    facets: tuple[Facet, ...]
    """What they fall into."""

    counted_over: int
    """Over how many finds, the newest ones, facets are counted."""

    next: str | None
    """The following finds."""

    feed: str | None
    """This search as an Atom feed; null for a search by meaning, which always finds the nearest."""

    ways: tuple[tuple[str, str, bool], ...] = Field(exclude=True)
    """By words and by meaning: name, address, whether it is this one; none where no encoder is installed."""

    by_meaning: str | None = Field(exclude=True)
    """The same words by meaning, where few statements have them."""

    asked: Asked = Field(exclude=True)
    """The query, for the form."""

    sorts: tuple[tuple[str, str, bool], ...] = Field(exclude=True)
    """The ways to sort: name, address, whether it is this one."""


def search(
    desk: Desk,
    q: Annotated[str, Query(max_length=500, description="words; any characters")] = "",
    speaker: Annotated[str, Query(max_length=LONGEST_NAME, description="a person's id or name")] = "",
    outlet: Annotated[str, Query(max_length=LONGEST_NAME, description="an outlet's name")] = "",
    first: Annotated[str, Query(alias="from", max_length=10, description="a day, YYYY-MM-DD")] = "",
    last: Annotated[str, Query(alias="to", max_length=10, description="a day, YYYY-MM-DD")] = "",
    month: Annotated[str, Query(max_length=7, description="a month, YYYY-MM")] = "",
    kind: Annotated[Literal["", "direct", "indirect", "mixed"], Query()] = "",
    act: Annotated[
        Literal["", "asserts", "denies", "demands", "promises", "threatens", "asks", "expresses"], Query()
    ] = "",
    mode: Annotated[Modes, Query()] = "said",
    language: Annotated[str, Query(max_length=10)] = "",
    by: Annotated[By, Query(description="whether the words occur, or the meaning is like theirs")] = "words",
    sort: Annotated[Sort, Query()] = "relevance",
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> SearchPage:
    """What is found. Words may be anything; a day that is none is refused."""
    days = _month(month) if month else (_day(first, "from"), _day(last, "to"))
    asked = Asked(
        q=q,
        speaker=speaker,
        outlet=outlet,
        first=days[0],
        last=days[1],
        kind=kind,
        act=act,
        mode=mode,
        language=language,
        by=by if q.strip() else "words",
        sort=sort,
    )
    found = _found(desk, asked, cursor)
    ways = _ways(asked)
    is_few = asked.by == "words" and cursor is None and found.count <= _FEW
    return SearchPage(
        words=q,
        by=asked.by,
        statements=tuple(_find(row, found.likeness.get(row.id)) for row in found.rows),
        count=found.count,
        is_all=found.is_all,
        sort=found.sort,
        facets=tuple(_facets(found.facets, asked)) if found.facets else (),
        counted_over=found.facets.counted_over if found.facets else 0,
        next=asked.href(cursor=found.next) if found.next else None,
        feed=asked.href("/feeds/search") if asked.by == "words" else None,
        ways=ways,
        by_meaning=ways[1][1] if ways and is_few else None,
        asked=asked,
        sorts=tuple((s, replace(asked, sort=s).href(), s == found.sort) for s in ("relevance", "date")),
    )


def _found(desk: Desk, asked: Asked, cursor: str | None) -> Found:
    query = asked.ledger_query()
    if asked.by == "meaning":
        return find_by_meaning(desk.ledger, query, sort=asked.sort, limit=_FINDS, cursor=cursor)
    return desk.ledger.browse.search(query, sort=asked.sort, limit=_FINDS, cursor=cursor)


def _ways(asked: Asked) -> tuple[tuple[str, str, bool], ...]:
    """The two ways to look for some words. What was thought but not said has no vectors."""
    if not asked.q.strip() or not knows_meaning():
        return ()
    by_words, by_meaning = replace(asked, by="words"), replace(asked, by="meaning", mode="said")
    return (
        ("words", by_words.href(), asked.by == "words"),
        ("meaning", by_meaning.href(), asked.by == "meaning"),
    )


def _find(row: StatementRow, cosine: float | None) -> Find:
    return Find(
        **fields_of(row),
        likeness=None if cosine is None else word_likeness(cosine),
        cosine=None if cosine is None else round(cosine, 3),
    )


def _day(words: str, name: str) -> date | None:
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise InputError(f"{name}: {words!r} is no day", "write it as 2031-03-10") from error


def _month(words: str) -> tuple[date, date]:
    """The first and the last day of a month."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})", words)
    if match is None or not 1 <= int(match[2]) <= 12 or int(match[1]) == 0:
        raise InputError(f"month: {words!r} is no month", "write it as 2031-03")
    year, month = int(match[1]), int(match[2])
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _facets(found: Facets, asked: Asked) -> Iterator[Facet]:
    """Each facet with more than one value, or with the one that was chosen."""
    given = asked.parameters()
    for name, shares, chosen in (
        ("speaker", found.people, asked.speaker),
        ("outlet", found.outlets, asked.outlet),
        ("act", found.acts, asked.act),
        ("kind", found.kinds, asked.kind),
        ("month", found.months, f"{asked.first:%Y-%m}" if asked.first else ""),
        ("language", found.languages, asked.language),
    ):
        values = tuple(
            _value(given, name, share, chosen)
            for share in shares[:_VALUES]
            if 0 < len(share.value) <= LONGEST_NAME
        )
        if len(values) > 1 or any(value.is_chosen for value in values):
            yield Facet(name=name, values=values)


def _value(given: Mapping[str, str | None], name: str, share: Share, chosen: str) -> Value:
    is_chosen = chosen in (share.value, share.label)
    href = "/search" + query(**{**given, **narrowed(name, "" if is_chosen else share.value)})
    return Value(link=Link(label=short(share.label), href=href), statements=share.count, is_chosen=is_chosen)


def narrowed(name: str, value: str) -> dict[str, str | None]:
    """The parameters of an address that narrow a query to a value of one facet."""
    if name == "month":
        first, last = _month(value) if value else (None, None)
        return {"from": first.isoformat() if first else None, "to": last.isoformat() if last else None}
    return {name: value}


PAGE = Page(
    name="search",
    path="/search",
    view=search,
    context=SearchPage,
    template="search.html",
    menu="Search",
    rows="statements",
)
