"""Options that several commands share, so that each means the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

LEDGER = "dragoman.db"

ledger_option: Decorator = click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    default=LEDGER,
    show_default=True,
    metavar="FILE",
    help="The ledger to work on.",
)
quiet_option: Decorator = click.option(
    "--quiet", "-q", is_flag=True, help="Say nothing on standard error but errors."
)
people_option: Decorator = click.option(
    "--people",
    metavar="FILE",
    help="People you know (CSV: name,spelling,office,of,from,to), kept in the ledger; none forgets them.",
)
private_option: Decorator = click.option(
    "--allow-private",
    is_flag=True,
    help="Fetch from hosts in private networks too, where an address given names them.",
)
out_option: Decorator = click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to a file and not to standard output.",
)


def _words(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """The words as given, or a usage error where they are blank."""
    if not any(word.strip() for word in value):
        raise click.BadParameter("it is blank.")
    return value


words_argument: Decorator = click.argument(
    "words", nargs=-1, required=True, metavar="WORDS...", callback=_words
)


def format_option(*choices: str, terminal: str) -> Decorator:
    """``--format``: JSON Lines unless a terminal is looking, which gets ``terminal``."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(choices),
        help=f"How to print; {terminal} on a terminal, else jsonl, where nothing is said.",
    )


def _given_options() -> tuple[Decorator, ...]:
    return (
        click.option("--outlet", metavar="NAME", help="Who published these articles, where they do not say."),
        click.option(
            "--published",
            metavar="DATE",
            help="The day they were published (YYYY-MM-DD), where they do not say.",
        ),
        click.option("--language", metavar="CODE", help="Their language as two letters (ISO 639-1)."),
        click.option(
            "--primary",
            is_flag=True,
            help="They are primary sources, such as official transcripts: other wordings are told by theirs.",
        ),
    )


def given_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--outlet``, ``--published``, ``--language``, ``--primary``: what the caller knows of the articles."""
    for option in reversed(_given_options()):
        function = option(function)
    return function
