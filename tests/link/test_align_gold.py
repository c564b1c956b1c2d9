"""The figures on invented gold stay where they are."""

import pytest

from benchmarks.quality.wording.checks import score_checks
from benchmarks.quality.wording.gold import bank, pairs, queries
from benchmarks.quality.wording.pairs import score_pairs

PARTS = ("held", "seen")


@pytest.mark.parametrize("part", PARTS)
def test_changes_are_found_and_nobody_is_falsely_accused(part: str) -> None:
    figures, _ = score_pairs(pairs(part))
    assert figures["change kinds F1"] >= 0.9
    assert figures["altered found"] >= 0.95
    assert figures["falsely accused"] <= 0.01


def test_gold_is_as_large_as_it_says() -> None:
    assert [len(pairs(part)) for part in PARTS] == [50, 50]
    assert [len(queries(part)) for part in PARTS] == [100, 100]


def test_checks_are_mostly_right() -> None:
    some = queries("held")[::10]
    figures, _ = score_checks(bank(), some)
    assert figures["check right"] >= 0.9
