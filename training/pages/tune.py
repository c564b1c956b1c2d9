"""Find the constants of ``dragoman.clean.segment`` on the development pages of the plain-text benchmark.

    python training/pages/tune.py ../shared/data/text_scrape/dev.jsonl.gz ../shared/bench/text_scrape_bench.py

Hill climbs over rounded values, seeds fixed, and of three climbs the median: five times on four folds
(fold = sha256 of the page's id
modulo 5) and scored on the fifth, on pages as they are and with furniture put between their lines;
then once on all. Prints the figures out of fold and the values of each climb. Takes about two minutes.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import random
import sys
from dataclasses import asdict, replace
from pathlib import Path
from statistics import median

from dragoman.clean.lines import find_units
from dragoman.clean.phrases import phrases
from dragoman.clean.roles import _KINDS, _Labeller, label
from dragoman.clean.segment import COSTS, Costs, find_segment

GRID = {
    "most": (30, 40, 50, 60, 80),
    "unended": (0.1, 0.2, 0.35, 0.5),
    "short": (6, 8, 10, 12, 15),
    "repeated": (4, 6, 8, 12, 16),
    "chrome": (2, 4, 6, 8, 10),
    "boxed": (1, 2, 4, 6, 8),
    "after": (4, 6, 8, 12, 16),
    "interruption": (40, 60, 80, 100, 150),
}
STEPS, CLIMBS = 130, 3
START = Costs(60, 0.5, 8, 8, 8, 8, 16, 60, 150)


def load_bench(path):
    """The benchmark's own script, for its metric and its furniture."""
    spec = importlib.util.spec_from_file_location("text_scrape_bench", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Pages:
    """The pages with what the search needs, and the metric, remembered for each run of lines."""

    def __init__(self, path, bench):
        self.bench, self.words, self.known = bench, phrases(), {}
        rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
        self.pages = [self._read(p, hard) for p in rows for hard in (False, True)]

    def _read(self, page, hard):
        page = self.bench.inject(page) if hard else page
        units = find_units(page["text"], self.words)
        labeller = _Labeller(units, self.words, None, None, None)
        fold = int(hashlib.sha256(page["id"].encode()).hexdigest(), 16) % 5
        kinds = [_KINDS[m] for m in labeller.marks]
        return page["id"], fold, hard, page["body"], units, kinds, labeller.prose

    def rows(self, costs, folds, hard):
        """The counts of each page of these folds."""
        return [self._count(p, costs) for p in self.pages if p[1] in folds and p[2] is hard]

    def _count(self, page, costs):
        name, _, hard, body, units, kinds, prose = page
        first, last = find_segment(units, kinds, prose, self.words, costs)
        key = (name, hard, first, last)
        if key not in self.known:
            kept = [u.text for u, k in zip(units[first:last], kinds[first:last], strict=True) if k == "free"]
            self.known[key] = self.bench.counts(body, "\n".join(kept))
        return self.known[key]

    def read(self, costs, folds, hard):
        """The counts of each page of these folds where the whole of ``clean`` reads it."""
        rows = []
        for _, fold, is_hard, body, units, _, _ in self.pages:
            if fold in folds and is_hard is hard:
                roles = label(units, self.words, costs=costs)
                kept = [u.text for u, r in zip(units, roles, strict=True) if r in ("body", "question")]
                rows.append(self.bench.counts(body, "\n".join(kept)))
        return rows

    def f1(self, costs, folds):
        """The sum of both figures."""
        return sum(self.bench.aggregate(self.rows(costs, folds, hard))["F1"] for hard in (False, True))


def climb(pages, folds, seed):
    """The best constants found on these folds."""
    chance, best, score = random.Random(seed), START, pages.f1(START, folds)
    for _ in range(STEPS):
        changed = {
            name: chance.choice(GRID[name]) for name in chance.sample(list(GRID), chance.choice((1, 2, 3)))
        }
        other = replace(best, **changed)
        found = pages.f1(other, folds)
        if found > score:
            best, score = other, found
    return best


def middle(pages, folds, seed):
    """The median of each constant over a few climbs: one climb alone may end on an odd top."""
    found = [asdict(climb(pages, folds, 10 * seed + n)) for n in range(CLIMBS)]
    return Costs(**{name: median(costs[name] for costs in found) for name in found[0]})


def main(data, bench):
    """Climb, and print the figures out of fold and in sample."""
    pages = Pages(data, load_bench(bench))
    out = {False: [], True: []}
    for fold in range(5):
        costs = middle(pages, set(range(5)) - {fold}, fold)
        print(fold, asdict(costs), flush=True)
        for hard, rows in out.items():
            rows += pages.read(costs, {fold}, hard)
    for hard, rows in out.items():
        print("out of fold", "injected" if hard else "plain", round(pages.bench.aggregate(rows)["F1"], 4))
    print("on all", asdict(middle(pages, set(range(5)), 5)))
    for hard in (False, True):
        figure = pages.bench.aggregate(pages.read(COSTS, set(range(5)), hard))["F1"]
        print("the values kept", "injected" if hard else "plain", round(figure, 4))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
