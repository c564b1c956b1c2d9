"""Findings against gold in the same process: other typography, and whether doubt means what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks.quality import calibration
from dragoman.extract import attributions
from training.polnear import Document, Gold, read_documents
from training.reader.restyle import STYLES, Restyled
from training.reader.score import Numbered, Report

MODEL = "fast"


def score_styles(corpus: Path) -> Mapping[str, float | None]:
    """What each change of typography costs in linked F1 of a part of PolNeAR; nothing where it gains."""
    documents = list(read_documents(corpus))
    plain = _linked_f1(documents)
    return {
        f"lost_{name}": max(0.0, plain - _linked_f1([_restyled(d, restyle) for d in documents]))
        for name, restyle in STYLES.items()
    }


def _restyled(document: Document, restyle: Callable[[str], Restyled]) -> Document:
    copy = restyle(document.text)
    gold = tuple(Gold(*map(copy.move, (g.source, g.cue, g.content))) for g in document.attributions)
    return Document(document.name, copy.text, gold)


def _linked_f1(documents: list[Document]) -> float:
    report = Report()
    for document in documents:
        report.add(document.text, attributions(document.text, model=MODEL), document.attributions)
    return report.linked.f1


def score_doubt(corpus: Path) -> Mapping[str, float | None]:
    """The calibration error of ties (linked to gold) and spans (content right to the word)."""
    tied, exact = zip(*_verdicts(corpus), strict=True)
    return {**calibration.figures(tied, "_ties"), **calibration.figures(exact, "_spans")}


def ties(corpus: Path) -> Iterator[list[calibration.Verdict]]:
    """How sure each finding is and whether it is linked to gold, document by document."""
    return (tied for tied, _ in _verdicts(corpus))


def _verdicts(corpus: Path) -> Iterator[tuple[list[calibration.Verdict], list[calibration.Verdict]]]:
    """Of each document, its findings' ties and spans."""
    for document in read_documents(corpus):
        found = attributions(document.text, model=MODEL)
        pairs = Report().add(document.text, found, document.attributions)
        numbered = Numbered(document.text)
        exact = {numbered.words(gold.content) for gold in document.attributions}
        yield (
            [(1 - a.doubt, number in pairs) for number, a in enumerate(found)],
            [(1 - a.doubt_span, numbered.words(a.content) in exact) for a in found],
        )
