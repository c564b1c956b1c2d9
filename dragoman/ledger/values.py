"""Between the values of the nouns and the cells of a table: each pair of functions undoes itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from dragoman.errors import LedgerError
from dragoman.ledger.database import Row
from dragoman.model import Evidence, Given, Interval, Precision, Span

_SHORT = 200  # characters of a basis up to which an interval is remembered

IntervalCells = tuple[str | None, str | None, str | None, str | None]


def moment_cell(moment: datetime) -> str:
    """Fixed width and in UTC, so that cells sort in time order. A moment without a zone stays so."""
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return moment.isoformat(timespec="microseconds")


def moment(cell: str) -> datetime:
    """Undo ``moment_cell``."""
    return datetime.fromisoformat(cell)


def day_cell(day: date | None) -> str | None:
    """ISO form, or NULL."""
    return None if day is None else day.isoformat()


def day(cell: str | None) -> date | None:
    """Undo ``day_cell``."""
    return None if cell is None else date.fromisoformat(cell)


def interval_cells(interval: Interval | None) -> IntervalCells:
    """First, last, precision, basis; all NULL where nothing is known."""
    if interval is None:
        return (None, None, None, None)
    return (day_cell(interval.first), day_cell(interval.last), interval.precision.value, interval.basis)


def interval(row: Row, prefix: str) -> Interval | None:
    """Undo ``interval_cells``, from the four columns that start with ``prefix``."""
    return interval_of(
        row[f"{prefix}_first"], row[f"{prefix}_last"], row[f"{prefix}_precision"], row[f"{prefix}_basis"]
    )


def interval_of(
    first: str | None, last: str | None, precision: str | None, basis: str | None
) -> Interval | None:
    """Undo ``interval_cells``. Many statements of one page share the date of their article."""
    if precision is None or basis is None:
        return None
    make = _interval if len(basis) <= _SHORT else _interval.__wrapped__
    return make(first, last, precision, basis)


@lru_cache(maxsize=4096)
def _interval(first: str | None, last: str | None, precision: str, basis: str) -> Interval:
    return Interval(day(first), day(last), Precision(precision), basis)


def given_cell(given: Given) -> str:
    """The fields that are set, as JSON."""
    return json.dumps({key: value for key, value in asdict(given).items() if value not in (None, False)})


def given(cell: str) -> Given:
    """Undo ``given_cell``."""
    return Given(**json.loads(cell))


def extra_cell(extra: Mapping[str, Any]) -> str:
    """The unknown keys of an input row as JSON; they came from JSON, and must be able to go back."""
    try:
        return json.dumps(dict(extra))
    except (TypeError, ValueError, RecursionError) as error:
        raise LedgerError(f"the extra keys of an article are no JSON: {error}", "leave them out") from error


def extra(cell: str) -> Mapping[str, Any]:
    """Undo ``extra_cell``."""
    return MappingProxyType(json.loads(cell))


def evidence_cell(evidence: Iterable[Evidence]) -> str:
    """Places in articles, as JSON."""
    return json.dumps([[e.article, e.span.start, e.span.end] for e in evidence])


def evidence(cell: str) -> tuple[Evidence, ...]:
    """Undo ``evidence_cell``."""
    return tuple(Evidence(article, Span(start, end)) for article, start, end in json.loads(cell))


def printable(name: str) -> str:
    """A file name that is not in the system's encoding arrives with stray surrogates; they are
    written out as ``\\udcff``, since names are for people and must never cost an article."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
