"""Link ledgers of invented statements and print how right, how fast and how that grows.

    python -m benchmarks.link growth [--statements 2000 4000 8000 | --million] [--seed 1] [--folder FOLDER]

A ledger file is filled with articles of ten statements (not counted), and all of ``dragoman.linking.link`` is
timed: laying out, people, utterances, exchanges, figures, and up to 20,000 statements events, stories and
lent dates. The time is processor time. Then one article more is read and linked, several times; the median is
told. Beside it: joining what is the same word for word, and comparing all with all on as many statements as
that can bear. ``--million`` takes 10 thousand, 100 thousand and 1 million.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import log
from pathlib import Path
from typing import TypeVar

from benchmarks.link.invented import Made, statements
from benchmarks.link.ledgers import fill, readings
from dragoman.ledger import Ledger
from dragoman.link.compare import score_pair
from dragoman.link.decide import components, ties_of
from dragoman.link.utterances import groups_of
from dragoman.linking import link

AIM = 1.15  # power of the number of statements with which time may grow
ALL_PAIRS = 1500  # statements that can be compared all with all in a minute
MORE = 5  # articles that are linked one after the other

T = TypeVar("T")
Groups = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Run:
    """One size: how many statements, seconds in all and for one article more, and how right."""

    count: int
    seconds: float
    one_more: float
    precision: float
    recall: float


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where time grows faster than it may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.link", description=__doc__.splitlines()[0])
    parser.add_argument("part", choices=["growth"])
    parser.add_argument("--statements", type=int, nargs="+", default=[2_000, 4_000, 8_000])
    parser.add_argument("--million", action="store_true", help="10 thousand, 100 thousand and 1 million")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the ledgers are made (a temporary one)")
    asked = parser.parse_args(words)
    sizes = [10_000, 100_000, 1_000_000] if asked.million else asked.statements
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        runs = [measure(Path(folder) / f"{count}.db", count, asked.seed) for count in sizes]
    few = list(statements(min(ALL_PAIRS, *sizes), asked.seed))
    for name, join in (("word for word", exact), ("all with all", all_pairs)):
        seconds, groups = clocked(join, few)
        truth = {m.traits.id: m.remark for m in few}
        print(
            f"{name}, {len(few):,} statements: {seconds:.1f} s, precision and recall {scored(truth, groups)}"
        )
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")
    power = fitted([(run.count, run.seconds) for run in runs]) if len(runs) > 1 else 1.0
    print(f"time grows with power {power:.2f} of the statements (aim {AIM})")
    return int(power > AIM)


def measure(path: Path, count: int, seed: int) -> Run:
    """Fill a ledger and link it."""
    truth = fill(path, count, seed)
    with Ledger.open(path) as ledger:
        seconds, _ = clocked(link, ledger)
        groups = [u.statements for u in ledger.links.utterances()]
        precision, recall = scored(truth, groups)
        more = [r for r, _ in islice(readings(MORE * 10, seed + 1), MORE)]
        spent = []
        for reading in more:
            ledger.write(reading)
            spent.append(clocked(link, ledger)[0])
    run = Run(count, seconds, statistics.median(spent), precision, recall)
    print(
        f"{run.count:>9,} statements: {run.seconds:8.1f} s, one article more {run.one_more:.2f} s, "
        f"precision {run.precision:.3f}, recall {run.recall:.3f}",
        flush=True,
    )
    return run


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


def scored(remark: Mapping[str, int], groups: Iterable[Sequence[str]]) -> tuple[float, float]:
    """Precision and recall of pairs of statements that render one remark."""
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
