"""Fit the weights by which linking weighs two statements of different articles (``link.compare.ACROSS``).

``python -m benchmarks.quality.linking.fit [--corpus FOLDER]`` lays out the marked parts, measures every pair
of candidates and prints the table of weights, rounded. A logistic model is fitted on the half ``tune`` alone:
pairs marked as the same, look-alikes (which count twice: a wrong join is worse than a missed one) and
candidates that nobody marked, which count as apart with a small weight. No weight may have the wrong sign,
and weights are drawn towards those that linking has now, so that what the pairs hold few examples of stays as
it is. Folds tell what the fit is worth on marks that it has not seen.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.quality.linking.gold import Mark, Part, corpus_part, invented_part
from benchmarks.quality.linking.polnear import CORPUS
from dragoman.encoder.sentences import shipped
from dragoman.link.candidates import pairs_among
from dragoman.link.compare import ACROSS, FEATURES, likeness
from dragoman.link.forbidding import forbids
from dragoman.link.people import find_people
from dragoman.link.traits import members_of, traits_of
from dragoman.link.vectors import Encoder, encode_sheet

SPEAKS_FOR = ("small", "large", "amount", "runs", "quote", "quoted", "meaning", "fresh", "medium", "sole")
_DOUBTS = ("metonym", "open", "turn", "thin", "media")
_DAYS = ("late", "day", "undated")
_WORDS = ("acts", "polarity", "numbers", "count", "cut")
SPEAKS_AGAINST = (*_DOUBTS, *_DAYS, *_WORDS)
LEARNT = (*SPEAKS_FOR, *SPEAKS_AGAINST)
FOLDS = 8
_STEPS, _RATE = 800, 0.05
_PULL = 3.0  # towards the weights of now
_APART = 2.0  # what a look-alike counts beside a pair that is the same
_UNMARKED = {"corpus": 0.01, "invented": 0.04}  # what a candidate that nobody marked counts

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A measured pair; ``same`` is ``None`` where nobody marked it, ``fold`` -1."""

    measured: tuple[float, ...]
    same: bool | None
    fold: int
    weight: float


def examples_of(part: Part, encoder: Encoder | None) -> list[Example]:
    """The pairs of a part that may be one: the marked ones of the half for tuning, and candidates that nobody
    marked."""
    members = members_of(find_people(part.sheets))
    traits = {
        t.id: t
        for sheet in part.sheets
        for t in traits_of(sheet, members, encode_sheet(sheet, encoder) if encoder else {})
    }
    marks = {pair: mark for mark in part.marks if mark.sure for pair in _ids(part, mark)}
    found = []
    for one, other in sorted(marks.keys() | set(pairs_among(traits.values()))):
        a, b, mark = traits[one], traits[other], marks.get((one, other))
        if a.article == b.article or forbids(a, b) or (mark is not None and mark.half != "tune"):
            continue
        likely = likeness(a, b)
        measured = tuple(float(getattr(likely, name)) for name in LEARNT)
        weight = _UNMARKED[part.name] if mark is None else 1.0 if mark.same else _APART
        found.append(Example(measured, mark.same if mark else None, _fold(mark), weight))
    return found


def _ids(part: Part, mark: Mark) -> set[tuple[str, str]]:
    ids = [[part.statements[report] for report in pair] for pair in mark.pairs()]
    return {(min(pair), max(pair)) for pair in ids}


def _fold(mark: Mark | None) -> int:
    """Marks of one document stay together."""
    if mark is None:
        return -1
    return hashlib.sha256(min(r.doc for r in mark.reports).encode()).digest()[0] % FOLDS


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weights that tell the pairs that are the same best from all others."""
    measured = np.array([e.measured for e in examples])
    same = np.array([float(e.same is True) for e in examples])
    counts = np.array([e.weight for e in examples])
    signs = np.array([1.0] * len(SPEAKS_FOR) + [-1.0] * len(SPEAKS_AGAINST))
    now = np.array([ACROSS.get(name, 0.0) for name in LEARNT])
    weights, bias = now.copy(), ACROSS[""]
    first, second = np.zeros(len(weights) + 1), np.zeros(len(weights) + 1)
    for step in range(1, _STEPS + 1):
        wrong = (1 / (1 + np.exp(-(measured @ weights + bias))) - same) * counts
        slope = np.append(measured.T @ wrong + _PULL * (weights - now), wrong.sum())
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        change = _RATE * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        weights, bias = weights - change[:-1], bias - float(change[-1])
        weights = np.where(weights * signs < 0, 0.0, weights)
    return {"": bias, **dict(zip(LEARNT, weights.tolist(), strict=True))}


def unseen(examples: Sequence[Example]) -> tuple[int, int, int, int]:
    """Over the folds: pairs that are the same, how many are found, look-alikes, how many are joined."""
    same = found = apart = joined = 0
    for fold in range(FOLDS):
        weights = fit([e for e in examples if e.fold != fold])
        for example in (e for e in examples if e.fold == fold):
            is_tied = _total(example, weights) > 0
            same, found = same + bool(example.same), found + (bool(example.same) and is_tied)
            apart, joined = apart + (not example.same), joined + (not example.same and is_tied)
    return same, found, apart, joined


def _total(example: Example, weights: dict[str, float]) -> float:
    told = zip(LEARNT, example.measured, strict=True)
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
    examples = [example for part in parts for example in examples_of(part, encoder)]
    for name, value in fit(examples).items():
        print(f'    "{name}": {value:.1f},')
    kept = sorted(set(ACROSS) - set(LEARNT) - {""})
    print(f"as they are: {', '.join(f'{name} {ACROSS[name]}' for name in kept)}; never: {_unused()}")
    same, found, apart, joined = unseen(examples)
    print(f"pairs of unseen folds above .5: {found} of {same} same, {joined} of {apart} look-alikes")
    return 0


def _unused() -> str:
    return ", ".join(name for name in FEATURES if name not in LEARNT and name not in ACROSS)


if __name__ == "__main__":
    sys.exit(main())
