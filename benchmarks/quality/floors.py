"""The ratchet: floors under the figures, each tied to the gold it was measured on.

``floors.json`` holds, for every gold set, the fingerprint of its gold and a floor for each figure.
Floors rise by ``raised``; they sink only by ``lowered``, which keeps the reason. Figures measured on
gold with another fingerprint are not compared at all, until somebody accepts the new gold.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

# How far a figure may stand under its floor: parses differ by a decision or two between processors.
TOLERANCE = 0.002
# The same for calibration errors: they move by so much when a few findings change their tenth.
JITTER = 0.01
# The same for costs, as a share of the floor: a machine is never twice equally busy.
NOISE = 0.15
COSTS = ("cost_", "speed_", "peak_", "ready_")
# What figures are called of which less is better: their floor is a ceiling.
ERRORS = ("wrong_", "said_on_wrong", "look_alikes_", "lost_", "calibration_", "cost_", "peak_", "ready_")
# Figures that are shown and not held: precision and recall may pay for one another, their F1 is held; the
# ends of an interval are held by what stands between them.
FREE = ("linked_precision", "linked_recall", "_low", "_high")
_DIGITS = 4


@dataclass(frozen=True)
class SetFloors:
    """The floors of one gold set."""

    fingerprint: str
    figures: Mapping[str, float]


@dataclass(frozen=True)
class Lowering:
    """A floor that went down: from what, to what, and why. ``figure`` is ``set.figure``; for gold
    that was replaced it is the set alone, without values."""

    figure: str
    was: float | None
    now: float | None
    why: str


@dataclass(frozen=True)
class Floors:
    """All floors, as the file holds them."""

    sets: Mapping[str, SetFloors] = field(default_factory=dict)
    history: tuple[Lowering, ...] = ()


class FloorError(Exception):
    """The floors cannot be used or changed in the way that was asked for."""


def load(path: Path) -> Floors:
    """The floors of a file; none where there is no file."""
    if not path.exists():
        return Floors()
    held = json.loads(path.read_text("utf-8"))
    return Floors(
        {name: SetFloors(**item) for name, item in held["sets"].items()},
        tuple(Lowering(**item) for item in held["history"]),
    )


def save(floors: Floors, path: Path) -> None:
    """Write the file, in an order that makes small diffs."""
    path.write_text(json.dumps(asdict(floors), indent=2, sort_keys=True) + "\n", "utf-8")


def fingerprint(paths: Iterable[Path]) -> str:
    """A hash over the names and bytes of files, and of all files in folders, in any order given."""
    files: dict[str, Path] = {}
    for path in paths:
        inside = [path] if path.is_file() else [f for f in path.rglob("*") if f.is_file()]
        files.update(
            {f.relative_to(path.parent).as_posix(): f for f in inside if "__pycache__" not in f.parts}
        )
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(f"{name}\0{hashlib.sha256(files[name].read_bytes()).hexdigest()}\n".encode())
    return f"sha256:{whole.hexdigest()}"


def is_error(figure: str) -> bool:
    """Whether less of a figure is better."""
    return figure.startswith(ERRORS)


def is_free(figure: str) -> bool:
    """Whether a figure is shown and not held."""
    return figure.endswith(FREE)


def is_worse(figure: str, value: float | None, limit: float) -> bool:
    """Whether a figure is worse than a limit. One that could not be computed is."""
    if value is None:
        return True
    return value > limit if is_error(figure) else value < limit


def breaks(figure: str, value: float | None, floor: float) -> bool:
    """Whether a figure is under its floor by more than the tolerance."""
    slack = _slack(figure, floor)
    return is_worse(figure, value, floor + (slack if is_error(figure) else -slack))


def _slack(figure: str, floor: float) -> float:
    if figure.startswith(COSTS):
        return NOISE * floor
    return JITTER if figure.startswith("calibration_") else TOLERANCE


def raised(floors: Floors, name: str, print_: str, figures: Mapping[str, float | None]) -> Floors:
    """Floors lifted to the present figures of one set, none of them lowered.

    Raises ``FloorError`` where the floors were measured on other gold.
    """
    held = floors.sets.get(name, SetFloors(print_, {}))
    if held.fingerprint != print_:
        raise FloorError(f"{name}: the gold has changed; run with --accept-gold {name} --why ...")
    lifted = {
        figure: (min if is_error(figure) else max)(value, held.figures.get(figure, value))
        for figure, value in _held(figures).items()
    }
    return _with_set(floors, name, SetFloors(print_, {**held.figures, **lifted}))


def lowered(floors: Floors, figure: str, value: float | None, why: str) -> Floors:
    """The floor of one figure (``set.figure``) at its present value, with the reason kept.

    A figure that is no longer computed (``None``) loses its floor.
    """
    name, _, short = figure.rpartition(".")
    if name not in floors.sets or short not in floors.sets[name].figures:
        known = ", ".join(f"{s}.{f}" for s, held in floors.sets.items() for f in held.figures)
        raise FloorError(f"no floor is called {figure}; there are: {known or 'none'}")
    _need_reason(why)
    held = floors.sets[name]
    now = None if value is None else round(value, _DIGITS)
    rest = {f: v for f, v in held.figures.items() if f != short}
    entry = Lowering(figure, held.figures[short], now, why)
    changed = rest if now is None else {**rest, short: now}
    return replace(
        _with_set(floors, name, SetFloors(held.fingerprint, changed)), history=(*floors.history, entry)
    )


def with_new_gold(
    floors: Floors, name: str, print_: str, figures: Mapping[str, float | None], why: str
) -> Floors:
    """Floors of one set measured anew on changed gold, with the reason kept."""
    _need_reason(why)
    present = _held(figures)
    entry = Lowering(name, None, None, why)
    return replace(_with_set(floors, name, SetFloors(print_, present)), history=(*floors.history, entry))


def _held(figures: Mapping[str, float | None]) -> dict[str, float]:
    """The figures that get a floor, rounded as the file keeps them."""
    return {f: round(v, _DIGITS) for f, v in figures.items() if v is not None and not is_free(f)}


def _need_reason(why: str) -> None:
    if not why.strip():
        raise FloorError("say why with --why; the reason is kept in the file")


def _with_set(floors: Floors, name: str, held: SetFloors) -> Floors:
    return replace(floors, sets={**floors.sets, name: held})
