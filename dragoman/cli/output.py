"""Where data and talk go: rows to standard output or a file, talk to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO, cast

import click

from dragoman.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.model import Skipped
    from dragoman.report.exporters import Field, Row


@contextmanager
def opened(out: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that takes its name only when it is complete."""
    if out is None:
        yield _stdout()
        return
    try:
        with NamedTemporaryFile(
            "w", encoding="utf-8", errors="replace", newline="", dir=out.parent, delete=False
        ) as named:
            partial = Path(named.name)
            try:
                yield cast(TextIO, named)
            except BaseException:
                partial.unlink(missing_ok=True)
                raise
        partial.chmod(0o644)
        partial.replace(out)
    except OSError as error:
        raise unwritable(out, error) from error


def unwritable(out: Path, error: OSError) -> InputError:
    """What to tell of a file that cannot be written."""
    return InputError(f"cannot write {out}: {error.strerror}", "name a file in a folder you can write to")


def _stdout() -> TextIO:
    """Standard output in UTF-8, whatever the locale, with line ends as they are."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")
    return sys.stdout


def stdin() -> BinaryIO:
    """The bytes of standard input."""
    return sys.stdin.buffer


def chosen_format(form: str | None, out: Path | None, *, terminal: str) -> str:
    """The format asked for; else what the file's name says; else ``terminal`` or JSON Lines."""
    if form:
        return form
    if out is not None:
        return "csv" if out.suffix.lower() == ".csv" else "jsonl"
    return terminal if sys.stdout.isatty() else "jsonl"


def say(message: str, *, quiet: bool = False) -> None:
    """Talk: a line on standard error."""
    if not quiet:
        click.echo(message, err=True)


def say_skipped(skipped: Skipped) -> None:
    """Talk of something that could not be read, and of what to try."""
    say(f"skipped {skipped.subject}: {skipped.why}")
    if skipped.advice:
        say(f"  try: {skipped.advice}")


def error_console() -> Console:
    """A rich console on standard error."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def write_rows(rows: Iterable[Row], fields: tuple[Field, ...], form: str, out: Path | None) -> int:
    """Write rows as ``jsonl``, ``csv`` or ``table``; how many there were."""
    from dragoman.report.exporters import write_csv, write_jsonl

    counted = _Counted(rows)
    writers: dict[str, Callable[[TextIO], None]] = {
        "jsonl": lambda stream: write_jsonl(counted, stream),
        "csv": lambda stream: write_csv(counted, fields, stream),
        "table": lambda stream: write_table(counted, fields, stream),
    }
    with opened(out) as stream:
        writers[form](stream)
    return counted.number


class _Counted:
    """Rows that are counted while they go by."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.number = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.number += 1
            yield row


_CELL_CHARACTERS = 400


def write_table(rows: Iterable[Row], fields: tuple[Field, ...], out: TextIO) -> None:
    """Write the chief fields of rows as a table for reading, no rows as nothing; long cells are cut, and what
    is open is empty."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    shown = [field for field in fields if field.brief]
    for field in shown:
        table.add_column(field.name.replace("_", " "), overflow="fold", no_wrap=field.name == "id")
    for row in rows:
        table.add_row(*(Text(_brief(row[field.name], field)) for field in shown))
    if table.row_count:
        Console(file=out, highlight=False).print(table)


def _brief(value: Any, field: Field) -> str:
    """A value as a table shows it: on one line, of a date its ends alone."""
    from dragoman.report.exporters import Shape
    from dragoman.report.exporters.lines import cells

    first, *more = cells(value, field.shape)
    if field.shape is Shape.INTERVAL and first != more[0]:
        first = f"{first} … {more[0]}".strip()
    flat = " ".join(first.split())
    return flat if len(flat) <= _CELL_CHARACTERS else flat[: _CELL_CHARACTERS - 1] + "…"
