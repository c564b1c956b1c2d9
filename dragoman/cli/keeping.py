"""``dragoman forget`` and ``dragoman merge``: what a ledger holds."""

from __future__ import annotations

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

    ARTICLE is its id or its doc. A tombstone stays, so that reading it again does not bring it back.
    """
    import dragoman

    with dragoman.open(ledger) as opened:
        opened.forget(article)
    say(f"forgotten: {article}", quiet=quiet)


@click.command("merge")
@click.argument("other", type=click.Path(path_type=Path), metavar="OTHER.db")
@ledger_option
@quiet_option
def merge_command(other: Path, ledger: Path, quiet: bool) -> None:
    """Take all of another ledger into this one.

    What both hold stays as it is here, and what was forgotten here stays forgotten.
    """
    from dragoman.ledger import Ledger

    with Ledger.open(ledger) as opened:
        opened.merge(other)
    say(f"merged {other} into {ledger}", quiet=quiet)
