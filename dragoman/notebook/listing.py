"""Lists of what a ledger holds: gone through as often as one likes, each time from the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from dragoman.errors import InputError
from dragoman.notebook import showing
from dragoman.report.exporters import Field, Row

if TYPE_CHECKING:
    import polars

Noun = TypeVar("Noun", covariant=True)
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Line(Generic[Noun]):
    """One thing of a list: ``noun`` as the library has it, ``row`` as ``dragoman export`` prints it
    (``line["speaker_name"]`` reads that). In a notebook it shows its evidence."""

    noun: Noun
    row: Row
    show: Callable[[], str] = field(repr=False, compare=False)

    def __getitem__(self, key: str) -> Any:
        return self.row[key]

    def _repr_html_(self) -> str:
        """The evidence, with who, when, where and how sure."""
        return self.show()


@dataclass(frozen=True, slots=True)
class Listing(Generic[Noun]):
    """Some things of a ledger, one sort of them. ``name`` is what was asked for, in words; ``fields`` say
    what the rows hold. It is gone through from the ledger each time, so the ledger has to stay open."""

    name: str
    fields: tuple[Field, ...] = field(repr=False)
    lines: Callable[[], Iterator[Line[Noun]]] = field(repr=False)
    limit: int | None = None

    def __iter__(self) -> Iterator[Line[Noun]]:
        return islice(self.lines(), self.limit)

    def rows(self) -> Iterator[Row]:
        """The rows, as ``dragoman export`` prints them."""
        return (line.row for line in self)

    def nouns(self) -> Iterator[Noun]:
        """The things as the library has them."""
        return (line.noun for line in self)

    def to_polars(self) -> polars.DataFrame:
        """All of it as a frame with typed columns. Raises ``InputError`` where polars is not installed."""
        from dragoman.report.exporters.frames import frame

        return frame(self.rows(), self.fields)

    def to_pandas(self) -> Any:
        """The same columns as a ``pandas.DataFrame``. Raises ``InputError`` where pandas is not installed."""
        try:
            pandas = import_module("pandas")
        except ImportError as error:
            raise InputError("pandas is not installed", "pip install pandas, or use to_polars()") from error
        from dragoman.report.exporters.frames import table

        return pandas.DataFrame(table(self.rows(), self.fields))

    def _repr_html_(self) -> str:
        """The first of them as a table."""
        shown = list(islice(self.rows(), _SHOWN + 1))
        return showing.table(self.name, self.fields, shown[:_SHOWN], is_cut=len(shown) > _SHOWN)


def worded(sort: str, asked: Mapping[str, object]) -> str:
    """What was asked for, in words."""
    parts = [f"{name} {value}" for name, value in asked.items() if value is not None]
    return f"{sort}: {', '.join(parts)}" if parts else f"all {sort}"
