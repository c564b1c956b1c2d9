"""What the gate says: the table of figures, and the complaints that fail it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.quality.floors import Floors, breaks, is_free, is_worse

_ROW = "{:<16} {:<29} {:>7} {:>7} {:>7}  {}"


@dataclass(frozen=True)
class Measured:
    """The present figures of one gold set, or the reason why there are none."""

    name: str
    fingerprint: str
    figures: Mapping[str, float | None]
    targets: Mapping[str, float]
    skipped: str | None = None


def complaints(measured: Sequence[Measured], floors: Floors) -> list[str]:
    """One line for every figure under its floor and every set whose gold is not the floors' gold."""
    found = []
    for one in measured:
        held = floors.sets.get(one.name)
        if one.skipped or held is None:
            continue
        if held.fingerprint != one.fingerprint:
            found.append(f"{one.name}: the gold has changed; look, then --accept-gold {one.name} --why ...")
            continue
        for figure, floor in held.figures.items():
            value = one.figures.get(figure)
            if breaks(figure, value, floor):
                found.append(f"{one.name}.{figure} is {_number(value)}, its floor is {_number(floor)}")
    return found


def table(measured: Sequence[Measured], floors: Floors) -> str:
    """Set, figure, value, floor and target, one figure a line."""
    lines = [_ROW.format("set", "figure", "value", "floor", "target", "")]
    for one in measured:
        if one.skipped:
            lines.append(f"{one.name:<16} left out: {one.skipped}")
            continue
        held = floors.sets.get(one.name)
        same_gold = held is not None and held.fingerprint == one.fingerprint
        limits = held.figures if held is not None and same_gold else {}
        lines += [_row(one, figure, value, limits.get(figure)) for figure, value in one.figures.items()]
    return "\n".join(line.rstrip() for line in lines)


def _row(one: Measured, figure: str, value: float | None, floor: float | None) -> str:
    target = one.targets.get(figure)
    remark = ""
    if is_free(figure):
        remark = ""
    elif floor is None:
        remark = "no floor yet (--raise sets it)"
    elif breaks(figure, value, floor):
        remark = "UNDER ITS FLOOR"
    elif target is not None and is_worse(figure, value, target):
        remark = "short of the target"
    return _ROW.format(one.name, figure, _number(value), _number(floor), _number(target), remark)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
