"""Finding what was asked for in a ledger, one article in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dragoman.ledger import Entry, Hit, Ledger
from dragoman.linking import LinkedLedger, Told
from dragoman.model import Statement, Utterance
from dragoman.notebook.asked import Asked, Days, is_named
from dragoman.report.exporters.base import said_on

_ALL = 2**31 - 1


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
    speaks = _speakers(ledger, asked.speaker)
    hits = {hit.statement: hit for hit in ledger.search(asked.words, _ALL)} if asked.words else None
    for entry in ledger.entries() if hits is None else _homes(ledger, hits.values()):
        if asked.outlet is not None and not is_named(asked.outlet, entry.reading.page.outlet):
            continue
        for statement in entry.reading.statements:
            if (
                asked.fits(statement)
                and (hits is None or statement.id in hits)
                and speaks(entry, statement)
                and asked.days.may_hold(said_on(statement, entry.loans) or entry.reading.page.published)
            ):
                yield entry, statement


def _homes(ledger: Ledger, hits: Iterable[Hit]) -> Iterator[Entry]:
    """The articles of these statements, in the order in which the ledger has its articles."""
    ordered = sorted(hits, key=_published)
    return map(ledger.entry, dict.fromkeys(hit.article for hit in ordered))


def _published(hit: Hit) -> tuple[bool, str, str]:
    day = (hit.published.first or hit.published.last) if hit.published else None
    return day is None, str(day), hit.doc


def _speakers(ledger: Ledger, name: str | None) -> Callable[[Entry, Statement], bool]:
    """Whether somebody of this name makes a statement, by all names that linking knows for them."""
    if name is None:
        return lambda _entry, _statement: True
    met = {
        member
        for person in ledger.links.people()
        if is_named(name, person.name, *person.names)
        for member in person.members
    }

    def speaks(entry: Entry, statement: Statement) -> bool:
        speaker = entry.reading.actor(statement.speaker)
        return speaker is not None and (
            (statement.article, speaker.id) in met or is_named(name, speaker.name)
        )

    return speaks


def find_utterances(ledger: LinkedLedger, held: Ledger, asked: Asked) -> Iterator[Told]:
    """The utterances of which a statement is asked for, by id."""
    if asked.is_anything:
        return ledger.utterances()
    wanted = {statement.id for _, statement in find_statements(held, asked)}

    def is_wanted(utterance: Utterance) -> bool:
        return not wanted.isdisjoint(utterance.statements)

    return ledger.utterances(is_wanted)
