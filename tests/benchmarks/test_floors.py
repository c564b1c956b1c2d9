from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.quality import floors as ratchet
from benchmarks.quality.floors import FloorError, Floors, SetFloors

HELD = Floors({"toys": SetFloors("sha256:1", {"linked_f1": 0.5, "wrong_of_answered": 0.05})})


@pytest.mark.parametrize(
    ("figure", "value", "broken"),
    [
        ("linked_f1", 0.5, False),
        ("linked_f1", 0.9, False),
        ("linked_f1", 0.4985, False),
        ("linked_f1", 0.49, True),
        ("linked_f1", None, True),
        ("wrong_of_answered", 0.0, False),
        ("wrong_of_answered", 0.5, False),
        ("wrong_of_answered", 0.51, True),
        ("lost_capitals", 0.503, True),
        ("calibration_error_ties", 0.509, False),
        ("calibration_error_ties", 0.511, True),
        ("cost_read", 0.57, False),
        ("cost_read", 0.58, True),
        ("peak_mib", 0.58, True),
        ("speed_of_long", 0.43, False),
        ("speed_of_long", 0.42, True),
    ],
)
def test_breaks_tells_under_from_over(figure: str, value: float | None, broken: bool) -> None:
    assert ratchet.breaks(figure, value, 0.5) is broken


def test_raised_lifts_and_never_lowers() -> None:
    better = ratchet.raised(HELD, "toys", "sha256:1", {"linked_f1": 0.61234, "wrong_of_answered": 0.2})
    assert better.sets["toys"].figures == {"linked_f1": 0.6123, "wrong_of_answered": 0.05}
    assert ratchet.raised(better, "toys", "sha256:1", {"linked_f1": 0.2}) == better


def test_raised_takes_in_a_new_figure_and_a_new_set() -> None:
    more = ratchet.raised(
        Floors(),
        "toys",
        "sha256:1",
        {"act": 0.7, "relay_right": None, "linked_recall": 0.3, "error_low": 0.1},
    )
    assert more.sets["toys"] == SetFloors("sha256:1", {"act": 0.7})


def test_raised_refuses_other_gold() -> None:
    with pytest.raises(FloorError, match="gold has changed"):
        ratchet.raised(HELD, "toys", "sha256:2", {"linked_f1": 0.9})


def test_lowered_keeps_the_reason() -> None:
    less = ratchet.lowered(HELD, "toys.linked_f1", 0.41, "two gold errors were mended")
    assert less.sets["toys"].figures["linked_f1"] == 0.41
    assert less.history == (ratchet.Lowering("toys.linked_f1", 0.5, 0.41, "two gold errors were mended"),)


@pytest.mark.parametrize(
    ("figure", "why", "said"),
    [
        ("toys.linked_f1", " ", "--why"),
        ("toys.beauty", "because", "no floor is called"),
        ("beauty", "because", "no floor"),
    ],
)
def test_lowered_refuses(figure: str, why: str, said: str) -> None:
    with pytest.raises(FloorError, match=said):
        ratchet.lowered(HELD, figure, 0.1, why)


def test_new_gold_starts_from_the_present_figures() -> None:
    new = ratchet.with_new_gold(HELD, "toys", "sha256:2", {"linked_f1": 0.3}, "three articles more")
    assert new.sets["toys"] == SetFloors("sha256:2", {"linked_f1": 0.3})
    assert new.history[-1].why == "three articles more"


def test_floors_survive_the_file(tmp_path: Path) -> None:
    less = ratchet.lowered(HELD, "toys.linked_f1", 0.41, "why not")
    ratchet.save(less, tmp_path / "floors.json")
    assert ratchet.load(tmp_path / "floors.json") == less
    assert ratchet.load(tmp_path / "none.json") == Floors()


def test_fingerprint_follows_names_and_bytes_only(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "one.json").write_text("1")
    before = ratchet.fingerprint([gold])
    (gold / "one.json").touch()
    assert ratchet.fingerprint([gold]) == before
    (gold / "one.json").write_text("2")
    changed = ratchet.fingerprint([gold])
    (gold / "one.json").rename(gold / "two.json")
    assert len({before, changed, ratchet.fingerprint([gold])}) == 3
