"""Exchanges: which utterance answers, denies, contradicts, agrees with or repeats which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from dragoman.model import Evidence, Exchange
from dragoman.report.exporters.base import Exporter, Field, Row, Shape, Wanted, span_rows
from dragoman.report.view import EntryView, LedgerView

_FIELDS = (
    Field("id", "made from its kind and both utterances", brief=True),
    Field("kind", "`answers`, `denies`, `contradicts`, `agrees` or `repeats`", brief=True),
    Field("from", "id of the utterance that does so", brief=True),
    Field("to", "id of the utterance that it is done to", brief=True),
    Field("evidence", "the words that show it, with their article's name", Shape.NESTED),
    Field("inferred", "true where no word says so and it was concluded from what is said", Shape.TRUTH),
    Field("doubt", "0 (sure) to 1", Shape.NUMBER),
)


class HasEntries(Protocol):
    """What knows an article by its id."""

    def entry(self, name: str) -> EntryView:
        """One article by its id."""


def _fields(_: Wanted) -> tuple[Field, ...]:
    return _FIELDS


def exchange_row(exchange: Exchange, evidence: Sequence[Row] | None = None) -> Row:
    """One exchange as a line of the export; its evidence is its places where no words are given."""
    places = [
        {"article": place.article, "start": place.span.start, "end": place.span.end}
        for place in exchange.evidence
    ]
    return {
        "id": exchange.id,
        "kind": exchange.kind.value,
        "from": exchange.origin,
        "to": exchange.target,
        "evidence": places if evidence is None else list(evidence),
        "inferred": exchange.inferred,
        "doubt": exchange.doubt,
    }


def _rows(ledger: LedgerView, wanted: Wanted) -> Iterator[Row]:
    for exchange in ledger.exchanges():
        if not wanted.has(exchange.id):
            continue
        yield exchange_row(exchange, evidence_rows(exchange.evidence, ledger))


def evidence_rows(evidence: Iterable[Evidence], ledger: HasEntries) -> list[Row]:
    """The words of each place, with their article's name."""
    rows: list[Row] = []
    for place in evidence:
        article = ledger.entry(place.article).reading.article
        rows.append({"doc": article.doc, **span_rows((place.span,), article.text)[0]})
    return rows


EXPORTER = Exporter("exchanges", "who answers, denies or contradicts whom", _fields, _rows)
