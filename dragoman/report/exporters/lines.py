"""Rows as JSON Lines and as CSV.

JSON Lines keep every character as it is; a lone surrogate, which UTF-8 cannot carry, makes its line
pure ASCII instead. CSV is for spreadsheets: lists become one cell, and a cell of text that a spreadsheet
would take for a formula gets a leading apostrophe. Offsets are JSON in their cell, since ``3-12``
would come out as a day in December.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from dragoman.report.exporters.base import Exporter, Field, Form, Row, Shape, Wanted
from dragoman.report.view import LedgerView

# Blanks before the sign are passed over by some programs, and wide letters are taken for plain ones.
_FORMULA = re.compile(r"[\t\r\n]|[\s\ufeff\x00-\x1f]*[=+\-@＝＋－﹣＠﹢﹦﹫]")
_NUMBERS = (Shape.COUNT, Shape.NUMBER)
_BETWEEN_PARTS = " … "
_BETWEEN = {Shape.NAMES: "; ", Shape.CHAIN: " > "}
_INTERVAL_KEYS = ("from", "to", "precision", "basis")


def json_line(row: Row) -> str:
    """A row as one line, without its line end."""
    line = json.dumps(row, ensure_ascii=False)
    return line if _is_encodable(line) else json.dumps(row)


def _is_encodable(line: str) -> bool:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def write_jsonl(rows: Iterable[Row], out: TextIO) -> None:
    """Write rows as JSON Lines."""
    for row in rows:
        out.write(json_line(row) + "\n")


def write_csv(rows: Iterable[Row], fields: tuple[Field, ...], out: TextIO) -> None:
    """Write rows as CSV with a line of column names (RFC 4180)."""
    for line in _csv_lines(rows, fields):
        out.write(line)


def _csv_lines(rows: Iterable[Row], fields: tuple[Field, ...]) -> Iterator[str]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)

    def line(written: Iterable[str]) -> str:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow(written)
        return buffer.getvalue()

    yield line(column for field in fields for column in columns(field))
    for row in rows:
        yield line(cell for field in fields for cell in _safe_cells(row[field.name], field.shape))


def _safe_cells(value: Any, shape: Shape) -> tuple[str, ...]:
    laid = cells(value, shape)
    return laid if shape in _NUMBERS else tuple(map(safe, laid))


def columns(field: Field) -> tuple[str, ...]:
    """The names of the CSV columns that a field takes."""
    if field.shape is Shape.SPANS:
        return field.name, f"{field.name}_spans"
    if field.shape is Shape.INTERVAL:
        return tuple(f"{field.name}_{key}" for key in _INTERVAL_KEYS)
    return (field.name,)


def cells(value: Any, shape: Shape) -> tuple[str, ...]:
    """A value of a row as the text of its CSV cells; what is open is an empty cell."""
    if shape is Shape.SPANS:
        words = _BETWEEN_PARTS.join(span["text"] for span in value)
        return words, json.dumps([[span["start"], span["end"]] for span in value])
    if shape in (Shape.OFFSETS, Shape.NESTED):
        return (json.dumps(value, ensure_ascii=False),)
    if shape is Shape.INTERVAL:
        return tuple((value or {}).get(key) or "" for key in _INTERVAL_KEYS)
    if shape in _BETWEEN:
        return (_BETWEEN[shape].join(value),)
    return ("" if value is None else str(value),)


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if _FORMULA.match(cell) else cell


def _jsonl_pieces(ledger: LedgerView, exporter: Exporter, wanted: Wanted) -> Iterator[bytes]:
    for row in exporter.rows(ledger, wanted):
        yield (json_line(row) + "\n").encode()


def _csv_pieces(ledger: LedgerView, exporter: Exporter, wanted: Wanted) -> Iterator[bytes]:
    for line in _csv_lines(exporter.rows(ledger, wanted), exporter.fields(wanted)):
        yield line.encode("utf-8", "replace")


JSONL = Form(
    name="jsonl",
    help="JSON Lines: one object a line, with the keys below",
    suffix=".jsonl",
    media_type="application/jsonl",
    pieces=_jsonl_pieces,
)
CSV = Form(
    name="csv",
    help="CSV for spreadsheets, with the same fields laid out flat",
    suffix=".csv",
    media_type="text/csv; charset=utf-8; header=present",
    pieces=_csv_pieces,
)
