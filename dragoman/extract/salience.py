"""How likely each member on the scene is the one that a pronoun or a description means.

A candidate is told by features, each a word ("speaker_here", "subject1"), each with a weight that
``training/speakers`` fitted; so is the answer that it is none of them. The weights of what holds are added,
and the sums become probabilities that add up to one. The features of a decision can be traced.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.extract.members import OPEN, Answer, Member
from dragoman.languages import data

Weights = Mapping[str, Mapping[str, float]]  # by task and feature

ENOUGH = 0.7  # probability from which on an answer is given; docs/speakers.md tells what others give


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant, and what speaks for and against it."""

    member: Member
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was weighed for one source at ``start``: the candidates, and the features of none being meant."""

    start: int
    task: str
    candidates: tuple[Candidate, ...]
    none: tuple[str, ...]


@cache
def weights(language: str) -> Weights:
    """The weights by task and feature."""
    return {task: dict(table) for task, table in data(language, "salience").items()}


def shares(decision: Decision, table: Weights) -> list[float]:
    """The probability of each candidate, and last that of none."""
    task = table[decision.task]
    sums = [sum(task.get(f, 0.0) for f in c.features) for c in decision.candidates]
    sums.append(sum(task.get(f, 0.0) for f in decision.none))
    top = max(sums)
    parts = [math.exp(s - top) for s in sums]
    return [p / sum(parts) for p in parts]


def weigh(decision: Decision, table: Weights) -> Answer:
    """The likeliest candidate where it is likely enough, else open."""
    if not decision.candidates:
        return OPEN
    found = shares(decision, table)[:-1]
    best = max(range(len(found)), key=lambda i: found[i])
    doubt = round(1 - found[best], 2)
    return Answer(decision.candidates[best].member, doubt) if found[best] >= ENOUGH else Answer(None, 0.9)
