"""Utterances: one act of speech, every wording that carries it, and who carried it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model import Change, Rendering
from dragoman.report.exporters.base import Exporter, Field, Row, Shape, Wanted, interval_row
from dragoman.report.told import wording
from dragoman.report.view import LedgerView, UtteranceView

_FIELDS = (
    Field("id", "that of its first statement; an older one leads here too", brief=True),
    Field("speaker_name", "who said it, as far as its statements tell together", brief=True),
    Field("said_on", "when; both ends inclusive", Shape.INTERVAL, brief=True),
    Field("event", "id of the event that it belongs to"),
    Field("statements", "ids of the statements that report it, the first carrier's first", Shape.NAMES),
    Field(
        "renderings",
        "its wordings, parts joined by ` … `, and where each differs from the one it is told by",
        Shape.NESTED,
    ),
    Field("carriers", "the outlets that carried it; copies count once", Shape.NAMES, brief=True),
    Field("doubt", "0 (sure) to 1, that all of these report one act of speech", Shape.NUMBER),
    Field("text", "the wording that it is told by", brief=True),
)


def utterance_row(view: UtteranceView) -> Row:
    """One utterance as a line of the export."""
    utterance = view.utterance
    return {
        "id": utterance.id,
        "speaker_name": utterance.speaker_name,
        "said_on": interval_row(utterance.said_on),
        "event": utterance.event,
        "statements": list(utterance.statements),
        "renderings": [_rendering_row(rendering) for rendering in view.renderings],
        "carriers": list(view.carriers),
        "doubt": utterance.doubt,
        "text": wording(view.renderings) or None,
    }


def _rendering_row(rendering: Rendering) -> Row:
    return {
        "statement": rendering.statement,
        "article": rendering.article,
        "outlet": rendering.outlet,
        "kind": rendering.kind.value,
        "text": rendering.text,
        "altered": change_rows(rendering.altered),
    }


def change_rows(changes: Iterable[Change]) -> list[Row]:
    """What differs between two wordings; offsets count in the second one's text."""
    return [
        {"start": c.span.start, "end": c.span.end, "was": c.was, "is": c.now, "what": c.what.value}
        for c in changes
    ]


def _fields(_: Wanted) -> tuple[Field, ...]:
    return _FIELDS


def _rows(ledger: LedgerView, wanted: Wanted) -> Iterator[Row]:
    for view in ledger.utterances(lambda utterance: wanted.has(utterance.id)):
        yield utterance_row(view)


EXPORTER = Exporter("utterances", "one act of speech in all its wordings", _fields, _rows)
