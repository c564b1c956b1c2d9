"""Write many invented articles into a ledger, tie the copies, and print how right, how fast, how large.

    python -m benchmarks.copies [--articles 100000] [--seed 1]

Precision and recall are of pairs: two articles in one group, two made from one article. The time is
processor time of comparing alone, taken when an eighth, a quarter, a half and all of the articles were there.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

from benchmarks.copies.invented import Made, articles
from dragoman.copies import update
from dragoman.ledger import Ledger

PRECISION = 0.99
RECALL = 0.95
NOISE = 0.03  # of the exponent, between two runs

_BATCH = 500  # articles read in one go


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs in one group that belong there, and pairs that belong there and are in one group.
    ``originals`` is the share of true copies that name the article they were made from."""

    precision: float
    recall: float
    originals: float


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where a figure misses its aim."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.copies", description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(words)
    made = articles(asked.articles, asked.seed)
    before = _mebibytes()
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "copies.db") as ledger:
        marks = fill(ledger, made)
        score = scored(ledger, made)
        size = ledger.path.stat().st_size / 2**20
    exponent, aim = fitted(marks), fitted([(count, count * log(count)) for count, _ in marks]) + NOISE
    for count, seconds in marks:
        print(
            f"{count:>8,} articles: {seconds:8.1f} s of processor time, {1000 * seconds / count:.2f} ms each"
        )
    print(f"time grows with power {exponent:.2f} of the articles (n log n: {aim - NOISE:.2f}, aim {aim:.2f})")
    print(f"precision {score.precision:.4f}   (aim {PRECISION})")
    print(f"recall    {score.recall:.4f}   (aim {RECALL})")
    print(f"originals {score.originals:.4f}   of the copies found name the article they were made from")
    print(f"memory    {_mebibytes() - before:.0f} MiB beyond the invented articles; ledger {size:.0f} MiB")
    return int(score.precision < PRECISION or score.recall < RECALL or exponent > aim)


def fill(ledger: Ledger, made: Sequence[Made]) -> list[tuple[int, float]]:
    """Write and compare all; the seconds that comparing took up to 1/8, 1/4, 1/2 and all of them."""
    seconds, marks = 0.0, []
    wanted = {len(made) // 8, len(made) // 4, len(made) // 2, len(made)}
    batch: list[str] = []
    for number, one in enumerate(made, 1):
        ledger.write(one.reading)
        batch.append(one.reading.article.id)
        if number in wanted or len(batch) == _BATCH:
            started = time.process_time()
            update(ledger.copies, batch)
            seconds += time.process_time() - started
            batch = []
        if number in wanted:
            marks.append((number, seconds))
    return marks


def scored(ledger: Ledger, made: Sequence[Made]) -> Score:
    """Compare the groups in the ledger with the truth."""
    truth = {one.reading.article.id: one.origin for one in made}
    group = dict.fromkeys(truth, "")
    source: dict[str, str | None] = {}
    for member in ledger.copies.members():
        group[member.article], source[member.article] = member.group, member.copy_of
    both = Counter((truth[id], found) for id, found in group.items() if found)
    right = _pairs(both.values())
    grouped = _pairs(Counter(found for found in group.values() if found).values())
    wanted = _pairs(Counter(truth.values()).values())
    doc = {one.reading.article.id: one.reading.article.doc for one in made}
    named = [doc[of] == f"{truth[id]}-0" for id, of in source.items() if of]
    return Score(right / max(grouped, 1), right / max(wanted, 1), sum(named) / max(len(named), 1))


def fitted(marks: Sequence[tuple[int, float]]) -> float:
    """The exponent of a power law through the measurements, by least squares over logarithms."""
    points = [(log(count), log(max(seconds, 1e-9))) for count, seconds in marks]
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    rise = sum((x - middle_x) * (y - middle_y) for x, y in points)
    return rise / sum((x - middle_x) ** 2 for x, _ in points)


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _mebibytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
