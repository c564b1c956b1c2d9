"""Figures: quantities that somebody asserts, and how they stand to others for the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from dragoman.model import Alignment, Figure
from dragoman.report.exporters.base import Exporter, Field, Row, Shape, Wanted, span_rows
from dragoman.report.view import EntryView, LedgerView

_FIELDS = (
    Field("id", "made from its article's id and its place", brief=True),
    Field("doc", "name of the article"),
    Field("start", "where its words begin, in code points", Shape.COUNT),
    Field("end", "where they end, exclusive", Shape.COUNT),
    Field("text", "its words", brief=True),
    Field("low", "the least value that the words allow; null is open", Shape.NUMBER, brief=True),
    Field("high", "the greatest; null is open", Shape.NUMBER, brief=True),
    Field("unit", "in what it is counted", brief=True),
    Field("what", "what is counted", brief=True),
    Field("where", "where"),
    Field("by", "id of the statement that asserts it; null where the outlet itself does"),
    Field("aligned_with", "figures for the same thing, and how each stands to this one", Shape.NESTED),
)


def _fields(_: Wanted) -> tuple[Field, ...]:
    return _FIELDS


def _rows(ledger: LedgerView, wanted: Wanted) -> Iterator[Row]:
    aligned = aligned_rows(ledger.alignments())
    for figure in ledger.figures():
        if wanted.has(figure.id):
            yield figure_row(figure, ledger.entry(figure.article), aligned.get(figure.id, ()))


def aligned_rows(alignments: Iterable[Alignment]) -> dict[str, list[Row]]:
    """The other figures for the same thing, by the id of each."""
    aligned: dict[str, list[Row]] = defaultdict(list)
    for pair in alignments:
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            aligned[one].append({"id": other, "relation": pair.relation.value})
    return aligned


def figure_row(figure: Figure, entry: EntryView, aligned: Iterable[Row]) -> Row:
    """One figure as a line of the export."""
    article = entry.reading.article
    return {
        "id": figure.id,
        "doc": article.doc,
        **span_rows((figure.span,), article.text)[0],
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "what": figure.what,
        "where": figure.where,
        "by": figure.by,
        "aligned_with": list(aligned),
    }


EXPORTER = Exporter("figures", "quantities asserted, and others for the same thing", _fields, _rows)
