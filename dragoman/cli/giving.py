"""``dragoman report``, ``export`` and ``cite``: what a ledger holds, for others."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.options import format_option, ledger_option, out_option, quiet_option
from dragoman.cli.output import chosen_format, opened, say, unwritable, write_rows

if TYPE_CHECKING:
    from dragoman.report.exporters import Form

_FORMS = ("parquet", "web-annotation", "schema-org", "tei")  # beside what all commands print
_REPORT = Path("report.html")


def _exportable(_: click.Context, param: click.Parameter, value: str) -> str:
    """The name itself, or a usage error that lists the names; the table of exporters loads on use."""
    from dragoman.report.exporters import EXPORTERS

    if value not in EXPORTERS:
        message = f"{value!r} cannot be exported; these can: {', '.join(EXPORTERS)}."
        raise click.BadParameter(message, param=param)
    return value


@click.command("report")
@ledger_option
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=_REPORT,
    show_default=True,
    metavar="FILE",
    help="The file to write.",
)
@quiet_option
def report_command(ledger: Path, out: Path, quiet: bool) -> None:
    """Write a report: one HTML file that needs no network.

    It shows what was read and what was skipped, who said what in which article, and who carried it.
    """
    import dragoman
    from dragoman.linking import LinkedLedger
    from dragoman.report import write_report

    with dragoman.open(ledger, readonly=True) as source:
        try:
            write_report(LinkedLedger(source), source.skipped(), out)
        except OSError as error:
            raise unwritable(out, error) from error
    say("report written to", quiet=quiet)
    click.echo(str(out))


@click.command("export")
@click.argument("what", callback=_exportable, metavar="WHAT")
@ledger_option
@format_option("jsonl", "csv", "table", *_FORMS, terminal="table")
@out_option
@click.option("--with-text", is_flag=True, help="articles: add the whole text.")
@click.option("--attitudes", is_flag=True, help="statements: add what is believed, wanted or criticised.")
@click.option("--wrong", is_flag=True, help="statements: add those that somebody judged to be none.")
def export_command(
    what: str, ledger: Path, form: str | None, out: Path | None, with_text: bool, attitudes: bool, wrong: bool
) -> None:
    """Print what the ledger holds, one thing a line.

    WHAT is articles, statements, utterances, exchanges, figures, events, people or coverage. Articles and
    statements can also be had as schema-org and tei, statements as web-annotation, and all as parquet.
    The lines and the forms are described in docs/formats.md.
    """
    import dragoman
    from dragoman.linking import LinkedLedger
    from dragoman.report.exporters import EXPORTERS, FORMS, Wanted

    exporter = EXPORTERS[what]
    wanted = Wanted(with_text=with_text, attitudes=attitudes, wrong=wrong)
    chosen = _chosen_form(form, out)
    if chosen in _FORMS:
        _check_fit(FORMS[chosen], what, out)
    with dragoman.open(ledger, readonly=True) as source:
        held = LinkedLedger(source)
        if chosen in _FORMS:
            _write_pieces(FORMS[chosen].pieces(held, exporter, wanted), out)
        else:
            count = write_rows(exporter.rows(held, wanted), exporter.fields(wanted), chosen, out)
            if not count:
                say(f"no {what} in {ledger}")


def _chosen_form(form: str | None, out: Path | None) -> str:
    """The form asked for; else what the file's name says."""
    if form is None and out is not None and out.suffix.lower() == ".parquet":
        return "parquet"
    return chosen_format(form, out, terminal="table")


def _check_fit(form: Form, what: str, out: Path | None) -> None:
    """A usage error where an export has no such form, or a terminal cannot show it."""
    if not form.fits(what):
        raise click.UsageError(f"{what} have no form {form.name}; these have: {', '.join(form.of)}.")
    if not form.is_text and out is None and sys.stdout.isatty():
        raise click.UsageError(f"{form.name} is no text for a terminal; name a file with --out.")


def _write_pieces(pieces: Iterable[bytes], out: Path | None) -> None:
    with opened(out) as stream:
        stream.flush()
        stream.buffer.writelines(pieces)


@click.command("cite")
@click.argument("id")
@ledger_option
@out_option
@click.option("--csl", "as_csl", is_flag=True, help="Print CSL-JSON, which reference managers read.")
def cite_command(id: str, ledger: Path, out: Path | None, as_csl: bool) -> None:
    """Print a footnote for an article or a statement.

    ID is that of an article or a statement, or an article's doc. The footnote names outlet, title,
    address, date, the time of retrieval and the hash of the text.
    """
    import dragoman
    from dragoman.cli.looking import find
    from dragoman.report.cite import cite, csl, footnote

    with dragoman.open(ledger, readonly=True) as source:
        found = find(source, id)
    citation = cite(found.entry, found.statement)
    printed = json.dumps([csl(citation)], ensure_ascii=False, indent=2) if as_csl else footnote(citation)
    with opened(out) as stream:
        stream.write(printed + "\n")
