"""How each list is made: what is found, as nouns, rows and what shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from dragoman.ledger import Ledger
from dragoman.linking import LinkedLedger
from dragoman.model import Article, Exchange, ExchangeKind, Figure, Statement, Utterance
from dragoman.notebook import showing
from dragoman.notebook.asked import Asked, Days, is_named
from dragoman.notebook.finding import find_articles, find_statements, find_utterances
from dragoman.notebook.listing import Line, Listing, worded
from dragoman.report.exporters import EXPORTERS, Field, Wanted
from dragoman.report.exporters.articles import article_row
from dragoman.report.exporters.base import said_on
from dragoman.report.exporters.exchanges import evidence_rows, exchange_row
from dragoman.report.exporters.figures import aligned_rows, figure_row
from dragoman.report.exporters.statements import statement_row
from dragoman.report.exporters.utterances import utterance_row


def _fields(name: str, wanted: Wanted | None = None) -> tuple[Field, ...]:
    return EXPORTERS[name].fields(wanted or Wanted())


def articles(
    ledger: Ledger,
    words: str | None,
    outlet: str | None,
    days: Days,
    language: str | None,
    with_text: bool,
    limit: int | None,
) -> Listing[Article]:
    """See ``Notebook.articles``."""
    wanted = Wanted(with_text=with_text)

    def lines() -> Iterator[Line[Article]]:
        for entry in find_articles(ledger, words, outlet, days, language):
            row = article_row(entry, wanted)
            yield Line(entry.reading.article, row, partial(showing.article, entry))

    asked = {**Asked(words=words, outlet=outlet, days=days).told(), "language": language}
    return Listing(worded("articles", asked), _fields("articles", wanted), lines, limit)


def statements(ledger: Ledger, asked: Asked, limit: int | None) -> Listing[Statement]:
    """See ``Notebook.statements``."""

    def lines() -> Iterator[Line[Statement]]:
        for entry, found in find_statements(ledger, asked):
            row, said = statement_row(found, entry.reading, entry.loans), said_on(found, entry.loans)
            yield Line(found, row, partial(showing.statement, found, entry, said))

    return Listing(worded("statements", asked.told()), _fields("statements"), lines, limit)


def utterances(ledger: Ledger, asked: Asked, limit: int | None) -> Listing[Utterance]:
    """See ``Notebook.utterances``."""

    def lines() -> Iterator[Line[Utterance]]:
        for told in find_utterances(LinkedLedger(ledger), ledger, asked):
            yield Line(told.utterance, utterance_row(told), partial(showing.utterance, told))

    return Listing(worded("utterances", asked.told()), _fields("utterances"), lines, limit)


def exchanges(
    ledger: Ledger, asked: Asked, kind: ExchangeKind | None, about: str | None, limit: int | None
) -> Listing[Exchange]:
    """See ``Notebook.exchanges``."""

    def lines() -> Iterator[Line[Exchange]]:
        linked, is_side = LinkedLedger(ledger), _sides(ledger, asked)
        for found in ledger.links.exchanges(about):
            if kind in (None, found.kind) and (is_side(found.origin) or is_side(found.target)):
                evidence = evidence_rows(found.evidence, linked)
                sides = tuple(linked.tell(ledger.links.utterance(id)) for id in (found.origin, found.target))
                row = exchange_row(found, evidence)
                yield Line(found, row, partial(showing.exchange, found, sides, evidence))

    name = worded("exchanges", {**asked.told(), "kind": kind, "about": about})
    return Listing(name, _fields("exchanges"), lines, limit)


def _sides(ledger: Ledger, asked: Asked) -> Callable[[str], bool]:
    """Whether an utterance is one of those asked for."""
    if asked.is_anything:
        return lambda _id: True
    wanted = {statement.id for _, statement in find_statements(ledger, asked)}
    return lambda id: not wanted.isdisjoint(ledger.links.utterance(id).statements)


def figures(ledger: Ledger, asked: Asked, unit: str | None, limit: int | None) -> Listing[Figure]:
    """See ``Notebook.figures``."""

    def lines() -> Iterator[Line[Figure]]:
        linked, aligned = LinkedLedger(ledger), aligned_rows(ledger.links.alignments())
        spoken = _spoken(ledger, asked)
        for found in ledger.links.figures():
            entry = linked.entry(found.article)
            page = entry.reading.page
            if (
                unit in (None, found.unit)
                and (asked.words is None or is_named(asked.words, found.what))
                and (asked.outlet is None or is_named(asked.outlet, page.outlet))
                and asked.days.may_hold(page.published)
                and (spoken is None or found.by in spoken)
            ):
                row = figure_row(found, entry, aligned.get(found.id, ()))
                yield Line(found, row, partial(showing.figure, found, entry))

    return Listing(worded("figures", {**asked.told(), "unit": unit}), _fields("figures"), lines, limit)


def _spoken(ledger: Ledger, asked: Asked) -> set[str] | None:
    """The statements of the speaker asked for; ``None`` where nobody is."""
    if asked.speaker is None:
        return None
    by = replace(Asked(), speaker=asked.speaker)
    return {statement.id for _, statement in find_statements(ledger, by)}
