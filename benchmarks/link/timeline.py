"""Where linking spends its time: the clock, the processor time of the process that writes and of its hands,
and the most memory that all held at one time, step by step. A step whose clock runs longer than its processor
time on two cores leaves one of them idle. Beside it, how quick the processor was meanwhile."""

from __future__ import annotations

import os
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from multiprocessing import active_children
from pathlib import Path

from benchmarks.yardstick import sum_of_squares

_EVERY = 2.0  # seconds between two looks at memory, each of which takes some milliseconds a gigabyte
_SUM = 3  # one in so many of these looks asks how quick the processor is
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Step:
    """A step: seconds by the clock, seconds of processor time here and of the hands, and MiB."""

    name: str
    clock: float
    own: float
    hands: float
    memory: int


@dataclass(frozen=True, slots=True)
class _Moment:
    clock: float
    own: float
    hands: dict[int, float]


class Timeline:
    """Steps as they begin, one after the other; nothing is known of hands where there is no ``/proc``."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._name = ""
        self._since = _now()
        self._most = 0
        self._seen: dict[int, float] = {}
        self._sums: list[float] = []

    def begin(self, name: str) -> None:
        """A step begins, and the one before it ends."""
        now = _now()
        spent_by = self._seen | now.hands  # hands that are gone were seen before
        hands = sum(spent - self._since.hands.get(pid, 0.0) for pid, spent in spent_by.items())
        if self._name:
            clock, own = now.clock - self._since.clock, now.own - self._since.own
            self.steps.append(Step(self._name, clock, own, hands, self._most >> 20))
        self._name, self._since, self._most, self._seen = name, now, _held(), {}

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Memory is looked at inside, now and then; the last step ends with it."""
        ended = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(ended,), daemon=True)
        watcher.start()
        try:
            yield
        finally:
            self.begin("")
            ended.set()
            watcher.join()

    def _watch(self, ended: threading.Event) -> None:
        for look in count():
            if look % _SUM == 0:
                self._sums.append(sum_of_squares(100_000))
            if ended.wait(_EVERY):
                return
            self._most = max(self._most, _held())
            self._seen |= _now().hands

    @property
    def memory(self) -> int:
        """The most that all processes held at one time, in MiB."""
        return max((step.memory for step in self.steps), default=0)

    def lines(self) -> Iterator[str]:
        """The steps that took a hundredth of all time or more, as a table; the rest in one line."""
        total = sum(step.clock for step in self.steps)
        yield f"{'':>26} {'clock':>8} {'here':>8} {'hands':>8} {'MiB':>6}"
        short = [step for step in self.steps if step.clock < total / 100]
        several = ([s.clock for s in short], [s.own for s in short], [s.hands for s in short])
        clock, own, hands = map(sum, several)
        rest = Step("all else", clock, own, hands, max((s.memory for s in short), default=0))
        for step in [*(s for s in self.steps if s not in short), rest]:
            yield f"{step.name:>26} {step.clock:8.1f} {step.own:8.1f} {step.hands:8.1f} {step.memory:6}"
        least, middle, most = min(self._sums), statistics.median(self._sums), max(self._sums)
        yield f"(a sum of 1,000,000 squares meanwhile: {middle:.0f} ms, {least:.0f} to {most:.0f})"


def _now() -> _Moment:
    spent = {child.pid: _spent(child.pid) for child in active_children() if child.pid is not None}
    return _Moment(time.perf_counter(), time.process_time(), spent)


def _spent(pid: int) -> float:
    """Processor time of a process, in seconds."""
    try:
        cells = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(cells[11]) + int(cells[12])) / os.sysconf("SC_CLK_TCK")


def _held() -> int:
    """Bytes that this process and its hands hold in memory; what several look into counts once."""
    return sum(map(_share, ("self", *(str(child.pid) for child in active_children()))))


def _share(name: str) -> int:
    """The proportional set size of a process (proc(5)): of a page that n processes hold, an nth."""
    try:
        lines = (_PROC / name / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:")), 0)
