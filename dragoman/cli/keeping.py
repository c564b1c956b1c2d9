"""``dragoman forget`` and ``dragoman merge``: what a ledger holds."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import click

from dragoman.cli.options import ledger_option, quiet_option
from dragoman.cli.output import say


@click.command("forget", short_help="Remove an article for good.")
@click.argument("article")
@ledger_option
@quiet_option
def forget_command(article: str, ledger: Path, quiet: bool) -> None:
    """Remove an article's text and findings from the ledger, for good.

    ARTICLE is its id or its doc. A tombstone stays, so that reading it again does not bring it back;
    dragoman read --remember does.
    """
    import dragoman
    from dragoman import copies

    with dragoman.open(ledger) as opened:
        gone = opened.forget(article)
        copies.update(opened.copies)
    say(f"forgotten: {gone.article} with {gone.statements} statements", quiet=quiet)
    if not gone.purged:
        say("its words may stay in the file's log until the programs that have the ledger open close it")


@click.command("merge")
@click.argument("other", type=click.Path(path_type=Path), metavar="OTHER.db")
@ledger_option
@quiet_option
def merge_command(other: Path, ledger: Path, quiet: bool) -> None:
    """Take all of another ledger into this one.

    What was forgotten in either is gone; of two readings of one article the later one stays.
    """
    from dragoman import copies
    from dragoman.ledger import Ledger

    with Ledger.open(ledger) as opened:
        merged = opened.merge(other)
        copies.update(opened.copies)
    counts = ", ".join(
        f"{field.name} {count}" for field in fields(merged) if (count := getattr(merged, field.name))
    )
    say(f"merged {other} into {ledger}: {counts or 'nothing new'}", quiet=quiet)
