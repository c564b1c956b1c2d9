"""Choosing on development data: the settings of decoding and the calibration, for an exported network.

The network runs once over the texts; settings are then tried one after the other, each at its best value
while the others stand, which is enough where they hardly depend on each other. Calibration is a logistic
regression of "this finding is right" on the log-odds that the network gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from dragoman.encoder.graph import Graph
from dragoman.encoder.pieces import Pieces, Window, cut_pieces, cut_windows, frame
from dragoman.extract.decode import Found, Scores, Settings, calibrated, decode, log_odds
from dragoman.extract.trained import DISTANCE, GRAPH, TOKENIZER
from training.polnear import Document
from training.reader.data import paragraphs
from training.reader.score import Numbered, Report

TRIED: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("content_edge", (1.0, 1.5, 2.0)),
    ("source_edge", (0.2, 0.5)),
    ("goes_on", (0.3, 0.4, 0.6)),
    ("common", (0.3, 0.45, 0.8)),
    ("least", (0.2, 0.25, 0.35, 0.4)),
)
_GAIN = 1e-4  # less is no reason to leave a default
_RIDGE = 1e-3  # keeps the weights of a regression finite where one feature decides all
_ROUNDS = 30

Floats = npt.NDArray[np.float64]


class Scored:
    """Texts with what a network says of them."""

    def __init__(self, folder: Path, documents: Sequence[Document]) -> None:
        graph, tokenizer = Graph(folder / GRAPH), Tokenizer.from_file(str(folder / TOKENIZER))
        self.distance = np.load(folder / DISTANCE, allow_pickle=False)
        self.rows: list[tuple[Document, Pieces, list[Window], list[Scores]]] = []
        for document in documents:
            pieces = cut_pieces(document.text, paragraphs(document.text), tokenizer)
            windows = list(cut_windows(pieces))
            outputs = [graph.run(frame(window, pieces, tokenizer)) for window in windows]
            scores = [Scores(*(o[1:-1] for o in output)) for output in outputs]
            self.rows.append((document, pieces, windows, scores))

    def found(self, settings: Settings, tie: Sequence[float] = ()) -> Iterator[tuple[Document, list[Found]]]:
        """The outermost findings in every text; all that are decoded, or with weights of ``calibrated`` for
        "tie" those that are sure enough."""
        for document, pieces, windows, scores in self.rows:
            found = decode(pieces, windows, scores, self.distance, settings)
            sure = [f for f in found if not tie or calibrated(f, tie) >= settings.least]
            yield document, [f for f in sure if not f.nested]

    def report(self, settings: Settings, tie: Sequence[float] = ()) -> Report:
        """How good they are."""
        report = Report()
        for document, found in self.found(settings, tie):
            report.add(document.text, found, document.attributions)
        return report


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen: the settings, and the weights of ``calibrated`` by name."""

    settings: Settings
    calibration: dict[str, list[float]]


def choose(scored: Scored) -> Choice:
    """Settings, tried with the calibration of the first ones, then the calibration of what they decode."""
    best = Settings()
    tie = choose_calibration(scored, best)["tie"]
    worth = _worth(scored.report(best, tie))
    for name, values in TRIED:
        for value in values:
            tried = replace(best, **{name: value})
            gained = _worth(scored.report(tried, tie))
            if gained > worth + _GAIN:
                best, worth = tried, gained
    return Choice(best, choose_calibration(scored, best))


def _worth(report: Report) -> float:
    """The sum of the figures that count: linked, words of contents, and the mean of the three exact ones."""
    return report.linked.f1 + report.words.f1 + sum(t.f1 for t in report.exact.values()) / 3


def choose_calibration(scored: Scored, settings: Settings) -> dict[str, list[float]]:
    """Weights of ``calibrated`` for "tie" (a finding is linked to gold) and "span" (its content is right)."""
    features, linked, exact = [], [], []
    for document, found in scored.found(settings):
        numbered = Numbered(document.text)
        contents = {numbered.words(gold.content) for gold in document.attributions}
        pairs = Report().add(document.text, found, document.attributions)
        features += [log_odds(f) for f in found]
        linked += [number in pairs for number in range(len(found))]
        exact += [numbered.words(f.content) in contents for f in found]
    table = np.asarray(features, dtype=np.float64)
    return {
        name: [round(float(w), 4) for w in fit_logistic(table, np.asarray(right, dtype=np.float64))]
        for name, right in (("tie", linked), ("span", exact))
    }


def fit_logistic(features: Floats, right: Floats) -> Floats:
    """Constant and weights of a logistic regression, by Newton's method."""
    table = np.hstack([np.ones((len(features), 1)), features])
    weights = np.zeros(table.shape[1])
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (right - chance) - _RIDGE * weights
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + _RIDGE * np.eye(table.shape[1])
        weights = weights + np.linalg.solve(curve, slope)
    return weights
