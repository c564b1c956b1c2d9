"""``python -m benchmarks.speed``: print times, memory and limits. It measures and never judges: a
busy machine is slow without anything being wrong, so no test hangs on these figures."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.quality.command import EXECUTABLE, dragoman
from benchmarks.speed.measure import in_turns

EXAMPLES = Path(__file__).parents[2] / "examples"
HELP_LIMIT_SECONDS = 0.2
READ_LIMIT_SECONDS = 10.0
HELP_RUNS = 15
READ_RUNS = 5


def main() -> None:
    """Measure and print."""
    bare, shown = in_turns([[sys.executable, "-c", "pass"], [EXECUTABLE, "--help"]], HELP_RUNS)
    print(f"medians of {HELP_RUNS} runs, in turns")
    print(f"  python -c pass             {bare.seconds:6.3f} s")
    print(
        f"  dragoman --help            {shown.seconds:6.3f} s   limit {HELP_LIMIT_SECONDS} s, "
        f"{shown.seconds / bare.seconds:.1f} times python -c pass"
    )
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder, "texts.jsonl")
        dragoman("read", "--ledger", Path(folder, "first.db"), EXAMPLES)
        exported = dragoman(
            "export", "articles", "--format", "jsonl", "--with-text", "--ledger", Path(folder, "first.db")
        )
        texts.write_text(exported, "utf-8")
        # --ledger to a fresh file each time: reading the same articles again would do nothing
        reads: list[list[str | Path]] = [
            [sys.executable, "-m", "benchmarks.speed.parse_alone", texts],
            [
                "sh",
                "-c",
                'rm -f "$1"* && exec "$0" read --ledger "$1" "$2"',
                EXECUTABLE,
                Path(folder, "timed.db"),
                EXAMPLES,
            ],
        ]
        alone, read = in_turns(reads, READ_RUNS)
    count = len(exported.splitlines())
    print(f"reading the {count} examples, models' load included; medians of {READ_RUNS} runs, in turns")
    print(f"  spaCy's parse alone        {alone.seconds:6.2f} s   {alone.mebibytes:5.0f} MiB")
    print(
        f"  dragoman read              {read.seconds:6.2f} s   {read.mebibytes:5.0f} MiB   "
        f"limit {READ_LIMIT_SECONDS:.0f} s, {read.seconds / alone.seconds:.1f} times the parse alone"
    )


if __name__ == "__main__":
    main()
