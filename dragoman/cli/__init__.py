"""The command line: parse, call the Python API, print.

Data goes to standard output and talk to standard error. Commands are modules of this package, named
in one table and loaded on use; each loads the heavy parts inside its functions, so that ``--help``
stays quick.
"""

from __future__ import annotations

import click

from dragoman.cli.group import CommandGroup

COMMANDS = {
    "read": "dragoman.cli.reading",
    "watch": "dragoman.cli.watching",
    "link": "dragoman.cli.linking",
    "serve": "dragoman.cli.serving",
    "mcp": "dragoman.cli.assisting",
    "report": "dragoman.cli.giving",
    "show": "dragoman.cli.looking",
    "search": "dragoman.cli.looking",
    "check": "dragoman.cli.checking",
    "judge": "dragoman.cli.judging",
    "judgements": "dragoman.cli.judging",
    "export": "dragoman.cli.giving",
    "copies": "dragoman.cli.comparing",
    "changes": "dragoman.cli.comparing",
    "clean": "dragoman.cli.texts",
    "attributions": "dragoman.cli.texts",
    "times": "dragoman.cli.timing",
    "cite": "dragoman.cli.giving",
    "forget": "dragoman.cli.keeping",
    "merge": "dragoman.cli.keeping",
}

_EPILOG = """\b
Exit codes
  0    done
  1    nothing was done: an error, or not one input could be read
  2    the command line is wrong
  3    some inputs were skipped (each is named, with what to try); the others are done
  130  interrupted; what was done until then is kept
  141  the reader of standard output went away

\b
Examples
  dragoman read articles/ --ledger week.db
  dragoman watch https://courier.example/feed.xml --ledger week.db
  dragoman report --ledger week.db --out week.html
  dragoman check --ledger week.db --speaker Dravek "no port will close"
  dragoman export statements --ledger week.db --format csv --out week.csv
  dragoman clean --format text - < page.txt
"""


def _print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        import dragoman

        click.echo(f"dragoman {dragoman.__version__}")
        context.exit()


@click.group(
    cls=CommandGroup,
    commands_table=COMMANDS,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
def main() -> None:
    """Who said what, to whom, when, through whom and in which words.

    Reads news pages into a ledger (one SQLite file) in which every row leads back to the exact
    characters of the page.
    """
