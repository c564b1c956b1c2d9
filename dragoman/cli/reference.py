"""Parts of the docs that the program prints of itself: the command reference, and the lines of the
exports with real rows. Not used by any command."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import click

import dragoman
from dragoman.cli import main
from dragoman.extract import attributions
from dragoman.linking import LinkedLedger
from dragoman.report.exporters import EXPORTERS, Field, Row, Wanted
from dragoman.report.exporters.loose import ATTRIBUTION_FIELDS, BLOCK_FIELDS, attribution_rows, block_rows

_WIDTH = 100
_RETRIEVED = "2033-03-16T08:00:00+00:00"  # the time of printing would make the docs stale at once


def commands() -> str:
    """A section of Markdown for the program and one for each command: the help that each prints."""
    with click.Context(
        main, info_name="dragoman", max_content_width=_WIDTH, terminal_width=_WIDTH
    ) as context:
        sections = [_section("dragoman", main.get_help(context))]
        for name in main.list_commands(context):
            command = main.get_command(context, name)
            if command is not None:
                child = click.Context(command, info_name=name, parent=context, terminal_width=_WIDTH)
                sections.append(_section(f"dragoman {name}", command.get_help(child)))
    return "\n".join(sections)


def _section(title: str, words: str) -> str:
    return f"## {title}\n\n```text\n{words}\n```\n"


def formats(example: Path) -> str:
    """A section of Markdown for each kind of line: its keys, and a row of it from one article."""
    with TemporaryDirectory() as folder, dragoman.read(example, Path(folder) / "docs.db") as ledger:
        [entry] = ledger.entries()
        sections = [
            _lines(
                f"dragoman export {name}",
                f"{exporter.help[:1].upper()}{exporter.help[1:]}.",
                exporter.fields(Wanted(with_text=True)),
                exporter.rows(LinkedLedger(ledger), Wanted()),
            )
            for name, exporter in EXPORTERS.items()
        ]
    article, page = entry.reading.article, entry.reading.page
    sections.append(
        _lines(
            "dragoman clean",
            "The blocks of a page. Every character that is no white space is in exactly one.",
            BLOCK_FIELDS,
            block_rows(article.doc, page.blocks),
        )
    )
    sections.append(
        _lines(
            "dragoman attributions",
            "The attributions of a text as it is, outermost ones only, attitudes too.",
            ATTRIBUTION_FIELDS,
            attribution_rows(article.doc, attributions(article.text)),
        )
    )
    return "\n".join(sections)


def _lines(title: str, about: str, fields: tuple[Field, ...], rows: Iterable[Row]) -> str:
    keys = "\n".join(f"| `{field.name}` | {field.help} |" for field in fields)
    shown = max(rows, key=_fullness)
    if "retrieved" in shown:
        shown["retrieved"] = _RETRIEVED
    pairs = (f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in shown.items())
    row = "{\n" + ",\n".join(pairs) + "\n}"
    return f"## {title}\n\n{about}\n\n| key | meaning |\n| --- | --- |\n{keys}\n\n```json\n{row}\n```\n"


def _fullness(row: Row) -> int:
    """How much of a row is filled: the fullest one shows most; of equal ones, the first."""
    return sum(1 for value in row.values() if value not in (None, []))
