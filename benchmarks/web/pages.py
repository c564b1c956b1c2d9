"""What every page costs the processor: asked in this process, over a large ledger, compression included."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles

from benchmarks.web.addresses import addresses
from benchmarks.web.asking import Asking
from benchmarks.yardstick import sum_of_squares
from dragoman.ledger import Ledger

LIMIT = 60.0
"""Milliseconds of processor time that 19 of 20 pages may take, so that two processors serve 20 a second
beside a process that reads articles in."""

_DEAREST = 12


def measure(file: Path, times: int, only: Sequence[str]) -> int:
    """Print a line for each page and the dearest addresses; 1 where a page is dearer than ``LIMIT``, or
    failed."""
    print_yardstick()
    print(f"{'':14}{'addresses':>10}{'p50':>9}{'p95':>9}{'max':>9}{'kB':>7}   milliseconds of processor time")
    dearest: list[tuple[float, str]] = []
    dear, every = False, []
    with Asking(file) as asking:
        with Ledger.open(file, readonly=True) as ledger:
            pages = addresses(asking, ledger)
        for name, several in pages.items():
            if only and name not in only:
                continue
            costs, size, failed = _asked(asking, several, times, dearest)
            every.append(sum(costs) / len(costs))
            dear = _line(name, len(several), costs, size, failed) or dear
    print(f"a page of any kind: {sum(every) / len(every):.1f} ms on average")
    for cost, address in sorted(dearest, reverse=True)[:_DEAREST]:
        print(f"{cost:9.1f}  {address[:150]}")
    return int(dear)


def print_yardstick() -> None:
    """What this processor takes just now for some plain work, to lay times of two runs beside each other."""
    print(f"(a sum of 1,000,000 squares: {sum_of_squares():.0f} ms)")


def _asked(
    asking: Asking, several: Sequence[str], times: int, dearest: list[tuple[float, str]]
) -> tuple[list[float], int, int]:
    """What all addresses cost, each asked once before and then ``times`` over, the largest size on the wire,
    and how many failed."""
    costs: list[float] = []
    size = failed = 0
    for address in several:
        answer = asking.ask(address)
        failed += answer.status != 200
        size = max(size, len(answer.body))
        own = [asking.ask(address).cost for _ in range(times)]
        dearest.append((min(own), address))
        costs += own
    return costs, size, failed


def _line(name: str, addresses: int, costs: Sequence[float], size: int, failed: int) -> bool:
    ordered = sorted(costs)
    p95 = quantiles([*ordered, ordered[-1]], n=20, method="inclusive")[-1]
    mark = (f"  {failed} failed" if failed else "") + ("  dear" if p95 > LIMIT else "")
    middle = ordered[len(ordered) // 2]
    print(
        f"{name:14}{addresses:10}{middle:9.1f}{p95:9.1f}{ordered[-1]:9.1f}{size / 1000:7.0f}{mark}",
        flush=True,
    )
    return bool(mark)
