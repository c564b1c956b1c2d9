"""``python -m benchmarks.quality``: score every gold set, compare with the floors, print one table.

With ``--quick`` the sets are left out that take minutes or whose figures follow the machine's mood
(processor time, memory); the table names them.

Exit status: 0 all floors hold, 1 a figure is under its floor or its gold changed, 2 it could not
be measured or the floors could not be changed as asked.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.quality import floors as ratchet
from benchmarks.quality.command import CommandFailed
from benchmarks.quality.gate import Measured, complaints, table
from benchmarks.quality.sets import GoldSet, gold_sets

FLOORS = Path(__file__).parent / "floors.json"


def parser() -> argparse.ArgumentParser:
    """The options."""
    made = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    made.add_argument("--only", action="append", metavar="SET", help="score this set alone (repeatable)")
    made.add_argument("--quick", action="store_true", help="leave out what is timed or takes minutes")
    made.add_argument("--raise", dest="lift", action="store_true", help="lift floors to the present figures")
    made.add_argument("--lower", metavar="SET.FIGURE", help="sink one floor to the present figure")
    made.add_argument("--accept-gold", metavar="SET", help="measure the floors of a set anew on changed gold")
    made.add_argument("--why", default="", help="the reason, kept in floors.json")
    return made


def main(words: Sequence[str] | None = None, floors_file: Path = FLOORS) -> int:
    """Run the gate."""
    options = parser().parse_args(words)
    try:
        chosen = choose(gold_sets(), options.only)
        measured = [measure(one, options.quick) for one in chosen]
        held = changed(ratchet.load(floors_file), measured, options)
    except (CommandFailed, ratchet.FloorError) as error:
        print(f"quality: {error}", file=sys.stderr)
        return 2
    if options.lift or options.lower or options.accept_gold:
        ratchet.save(held, floors_file)
    print(table(measured, held))
    found = complaints(measured, held)
    for line in found:
        print(f"quality: {line}", file=sys.stderr)
    return 1 if found else 0


def choose(sets: Sequence[GoldSet], names: Sequence[str] | None) -> list[GoldSet]:
    """The sets of these names, or all."""
    known = {one.name: one for one in sets}
    unknown = [name for name in names or () if name not in known]
    if unknown:
        raise ratchet.FloorError(f"no set is called {unknown[0]}; there are: {', '.join(known)}")
    return [known[name] for name in names] if names else list(sets)


def measure(one: GoldSet, quick: bool) -> Measured:
    """Score one set, or say why it is not scored."""
    reason = "it is timed or takes minutes (--quick)" if quick and not one.quick else one.missing()
    if reason:
        return Measured(one.name, "", {}, one.targets, reason)
    return Measured(one.name, ratchet.fingerprint(one.gold), one.score(), one.targets)


def changed(
    floors: ratchet.Floors, measured: Sequence[Measured], options: argparse.Namespace
) -> ratchet.Floors:
    """The floors after what the options ask for."""
    done = {one.name: one for one in measured if not one.skipped}
    if options.accept_gold:
        one = _measured(done, options.accept_gold)
        floors = ratchet.with_new_gold(floors, one.name, one.fingerprint, one.figures, options.why)
    if options.lower:
        name, _, figure = options.lower.rpartition(".")
        value = _measured(done, name).figures.get(figure)
        floors = ratchet.lowered(floors, options.lower, value, options.why)
    if options.lift:
        for one in done.values():
            floors = ratchet.raised(floors, one.name, one.fingerprint, one.figures)
    return floors


def _measured(done: dict[str, Measured], name: str) -> Measured:
    if name not in done:
        raise ratchet.FloorError(
            f"{name or 'that set'} was not scored; there are: {', '.join(done) or 'none'}"
        )
    return done[name]


if __name__ == "__main__":
    sys.exit(main())
