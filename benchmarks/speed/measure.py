"""Wall time and peak memory of whole processes, as medians of several runs.

Programs run with Python's bytecode cache on, as they do for anybody who did not turn it off, and once
before the clock runs, so that the cache is there.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.quality.command import CommandFailed


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
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(w) for w in words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise CommandFailed(f"{words[0]} ended with {process.returncode}:\n{said.decode(errors='replace')}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


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
