"""``python -m benchmarks.reader --corpus DIR``: what the trained reader is worth, printed part by part.

DIR is one part of PolNeAR (``text`` and ``attributions``). Parts: "quality" (the figures of the corpus's
scorer), "calibration", "styles" (what other typography costs), "speed" (processor time as a ratio to the
spaCy small parse, on one pinned core), "memory" and "length". Speeds count only as ratios of one run.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.reader.calibration import measure_calibration
from benchmarks.reader.quality import measure_quality, measure_styles
from benchmarks.reader.speed import measure_length, measure_memory, measure_speed
from training.polnear import Document, read_documents

DEV = Path(__file__).parents[3] / "shared" / "data" / "polnear" / "dev"
PARTS: dict[str, Callable[[list[Document], Path], Iterator[str]]] = {
    "quality": measure_quality,
    "calibration": measure_calibration,
    "styles": measure_styles,
    "speed": measure_speed,
    "memory": measure_memory,
    "length": measure_length,
}


def main() -> None:
    """Print the parts that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reader", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"which parts to print: {', '.join(PARTS)} (all)")
    parser.add_argument("--corpus", type=Path, default=DEV)
    args = parser.parse_args()
    if unknown := set(args.parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}; there are: {', '.join(PARTS)}")
    if not args.corpus.is_dir():
        parser.error(f"{args.corpus} is not there; name a part of PolNeAR with --corpus")
    documents = list(read_documents(args.corpus))
    for name in args.parts or PARTS:
        print(f"{name}")
        for line in PARTS[name](documents, args.corpus):
            print(f"  {line}", flush=True)


if __name__ == "__main__":
    main()
