"""The pages and what they tell, as Markdown; docs/web.md prints it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from dragoman.web.contexts import Shown
from dragoman.web.pages import PAGES


def pages_table() -> str:
    """Every page with its address and what it is."""
    lines = ["| page | address | what it shows |", "| --- | --- | --- |"]
    for page in PAGES:
        lines.append(f"| {page.menu or page.name} | `{page.path}` | {_first_line(page.context)} |")
    return "\n".join(lines) + "\n"


def fields_lists() -> str:
    """The fields of each page's JSON."""
    return "\n".join("\n".join(_fields(page.path, page.context)) for page in PAGES)


def _fields(path: str, context: type[Shown]) -> Iterator[str]:
    yield f"### `{path}`\n"
    for name, field in context.model_fields.items():
        if not field.exclude:
            yield f"- `{name}`: {' '.join((field.description or '').split())}"
    yield ""


def _first_line(context: type[Shown]) -> str:
    return (inspect.getdoc(context) or "").partition("\n\n")[0].replace("\n", " ")
