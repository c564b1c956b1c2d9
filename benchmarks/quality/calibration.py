"""Whether doubt means what it says: of the findings that are 90 % sure, 90 % should be right.

The expected calibration error is the mean distance, over findings, between how sure a tenth of the scale
is and how often its findings are right; the interval tells where the middle 95 % of draws of documents lie.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import chain

BINS = 10
DRAWS = 1000
Verdict = tuple[float, bool]  # how sure a finding is, and whether it is right


def figures(documents: Sequence[Sequence[Verdict]], of: str = "") -> dict[str, float | None]:
    """The error and both ends of its interval, by name; ``None`` where there is no finding."""
    low, high = interval(documents)
    name = f"calibration_error{of}"
    return {name: error([*chain(*documents)]), f"{name}_low": low, f"{name}_high": high}


def error(rows: Sequence[Verdict]) -> float | None:
    """The expected calibration error; ``None`` for no findings."""
    gaps = (abs(sum(sure for sure, _ in held) - sum(right for _, right in held)) for held in binned(rows))
    return sum(gaps) / len(rows) if rows else None


def binned(rows: Sequence[Verdict]) -> list[list[Verdict]]:
    """Verdicts in bins of equal width."""
    bins: list[list[Verdict]] = [[] for _ in range(BINS)]
    for sure, right in rows:
        bins[min(BINS - 1, int(sure * BINS))].append((sure, right))
    return bins


def interval(documents: Sequence[Sequence[Verdict]]) -> tuple[float | None, float | None]:
    """The 2.5th and 97.5th percentile of the error over draws of documents, with a fixed seed."""
    told = [rows for rows in documents if rows]
    if not told:
        return None, None
    rng = random.Random(0)
    drawn = sorted(error([*chain(*rng.choices(told, k=len(told)))]) or 0.0 for _ in range(DRAWS))
    return drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS)]


def reliability(documents: Sequence[Sequence[Verdict]]) -> Iterator[tuple[float, int, float, float]]:
    """For each bin that holds findings: where it begins, how many, how sure on average, how many right."""
    for number, held in enumerate(binned([*chain(*documents)])):
        if held:
            count = len(held)
            sure, right = sum(s for s, _ in held) / count, sum(r for _, r in held) / count
            yield number / BINS, count, sure, right
