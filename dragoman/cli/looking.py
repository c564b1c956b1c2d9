"""``dragoman show`` and ``search``: find something in a ledger, with its evidence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.options import format_option, ledger_option, out_option
from dragoman.cli.output import chosen_format, opened
from dragoman.errors import NotInLedger

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.model import Actor, Statement
    from dragoman.report.view import EntryView


@dataclass(frozen=True, slots=True)
class Found:
    """An article, and the one statement or actor in it that was asked for."""

    entry: EntryView
    statement: Statement | None = None
    actor: Actor | None = None


def find(ledger: Ledger, id: str) -> Found:
    """What an id, or an article's doc, stands for. Raises ``NotInLedger``."""
    for look in (_find_statement, _find_article, _find_actor):
        try:
            return look(ledger, id)
        except NotInLedger:
            continue
    raise NotInLedger(
        f"nothing in the ledger has the id {id}", "list ids with dragoman export statements, or search WORDS"
    )


def _find_statement(ledger: Ledger, id: str) -> Found:
    entry, statement = ledger.statement(id)
    return Found(entry, statement=statement)


def _find_article(ledger: Ledger, id: str) -> Found:
    return Found(ledger.entry(id))


def _find_actor(ledger: Ledger, id: str) -> Found:
    for entry in ledger.entries():
        if actor := entry.reading.actor(id):
            return Found(entry, actor=actor)
    raise NotInLedger(f"no actor {id}")


@click.command("show")
@click.argument("id")
@ledger_option
@format_option("text", "jsonl", terminal="text")
@out_option
def show_command(id: str, ledger: Path, form: str | None, out: Path | None) -> None:
    """Show a statement, an actor or an article, with its evidence.

    ID is one that export or search printed, or an article's doc.
    """
    import dragoman

    with dragoman.open(ledger) as source:
        found = find(source, id)
    lines = _text_lines if chosen_format(form, out, terminal="text") == "text" else _json_lines
    with opened(out) as stream:
        stream.writelines(f"{line}\n" for line in lines(found, out is None and sys.stdout.isatty()))


def _text_lines(found: Found, colour: bool) -> Iterator[str]:
    from dragoman.cli import evidence

    if found.statement:
        return evidence.statement_lines(found.entry, found.statement, colour=colour)
    if found.actor:
        return evidence.actor_lines(found.entry, found.actor, colour=colour)
    return evidence.article_lines(found.entry, colour=colour)


def _json_lines(found: Found, _: bool) -> Iterator[str]:
    from dragoman.report.exporters import EXPORTERS, Wanted, json_line
    from dragoman.report.exporters.loose import actor_row
    from dragoman.report.exporters.statements import statement_row

    reading = found.entry.reading
    if found.statement:
        yield json_line(statement_row(found.statement, reading))
    elif found.actor:
        yield json_line(actor_row(found.actor, reading))
    else:
        rows = EXPORTERS["articles"].rows(found.entry, Wanted(with_text=True))
        yield from map(json_line, rows)
