"""Which events of single articles are one: the rules, each over no more than what stands near.

The same kind and parties on the same day, in places that may be one, are one event. A mention without a day
joins the one dated event that fits it (its weekday, the offices of its parties, its article's day), and none
where two do. A visit or a press conference without a day joins along with the meeting that its article
tells of. So an event is held together by one day, and nothing chains from one day into the next.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, pairwise

from dragoman.ids import finding_id
from dragoman.link.occasions import is_day
from dragoman.link.telling import INTERVIEW, PAIRED, Local, Told, may_be_one, overlap
from dragoman.model import Event, Evidence, Interval

WEEK = timedelta(days=7)
"""From an event without a day to the article that tells of it."""

Key = tuple[str, ...]
"""A kind of event and those of its parties under which events meet."""

Number = tuple[str, int]
"""An event of an article: the article's id, and which of its events."""


def keys_of(local: Local) -> list[Key]:
    """What an event meets others under: its kind and two of its parties; one, for kinds that need no
    second."""
    parties = sorted(local.parties)
    if local.fellow and local.kind != INTERVIEW:
        return [(local.kind, party) for party in parties]
    return [(local.kind, *pair) for pair in combinations(parties, PAIRED)]


class _Sets:
    """Numbers drawn together; the least of each set stands for it."""

    def __init__(self, size: int) -> None:
        self._root = list(range(size))

    def find(self, index: int) -> int:
        """The one that stands for the set of a number."""
        while self._root[index] != index:
            self._root[index] = self._root[self._root[index]]
            index = self._root[index]
        return index

    def join(self, several: Sequence[int]) -> None:
        """Draw some together."""
        for one, other in pairwise(several):
            low, high = sorted((self.find(one), self.find(other)))
            self._root[high] = low


def join_days(told: Mapping[Number, Local]) -> dict[Number, Number]:
    """For each of some dated events the first that is one with it. What shares a key and a day with one of
    them has to be among them."""
    numbers = sorted(told, key=lambda n: told[n].mark)
    sets = _Sets(len(numbers))
    blocks: dict[tuple[Key, date], list[int]] = defaultdict(list)
    for index, number in enumerate(numbers):
        day = told[number].day()
        if day is not None:
            for key in keys_of(told[number]):
                blocks[key, day].append(index)
    for indexes in blocks.values():
        for same in _in_one_place([told[numbers[i]] for i in indexes]):
            sets.join([indexes[i] for i in same])
    return {number: numbers[sets.find(index)] for index, number in enumerate(numbers)}


def _in_one_place(several: Sequence[Local]) -> list[list[int]]:
    """Those whose places all may be one; where they differ, equal places alone. Somebody may give
    two speeches on one day: without a second party the place must be known and equal."""
    sites = {s.plain: s for local in several if (s := local.place()) is not None}
    lonely = any(local.fellow for local in several)
    if not lonely and all(a.may_be(b) for a, b in combinations(sites.values(), 2)):
        return [list(range(len(several)))]
    by_place: dict[str, list[int]] = defaultdict(list)
    for index, local in enumerate(several):
        site = local.place()
        if site is not None:
            by_place[site.plain].append(index)
    return list(by_place.values())


# ------------------------------------------------------------------- events without a day


@dataclass(frozen=True, slots=True)
class Witness:
    """A dated event that stands for those of its key, day and place, and the first event that is one with
    it."""

    local: Local
    root: Number


def witnesses(dated: Iterable[Witness]) -> list[Witness]:
    """The first of those of each day and place, of dated events under one key."""
    first: dict[tuple[date | None, str | None], Witness] = {}
    for one in sorted(dated, key=lambda w: w.local.mark):
        site = one.local.place()
        first.setdefault((one.local.day(), site.plain if site else None), one)
    return list(first.values())


def window(local: Local, told: Told) -> tuple[date, date]:
    """The days on which an event that an article leaves undated may have been."""
    published = told.published
    if published is not None and published.last is not None:
        return (published.first or published.last) - WEEK, published.last
    if not local.whens() and not local.news:
        return date.max, date.min
    first = date(max(told.year, 1), 1, 1)
    if published is not None and published.first is not None:
        first = max(first, published.first - WEEK)
    return first, date.max


