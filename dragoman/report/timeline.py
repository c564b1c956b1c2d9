"""Statements by the day they were said, as lanes of marks on an axis.

A statement that its own words date is placed there (a range as a stretch). One of which only the
latest possible day is known, mostly that of its article, is placed there and marked as bounded. One without
any date is not placed but listed apart. Stretches in which nothing was said are shortened and
marked as such, so that one old quotation does not press the week that matters into a corner.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from dragoman.report.contexts import Axis, Day, Lane, Line, Point, Timeline
from dragoman.report.coverage import Place, heaviest, place_of, place_order
from dragoman.report.wording import DateState, When, one_line

MOST_LANES = 14
LONGEST_GAP = 10
"""Days without a statement that are drawn to scale; what is longer is drawn as long as this."""


def make_axis(days: Iterable[date]) -> Axis | None:
    """The axis for a set of days, ``None`` for the empty set."""
    ordered = sorted(set(days))
    gaps = [(later - earlier).days for earlier, later in pairwise(ordered)]
    total = sum(min(gap, LONGEST_GAP) for gap in gaps)
    if not total:
        return Axis(tuple(ordered), (0.5,), ()) if ordered else None
    places, at = [0.0], 0
    for gap in gaps:
        at += min(gap, LONGEST_GAP)
        places.append(at / total)
    breaks = [(places[i] + places[i + 1]) / 2 for i, gap in enumerate(gaps) if gap > LONGEST_GAP]
    return Axis(tuple(ordered), tuple(places), tuple(breaks))


def day_anchor(when: When) -> str:
    """The id of a date's row in the table of days."""
    ends = (day.isoformat() if day else "open" for day in (when.first, when.last))
    return f"day-{when.state.value}-" + "-".join(ends)


def build_timeline(lines: Sequence[Line]) -> Timeline | None:
    """The table of days and the lanes; ``None`` where there is no statement."""
    if not lines:
        return None
    dated = [line for line in lines if line.when.state is not DateState.OPEN]
    axis = make_axis(day for line in dated for day in (line.when.first, line.when.last) if day)
    by_place: dict[Place, list[Line]] = defaultdict(list)
    for line in dated:
        by_place[place_of(line.who)].append(line)
    order = place_order(Counter(place_of(line.who) for line in dated).items())
    places = dict(zip(axis.days, axis.places, strict=True)) if axis else {}
    return Timeline(
        days=tuple(_days(dated)),
        dated=sum(line.when.state is DateState.SAID for line in dated),
        bounded=sum(line.when.state is DateState.BY for line in dated),
        open=tuple(line for line in lines if line.when.state is DateState.OPEN),
        axis=axis,
        lanes=tuple(
            Lane(place[0], place[1], tuple(_point(line, places) for line in by_place[place]))
            for place in heaviest(order, MOST_LANES)
        ),
        named=sum(anchor.startswith("p-") for _, anchor in order),
    )


def _point(line: Line, places: Mapping[date, float]) -> Point:
    when = line.when
    first, last = when.first or when.last, when.last or when.first
    words = one_line(" … ".join(line.pieces), 90)
    return Point(
        start=places[first] if first else 0.0,
        end=places[last] if last else 0.0,
        is_bounded=when.first is None,
        anchor=line.anchor,
        day_anchor=day_anchor(when),
        title=f"{line.who.name}, {when.label} ({line.outlet}): {words}",
    )


def _days(lines: Iterable[Line]) -> Iterator[Day]:
    by_day: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_day[day_anchor(line.when)].append(line)
    ordered = sorted(by_day.items(), key=lambda item: (item[1][0].when.key, item[1][0].when.state, item[0]))
    for anchor, members in ordered:
        yield Day(anchor, members[0].when.label, tuple(members))
