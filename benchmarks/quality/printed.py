"""Tables of the floors, as the documents print them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.quality.__main__ import FLOORS
from benchmarks.quality.floors import is_error, load
from benchmarks.quality.sets import gold_sets

_FIGURES = {
    "body_accuracy": "characters told right as body or not",
    "linked_f1": "statements found, with their source (F1)",
    "speakers_answered": "of these, speaker named",
    "wrong_of_answered": "of those, wrong speaker",
    "pairs_f1": "pairs of reports that are one utterance (F1)",
    "pairs_precision": "of the pairs joined, right",
    "exchanges_found": "answers and denials found",
}
_SETS = {
    "seeds": "five real news pages",
    "examples": "the invented examples",
    "newsroom": "ten more invented articles",
    "polnear-dev": "PolNeAR, 84 documents",
}


def summary() -> str:
    """The few figures that tell most, a column for each set."""
    held = load(FLOORS).sets
    names = [name for name in _SETS if name in held]
    rows = [["", *(_SETS[name] for name in names)]]
    for figure, label in _FIGURES.items():
        found = [held[name].figures.get(figure) for name in names]
        rows.append([label, *("" if value is None else f"{value:.1%}" for value in found)])
    return _markdown(rows)


def floors() -> str:
    """Every floor with its target."""
    return _markdown([["set", "figure", "floor", "target"], *_floor_rows()])


def _floor_rows() -> Iterator[list[str]]:
    held = load(FLOORS).sets
    for one in gold_sets():
        for figure, floor in held[one.name].figures.items() if one.name in held else ():
            sign = "at most " if is_error(figure) else ""
            target = f"{sign}{one.targets[figure]:.3f}" if figure in one.targets else ""
            yield [f"`{one.name}`", f"`{figure}`", f"{sign}{floor:.3f}", target]


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    head, *body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(["", head, f"|{' --- |' * len(rows[0])}", *body, "", ""])
