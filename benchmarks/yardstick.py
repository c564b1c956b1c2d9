"""How quick the processor is just now, so that times of two runs can be laid beside each other: what else is
busy on a machine, and on others that share its processor, can halve its speed."""

from __future__ import annotations

import time

_MILLION = 1_000_000


def sum_of_squares(count: int = _MILLION) -> float:
    """Milliseconds of this thread's processor time for the sum of a million squares, as found with
    ``count``."""
    started = time.thread_time()
    sum(n * n for n in range(count))
    return (time.thread_time() - started) * 1000 * _MILLION / count
