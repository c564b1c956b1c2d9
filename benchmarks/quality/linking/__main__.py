"""Score the joining of statements into utterances on marked pairs.

``python -m benchmarks.quality.linking [--part NAME] [--half NAME] [--unsure] [--everything] [--blind]
[--verbose] [--json FILE]`` lays out sheets from given attributions, has linking find people and utterances as
it does in a ledger, by words and by the shipped sentence encoder, and prints the figures. The part over the
corpus is left out, and says so, where the corpus is not on this machine. Exit status: 0 scored, 2 not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from benchmarks.quality.linking.gold import Part, corpus_part, invented_part
from benchmarks.quality.linking.polnear import CORPUS
from benchmarks.quality.linking.score import (
    Figures,
    FindPeople,
    FindUtterances,
    Judged,
    judge,
    mistakes,
    slices,
    table,
)


def main(
    words: Sequence[str] | None = None,
    find_utterances: FindUtterances | None = None,
    find_people: FindPeople | None = None,
) -> int:
    """Run the scorer, on dragoman's own linking unless another is given."""
    options = _parser().parse_args(words)
    try:
        parts = _parts(options.part, options.corpus, everything=options.everything)
        if find_utterances is None or find_people is None:
            find_utterances, find_people = _own(blind=options.blind)
    except (ImportError, ValueError) as error:
        print(f"linking: {error}", file=sys.stderr)
        return 2
    judged: list[Judged] = []
    for part in parts:
        people = find_people(part.sheets)
        judged += judge(part, find_utterances(part.sheets, people), unsure=options.unsure)
    judged = [j for j in judged if options.half in (None, j.mark.half)]
    if not judged:
        print("linking: nothing to score here", file=sys.stderr)
        return 2
    rows = slices(judged)
    if options.json:
        Path(options.json).write_text(json.dumps(_plain(rows), indent=2) + "\n", "utf-8")
    if options.verbose:
        print("\n".join(mistakes(judged, parts)), file=sys.stderr)
    print(table(rows))
    return 0


def _own(*, blind: bool) -> tuple[FindUtterances, FindPeople]:
    """Linking as it is in dragoman; imported late, so that the marks can be read without it."""
    from dragoman.encoder.sentences import shipped
    from dragoman.link.people import find_people
    from dragoman.link.utterances import find_utterances

    return partial(find_utterances, encoder=None if blind else shipped()), find_people


def _parts(only: str | None, corpus: Path, *, everything: bool) -> list[Part]:
    makers: dict[str, Callable[[], Part]] = {
        "corpus": lambda: corpus_part(corpus=corpus, everything=everything),
        "invented": invented_part,
    }
    parts = []
    for name, make in makers.items():
        if only not in (None, name):
            continue
        try:
            parts.append(make())
        except OSError as error:
            print(f"linking: the part {name} is left out: {error}", file=sys.stderr)
    return parts


def _plain(rows: dict[str, Figures]) -> dict[str, dict[str, float | None]]:
    shares = ("precision", "recall", "f1", "look_alikes_joined")
    return {
        name: asdict(row) | {share: getattr(row, share) for share in shares} for name, row in rows.items()
    }


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m benchmarks.quality.linking", description=__doc__)
    made.add_argument("--part", choices=("corpus", "invented"), help="this part alone")
    made.add_argument("--corpus", type=Path, default=CORPUS, metavar="FOLDER", help="where the corpus lies")
    made.add_argument("--half", choices=("tune", "held"), help="this half of the marks alone")
    made.add_argument("--unsure", action="store_true", help="count the marks too that were set as unsure")
    made.add_argument(
        "--everything",
        action="store_true",
        help="link all articles of those months, not only those with marks",
    )
    made.add_argument("--blind", action="store_true", help="by words alone, without the sentence encoder")
    made.add_argument(
        "--verbose", action="store_true", help="every pair that is not right, to standard error"
    )
    made.add_argument("--json", metavar="FILE", help="the figures as JSON")
    return made


if __name__ == "__main__":
    sys.exit(main())
