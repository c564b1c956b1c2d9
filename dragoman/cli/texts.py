"""``dragoman clean`` and ``dragoman attributions``: lines about texts, without a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.group import EXIT_ERROR, EXIT_SOME_SKIPPED
from dragoman.cli.options import format_option, out_option
from dragoman.cli.output import chosen_format, opened, say_skipped, stdin, write_rows

if TYPE_CHECKING:
    from dragoman.model import Article, Skipped
    from dragoman.report.exporters import Row

_PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")


@click.command("clean", short_help="Cut pages into blocks: body, headline, furniture ...")
@_PATHS
@format_option("jsonl", "csv", "table", "text", terminal="table")
@out_option
@click.pass_context
def clean_command(context: click.Context, paths: tuple[str, ...], form: str | None, out: Path | None) -> None:
    """Cut pages into blocks with roles: body, headline, caption, furniture ...

    Prints a line for each block, or with --format text the body alone. Standard input (-) is one
    page of plain text.
    """
    from dragoman.clean import body, clean
    from dragoman.report.exporters.loose import BLOCK_FIELDS, block_rows

    articles = _Articles(paths)
    chosen = chosen_format(form, out, terminal="table")
    if chosen == "text":
        with opened(out) as stream:
            for article in articles:
                stream.write(body(article) + "\n")
    else:
        rows = (row for article in articles for row in block_rows(article.doc, clean(article).blocks))
        write_rows(rows, BLOCK_FIELDS, chosen, out)
    context.exit(articles.exit_code)


@click.command("attributions", short_help="Find who says, believes or wants what in a text.")
@_PATHS
@click.option(
    "--model",
    type=click.Choice(["fast", "accurate", "rules"]),
    help="What reads: a trained network, fast or accurate, or rules; fast where it is installed, else rules.",
)
@format_option("jsonl", "csv", "table", terminal="table")
@out_option
@click.pass_context
def attributions_command(
    context: click.Context, paths: tuple[str, ...], model: str | None, form: str | None, out: Path | None
) -> None:
    """Find who says, writes, believes or wants what, in texts as they are.

    Nothing is cleaned; a line gives the offsets of source, cue and content. The scope is that of the
    PolNeAR corpus: attitudes too, outermost attributions only.
    """
    from dragoman.extract import attributions, load_finder
    from dragoman.report.exporters.loose import ATTRIBUTION_FIELDS, attribution_rows

    if model is not None:
        load_finder("en", model)  # a model that is not installed is said before anything is read
    articles = _Articles(paths)
    rows: Iterator[Row] = (
        row
        for article in articles
        for row in attribution_rows(article.doc, attributions(article.text, model=model))
    )
    write_rows(rows, ATTRIBUTION_FIELDS, chosen_format(form, out, terminal="table"), out)
    context.exit(articles.exit_code)


class _Articles:
    """The articles of some paths; what cannot be read is said and counted."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self._paths = paths
        self._read = self._skipped = 0

    def __iter__(self) -> Iterator[Article]:
        from dragoman.acquire import acquire
        from dragoman.model import Skipped

        piped = [_standard_input()] if "-" in self._paths else []
        for one in chain(piped, acquire(path for path in self._paths if path != "-")):
            if isinstance(one, Skipped):
                self._skipped += 1
                say_skipped(one)
            else:
                self._read += 1
                yield one

    @property
    def exit_code(self) -> int:
        """What the shell is told when all are done."""
        if self._skipped:
            return EXIT_SOME_SKIPPED if self._read else EXIT_ERROR
        return 0


def _standard_input() -> Article | Skipped:
    """Standard input as one page of plain text, whatever it looks like."""
    from dragoman.acquire import from_text
    from dragoman.acquire.charset import decode
    from dragoman.acquire.source import Unreadable
    from dragoman.model import Given

    try:
        return from_text(decode(stdin().read()).text, given=Given(), doc="stdin")
    except Unreadable as problem:
        return problem.skipped("-")
