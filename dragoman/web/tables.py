"""Rows of a page as something that can be exported: the field of each key, and the rows laid out flat.

What stands in a part of a row (a link, a date) becomes a column of its own, named as the JSON of the
page names it, its parts joined by ``_``; lists of names stay lists, other lists are JSON.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Union, get_args, get_origin

from dragoman.report.exporters import Exporter, Field, Row, Shape
from dragoman.web.contexts import Shown

_SHAPES: dict[Any, Shape] = {int: Shape.COUNT, float: Shape.NUMBER, bool: Shape.TRUTH}


def exporter_of(name: str, kind: type[Shown], rows: Iterable[Shown]) -> Exporter:
    """An exporter of these very rows."""
    fields = tuple(_fields(kind))
    laid = [_flat(fields, row.model_dump(mode="json")) for row in rows]
    return Exporter(name, "the rows of a page", lambda _: fields, lambda *_: iter(laid))


def _fields(kind: type[Shown], before: str = "") -> Iterator[Field]:
    """A field for everything that a row shows."""
    for name, about in kind.model_fields.items():
        if about.exclude:
            continue
        bare = _bare(about.annotation)
        if isinstance(bare, type) and issubclass(bare, Shown):
            yield from _fields(bare, f"{before}{name}_")
        else:
            yield Field(before + name, about.description or "", _shape(bare))


def _bare(annotation: Any) -> Any:
    """A type without its ``None``."""
    if get_origin(annotation) in (Union, types.UnionType):
        kinds = [kind for kind in get_args(annotation) if kind is not types.NoneType]
        return kinds[0] if len(kinds) == 1 else annotation
    return annotation


def _shape(kind: Any) -> Shape:
    if get_origin(kind) is tuple:
        return Shape.NAMES if get_args(kind)[0] is str else Shape.NESTED
    return _SHAPES.get(kind, Shape.PLAIN)


def _flat(fields: Iterable[Field], dumped: Mapping[str, Any]) -> Row:
    """A row by the names of its fields."""
    laid = dict(_leaves(dumped))
    return {field.name: _value(laid.get(field.name), field.shape) for field in fields}


def _leaves(dumped: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in dumped.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{before}{name}_")
        else:
            yield before + name, value


def _value(value: Any, shape: Shape) -> Any:
    if shape is Shape.NAMES:
        return value or []
    return str(value) if shape is Shape.PLAIN and value is not None else value
