"""``python -m benchmarks.speed``: print times, memory and limits. It measures and never judges: a
busy machine is slow without anything being wrong, so no test hangs on these figures."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.quality.command import EXECUTABLE, CommandFailed, dragoman
from benchmarks.speed.measure import in_turns

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
    print(f"medians of {HELP_RUNS} runs, in turns")
    print(f"  python -c pass         {bare.seconds:7.3f} s")
    print(
        f"  dragoman --help        {shown.seconds:7.3f} s   limit {HELP_LIMIT_SECONDS} s, "
        f"{shown.seconds / bare.seconds:.1f} times python -c pass"
    )


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
    count = len(exported.splitlines())
    print(f"reading the {count} examples, models' load included; medians of {READ_RUNS} runs, in turns")
    print(f"  spaCy's parse alone    {alone.seconds:7.2f} s   {alone.mebibytes:5.0f} MiB")
    print(
        f"  dragoman read          {read.seconds:7.2f} s   {read.mebibytes:5.0f} MiB   "
        f"limit {READ_LIMIT_SECONDS:.0f} s, {read.seconds / alone.seconds:.1f} times the parse alone"
    )


if __name__ == "__main__":
    sys.exit(main())
