from __future__ import annotations

import pytest

from benchmarks.quality import __main__ as command
from benchmarks.quality import sets


def test_examples_stand_over_their_floors(capsys: pytest.CaptureFixture[str]) -> None:
    status = command.main(["--only", "examples"])
    said = capsys.readouterr()
    assert status == 0, said.out + said.err


def test_article_figures_are_read_off_what_the_scorer_prints() -> None:
    figures = sets.article_figures(
        {
            "blocks": {"body_accuracy": 0.99, "role_accuracy": 0.9},
            "statements": {
                "linked": {"f1": 0.5, "p": 0.6, "r": 0.4},
                "speaker": {"answered": 0.7, "wrong_of_answered": 0.01},
                "kind": 0.8,
                "act": 0.6,
                "said_on": {"right": 3, "open": 1, "wrong": 0},
                "recall": {"nested": 0.25},
            },
        }
    )
    assert figures["said_on_right"] == 0.75
    assert figures["said_on_wrong"] == 0
    assert figures["relay_right"] is None
    assert figures["nested_found"] == 0.25
    assert "pairs_f1" not in figures
    assert figures["linked_f1"] == 0.5
