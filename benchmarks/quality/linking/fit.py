"""Fit the weights by which linking weighs two statements of different articles (``link.compare.ACROSS``) and
of one article (``INSIDE``).

``python -m benchmarks.quality.linking.fit [--corpus FOLDER]`` lays out the marked parts, measures every pair
of candidates and prints both tables, rounded. Logistic models are fitted on the half ``tune`` alone. Across
articles: pairs marked as the same, look-alikes (which count twice: a wrong join is worse than a missed one)
and candidates that nobody marked, which count as apart with a small weight. Inside one: reports of one mark
are the same, reports of two marks are apart, and so, with less weight, are a report and a statement that no
mark names. No weight may have the wrong sign, and weights are drawn towards those that linking has now, so
that what the pairs hold few examples of stays as it is.

Folds tell what a fit is worth on pairs that it has not seen, not what it does to whole groups: before weights
are taken over, ``benchmarks.quality.linking`` and the invented examples are scored with them.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.quality.linking.gold import Mark, Part, corpus_part, invented_part
from benchmarks.quality.linking.polnear import CORPUS
from dragoman.encoder.sentences import shipped
from dragoman.link.candidates import pairs_among
from dragoman.link.compare import ACROSS, FEATURES, INSIDE, likeness
from dragoman.link.forbidding import forbids
from dragoman.link.people import find_people
from dragoman.link.traits import Traits, members_of, traits_of
from dragoman.link.vectors import Encoder, encode_sheet

_PULL = {"ACROSS": 3.0, "INSIDE": 1.0}  # towards the weights of now
FOLDS = 8
_STEPS, _RATE = 800, 0.05
_APART = 2.0  # what a look-alike counts beside a pair that is the same
_UNMARKED = {"corpus": 0.01, "invented": 0.04}  # what a candidate that nobody marked counts
_HALF_MARKED = 0.25  # what one of which one statement is marked counts inside an article

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Weights to be learnt: the table's name, its weights of now, and the measures that may speak for one
    utterance and against it."""

    name: str
    now: Mapping[str, float]
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]

    @property
    def learnt(self) -> tuple[str, ...]:
        """The measures that are weighed anew."""
        return self.speaks_for + self.speaks_against


_WORDS = ("small", "large", "amount", "runs", "quote", "quoted", "meaning")
_DOUBTS = ("metonym", "open", "thin", "day", "acts", "polarity", "numbers", "count", "cut")
TABLES = (
    Table(
        "ACROSS", ACROSS, (*_WORDS, "fresh", "medium", "sole"), (*_DOUBTS, "turn", "media", "late", "undated")
    ),
    Table("INSIDE", INSIDE, (*_WORDS, "leads", "denial", "retort", "head"), (*_DOUBTS, "apart", "brief")),
)


class _Told(NamedTuple):
    """What is told of a pair: whether it is one utterance (``None`` where nobody marked it), the fold of its
    mark (-1 without one), and what it counts."""

    same: bool | None
    fold: int
    weight: float


@dataclass(frozen=True, slots=True)
class Example:
    """A measured pair."""

    measured: tuple[float, ...]
    told: _Told


def examples_of(part: Part, encoder: Encoder | None) -> dict[str, list[Example]]:
    """The pairs of a part that may be one, by the table that weighs them: those of which the half for tuning
    tells, and candidates of two articles that nobody marked."""
    members = members_of(find_people(part.sheets))
    traits = {
        t.id: t
        for sheet in part.sheets
        for t in traits_of(sheet, members, encode_sheet(sheet, encoder) if encoder else {})
    }
    unmarked = dict.fromkeys(pairs_among(traits.values()), _Told(None, -1, _UNMARKED[part.name]))
    across = unmarked | _told_across(part)
    found: dict[str, list[Example]] = {table.name: [] for table in TABLES}
    for table, told in zip(TABLES, (across, _told_inside(part, traits.values())), strict=True):
        for (one, other), what in sorted(told.items()):
            a, b = traits[one], traits[other]
            if (a.article == b.article) == (table.name == "INSIDE") and what.weight and not forbids(a, b):
                likely = likeness(a, b)
                measured = tuple(float(getattr(likely, name)) for name in table.learnt)
                found[table.name].append(Example(measured, what))
    return found


def _told_across(part: Part) -> dict[Pair, _Told]:
    """What the marks tell of statements of two articles; those of the other half count nothing."""
    found: dict[Pair, _Told] = {}
    for mark in part.marks:
        if mark.sure:
            weight = 0.0 if mark.half != "tune" else 1.0 if mark.same else _APART
            found |= dict.fromkeys(_ids(part, mark), _Told(mark.same, _fold(mark), weight))
    return found


