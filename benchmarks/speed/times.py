"""``python -m benchmarks.speed.times [FILE.jsonl]``: words a second that time expressions are found in.

FILE holds texts as ``dragoman times`` reads them; without one, the examples are read, as often as it
takes to fill the time. One core; the rules' compilation, once a process, is left out.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dragoman.model import Interval
from dragoman.times import find_times

EXAMPLES = Path(__file__).parents[2] / "examples"
LIMIT_WORDS_A_SECOND = 20_000
_SECONDS = 2.0


def main(words: Sequence[str]) -> int:
    """Measure and print."""
    found = texts(Path(words[0])) if words else examples()
    speed = words_a_second(found)
    print(f"{speed:,.0f} words a second   limit {LIMIT_WORDS_A_SECOND:,}")
    return 0


def texts(path: Path) -> list[str]:
    """The texts of a JSON Lines file."""
    return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines() if line.strip()]


def examples() -> list[str]:
    """The examples' files as they are."""
    return [p.read_text("utf-8", errors="replace") for p in sorted(EXAMPLES.iterdir()) if p.is_file()]


def words_a_second(found: Sequence[str]) -> float:
    """Speed over all texts, each read afresh."""
    day = date(2033, 3, 11)
    find_times("once", None, "en")
    start, words, rounds = time.process_time(), 0, 0
    while time.process_time() - start < _SECONDS:
        rounds += 1
        for text in found:
            find_times(text + " " * rounds, Interval.day(day, "written"), "en")
            words += len(text.split())
    return words / (time.process_time() - start)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
