"""The calibration error: how far sureness and rightness stand apart, bin by bin."""

from __future__ import annotations

import pytest

from benchmarks.quality.calibration import Verdict, binned, error, figures, interval, reliability


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(0.95, True)] * 19 + [(0.95, False)], 0.0),
        ([(0.95, False)] * 20, 0.95),
        ([(0.25, True), (0.25, False), (0.75, True), (0.75, True)], 0.25),
    ],
)
def test_error_is_the_distance_between_sure_and_right(rows: list[Verdict], expected: float) -> None:
    assert error(rows) == pytest.approx(expected)


def test_nothing_found_has_no_error() -> None:
    assert figures([[], []], "_ties") == {
        "calibration_error_ties": None,
        "calibration_error_ties_low": None,
        "calibration_error_ties_high": None,
    }


def test_wholly_sure_findings_are_in_the_last_bin() -> None:
    assert binned([(1.0, True)])[-1] == [(1.0, True)]


def test_interval_holds_the_error_and_repeats() -> None:
    documents = [[(0.8, n % 5 != 0), (0.6, n % 2 == 0)] for n in range(20)]
    low, high = interval(documents)
    assert low is not None
    assert high is not None
    assert low <= high
    assert interval(documents) == (low, high)


def test_reliability_tells_bins_that_hold_something() -> None:
    assert list(reliability([[(0.5, True)], [(0.5, False)]])) == [(0.5, 2, 0.5, 0.5)]
