"""Finding what was asked for in a ledger, one article in memory at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import Protocol, TypeVar

from dragoman.ledger import Entry, Ledger
from dragoman.ledger.browse_rows import Part
from dragoman.ledger.facets import Query
from dragoman.linking import LinkedLedger, Told
from dragoman.model import Interval, Statement, Utterance
from dragoman.notebook.asked import Asked, Days, is_named
from dragoman.report.exporters.base import said_on

_Row = TypeVar("_Row")
_ALL = 2**31 - 1
_PART = 500  # rows that are had at once


def find_articles(
    ledger: Ledger, words: str | None, outlet: str | None, days: Days, language: str | None
) -> Iterator[Entry]:
    """The articles asked for, the first published first."""
    for entry in ledger.entries():
        page = entry.reading.page
        if (
            days.may_hold(page.published)
            and language in (None, page.language)
            and (outlet is None or is_named(outlet, page.outlet))
            and (words is None or is_named(words, page.title))
        ):
            yield entry


def find_statements(ledger: Ledger, asked: Asked) -> Iterator[tuple[Entry, Statement]]:
    """The statements asked for, in the order of their articles and of the text."""
    wanted, homes = _candidates(ledger, asked)
    for entry in ledger.entries() if homes is None else _in_order(ledger, homes):
        published = entry.reading.page.published
        if asked.outlet is not None and not is_named(asked.outlet, entry.reading.page.outlet):
            continue
        for statement in entry.reading.statements:
            if (
                asked.fits(statement)
                and (wanted is None or statement.id in wanted)
                and asked.days.may_hold(said_on(statement, entry.loans) or published)
            ):
                yield entry, statement


class _Placed(Protocol):
    """What tells where an article stands among the others."""

    @property
    def article(self) -> str: ...

    @property
    def doc(self) -> str: ...

    @property
    def published(self) -> Interval | None: ...


def _candidates(ledger: Ledger, asked: Asked) -> tuple[set[str] | None, Collection[_Placed] | None]:
    """The statements that words and speaker leave, by id, and where they stand, without reading an article;
    ``None`` where these narrow nothing down."""
    found: dict[str, _Placed] | None = None
    if asked.words is not None:
        found = {hit.statement: hit for hit in ledger.search(asked.words, _ALL)}
    if asked.speaker is not None:
        spoken = _spoken_by(ledger, asked.speaker)
        found = spoken if found is None else {id: one for id, one in found.items() if id in spoken}
    return (None, None) if found is None else (set(found), found.values())


def _spoken_by(ledger: Ledger, name: str) -> dict[str, _Placed]:
    """What those say who have such a name, in any spelling that linking knows, and unnamed sources whose
    description has its words."""
    found: dict[str, _Placed] = {
        hit.statement: hit for hit in ledger.search(name, _ALL) if is_named(name, hit.speaker)
    }
    for person in _all(partial(ledger.browse.people, name)):
        if is_named(name, person.name, *person.names):
            rows = _all(partial(ledger.browse.statements, Query(person=person.id, mode=None)))
            found.update((row.id, row) for row in rows)
    return found


class _Paged(Protocol[_Row]):
    """A list of rows that is had part by part."""

    def __call__(self, *, limit: int, cursor: str | None) -> Part[_Row]: ...


def _all(listed: _Paged[_Row]) -> Iterator[_Row]:
    """All rows of a list."""
    part = listed(limit=_PART, cursor=None)
    yield from part.rows
    while part.next is not None:
        part = listed(limit=_PART, cursor=part.next)
        yield from part.rows


def _in_order(ledger: Ledger, homes: Iterable[_Placed]) -> Iterator[Entry]:
    """The articles of these statements, in the order in which the ledger has its articles."""
    return map(ledger.entry, dict.fromkeys(home.article for home in sorted(homes, key=_published)))


def _published(home: _Placed) -> tuple[bool, str, str]:
    day = (home.published.first or home.published.last) if home.published else None
    return day is None, str(day), home.doc


def find_utterances(ledger: LinkedLedger, held: Ledger, asked: Asked) -> Iterator[Told]:
    """The utterances of which a statement is asked for, by id."""
    if asked.is_anything:
        return ledger.utterances()
    wanted = {statement.id for _, statement in find_statements(held, asked)}

    def is_wanted(utterance: Utterance) -> bool:
        return not wanted.isdisjoint(utterance.statements)

    return ledger.utterances(is_wanted)