def fits(local: Local, told: Told, dated: Local) -> bool:
    """Whether an event without a day may be a dated one of another article."""
    day = dated.day()
    if day is None or local.article == dated.article:
        return False
    first, last = window(local, told)
    weekday = local.weekday()
    if not first <= day <= last or (weekday is not None and weekday != day.isoweekday()):
        return False
    if any(w.day is not None and not overlap(w.day, Interval.day(day, "")) for w in local.whens()):
        return False
    return may_be_one(local.place(), dated.place()) and _same_offices(local, dated)


def _same_offices(one: Local, other: Local) -> bool:
    """Whether the parties hold the offices that they hold in the other article: a prime minister's
    talks are not those that she led as foreign minister."""
    held = dict(one.offices), dict(other.offices)
    return all(held[0][who] & held[1][who] for who in held[0].keys() & held[1].keys())


def choose(local: Local, told: Told, near: Iterable[Witness]) -> Number | None:
    """The one dated event that an event without a day fits; none where there are two."""
    roots = {w.root for w in near if fits(local, told, w.local)}
    return roots.pop() if len(roots) == 1 else None


# ------------------------------------------------------------------- events in company


def companions(fellows: Mapping[Number, Local]) -> list[list[Number]]:
    """The visits, press conferences and the like that go with one meeting, drawn together: one of each
    article, of one kind and with a party in common."""
    numbers = sorted(fellows, key=lambda n: fellows[n].mark)
    sets = _Sets(len(numbers))
    blocks: dict[Key, list[int]] = defaultdict(list)
    for index, number in enumerate(numbers):
        for party in fellows[number].parties:
            blocks[fellows[number].kind, party].append(index)
    for indexes in blocks.values():
        times = Counter(numbers[i][0] for i in indexes)
        alone = [i for i in indexes if times[numbers[i][0]] == 1]
        for one, other in pairwise(alone):
            if may_be_one(fellows[numbers[one]].place(), fellows[numbers[other]].place()):
                sets.join([one, other])
    found: dict[int, list[Number]] = defaultdict(list)
    for index, number in enumerate(numbers):
        found[sets.find(index)].append(number)
    return list(found.values())


def group(roots: Mapping[Number, Number | None], told: Mapping[str, Told]) -> Iterator[list[Number]]:
    """The events of articles, each as a list of what single articles tell. ``roots`` has the first event
    that each is one with by its day, or ``None``; all that have one root, and their companions, must be among
    them."""
    meetings: dict[Number, list[Number]] = defaultdict(list)
    waiting: dict[Number, list[Number]] = defaultdict(list)
    for number, root in roots.items():
        local = told[number[0]].locals[number[1]]
        if root is None and local.company is not None:
            beside = (number[0], local.company)
            waiting[roots[beside] or beside].append(number)
        else:
            meetings[root or number].append(number)
    yield from meetings.values()
    for several in waiting.values():
        yield from companions({n: told[n[0]].locals[n[1]] for n in several})


# ------------------------------------------------------------------- the event


def event_of(numbers: Collection[Number], told: Mapping[str, Told]) -> Event:
    """The event that some articles tell of. ``held`` says on which words it rests."""
    several = sorted((told[article].locals[n] for article, n in numbers), key=lambda f: f.mark)
    evidence = sorted(
        {Evidence(f.article, o.span) for f in several for o in f.occasions}, key=lambda e: (e.article, e.span)
    )
    places = Counter(p.name for f in several if (p := f.place()))
    return Event(
        id=finding_id("e", several[0].article, [several[0].occasions[0].head]),
        kind=several[0].kind,
        participants=tuple(sorted({p for f in several for p in f.parties})),
        place=min(places, key=lambda p: (-places[p], p)) if places else None,
        held=_held(several, told),
        evidence=tuple(evidence),
    )


def _held(several: Sequence[Local], told: Mapping[str, Told]) -> Interval | None:
    """The narrowest time that an article tells, and which article it is."""
    days = [(w.day, f) for f in several for w in f.whens() if w.day is not None]
    if not days:
        return None

    def width(found: tuple[Interval, Local]) -> tuple[bool, timedelta, tuple[str, int, str]]:
        day, local = found
        return not is_day(day), (day.last or date.max) - (day.first or date.min), local.mark

    day, local = min(days, key=width)
    words = day.basis.partition(", written ")[0]
    return replace(day, basis=f"{words} in {told[local.article].doc}")
