"""Weights of salience from decisions with a known answer: softmax over the candidates and "none of them".

The likeliest weights are sought that stay near the ones set by hand (``hand.toml``), which is what few
examples can bear. Only NumPy is needed; nothing is drawn by chance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.extract.salience import Decision, Weights

STEPS = 400
RATE = 0.05


@dataclass(frozen=True, slots=True)
class Example:
    """A decision and the index of the right candidate; their number where none of them is right."""

    decision: Decision
    answer: int


def fit(examples: Sequence[Example], hand: Weights, stiffness: float) -> Weights:
    """Weights for all tasks. ``stiffness`` is how much an unseen weight resists being moved from ``hand``."""
    tasks = {e.decision.task for e in examples}
    return {
        task: _fit_task([e for e in examples if e.decision.task == task], table, stiffness)
        if task in tasks
        else dict(table)
        for task, table in hand.items()
    }


def _fit_task(
    examples: Sequence[Example], hand: Mapping[str, float], stiffness: float
) -> Mapping[str, float]:
    names = sorted({*hand, *(f for e in examples for f in _features(e.decision))})
    index = {name: i for i, name in enumerate(names)}
    start = np.array([hand.get(name, 0.0) for name in names])
    tables = [_table(e.decision, index) for e in examples]
    answers = [e.answer for e in examples]
    weights, first, second = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        slope = stiffness * (weights - start)
        for table, answer in zip(tables, answers, strict=True):
            sums = table @ weights
            parts = np.exp(sums - sums.max())
            parts /= parts.sum()
            parts[answer] -= 1
            slope += table.T @ parts
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(w), 2) for name, w in zip(names, weights, strict=True)}


def _features(decision: Decision) -> list[str]:
    return [f for c in decision.candidates for f in c.features] + list(decision.none)


def _table(decision: Decision, index: Mapping[str, int]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    rows = [c.features for c in decision.candidates] + [decision.none]
    table = np.zeros((len(rows), len(index)))
    for row, features in enumerate(rows):
        for feature in features:
            table[row, index[feature]] = 1.0
    return table
