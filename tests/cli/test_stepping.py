"""Long work runs behind whatever people wait for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from dragoman.cli.stepping import POLITE

TELL = "from dragoman.cli.stepping import step_back; import os; {}; print(os.getpriority(os.PRIO_PROCESS, 0))"


@pytest.mark.skipif(sys.platform == "win32", reason="nice values are POSIX's")
@pytest.mark.parametrize(
    ("steps", "priority"),
    [
        ("step_back()", POLITE),
        ("step_back(); step_back()", POLITE),
        ("os.setpriority(os.PRIO_PROCESS, 0, 15); step_back()", 15),
    ],
)
def test_long_work_steps_back_and_never_forward(steps: str, priority: int):
    done = subprocess.run(
        [sys.executable, "-c", TELL.format(steps)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) == priority
