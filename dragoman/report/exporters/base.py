"""What every exporter is: a name, the fields of its lines in their documented order, and a pure
function from a ledger to rows; and what a form is: a way to write an export down, as pieces of bytes.

A row is a JSON object; ``Shape`` says how a field of it is laid out in the flat cells of a CSV file and
in the columns of a frame. A form gives its bytes piece by piece, so that whoever writes them (a file,
standard output, a download) holds no more than one article in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from dragoman.model import Interval, JudgedReading, Loan, Mode, Spans, Statement
from dragoman.report.view import EntryView, LedgerView

Row = dict[str, Any]


class Shape(Enum):
    """How a field looks in a row: one value of text, a whole number, a number, true or false, a moment,
    a list of names, a chain of names (one through the other), pairs of offsets, spans with their words, an
    interval, or JSON of its own."""

    PLAIN = "plain"
    COUNT = "count"
    NUMBER = "number"
    TRUTH = "truth"
    MOMENT = "moment"
    NAMES = "names"
    CHAIN = "chain"
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
    that are attitudes (believed, wanted, criticised) and not statements, and the ``wrong`` ones, of which
    somebody decided that there are no such statements. ``only`` are the ids of what is wanted (of a
    coverage its stories'), where that is not all."""

    with_text: bool = False
    attitudes: bool = False
    wrong: bool = False
    only: frozenset[str] | None = None

    def has(self, id: str | None) -> bool:
        """Whether the thing of this id is wanted."""
        return self.only is None or id in self.only

    def statements(self, entry: EntryView) -> Iterator[Statement]:
        """The wanted statements of an article, the wrong ones last."""
        reading = entry.reading
        wrong = reading.wrong if self.wrong and isinstance(reading, JudgedReading) else ()
        for statement in (*reading.statements, *wrong):
            if (statement.mode is Mode.SAID or self.attitudes) and self.has(statement.id):
                yield statement


@dataclass(frozen=True, slots=True)
class Exporter:
    """One thing that can be exported. ``fields`` are the keys of every row, in order, for what is
    wanted; ``rows`` gives the rows of a ledger."""

    name: str
    help: str
    fields: Callable[[Wanted], tuple[Field, ...]]
    rows: Callable[[LedgerView, Wanted], Iterator[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way to write an export down. ``pieces`` gives its bytes from a ledger; ``of`` names the
    exporters that it is there for (none is all). ``suffix`` is how its files are called, ``is_text``
    whether a terminal can show it."""

    name: str
    help: str
    suffix: str
    media_type: str
    pieces: Callable[[LedgerView, Exporter, Wanted], Iterator[bytes]]
    of: tuple[str, ...] = ()
    is_text: bool = True

    def fits(self, exporter: str) -> bool:
        """Whether it is there for the exporter of this name."""
        return not self.of or exporter in self.of


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


def said_on(statement: Statement, loans: Iterable[Loan]) -> Interval | None:
    """When a statement was made: the date that linking lends it, else the one that its article tells."""
    lent = next((loan.said_on for loan in loans if loan.statement == statement.id), None)
    return lent or statement.said_on


def span_rows(spans: Spans, text: str) -> list[Row]:
    """Spans with the words they stand for."""
    return [{"start": span.start, "end": span.end, "text": span.of(text)} for span in spans]


def span_pairs(spans: Spans) -> list[list[int]]:
    """Spans as bare pairs of offsets."""
    return [[span.start, span.end] for span in spans]
