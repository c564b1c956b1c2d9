"""Wall time and peak memory of whole processes, as medians of several runs.

Programs run with Python's bytecode cache on, as they do for anybody who did not turn it off, and once
before the clock runs, so that the cache is there.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.quality.command import CommandFailed

_ALONE = Path(__file__).with_name("alone.py")


@dataclass(frozen=True)
class Run:
    """One process: wall time and processor time (all threads) in seconds, largest resident memory in
    MiB. On a busy machine wall time grows and processor time hardly does."""

    seconds: float
    processor: float
    mebibytes: float


def once(words: Sequence[str | Path]) -> Run:
    """Run a program to its end. Raises ``CommandFailed`` when it fails."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, str(_ALONE), *(str(w) for w in words)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    if done.returncode:
        raise CommandFailed(f"{words[0]} ended with {done.returncode}:\n{done.stderr}")
    return Run(*json.loads(done.stdout))


def middle(runs: Sequence[Run]) -> Run:
    """The median of each figure."""
    return Run(
        median(run.seconds for run in runs),
        median(run.processor for run in runs),
        median(run.mebibytes for run in runs),
    )


def in_turns(programs: Sequence[Sequence[str | Path]], times: int) -> list[Run]:
    """The medians of several programs, run in turns so that a busy moment hits them all alike."""
    for words in programs:
        once(words)
    runs: list[list[Run]] = [[] for _ in programs]
    for _ in range(times):
        for kept, words in zip(runs, programs, strict=True):
            kept.append(once(words))
    return [middle(kept) for kept in runs]
