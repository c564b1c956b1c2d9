"""From scores to utterances: groups of statements, each a pure function of its connected component.

Statements tied by a strong score form a component. Inside it the two groups whose pairs score highest on
average are joined, again and again, until no average reaches ``STRONG`` or a pair is forbidden. Ties go to
the smaller ids. What people decided comes first: "same" joins, "not the same" keeps apart.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

STRONG = 0.5
WEAK = 0.2

Pair = tuple[str, str]
Score = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs of statements that people decided upon."""

    same: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    def among(self, ids: Container[str]) -> Judged:
        """What was decided about statements that are at hand."""
        same = frozenset(p for p in self.same if p[0] in ids and p[1] in ids)
        return Judged(same, self.apart)


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


def decide(component: Sequence[str], score: Score, judged: Judged = NOTHING_JUDGED) -> list[tuple[str, ...]]:
    """The groups of a component. ``score`` is symmetric; below 0 a pair is forbidden."""
    groups = components(component, judged.among(component).same)
    links = {
        (i, j): _link(groups[i], groups[j], score, judged)
        for i in range(len(groups))
        for j in range(i + 1, len(groups))
    }
    sizes = {i: list(g) for i, g in enumerate(groups)}
    while links:
        (i, j), (total, count) = max(
            links.items(), key=lambda item: (item[1][0] / item[1][1], [-n for n in item[0]])
        )
        if total / count < STRONG:
            break
        _join(i, j, sizes, links)
    return sorted(tuple(sorted(g)) for g in sizes.values())


def _join(
    i: int, j: int, groups: dict[int, list[str]], links: dict[tuple[int, int], tuple[float, int]]
) -> None:
    groups[i] += groups.pop(j)
    del links[i, j]
    for k in groups:
        if k == i:
            continue
        one, other = (min(i, k), max(i, k)), (min(j, k), max(j, k))
        a, b = links[one], links.pop(other)
        links[one] = (a[0] + b[0], a[1] + b[1])


def _link(one: Sequence[str], other: Sequence[str], score: Score, judged: Judged) -> tuple[float, int]:
    total, count = 0.0, 0
    for a in one:
        for b in other:
            pair = (min(a, b), max(a, b))
            value = -1.0 if pair in judged.apart else score(a, b)
            total += -_NEVER if value < 0 else value
            count += 1
    return total, count


_NEVER = 1e9  # a forbidden pair outweighs any number of others


def ties_of(scores: Mapping[Pair, float]) -> list[Pair]:
    """The pairs that hold components together."""
    return sorted(pair for pair, value in scores.items() if value >= STRONG)
