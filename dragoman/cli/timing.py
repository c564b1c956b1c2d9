"""``dragoman times``: the time expressions of texts, as JSON Lines in and out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.group import EXIT_ERROR, EXIT_SOME_SKIPPED
from dragoman.cli.options import out_option
from dragoman.cli.output import opened, say_skipped, stdin

if TYPE_CHECKING:
    from dragoman.model import Interval, Skipped
    from dragoman.report.exporters import Row

_LANGUAGE = "en"
_ADVICE = 'give one object a line: {"id": "a1", "dct": "2033-03-11", "text": "He left on Thursday."}'


@click.command("times", short_help="Find dates, times and durations in texts, with TIMEX3 values.")
@out_option
@click.pass_context
def times_command(context: click.Context, out: Path | None) -> None:
    """Find the time expressions of texts and give their TIMEX3 values.

    Standard input is JSON Lines, {"id", "dct", "text"}, where dct is the day on which the text was
    written, or null. For each a line {"id", "timex": [{"start", "end", "type", "value"}]} is printed;
    what dct would tell is X where it is null.
    """
    from dragoman.report.exporters import write_jsonl

    texts = _Texts(stdin())
    with opened(out) as stream:
        write_jsonl(texts, stream)
    context.exit(texts.exit_code)


class _BadLine(Exception):
    """A line that is no text; the message says why."""


class _Texts:
    """The rows for lines of standard input; bad lines are said and counted."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = lines
        self._read = self._skipped = 0

    def __iter__(self) -> Iterator[Row]:
        for number, line in enumerate(self._lines, 1):
            if not line.strip():
                continue
            try:
                row = _row(line)
            except _BadLine as error:
                self._skipped += 1
                say_skipped(_skipped(number, str(error)))
            else:
                self._read += 1
                yield row

    @property
    def exit_code(self) -> int:
        """What the shell is told when all are done."""
        if self._skipped:
            return EXIT_SOME_SKIPPED if self._read else EXIT_ERROR
        return 0


def _skipped(number: int, why: str) -> Skipped:
    from dragoman.model import Skipped

    return Skipped("times", f"line {number} of standard input", why, _ADVICE)


def _row(line: bytes) -> Row:
    from dragoman.times import find_times

    given = _object(line)
    found = find_times(given["text"], _anchor(given.get("dct")), _LANGUAGE)
    timex = [
        {"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value, "mod": t.mod}
        for t in found
    ]
    return {"id": given["id"], "timex": timex}


def _object(line: bytes) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _BadLine(f"not JSON ({error})") from error
    if not isinstance(given, dict):
        raise _BadLine("not a JSON object")
    for key in ("id", "text"):
        if key not in given:
            raise _BadLine(f'no key "{key}"')
    if not isinstance(given["text"], str):
        raise _BadLine('"text" is no string')
    return given


def _anchor(dct: object) -> Interval | None:
    from dragoman.model import Interval

    if dct is None:
        return None
    try:
        return Interval.day(date.fromisoformat(str(dct)[:10]), f"{dct}")
    except ValueError as error:
        raise _BadLine(f'"dct" is no date: {dct!r}') from error
