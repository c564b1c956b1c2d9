from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.quality import __main__ as command
from benchmarks.quality import sets
from benchmarks.quality.floors import Floors, SetFloors
from benchmarks.quality.gate import Measured, complaints, table
from benchmarks.quality.sets import GoldSet

FLOORS = Floors({"toys": SetFloors("sha256:1", {"linked_f1": 0.5})})


def measured(value: float | None, gold: str = "sha256:1", skipped: str | None = None) -> list[Measured]:
    return [Measured("toys", gold, {} if skipped else {"linked_f1": value}, {"linked_f1": 0.6}, skipped)]


@pytest.mark.parametrize(
    ("present", "said"),
    [
        (measured(0.55), []),
        (measured(0.45), ["toys.linked_f1 is 0.450, its floor is 0.500"]),
        (measured(None), ["toys.linked_f1 is -, its floor is 0.500"]),
        (measured(0.55, gold="sha256:2"), ["toys: the gold has changed"]),
        (measured(None, skipped="not on this machine"), []),
    ],
)
def test_complaints_name_what_fell(present: list[Measured], said: list[str]) -> None:
    found = complaints(present, FLOORS)
    assert len(found) == len(said)
    assert all(line.startswith(start) for line, start in zip(found, said, strict=True))


@pytest.mark.parametrize(
    ("present", "floors", "shown"),
    [
        (measured(0.7), FLOORS, "0.700   0.500   0.600"),
        (measured(0.55), FLOORS, "short of the target"),
        (measured(0.45), FLOORS, "UNDER ITS FLOOR"),
        (measured(0.55), Floors(), "no floor yet"),
        (measured(None, skipped="not on this machine"), FLOORS, "left out: not on this machine"),
    ],
)
def test_table_shows(present: list[Measured], floors: Floors, shown: str) -> None:
    assert shown in table(present, floors)


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """The gate over one set whose figure stands in a file; the gold is another file."""
    (tmp_path / "gold").write_text("gold")
    (tmp_path / "slow").touch()
    toys = GoldSet(
        "toys",
        (tmp_path / "gold",),
        lambda: {"linked_f1": float((tmp_path / "figure").read_text())},
    )
    gone = GoldSet("gone", (tmp_path / "nowhere",), dict)
    slow = GoldSet("slow", (tmp_path / "slow",), lambda: {"cost_read": 0.6}, quick=False)
    monkeypatch.setattr(command, "gold_sets", lambda: (toys, gone, slow))

    def run(figure: float, *words: str) -> int:
        (tmp_path / "figure").write_text(str(figure))
        return command.main(words, tmp_path / "floors.json")

    return run


def test_gate_only_ratchets_upwards(gate: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert gate(0.5) == 0
    assert gate(0.5, "--raise") == 0
    assert gate(0.4) == 1
    assert "toys.linked_f1 is 0.400, its floor is 0.500" in capsys.readouterr().err
    assert gate(0.4, "--raise") == 1
    assert gate(0.4, "--lower", "toys.linked_f1") == 2
    assert gate(0.4, "--lower", "toys.linked_f1", "--why", "a rule was wrong") == 0
    assert gate(0.4) == 0


def test_gate_refuses_changed_gold_until_accepted(gate: Callable[..., int], tmp_path: Path) -> None:
    gate(0.5, "--raise")
    (tmp_path / "gold").write_text("other gold")
    assert gate(0.9) == 1
    assert gate(0.9, "--raise") == 2
    assert gate(0.3, "--accept-gold", "toys", "--why", "an article more") == 0
    assert json.loads((tmp_path / "floors.json").read_text())["sets"]["toys"]["figures"] == {"linked_f1": 0.3}


def test_gate_skips_what_is_not_there_and_refuses_what_is_unknown(
    gate: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert gate(0.5) == 0
    assert "left out: not on this machine: " in capsys.readouterr().out
    assert gate(0.5, "--only", "toy") == 2
    assert "no set is called toy; there are: toys, gone, slow" in capsys.readouterr().err


def test_quick_names_what_it_leaves_out(gate: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert gate(0.5, "--quick") == 0
    assert "left out: it is timed or takes minutes (--quick)" in capsys.readouterr().out
    assert gate(0.5) == 0
    assert "cost_read" in capsys.readouterr().out


def test_own_scorer_is_the_shared_one() -> None:
    shared = sets.SHARED_SCORERS / "seeds_eval.py"
    if not shared.exists():
        pytest.skip("shared scorers are not on this machine")
    own = sets.OWN_SCORERS / "seeds_eval.py"
    assert own.read_bytes() == shared.read_bytes(), f"copy {shared.name} over {own}"
