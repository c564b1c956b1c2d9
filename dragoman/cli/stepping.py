"""Long work steps back: while ``read``, ``link`` or ``watch`` works in one terminal, whoever waits for a page
of ``serve``, or for anything else on the machine, goes first."""

from __future__ import annotations

import os

POLITE = 10
"""The nice value of long work (POSIX; 0 is that of other programs, 19 the most polite). It costs nothing
where no other program wants the processor."""


def step_back() -> None:
    """Lower the priority of this process and of those that it starts. Systems without nice values are left
    as they are."""
    if hasattr(os, "setpriority"):
        mine = os.getpriority(os.PRIO_PROCESS, 0)
        os.setpriority(os.PRIO_PROCESS, 0, max(mine, POLITE))