def _told_inside(part: Part, traits: Iterable[Traits]) -> dict[Pair, _Told]:
    """What the marks tell of statements of one article."""
    marks = [mark for mark in part.marks if mark.sure and mark.same and mark.half == "tune"]
    mark_of = {part.statements[report]: mark for mark in marks for report in mark.reports}
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for t in traits:
        homes[t.article].append(t.id)
    found: dict[Pair, _Told] = {}
    for one, other in chain.from_iterable(combinations(sorted(ids), 2) for ids in homes.values()):
        first, second = mark_of.get(one), mark_of.get(other)
        if first and second:
            found[one, other] = _Told(first is second, _fold(first), 1.0)
        elif first or second:
            found[one, other] = _Told(None, -1, _HALF_MARKED)
    return found


def _ids(part: Part, mark: Mark) -> set[tuple[str, str]]:
    ids = [[part.statements[report] for report in pair] for pair in mark.pairs()]
    return {(min(pair), max(pair)) for pair in ids}


def _fold(mark: Mark) -> int:
    """Marks of one document stay together."""
    return hashlib.sha256(min(r.doc for r in mark.reports).encode()).digest()[0] % FOLDS


def fit(examples: Sequence[Example], table: Table) -> dict[str, float]:
    """The weights that tell the pairs that are the same best from all others."""
    measured = np.array([e.measured for e in examples])
    same = np.array([float(e.told.same is True) for e in examples])
    counts = np.array([e.told.weight for e in examples])
    signs = np.array([1.0] * len(table.speaks_for) + [-1.0] * len(table.speaks_against))
    now = np.array([table.now.get(name, 0.0) for name in table.learnt])
    weights, bias = now.copy(), table.now[""]
    first, second = np.zeros(len(weights) + 1), np.zeros(len(weights) + 1)
    for step in range(1, _STEPS + 1):
        wrong = (1 / (1 + np.exp(-(measured @ weights + bias))) - same) * counts
        slope = np.append(measured.T @ wrong + _PULL[table.name] * (weights - now), wrong.sum())
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        change = _RATE * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        weights, bias = weights - change[:-1], bias - float(change[-1])
        weights = np.where(weights * signs < 0, 0.0, weights)
    return {"": bias, **dict(zip(table.learnt, weights.tolist(), strict=True))}


def unseen(examples: Sequence[Example], table: Table) -> tuple[int, int, int, int]:
    """Over the folds: how many pairs are the same, how many of these are found; how many are not the same,
    how many of these are joined."""
    same = found = apart = joined = 0
    for fold in range(FOLDS):
        weights = fit([e for e in examples if e.told.fold != fold], table)
        for example in (e for e in examples if e.told.fold == fold):
            is_tied = _total(example, weights, table) > 0
            same, found = same + bool(example.told.same), found + (bool(example.told.same) and is_tied)
            apart, joined = apart + (not example.told.same), joined + (not example.told.same and is_tied)
    return same, found, apart, joined


def _total(example: Example, weights: dict[str, float], table: Table) -> float:
    told = zip(table.learnt, example.measured, strict=True)
    return weights[""] + sum(weights[name] * value for name, value in told)


def main(words: Sequence[str] | None = None) -> int:
    """Print the table and what it is worth; exit status 2 where the corpus is not on this machine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, metavar="FOLDER", help="where the corpus lies")
    options = parser.parse_args(words)
    try:
        parts = [corpus_part(corpus=options.corpus), invented_part()]
    except OSError as error:
        print(f"linking: {error}", file=sys.stderr)
        return 2
    encoder = shipped()
    laid = [examples_of(part, encoder) for part in parts]
    for table in TABLES:
        _tell(table, [example for examples in laid for example in examples[table.name]])
    return 0


def _tell(table: Table, examples: Sequence[Example]) -> None:
    print(f"{table.name} = {{")
    for name, value in fit(examples, table).items():
        print(f'    "{name}": {value:.1f},')
    kept = sorted(set(table.now) - set(table.learnt) - {""})
    unused = [name for name in FEATURES if name not in table.learnt and name not in table.now]
    print(f"}}\nas they are: {', '.join(f'{n} {table.now[n]}' for n in kept)}; never: {', '.join(unused)}")
    same, found, apart, joined = unseen(examples, table)
    print(f"pairs of unseen folds above .5: {found} of {same} same, {joined} of {apart} apart\n")


if __name__ == "__main__":
    sys.exit(main())
