"""What every exporter is: a name, the fields of its lines in their documented order, and a pure
function from a ledger to rows.

A row is a JSON object; ``Shape`` says how a field of it is laid out in the flat cells of a CSV file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from dragoman.model import Interval, Spans
from dragoman.report.view import LedgerView

Row = dict[str, Any]


class Shape(Enum):
    """How a field looks in a row: one value, a list of names, pairs of offsets, spans with their words,
    an interval, or JSON of its own."""

    PLAIN = "plain"
    NAMES = "names"
    OFFSETS = "offsets"
    SPANS = "spans"
    INTERVAL = "interval"
    NESTED = "nested"


@dataclass(frozen=True, slots=True)
class Field:
    """One key of the rows, what it means, its shape, and whether a table for reading shows it."""

    name: str
    help: str
    shape: Shape = Shape.PLAIN
    brief: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to put into an export beyond the usual: the whole text of articles, and the attributions
    that are attitudes (believed, wanted, criticised) and not statements."""

    with_text: bool = False
    attitudes: bool = False


@dataclass(frozen=True, slots=True)
class Exporter:
    """One thing that can be exported. ``fields`` are the keys of every row, in order, for what is
    wanted; ``rows`` gives the rows of a ledger."""

    name: str
    help: str
    fields: Callable[[Wanted], tuple[Field, ...]]
    rows: Callable[[LedgerView, Wanted], Iterator[Row]]


def interval_row(interval: Interval | None) -> Row | None:
    """A date as far as it is known; both ends inclusive, ``None`` is open."""
    if interval is None:
        return None
    return {
        "from": interval.first.isoformat() if interval.first else None,
        "to": interval.last.isoformat() if interval.last else None,
        "precision": interval.precision.value,
        "basis": interval.basis,
    }


def span_rows(spans: Spans, text: str) -> list[Row]:
    """Spans with the words they stand for."""
    return [{"start": span.start, "end": span.end, "text": span.of(text)} for span in spans]


def span_pairs(spans: Spans) -> list[list[int]]:
    """Spans as bare pairs of offsets."""
    return [[span.start, span.end] for span in spans]
