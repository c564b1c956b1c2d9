from __future__ import annotations

import sys

import pytest

from benchmarks.quality.command import CommandFailed
from benchmarks.speed.measure import Run, in_turns, middle, once


def test_once_gives_time_and_memory_of_one_process() -> None:
    run = once([sys.executable, "-c", "x = bytearray(64 << 20)"])
    assert run.seconds > 0
    assert run.processor > 0
    assert run.mebibytes > 64


def test_once_does_not_count_what_its_caller_holds() -> None:
    held = bytearray(128 << 20)
    assert once([sys.executable, "-c", "pass"]).mebibytes < len(held) >> 20


def test_once_tells_what_a_failed_program_said() -> None:
    with pytest.raises(CommandFailed, match="no such thing"):
        once([sys.executable, "-c", "raise SystemExit('no such thing')"])


def test_middle_is_the_median_of_each() -> None:
    assert middle([Run(3, 9, 10), Run(1, 8, 30), Run(2, 7, 20)]) == Run(2, 8, 20)


def test_in_turns_measures_every_program() -> None:
    assert len(in_turns([["true"], ["true"]], 2)) == 2
