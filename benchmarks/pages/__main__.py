"""``python -m benchmarks.pages``: print how invented pages are read, shape by shape and fact by fact.

Exit status: 0 no page is read worse than by trafilatura and the facts hold, 1 otherwise.
"""

from __future__ import annotations

import sys

from benchmarks.pages.facts import Verdict, judge, shares
from benchmarks.pages.shapes import Shape, compare

LEAST_RIGHT, MOST_WRONG = 0.9, 0.02  # of the facts


def is_good(shapes: list[Shape], table: dict[str, dict[str, float]]) -> bool:
    """Whether every figure is as it should be."""
    whole = table["all"]
    facts = whole["right"] >= LEAST_RIGHT and whole["wrong"] <= MOST_WRONG
    return facts and all(shape.ours >= shape.theirs for shape in shapes)


def show(shapes: list[Shape], verdicts: list[Verdict]) -> str:
    """Both tables as text, and every fact that is not right."""
    lines = [f"{'page':<28} {'dragoman':>8} {'trafilatura':>11}"]
    lines += [f"{s.name:<28} {s.ours:8.3f} {s.theirs:11.3f}{_mark(s)}" for s in shapes]
    lines += ["", f"{'fact':<28} {'right':>8} {'open':>8} {'wrong':>8}"]
    for fact, row in shares(verdicts).items():
        lines.append(f"{fact:<28} {row['right']:8.3f} {row['open']:8.3f} {row['wrong']:8.3f}")
    missed = [v for v in verdicts if v.verdict != "right"]
    lines += [f"  {v.verdict:<5} {v.page} {v.fact}: {v.said}" for v in missed]
    return "\n".join(lines)


def _mark(shape: Shape) -> str:
    return "  below" if shape.ours < shape.theirs else ""


def main() -> int:
    """Score, print, tell."""
    shapes, verdicts = list(compare()), list(judge())
    print(show(shapes, verdicts))
    return 0 if is_good(shapes, shares(verdicts)) else 1


if __name__ == "__main__":
    sys.exit(main())
