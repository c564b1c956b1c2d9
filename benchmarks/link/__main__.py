"""Link ledgers of invented statements and print how right, how fast and how that grows.

    python -m benchmarks.link growth [--statements 2000 4000 | --million] [--workers 2] [--folder FOLDER]

A ledger file is filled with articles of ten statements, of meetings and of numbers, and with a vector of each
statement, made of its words by hashing: as wide as those of the shipped encoder, compared as those are
(filling and encoding are not counted). All of ``dragoman.linking.link`` is timed: laying out, people,
utterances, exchanges, figures, events, stories and lent dates. Told are the processor time of all processes,
the time by the clock, and the most memory that all held together; then the same step by step. Then one
article more is read and linked, several times; the median is told. Beside it: joining what is the same word
for word, and comparing all with all on as many statements as that can bear. ``--million`` takes 10 thousand,
100 thousand and 1 million. A FOLDER keeps the filled ledgers for the next run (3 GB for a million); linking
needs some 15 GB more there for a while.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, islice
from math import log
from pathlib import Path
from typing import TypeVar

from benchmarks.link.invented import Made, statements
from benchmarks.link.ledgers import fill, readings
from benchmarks.link.meaning import Hashed
from benchmarks.link.timeline import Timeline
from dragoman.ledger import Ledger
from dragoman.link.compare import score_pair
from dragoman.link.decide import components, ties_of
from dragoman.link.utterances import groups_of
from dragoman.linking import keep_vectors, link
from dragoman.model import Reading

AIM = 1.15  # power of the number of statements with which time may grow
ALL_PAIRS = 1500  # statements that can be compared all with all in a minute
MORE = 5  # articles that are linked one after the other

T = TypeVar("T")
Groups = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Run:
    """One size: how many statements, seconds of processor time and by the clock, for one article more, memory
    in MiB, and how right."""

    count: int
    seconds: float
    clock: float
    one_more: float
    memory: int
    precision: float
    recall: float


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where time grows faster than it may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.link", description=__doc__.splitlines()[0])
    parser.add_argument("part", choices=["growth"])
    parser.add_argument("--statements", type=int, nargs="+", default=[2_000, 4_000, 8_000])
    parser.add_argument("--million", action="store_true", help="10 thousand, 100 thousand and 1 million")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2, help="processes that link")
    parser.add_argument("--folder", type=Path, help="where filled ledgers are kept (a temporary one)")
    asked = parser.parse_args(words)
    sizes = [10_000, 100_000, 1_000_000] if asked.million else asked.statements
    with tempfile.TemporaryDirectory() as folder:
        runs = [measure(asked.folder or Path(folder), count, asked.seed, asked.workers) for count in sizes]
    few = list(statements(min(ALL_PAIRS, *sizes), asked.seed))
    for name, join in (("word for word", exact), ("all with all", all_pairs)):
        seconds, groups = clocked(join, few)
        truth = {m.traits.id: m.remark for m in few}
        print(
            f"{name}, {len(few):,} statements: {seconds:.1f} s, precision and recall {scored(truth, groups)}"
        )
    power = fitted([(run.count, run.seconds) for run in runs]) if len(runs) > 1 else 1.0
    print(f"time grows with power {power:.2f} of the statements (aim {AIM})")
    return int(power > AIM)


def measure(folder: Path, count: int, seed: int, workers: int) -> Run:
    """Fill a ledger, or take the one that is there, and link a copy of it."""
    filled, path = folder / f"{count}.db", folder / f"{count}.linked.db"
    remarks = filled.with_suffix(".json")
    if not remarks.exists():
        filled.unlink(missing_ok=True)
        remarks.write_text(json.dumps(fill(filled, count, seed)), encoding="utf-8")
    with Ledger.open(filled) as ledger:
        keep_vectors(ledger, Hashed())
    shutil.copy(filled, path)
    with Ledger.open(path) as ledger:
        started, timeline = (_spent(), time.perf_counter()), Timeline()
        with timeline.watched():
            link(ledger, encoder=Hashed(), workers=workers, progress=timeline.begin)
        seconds, clock = _spent() - started[0], time.perf_counter() - started[1]
        memory = timeline.memory or _memory(workers)
        more = [r for r, _ in islice(readings(MORE * 10, seed + 1), MORE)]
        spent = [_one_more(ledger, reading) for reading in more]
        precision, recall = scored(
            json.loads(remarks.read_text("utf-8")), (u.statements for u in ledger.links.utterances())
        )
    path.unlink()
    run = Run(count, seconds, clock, statistics.median(spent), memory, precision, recall)
    print(
        f"{run.count:>9,} statements: {run.seconds:8.1f} s of processor time, "
        f"{run.clock:8.1f} s by the clock, {run.memory} MiB; one article more {run.one_more:.2f} s; "
        f"precision {run.precision:.3f}, recall {run.recall:.3f}",
        *timeline.lines(),
        sep="\n",
        flush=True,
    )
    return run


def _one_more(ledger: Ledger, reading: Reading) -> float:
    """Seconds of processor time for one article more."""
    ledger.write(reading)
    keep_vectors(ledger, Hashed())
    return clocked(partial(link, ledger, encoder=Hashed()))[0]


def _spent() -> float:
    """Processor time of this process and of those that it waited for."""
    several = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in several)


def _memory(workers: int) -> int:
    """The most that this process and its workers held, in MiB; as if all held it at one time."""
    own, theirs = (
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own + (theirs * workers if workers > 1 else 0)


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
    for group in ([id for id in several if id in remark] for several in groups):
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
