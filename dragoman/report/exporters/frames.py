"""Rows as the columns of a polars frame, each with its own type, and as Parquet.

A date takes four columns (``..._from`` and ``..._to`` are dates), names are lists, spans are lists of
offsets with their words, and what has a shape of its own is JSON. Polars is an extra; where it is not
installed, ``InputError`` says how to get it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from dragoman.errors import InputError
from dragoman.report.exporters.base import Exporter, Field, Form, Row, Shape, Wanted
from dragoman.report.view import LedgerView

if TYPE_CHECKING:
    import polars

_BATCH = 2_000  # rows that are held in memory at once
_PIECE = 1 << 16  # bytes


def table(rows: Iterable[Row], fields: tuple[Field, ...]) -> dict[str, list[Any]]:
    """Rows as columns of plain Python values; text is what UTF-8 can carry."""
    names = [name for field in fields for name in column_names(field)]
    columns: dict[str, list[Any]] = {name: [] for name in names}
    for row in rows:
        values = (value for field in fields for value in _values(row[field.name], field.shape))
        for name, value in zip(names, values, strict=True):
            columns[name].append(value)
    return columns


def column_names(field: Field) -> tuple[str, ...]:
    """The names of the columns that a field takes."""
    if field.shape is Shape.INTERVAL:
        return tuple(f"{field.name}_{key}" for key in ("from", "to", "precision", "basis"))
    return (field.name,)


def _values(value: Any, shape: Shape) -> tuple[Any, ...]:
    if shape is Shape.INTERVAL:
        known = value or {}
        days = (date.fromisoformat(known[key]) if known.get(key) else None for key in ("from", "to"))
        return (*days, known.get("precision"), _clean(known.get("basis")))
    if shape is Shape.MOMENT:
        return (datetime.fromisoformat(value).astimezone(UTC) if value else None,)
    if shape is Shape.NESTED:
        return (_clean(json.dumps(value, ensure_ascii=False)),)
    return (_clean(value),)


def _clean(value: Any) -> Any:
    """The value without lone surrogates, which no frame can hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    return value


def load_polars() -> Any:
    """The library. Raises ``InputError`` where it is not installed."""
    try:
        import polars
    except ImportError as error:
        raise InputError(
            "frames need polars, which is not installed", "pip install dragoman[frames]"
        ) from error
    return polars


def schema(fields: tuple[Field, ...]) -> dict[str, Any]:
    """The type of every column."""
    pl = load_polars()
    span = pl.Struct({"start": pl.Int64, "end": pl.Int64, "text": pl.String})
    types = {
        Shape.COUNT: (pl.Int64,),
        Shape.NUMBER: (pl.Float64,),
        Shape.TRUTH: (pl.Boolean,),
        Shape.MOMENT: (pl.Datetime("us", "UTC"),),
        Shape.NAMES: (pl.List(pl.String),),
        Shape.CHAIN: (pl.List(pl.String),),
        Shape.OFFSETS: (pl.List(pl.List(pl.Int64)),),
        Shape.SPANS: (pl.List(span),),
        Shape.INTERVAL: (pl.Date, pl.Date, pl.String, pl.String),
    }
    return {
        name: kind
        for field in fields
        for name, kind in zip(column_names(field), types.get(field.shape, (pl.String,)), strict=True)
    }


def frame(rows: Iterable[Row], fields: tuple[Field, ...]) -> polars.DataFrame:
    """Rows as one frame, in memory."""
    made: polars.DataFrame = load_polars().DataFrame(table(rows, fields), schema=schema(fields))
    return made


def _pieces(ledger: LedgerView, exporter: Exporter, wanted: Wanted) -> Iterator[bytes]:
    """Parquet ends in a table of its parts, so that all of it is written to a folder of its own first:
    some rows a file, and then the files as one, of which polars holds a part at a time."""
    pl, fields = load_polars(), exporter.fields(wanted)
    with TemporaryDirectory() as folder:
        for number, batch in enumerate(_batches(exporter.rows(ledger, wanted))):
            frame(batch, fields).write_parquet(Path(folder, f"{number:08}.parquet"))
        whole = Path(folder, "whole")
        pl.scan_parquet(Path(folder, "*.parquet")).sink_parquet(whole)
        with whole.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Some rows at a time; of none one empty batch."""
    batch = list(islice(rows, _BATCH))
    yield batch
    while batch := list(islice(rows, _BATCH)):
        yield batch


FORM = Form(
    name="parquet",
    help="Parquet for data frames; needs polars (`pip install dragoman[frames]`)",
    suffix=".parquet",
    media_type="application/vnd.apache.parquet",
    pieces=_pieces,
    is_text=False,
)
