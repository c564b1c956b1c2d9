"""From scores to utterances: groups of statements, each a pure function of its connected component.

Statements tied by a strong score form a component. Inside it groups are joined, the surest tie first, until
none reaches ``STRONG``. Two groups are tied by their surest pair and by all their pairs (the highest score
counts a little more than the average): a half of a remark finds the whole of it though it shares nothing with
the other half, and a chain of weak likenesses holds nothing together. A forbidden pair keeps its groups
apart. Ties of one score go to the smaller ids. What people decided comes first: "same" joins, "not the
same" keeps apart.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

STRONG = 0.5
WEAK = 0.2
_SUREST_PAIR = 0.6  # how much the surest pair counts in joining two groups, beside the mean of all pairs
MOST = 120  # statements of a component that are all compared with one another

Pair = tuple[str, str]
Score = Callable[[str, str], float]


def pair_of(one: str, other: str) -> Pair:
    """The smaller id first."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs of statements that people decided upon, the smaller id first."""

    same: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    def among(self, ids: Container[str]) -> Judged:
        """What was decided about statements that are at hand."""
        return Judged(_within(self.same, ids), _within(self.apart, ids))


def _within(pairs: Iterable[Pair], ids: Container[str]) -> frozenset[Pair]:
    return frozenset(p for p in pairs if p[0] in ids and p[1] in ids)


NOTHING_JUDGED = Judged()


def components(ids: Iterable[str], ties: Iterable[Pair]) -> list[tuple[str, ...]]:
    """The connected components of a graph, members and components sorted."""
    parent = {id: id for id in ids}

    def root(id: str) -> str:
        while parent[id] != id:
            parent[id] = parent[parent[id]]
            id = parent[id]
        return id

    for one, other in ties:
        a, b = root(one), root(other)
        if a != b:
            parent[max(a, b)] = min(a, b)
    groups: dict[str, list[str]] = {}
    for id in sorted(parent):
        groups.setdefault(root(id), []).append(id)
    return [tuple(g) for g in groups.values()]


def ties_of(scores: Mapping[Pair, float], least: float = STRONG) -> list[Pair]:
    """The pairs that hold components together."""
    return sorted(pair for pair, value in scores.items() if value >= least)


class _Link(NamedTuple):
    """How two groups are tied: the highest score, the sum of all, how many, whether a pair is forbidden."""

    highest: float
    total: float
    number: int
    forbidden: bool

    @property
    def value(self) -> float:
        """What decides, from 0 to 1."""
        mean = self.total / self.number
        return 0.0 if self.forbidden else _SUREST_PAIR * self.highest + (1 - _SUREST_PAIR) * mean

    def joined(self, other: _Link) -> _Link:
        """How both groups together are tied to a third one."""
        return _Link(
            self.highest if self.highest > other.highest else other.highest,
            self.total + other.total,
            self.number + other.number,
            self.forbidden or other.forbidden,
        )


def decide(component: Sequence[str], score: Score, judged: Judged = NOTHING_JUDGED) -> list[tuple[str, ...]]:
    """The groups of a component, members and groups sorted. ``score`` is symmetric; below 0 it forbids."""
    judged = judged.among(set(component))
    groups = {g[0]: list(g) for g in components(component, judged.same)}
    names = sorted(groups)
    links = {(a, b): _link(groups[a], groups[b], score, judged) for a, b in combinations(names, 2)}
    queue = [(-value, pair, link) for pair, link in links.items() if (value := link.value) >= STRONG]
    heapq.heapify(queue)
    while queue:
        _, pair, link = heapq.heappop(queue)
        if links.get(pair) is link:
            for changed in _join(*pair, groups, links):
                link = links[changed]
                if (value := link.value) >= STRONG:
                    heapq.heappush(queue, (-value, changed, link))
    return sorted(tuple(sorted(g)) for g in groups.values())


def _join(one: str, other: str, groups: dict[str, list[str]], links: dict[Pair, _Link]) -> list[Pair]:
    """Join two groups under the smaller name; gives the links that changed."""
    groups[one] += groups.pop(other)
    del links[one, other]
    changed = []
    for third in groups:
        if third != one:
            kept = pair_of(one, third)
            links[kept] = links[kept].joined(links.pop(pair_of(other, third)))
            changed.append(kept)
    return changed


def _link(one: Sequence[str], other: Sequence[str], score: Score, judged: Judged) -> _Link:
    if len(one) == len(other) == 1 and not judged.apart:
        alone = score(one[0], other[0])
        return _Link(alone, alone, 1, False) if alone >= 0 else _Link(0.0, 0.0, 1, True)
    scores = [-1.0 if pair_of(a, b) in judged.apart else score(a, b) for a in one for b in other]
    kept = [max(0.0, s) for s in scores]
    return _Link(max(kept), sum(kept), len(kept), min(scores) < 0)
