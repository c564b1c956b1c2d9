"""Meetings, visits, interviews and other occasions that articles tell of, each once.

``telling`` draws together what one article tells, ``joining`` has the rules over articles; ``find_events``
asks them for all of some articles in memory. The result does not depend on the order of the sheets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.link.acquainted import Acquainted
from dragoman.link.anchors import Anchor, date_events, find_anchors
from dragoman.link.joining import (
    Key,
    Number,
    Witness,
    choose,
    event_of,
    group,
    join_days,
    keys_of,
    witnesses,
)
from dragoman.link.roster import Memory
from dragoman.link.sheet import Sheet
from dragoman.link.telling import Local, Told, tell
from dragoman.model import Event, Person


def tell_all(
    sheets: Iterable[Sheet], people: Sequence[Person], wits: Acquainted | None = None
) -> dict[str, Told]:
    """What each article tells of events, by its id. ``wits`` knows the offices and the user's own people."""
    several = sorted({s.id: s for s in sheets}.values(), key=lambda s: s.id)
    register = Memory(several, people, wits)
    return {sheet.id: tell(sheet, register) for sheet in several}


@dataclass(frozen=True, slots=True)
class Joined:
    """The events of some articles, by id: as the words of their articles date them (``plain``), and as
    articles besides whose day others tell (``events``). ``became`` has the event (id) of each article's
    events."""

    told: Mapping[str, Told]
    plain: tuple[Event, ...]
    events: tuple[Event, ...]
    became: Mapping[Number, str]
    anchors: Mapping[str, Anchor]


def find_events(sheets: Iterable[Sheet], people: Sequence[Person], wits: Acquainted | None = None) -> Joined:
    """The events of all articles. ``participants`` are ``Person.id``s, or names of those whom no article
    makes an actor; ``held`` says on which words it rests. ``wits`` knows the offices of the articles and the
    user's own people."""
    by_id = {s.id: s for s in sheets}
    told = tell_all(by_id.values(), people, wits)
    locals_ = {(article, n): local for article, t in told.items() for n, local in enumerate(t.locals)}
    groups = list(group(_roots(locals_, told), told))
    found = [event_of(numbers, told) for numbers in groups]
    became = {n: event.id for numbers, event in zip(groups, found, strict=True) for n in numbers}
    plain = tuple(sorted(found, key=lambda e: e.id))
    anchors = find_anchors(told, plain, became)
    return Joined(told, plain, date_events(plain, by_id, anchors), became, anchors)


def _roots(locals_: Mapping[Number, Local], told: Mapping[str, Told]) -> dict[Number, Number | None]:
    dated = {n: local for n, local in locals_.items() if local.day() is not None}
    roots: dict[Number, Number | None] = dict(join_days(dated))
    near: dict[Key, list[Witness]] = defaultdict(list)
    for number, local in dated.items():
        root = roots[number]
        if root is not None and local.tells_pair():
            for key in keys_of(local):
                near[key].append(Witness(local, root))
    shown = {key: witnesses(several) for key, several in near.items()}
    for number, local in locals_.items():
        if number not in dated:
            roots[number] = (
                choose(local, told[number[0]], _near(local, shown)) if local.tells_pair() else None
            )
    return roots


def _near(local: Local, shown: Mapping[Key, Sequence[Witness]]) -> Iterator[Witness]:
    for key in keys_of(local):
        yield from shown.get(key, ())
