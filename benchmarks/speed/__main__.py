"""``python -m benchmarks.speed``: print times, memory and limits. It measures and never judges: a
busy machine is slow without anything being wrong, so no test hangs on these figures."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from benchmarks.quality.command import EXECUTABLE, CommandFailed, dragoman
from benchmarks.speed.measure import Run, in_turns

EXAMPLES = Path(__file__).parents[2] / "examples"
HELP_LIMIT_SECONDS = 0.2
READ_LIMIT_SECONDS = 10.0
HELP_RUNS = 15
READ_RUNS = 5


def main() -> int:
    """Measure and print; 2 where a program could not be run."""
    try:
        measure_help()
        with tempfile.TemporaryDirectory() as folder:
            measure_reading(Path(folder))
    except CommandFailed as error:
        print(f"speed: {error}", file=sys.stderr)
        return 2
    return 0


def measure_help() -> None:
    """The command's own start, beside Python's."""
    bare, shown = in_turns([[sys.executable, "-c", "pass"], [EXECUTABLE, "--help"]], HELP_RUNS)
    print(f"starting; medians of {HELP_RUNS} runs, in turns")
    show("python -c pass", bare)
    show("dragoman --help", shown, HELP_LIMIT_SECONDS)
    print(f"  that is {shown.seconds / bare.seconds:.1f} times python -c pass")


def measure_reading(folder: Path) -> None:
    """The examples, into a fresh ledger each time, beside spaCy's parse of the same texts."""
    first, texts = folder / "first.db", folder / "texts.jsonl"
    dragoman("read", "--ledger", first, EXAMPLES)
    exported = dragoman("export", "articles", "--format", "jsonl", "--with-text", "--ledger", first)
    texts.write_text(exported, "utf-8")
    afresh = 'rm -f "$1"* && exec "$0" read --ledger "$1" "$2"'
    programs: list[list[str | Path]] = [
        [sys.executable, "-m", "benchmarks.speed.parse_alone", texts],
        ["sh", "-c", afresh, EXECUTABLE, folder / "timed.db", EXAMPLES],
    ]
    alone, read = in_turns(programs, READ_RUNS)
    rows = [json.loads(row)["text"] for row in exported.splitlines()]
    words = sum(len(text.split()) for text in rows)
    print(
        f"reading {len(rows)} examples ({words:,} words), models' load included; medians of {READ_RUNS} runs"
    )
    show("spaCy's parse alone", alone)
    show("dragoman read", read, READ_LIMIT_SECONDS)
    print(f"  that is {read.seconds / alone.seconds:.1f} times the parse alone")


def show(name: str, run: Run, limit: float | None = None) -> None:
    """One line of the table."""
    limited = f"   limit {limit:g} s" if limit else ""
    print(
        f"  {name:<20} {run.seconds:7.3f} s  (processor {run.processor:6.3f} s)  "
        f"{run.mebibytes:4.0f} MiB{limited}"
    )


if __name__ == "__main__":
    sys.exit(main())
