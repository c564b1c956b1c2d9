"""``dragoman read``: articles in, a ledger out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from dragoman.cli.group import EXIT_ERROR, EXIT_SOME_SKIPPED
from dragoman.cli.options import (
    given_options,
    ledger_option,
    people_option,
    private_option,
    quiet_option,
)
from dragoman.cli.output import error_console, say, say_skipped, stdin
from dragoman.cli.stepping import step_back

if TYPE_CHECKING:
    from dragoman.acquire.fetch import Web
    from dragoman.pipeline import Progress, Step, Summary

_SHOWN = 20  # of the notes, and of what was skipped
_Said = TypeVar("_Said")


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@ledger_option
@given_options
@click.option("--remember", is_flag=True, help="Take articles back that were forgotten.")
@click.option("--no-link", is_flag=True, help="Leave linking to a later `dragoman link`.")
@people_option
@private_option
@quiet_option
@click.pass_context
def read_command(
    context: click.Context,
    paths: tuple[str, ...],
    ledger: Path,
    outlet: str | None,
    published: str | None,
    language: str | None,
    primary: bool,
    remember: bool,
    no_link: bool,
    people: str | None,
    allow_private: bool,
    quiet: bool,
) -> None:
    """Read articles into a ledger, and tie together what they report.

    PATH is a file (text, Markdown, HTML, JSON, feeds, mail, PDF, Word, web archives: docs/formats-read.md),
    a folder, a zip file, a web address, or - for standard input. Reading the same article again changes
    nothing.
    """
    from dragoman.ledger import Ledger
    from dragoman.linking import keep_people
    from dragoman.model import Given
    from dragoman.pipeline import check_given, read

    given = Given(outlet=outlet, published=published, language=language, primary=primary)
    check_given(given)
    step_back()
    with Ledger.open(ledger) as opened, _progress(quiet) as progress:
        if people is not None:
            keep_people(opened, people)
        summary = read(
            paths,
            opened,
            given=given,
            remember=remember,
            stdin=stdin(),
            progress=progress,
            web=_private_web() if allow_private else None,
            tie=not no_link,
        )
    if not quiet:
        _show(summary, ledger)
    context.exit(exit_code(summary))


def _private_web() -> Web:
    from dragoman.acquire.fetch import Web

    return Web(allow_private=True)


def exit_code(summary: Summary) -> int:
    """What the shell is told: all was read, some was skipped, or nothing could be read."""
    if not summary.kept and not summary.forgotten:
        return EXIT_ERROR
    return EXIT_SOME_SKIPPED if summary.skipped else 0


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """A bar on standard error while a terminal looks at it, else nothing."""
    console = None if quiet else error_console()
    if console is None or not console.is_terminal:
        yield None
        return
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} read"), TimeElapsedColumn())
    with Bar(
        *columns, TextColumn("{task.description}", markup=False), console=console, transient=True
    ) as bar:
        task = bar.add_task("", total=None)

        def step(done: Step) -> None:
            bar.update(task, advance=1, description=done.subject)

        yield step


def _show(summary: Summary, ledger: Path) -> None:
    from rich import box
    from rich.table import Table

    say(f"read into {ledger}")
    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    table.add_column("articles")
    table.add_column("", justify="right")
    for name in ("added", "replaced", "unchanged", "forgotten"):
        if (count := getattr(summary, name)) or name == "added":
            table.add_row(name, f"{count:,}")
    table.add_row("skipped", f"{len(summary.skipped):,}", end_section=True)
    table.add_row("statements", f"{summary.statements:,}")
    table.add_row("words", f"{summary.words:,}")
    table.add_row("seconds", f"{summary.seconds:.1f}")
    error_console().print(table)
    if summary.forgotten:
        say("forgotten articles are left alone; --remember takes them back")
    for note in _first(summary.notes):
        say(f"note {note.subject}: {note.words}")
    for skipped in _first(summary.skipped):
        say_skipped(skipped)


def _first(several: Sequence[_Said]) -> Iterator[_Said]:
    """What of a long list is said, one a line: a table would break names and reasons in two."""
    yield from several[:_SHOWN]
    if (more := len(several) - _SHOWN) > 0:
        say(f"and {more:,} more; dragoman report lists them all")
