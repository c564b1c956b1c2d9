"""Findings against gold: the corpus's own scorer, and the same texts in other typography."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.quality.command import run
from benchmarks.quality.sets import SHARED_SCORERS
from dragoman.extract import attributions
from dragoman.report.exporters.loose import attribution_rows
from training.polnear import Document, Gold
from training.reader.restyle import STYLES
from training.reader.score import Report

MODEL = "fast"


def measure_quality(documents: list[Document], corpus: Path) -> Iterator[str]:
    """Linked, exact, content words and quoted speech, in per cent, as the corpus's scorer prints them."""
    scorer = SHARED_SCORERS / "attribution_eval.py"
    if not scorer.exists():
        yield f"skipped: {scorer} is not on this machine"
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "found.jsonl")
        rows = (row for d in documents for row in attribution_rows(d.name, attributions(d.text, model=MODEL)))
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        yield from run([sys.executable, scorer, "--gold", corpus, "--pred", path]).rstrip().split("\n")


def measure_styles(documents: list[Document], _corpus: Path) -> Iterator[str]:
    """Linked F1 on the texts as they are, and what each change of typography costs, in points."""
    plain = _linked_f1(documents)
    yield f"{'as printed':<34} linked F1 {100 * plain:5.1f}"
    for name, restyle in STYLES.items():
        changed = []
        for document in documents:
            copy = restyle(document.text)
            gold = tuple(Gold(*map(copy.move, (g.source, g.cue, g.content))) for g in document.attributions)
            changed.append(Document(document.name, copy.text, gold))
        score = _linked_f1(changed)
        yield f"{name:<34} linked F1 {100 * score:5.1f}  lost {100 * (plain - score):5.1f}"


def _linked_f1(documents: list[Document]) -> float:
    report = Report()
    for document in documents:
        report.add(document.text, attributions(document.text, model=MODEL), document.attributions)
    return report.linked.f1
