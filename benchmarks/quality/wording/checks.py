"""How often looking up some words gives the right verdict, and the right utterance with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from benchmarks.quality.wording.gold import Query
from dragoman.link.check import Encode, Shelf, Verdict, check


def score_checks(
    shelf: Shelf, queries: Sequence[Query], encode: Encode | None = None
) -> tuple[dict[str, float], list[str]]:
    """Figures by name, and what was wrong. A verdict is right where the nearest rendering is one of the
    utterance that is meant as well."""
    given: Counter[Verdict] = Counter()
    right: Counter[Verdict] = Counter()
    notes: list[str] = []
    for query in queries:
        finding = check(query.words, shelf, encode=encode)
        nearest = finding.near[0].known if finding.near else None
        meant = query.utterance is None or (nearest is not None and nearest.utterance == query.utterance)
        good = finding.verdict is query.verdict and meant
        given[query.verdict] += 1
        right[query.verdict] += good
        if not good:
            close = finding.near[0].closeness if finding.near else 0
            text = nearest.rendering.text if nearest else ""
            notes.append(f"{query.verdict} taken for {finding.verdict} ({close:.2f}): {query.words} | {text}")
    figures = {"check right": right.total() / max(given.total(), 1)}
    return figures | {f"check {v}": right[v] / max(given[v], 1) for v in Verdict}, notes
