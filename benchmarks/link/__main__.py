"""Join invented statements and print how right, how fast and how that grows.

    python -m benchmarks.link growth [--statements 10000 20000 40000 80000] [--seed 1]

Keys are made when a statement is read and are not counted. The time is processor time of finding candidates,
comparing them and deciding. Beside it: joining what is the same word for word, and comparing all with all on
as many statements as that can bear. ``one`` is the time to find and compare the candidates of a new article
of twenty statements.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log
from typing import TypeVar

import numpy as np

from benchmarks.link.invented import Made, statements
from dragoman.link.candidates import needed_of, pairs_of_rows, rows_of
from dragoman.link.compare import score_pair
from dragoman.link.decide import components, ties_of
from dragoman.link.utterances import groups_of

AIM = 1.15  # power of the number of statements with which time may grow
ALL_PAIRS = 1500  # statements that can be compared all with all in a minute

T = TypeVar("T")
Groups = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Run:
    """One size: how many statements, seconds by step, pairs compared, and how right."""

    count: int
    candidates: float
    compare: float
    decide: float
    pairs: int
    precision: float
    recall: float

    @property
    def seconds(self) -> float:
        """All steps."""
        return self.candidates + self.compare + self.decide


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where time grows faster than it may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.link", description=__doc__.splitlines()[0])
    parser.add_argument("part", choices=["growth"])
    parser.add_argument("--statements", type=int, nargs="+", default=[10_000, 20_000, 40_000, 80_000])
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(words)
    runs = [measure(list(statements(count, asked.seed))) for count in asked.statements]
    for run in runs:
        print(
            f"{run.count:>9,} statements: {run.seconds:8.1f} s (candidates {run.candidates:.1f}, compare "
            f"{run.compare:.1f}, decide {run.decide:.1f}), {run.pairs / run.count:.1f} pairs each, "
            f"precision {run.precision:.3f}, recall {run.recall:.3f}"
        )
    few = list(statements(min(ALL_PAIRS, *asked.statements), asked.seed))
    for name, join in (("word for word", exact), ("all with all", all_pairs)):
        seconds, groups = clocked(join, few)
        print(f"{name}, {len(few):,} statements: {seconds:.1f} s, precision and recall {scored(few, groups)}")
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB with all statements")
    power = fitted([(run.count, run.seconds) for run in runs]) if len(runs) > 1 else 1.0
    print(f"time grows with power {power:.2f} of the statements (aim {AIM})")
    return int(power > AIM)


def measure(made: Sequence[Made]) -> Run:
    """Join some statements."""
    traits = {m.traits.id: m.traits for m in made}
    names = [m.traits.id for m in made]
    rows = np.array([r for n, m in enumerate(made) for r in rows_of(m.traits, n)], dtype=np.int64)
    needed = np.array([needed_of(m.traits) for m in made], dtype=np.int64)
    found, pairs = clocked(lambda: [(names[a], names[b]) for a, b in pairs_of_rows(rows, needed)])
    compared, scores = clocked(lambda: {(a, b): score_pair(traits[a], traits[b]) for a, b in pairs})
    decided, groups = clocked(
        lambda: [
            group
            for component in components(names, ties_of(scores))
            for group in groups_of([traits[i] for i in component], scores=scores)
        ]
    )
    precision, recall = scored(made, groups)
    return Run(len(made), found, compared, decided, len(pairs), precision, recall)


def exact(made: Sequence[Made]) -> Groups:
    """Joins one speaker's statements of the same words, as databases of quotations do."""
    alike: dict[object, list[str]] = {}
    for one in made:
        alike.setdefault((one.traits.voice.person, one.traits.words), []).append(one.traits.id)
    return [tuple(g) for g in alike.values()]


def all_pairs(made: Sequence[Made]) -> Groups:
    """Compares all with all."""
    traits = {m.traits.id: m.traits for m in made}
    scores = {(a, b): score_pair(traits[a], traits[b]) for a, b in combinations(sorted(traits), 2)}
    parts = components(traits, ties_of(scores))
    return [group for part in parts for group in groups_of([traits[i] for i in part])]


def clocked(work: Callable[..., T], *given: object) -> tuple[float, T]:
    """Seconds of processor time, and what came of it."""
    started = time.process_time()
    result = work(*given)
    return time.process_time() - started, result


def scored(made: Sequence[Made], groups: Iterable[Sequence[str]]) -> tuple[float, float]:
    """Precision and recall of pairs of statements that render one remark."""
    remark = {m.traits.id: m.remark for m in made}
    hits = joined = 0
    for group in groups:
        joined += len(group) * (len(group) - 1) // 2
        hits += sum(remark[a] == remark[b] for a, b in combinations(group, 2))
    sizes: dict[int, int] = {}
    for number in remark.values():
        sizes[number] = sizes.get(number, 0) + 1
    true = sum(n * (n - 1) // 2 for n in sizes.values())
    return round(hits / joined, 3) if joined else 1.0, round(hits / true, 3) if true else 1.0


def fitted(marks: Sequence[tuple[float, float]]) -> float:
    """The slope of log seconds over log statements."""
    x, y = [log(count) for count, _ in marks], [log(seconds) for _, seconds in marks]
    middle = sum(x) / len(x)
    return sum((a - middle) * b for a, b in zip(x, y, strict=True)) / sum((a - middle) ** 2 for a in x)


if __name__ == "__main__":
    raise SystemExit(main())
