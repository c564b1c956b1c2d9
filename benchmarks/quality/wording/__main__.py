"""Score the alignment of wordings and the check of quotations on invented gold, each half apart.

    python -m benchmarks.quality.wording [--part held|seen] [--errors]

``--errors`` prints what was wrong, of the seen half only.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from benchmarks.quality.wording.checks import score_checks
from benchmarks.quality.wording.gold import bank, pairs, queries
from benchmarks.quality.wording.pairs import score_pairs

AIMS = {"change kinds F1": 0.9, "altered found": 0.95, "falsely accused": 0.01, "check right": 0.95}
PARTS = ("held", "seen")


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where a figure of the held half misses its aim."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality.wording")
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args(words)
    missed = False
    for part in asked.part or PARTS:
        figures, notes = measured(part)
        for name, value in figures.items():
            print(f"{part:5} {name:28} {value:6.3f}" + (f"   (aim {AIMS[name]})" if name in AIMS else ""))
        missed |= part == "held" and not reaches(figures)
        if asked.errors and part == "seen":
            print("\n".join(notes))
    return int(missed)


def measured(part: str) -> tuple[dict[str, float], list[str]]:
    """All figures of one half, and what was wrong."""
    of_pairs, pair_notes = score_pairs(pairs(part))
    of_checks, check_notes = score_checks(bank(), queries(part))
    return of_pairs | of_checks, pair_notes + check_notes


def reaches(figures: dict[str, float]) -> bool:
    """Whether every figure that has an aim reaches it."""
    return all(
        figures[name] <= aim if name == "falsely accused" else figures[name] >= aim
        for name, aim in AIMS.items()
    )


if __name__ == "__main__":
    sys.exit(main())
