"""Rows as JSON Lines and as CSV.

JSON Lines keep every character as it is; a lone surrogate, which UTF-8 cannot carry, makes its line
pure ASCII instead. CSV is for spreadsheets: lists become one cell, and a cell that a spreadsheet
would take for a formula gets a leading apostrophe. Offsets are JSON in their cell, since ``3-12``
would come out as a day in December.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import Any, TextIO

from dragoman.report.exporters.base import Field, Row, Shape

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BETWEEN_PARTS = " … "
_BETWEEN_NAMES = " > "
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
    writer = csv.writer(out)
    writer.writerow([column for field in fields for column in columns(field)])
    for row in rows:
        writer.writerow([safe(cell) for field in fields for cell in cells(row[field.name], field.shape)])


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
    if shape is Shape.NAMES:
        return (_BETWEEN_NAMES.join(value),)
    return ("" if value is None else str(value),)


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell.startswith(_FORMULA) else cell
