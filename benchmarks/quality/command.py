"""The installed ``dragoman`` command, run as anybody would run it.

Benchmarks go through the command line and its exchange formats, so that they measure what a user
gets and keep working while the inside changes.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

EXECUTABLE = Path(sys.executable).parent / "dragoman"


class CommandFailed(Exception):
    """A program that a benchmark needs did not finish; the message holds what it said."""


def run(arguments: Sequence[str | Path], *, accepted: Sequence[int] = (0,)) -> str:
    """Standard output of a program. Raises ``CommandFailed`` on another exit status."""
    words = [str(a) for a in arguments]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode not in accepted:
        shown = " ".join(words[:4])
        raise CommandFailed(f"{shown} ... ended with {done.returncode}:\n{done.stderr.strip()[-2000:]}")
    return done.stdout


def dragoman(*arguments: str | Path) -> str:
    """Standard output of ``dragoman`` with these arguments."""
    if not EXECUTABLE.exists():
        raise CommandFailed(f"{EXECUTABLE} is missing; run: make setup")
    return run([EXECUTABLE, *arguments])
