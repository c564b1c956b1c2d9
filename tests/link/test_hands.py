"""Processes that help linking: what they are given, what is done meanwhile, and that they end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.ledger import Ledger
from dragoman.ledger.journal import NotingLedger
from dragoman.linking.hands import hands


def double(_: NotingLedger, number: int) -> int:
    return 2 * number


@pytest.mark.parametrize("count", [1, 2])
def test_results_come_in_order_and_chores_are_finished(tmp_path: Path, count: int) -> None:
    path, done = tmp_path / "a.db", list[int]()
    Ledger.open(path).close()

    def chore() -> Iterator[None]:
        for step in range(5):
            done.append(step)
            yield

    with hands(path, count) as helpers:
        helpers.meanwhile(chore())
        helpers.meanwhile(chore())
        assert list(helpers.each(double, range(20))) == [2 * n for n in range(20)]
        helpers.finish()
    assert done == [*range(5), *range(5)]


_KILLED = """
import os, signal, sys
from pathlib import Path
from dragoman.linking.hands import hands

def whoever(ledger, _):
    return os.getpid()

if __name__ == "__main__":
    with hands(Path(sys.argv[1]), 2) as helpers:
        print(*set(helpers.each(whoever, range(4))), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="asks for processes as Unix does")
def test_processes_end_with_the_one_that_asked_for_them(tmp_path: Path) -> None:
    path, program = tmp_path / "a.db", tmp_path / "killed.py"
    Ledger.open(path).close()
    program.write_text(_KILLED)
    told = subprocess.run([sys.executable, program, path], capture_output=True, text=True, check=False)
    helpers = [int(pid) for pid in told.stdout.split()]
    assert helpers
    deadline = time.monotonic() + 20
    while any(map(_lives, helpers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_lives, helpers))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
