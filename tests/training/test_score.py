"""Findings against gold: what links, and what counts as exact."""

from __future__ import annotations

import pytest

from dragoman.model import Span, Spans
from training.polnear import Gold
from training.reader.score import Numbered, Report

TEXT = "Tomas Hale said the boats had left, but Petra Voss denied it."


def spans(*words: str) -> Spans:
    return tuple(Span(TEXT.index(w), TEXT.index(w) + len(w)) for w in words)


def one(source: str, cue: str, content: str) -> Gold:
    return Gold(spans(source) if source else (), spans(cue), spans(content))


GOLD = one("Tomas Hale", "said", "the boats had left")


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (GOLD, 1),
        (one("Hale", "said", "boats had left"), 1),
        (one("Petra Voss", "said", "the boats had left"), 0),
        (one("", "said", "the boats had left"), 0),
        (one("Tomas Hale", "said", "the"), 0),
        (one("Tomas Hale", "denied", "the boats had left,"), 1),
    ],
)
def test_linking_needs_a_common_source_and_half_the_content(found: Gold, right: int) -> None:
    report = Report()
    report.add(TEXT, [found], [GOLD])
    assert report.linked.right == right


def test_each_gold_one_is_linked_once() -> None:
    report = Report()
    assert report.add(TEXT, [GOLD, GOLD], [GOLD]) == {0: 0}
    assert (report.linked.precision, report.linked.recall) == (0.5, 1.0)
    assert report.linked.f1 == pytest.approx(2 / 3)
    assert report.exact["source"].f1 == 1.0


def test_marks_are_no_words() -> None:
    numbered = Numbered(TEXT)
    assert numbered.words(spans("left,")) == numbered.words(spans("left"))
    assert numbered.words(spans(",")) == frozenset({-1 - TEXT.index(",")})
