"""Whether doubt means what it says: of the findings that are 90 % sure, 90 % should be right."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from benchmarks.reader.quality import MODEL
from dragoman.extract import attributions
from training.polnear import Document
from training.reader.score import Numbered, Report

BINS = 10
DRAWS = 1000
Verdict = tuple[float, bool]  # how sure a finding is, and whether it is right


def measure_calibration(documents: list[Document], _corpus: Path) -> Iterator[str]:
    """Expected calibration error of ties (linked to gold) and spans (content exact), with the interval in
    which 95 % of bootstrap draws over documents lie, and a reliability table of ties."""
    ties: list[list[Verdict]] = []
    spans: list[list[Verdict]] = []
    for document in documents:
        found = attributions(document.text, model=MODEL)
        pairs = Report().add(document.text, found, document.attributions)
        numbered = Numbered(document.text)
        exact = {numbered.words(gold.content) for gold in document.attributions}
        ties.append([(1 - a.doubt, number in pairs) for number, a in enumerate(found)])
        spans.append([(1 - a.doubt_span, numbered.words(a.content) in exact) for a in found])
    for name, rows in (("ties", ties), ("spans", spans)):
        low, high = interval(rows)
        yield f"{name:<6} expected calibration error {error([*chain(*rows)]):.3f} ({low:.3f} to {high:.3f})"
    yield "sure of a tie   findings  right"
    for number, held in enumerate(binned([*chain(*ties)])):
        if held:
            share = sum(right for _, right in held) / len(held)
            yield f"{number / BINS:4.1f} to {(number + 1) / BINS:3.1f}  {len(held):10}  {share:5.2f}"


def binned(rows: Sequence[Verdict]) -> list[list[Verdict]]:
    """Verdicts in bins of equal width."""
    bins: list[list[Verdict]] = [[] for _ in range(BINS)]
    for sure, right in rows:
        bins[min(BINS - 1, int(sure * BINS))].append((sure, right))
    return bins


def error(rows: Sequence[Verdict]) -> float:
    """The mean distance, over findings, between how sure a bin is and how often it is right."""
    gaps = (abs(sum(sure for sure, _ in held) - sum(right for _, right in held)) for held in binned(rows))
    return sum(gaps) / len(rows) if rows else 0.0


def interval(documents: Sequence[Sequence[Verdict]]) -> tuple[float, float]:
    """The 2.5th and 97.5th percentile of the error over draws of documents, with a fixed seed."""
    rng = random.Random(0)
    drawn = sorted(error([*chain(*rng.choices(documents, k=len(documents)))]) for _ in range(DRAWS))
    return drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS)]
