"""Statements: who said what, with the words that say so, one line a statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model import JudgedReading, Loan, Reading, Statement
from dragoman.report.exporters.base import (
    Exporter,
    Field,
    Row,
    Shape,
    Wanted,
    interval_row,
    said_on,
    span_rows,
)
from dragoman.report.view import LedgerView

_FIELDS = (
    Field("id", "made from the article's id and the spans", brief=True),
    Field("doc", "name of the article"),
    Field("article", "id of the article"),
    Field("mode", "`said`, or `attitude` (with `--attitudes`)"),
    Field("speaker", "id of the actor who speaks; null where the words leave it open"),
    Field("speaker_name", "the fullest name that the article prints for the speaker", brief=True),
    Field("role", "the office in which the article lets them speak"),
    Field("source", "the words that name the speaker", Shape.SPANS),
    Field("cue", "the words that report the act", Shape.SPANS),
    Field("content", "the words that give what was said", Shape.SPANS, brief=True),
    Field("kind", "`direct`, `indirect` or `mixed`"),
    Field(
        "act", "`asserts`, `denies`, `demands`, `promises`, `threatens`, `asks` or `expresses`", brief=True
    ),
    Field("addressee", "who is spoken to"),
    Field("said_on", "when the words were said; both ends inclusive", Shape.INTERVAL, brief=True),
    Field("relay", "through whom, outermost first; the article's own outlet left out", Shape.CHAIN),
    Field("block", "the role of the block that it stands in"),
    Field("nested_in", "id of the statement that it is quoted inside"),
    Field("doubt", "0 (sure) to 1, of the whole statement", Shape.NUMBER),
    Field("doubt_speaker", "0 to 1, of the speaker", Shape.NUMBER),
    Field("doubt_span", "0 to 1, of the edges of the spans", Shape.NUMBER),
    Field("judged", "what people decided: `right`, `corrected`, `wrong` (with `--wrong`) or null"),
    Field("judged_by", "who decided last"),
    Field("judged_at", "when, in UTC", Shape.MOMENT),
)


def statement_row(statement: Statement, reading: Reading, loans: Iterable[Loan] = ()) -> Row:
    """One statement of a reading as a line of the export, with the date that linking lends it."""
    text = reading.article.text
    speaker, addressee = reading.actor(statement.speaker), reading.actor(statement.addressee)
    decision = reading.decision(statement.id) if isinstance(reading, JudgedReading) else None
    return {
        "id": statement.id,
        "doc": reading.article.doc,
        "article": statement.article,
        "mode": statement.mode.value,
        "speaker": statement.speaker,
        "speaker_name": speaker.name if speaker else None,
        "role": statement.role,
        "source": span_rows(statement.source, text),
        "cue": span_rows(statement.cue, text),
        "content": span_rows(statement.content, text),
        "kind": statement.kind.value,
        "act": statement.act.value,
        "addressee": addressee.name if addressee else statement.addressee,
        "said_on": interval_row(said_on(statement, loans)),
        "relay": list(statement.relay),
        "block": statement.block.value,
        "nested_in": statement.nested_in,
        "doubt": statement.doubt,
        "doubt_speaker": statement.doubt_speaker,
        "doubt_span": statement.doubt_span,
        "judged": decision.verdict.value if decision else None,
        "judged_by": decision.by if decision else None,
        "judged_at": decision.at.isoformat() if decision else None,
    }


def _fields(_: Wanted) -> tuple[Field, ...]:
    return _FIELDS


def _rows(ledger: LedgerView, wanted: Wanted) -> Iterator[Row]:
    for entry in ledger.entries():
        for statement in wanted.statements(entry):
            yield statement_row(statement, entry.reading, entry.loans)


EXPORTER = Exporter("statements", "who said what, with the words that say so", _fields, _rows)
