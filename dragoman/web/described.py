"""The OpenAPI description made fit for client generators: no shape that no answer leads to, and names of
shapes that people would choose."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import FastAPI

_REFERENCE = "#/components/schemas/"
_BETWEEN = "__"


def describe_well(app: FastAPI) -> None:
    """Have the application give its description so; it is made once."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = made_fit(plain())
        return app.openapi_schema

    vars(app)["openapi"] = openapi


def made_fit(description: dict[str, Any]) -> dict[str, Any]:
    """A description with the shapes that it needs, under short names."""
    shapes = description["components"]["schemas"]
    kept = _reached(description["paths"], shapes)
    names = _short(kept)
    parts = {**description, "components": {"schemas": {names[one]: shapes[one] for one in sorted(kept)}}}
    written = json.dumps(parts)
    for name, short in names.items():
        written = written.replace(f'"{_REFERENCE}{name}"', f'"{_REFERENCE}{short}"')
    fit: dict[str, Any] = json.loads(written)
    return fit


def _reached(paths: Any, shapes: Mapping[str, Any]) -> set[str]:
    """The shapes that addresses lead to, directly or through others."""
    reached: set[str] = set()
    due = _named(paths)
    while due:
        reached |= due
        due = {name for one in due for name in _named(shapes[one])} - reached
    return reached


def _named(part: Any) -> set[str]:
    return set(re.findall(f'"{re.escape(_REFERENCE)}([^"]+)"', json.dumps(part)))


def _short(names: Iterable[str]) -> dict[str, str]:
    """Names without their modules; where two would be the same, with the last of these before."""
    held = sorted(names)
    ends = Counter(name.rpartition(_BETWEEN)[2] for name in held)
    return {name: _shorter(name, ends) for name in held}


def _shorter(name: str, ends: Mapping[str, int]) -> str:
    module, _, end = name.rpartition(_BETWEEN)
    return end if ends[end] == 1 else f"{module.rpartition(_BETWEEN)[2].capitalize()}{end}"
