"""How well changes between wordings are found, and whether anybody is falsely accused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from benchmarks.quality.wording.gold import Marked, Pair
from dragoman.link.differences import Edit, differences, words_in_quotation
from dragoman.link.layout import lay
from dragoman.model import Difference, Span

ACCUSING = frozenset(set(Difference) - {Difference.TRIMMED, Difference.ADDED, Difference.REPLACED})


def score_pairs(pairs: Sequence[Pair]) -> tuple[dict[str, float], list[str]]:
    """Figures by name, and what was wrong. ``change kinds F1`` is over all changes, ``F1 KIND`` of one
    kind; ``altered found`` is the share of pairs with an altered quotation that are accused of it,
    ``falsely accused`` the share of all pairs that are accused of an alteration which is none."""
    found: Counter[str] = Counter()
    given: Counter[str] = Counter()
    right: Counter[str] = Counter()
    covered: Counter[str] = Counter()
    accused = altered = false = 0
    notes: list[str] = []
    for pair in pairs:
        edits = differences(lay(pair.reference, pair.other))
        hits = [e for e in edits if any(_agrees(e, m) for m in pair.changes)]
        kept = [m for m in pair.changes if any(_agrees(e, m) for e in edits)]
        found.update(e.what for e in edits)
        given.update(m.what for m in pair.changes)
        right.update(e.what for e in hits)
        covered.update(m.what for m in kept)
        really = any(_is_accusation(pair, m) for m in pair.changes)
        altered += really
        accused += really and any(e.accuses for e in edits)
        false += any(
            e.accuses and not any(_overlaps(e, m) for m in pair.changes if m.what in ACCUSING) for e in edits
        )
        notes += _notes(pair, edits, hits, kept)
    figures = {"change kinds F1": _f1(right.total(), found.total(), covered.total(), given.total())}
    figures |= {f"F1 {k}": _f1(right[k], found[k], covered[k], given[k]) for k in Difference}
    figures["altered found"] = accused / max(altered, 1)
    figures["falsely accused"] = false / max(len(pairs), 1)
    return figures, notes


def _is_accusation(pair: Pair, mark: Marked) -> bool:
    """Whether a marked change stands inside quotation marks on both sides, as far as it has words."""
    sides = ((pair.reference, mark.was), (pair.other, mark.now))
    return mark.what in ACCUSING and all(
        span is None or words_in_quotation(text, span) for text, span in sides
    )


def _agrees(edit: Edit, mark: Marked) -> bool:
    return edit.what is mark.what and _overlaps(edit, mark)


def _overlaps(edit: Edit, mark: Marked) -> bool:
    was = mark.was is not None and mark.was.overlaps(edit.was)
    return was or (mark.now is not None and mark.now.overlaps(edit.now))


def _f1(right: int, found: int, covered: int, given: int) -> float:
    precision, recall = right / max(found, 1), covered / max(given, 1)
    if not found and not given:
        return 1.0
    return 2 * precision * recall / max(precision + recall, 1e-9)


def _notes(pair: Pair, edits: Sequence[Edit], hits: Sequence[Edit], kept: Sequence[Marked]) -> list[str]:
    lines = [
        f"  too much  {_told(pair, e.what, e.was, e.now)}{' ACCUSES' * e.accuses}"
        for e in edits
        if e not in hits
    ]
    lines += [f"  missed    {_told(pair, m.what, m.was, m.now)}" for m in pair.changes if m not in kept]
    return [f"{pair.id}: {pair.reference} | {pair.other}", *lines] if lines else []


def _told(pair: Pair, what: Difference, was: Span | None, now: Span | None) -> str:
    before, after = was.of(pair.reference) if was else "", now.of(pair.other) if now else ""
    return f"{what:8} {before!r} -> {after!r}"
