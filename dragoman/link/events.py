"""Meetings, visits, interviews and other occasions that articles tell of, each once.

Mentions of one article are drawn together first: same kind, parties of which one set holds the other, and
times and places that do not speak against it; "the talks" are those that were named before. Then
articles are aligned, through tables keyed by kind and parties: the same day makes one event; a mention
without a day joins the one event that fits it (its weekday, the offices of its parties, its article's
dates), and none where two do. A visit or a press conference joins along with the meeting that both articles
tell of. The result does not depend on the order of the sheets.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations, pairwise

from dragoman.ids import finding_id
from dragoman.link.anchors import date_events
from dragoman.link.occasions import Occasion, When, event_words, find_occasions, first_blocks, is_day
from dragoman.link.roster import Register
from dragoman.link.sheet import Sheet
from dragoman.link.spelling import place_name
from dragoman.model import Event, Evidence, Interval, Person

_LEAD = 2  # paragraphs in which an article tells its news
_WEEK = timedelta(days=7)
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_PAIRED = 2
_INTERVIEW = "interview"


@dataclass(eq=False)
class _Local:
    """An event as one article tells it. ``fellow`` marks kinds that join along with a meeting."""

    sheet: Sheet
    kind: str
    fellow: bool
    parties: set[str] = field(default_factory=set)
    occasions: list[Occasion] = field(default_factory=list)

    @property
    def mark(self) -> tuple[str, int, str]:
        """Where it stands in the order of events."""
        return self.sheet.id, self.occasions[0].head.start, self.kind

    def whens(self) -> list[When]:
        return [o.when for o in self.occasions if o.when is not None]

    def day(self) -> date | None:
        """Its one day, where the article tells it."""
        days = {w.day.first for w in self.whens() if w.day is not None and w.exact}
        return days.pop() if len(days) == 1 else None

    def place(self) -> str | None:
        places = Counter(o.place for o in self.occasions if o.place)
        return min(places, key=lambda p: (-places[p], p)) if places else None

    def weekday(self) -> int | None:
        return next((w.weekday for w in self.whens() if w.weekday), None)


def find_events(sheets: Iterable[Sheet], people: Sequence[Person]) -> tuple[Event, ...]:
    """The events of all articles, by id. ``participants`` are ``Person.id``s, or names of those whom no
    article makes an actor; ``held`` says on which words it rests."""
    sheets = sorted({s.id: s for s in sheets}.values(), key=lambda s: s.id)
    register = Register(sheets, people)
    locals_ = [local for sheet in sheets for local in _of_one(sheet, register)]
    joined = _Joined(locals_, register)
    joined.by_day()
    joined.by_fit()
    joined.by_company()
    events = sorted((_event(group) for group in joined.groups()), key=lambda e: e.id)
    return date_events(events, sheets, people)


# ------------------------------------------------------------------- in one article


def _of_one(sheet: Sheet, register: Register) -> Iterator[_Local]:
    words = event_words(sheet.reading.page.language or "en")
    found: list[_Local] = []
    waiting: list[Occasion] = []
    for occasion in find_occasions(sheet, register):
        home = _home(occasion, found, register)
        if home is not None:
            _take(home, occasion)
        elif occasion.definite and not occasion.parties:
            waiting.append(occasion)
        else:
            local = _Local(sheet, occasion.kind, occasion.kind not in words.pairs)
            _take(local, occasion)
            found.append(local)
    for occasion in waiting:
        later = [f for f in found if f.kind == occasion.kind and _agree(f, occasion, register)]
        if len(later) == 1:
            _take(later[0], occasion)
    for local in found:
        local.occasions.sort(key=lambda o: o.head)
    found = _absorbed(found, register)
    yield from (f for f in found if _tells_enough(f, words.pairs))


def _absorbed(found: Sequence[_Local], register: Register) -> list[_Local]:
    """Events that tell some of the parties of one other are that one: "a meeting on Friday", and later
    "his meeting with Brandt"."""
    kept = []
    for local in found:
        wider = [f for f in found if f.kind == local.kind and local.parties and local.parties < f.parties]
        wider = [f for f in wider if all(_agree(f, occasion, register) for occasion in local.occasions)]
        if len(wider) == 1:
            wider[0].occasions = sorted(wider[0].occasions + local.occasions, key=lambda o: o.head)
        else:
            kept.append(local)
    return kept


def _take(local: _Local, occasion: Occasion) -> None:
    local.parties |= occasion.parties
    local.occasions.append(occasion)


def _home(occasion: Occasion, found: Sequence[_Local], register: Register) -> _Local | None:
    """The event of the article that a mention goes on with: of those that fit, the one that shares most of
    its parties, and the latest of these."""
    fitting = [f for f in found if f.kind == occasion.kind and _agree(f, occasion, register)]
    if not occasion.parties:
        return fitting[-1] if fitting and occasion.definite else None
    shared = [f for f in fitting if f.parties & occasion.parties]
    shared = [f for f in shared if f.parties <= occasion.parties or occasion.parties <= f.parties]
    return max(shared, key=lambda f: (len(f.parties & occasion.parties), f.occasions[-1].head), default=None)


def _agree(local: _Local, occasion: Occasion, register: Register) -> bool:
    """Whether times and places do not speak against it."""
    when = occasion.when
    if when is not None and not all(_is_one_time(when, other) for other in local.whens()):
        return False
    return all(_is_one_place(occasion.place, other.place, register) for other in local.occasions)


def _is_one_time(one: When, other: When) -> bool:
    if one.exact and other.exact and one.day is not None and other.day is not None:
        return one.day.first == other.day.first
    if one.weekday and other.weekday:
        return one.weekday == other.weekday
    if one.offset is not None and other.offset is not None:
        return one.offset == other.offset
    return _is_open(one) or _is_open(other) or _overlap(one.day, other.day)


def _is_open(when: When) -> bool:
    return when.day is None


def _overlap(one: Interval | None, other: Interval | None) -> bool:
    if one is None or other is None:
        return True
    begins = max(one.first or date.min, other.first or date.min)
    return begins <= min(one.last or date.max, other.last or date.max)


def _is_one_place(one: str | None, other: str | None, register: Register) -> bool:
    """Whether two places may be one: equal, unknown, or a state and its capital."""
    if one is None or other is None or place_name(one) == place_name(other):
        return True
    states = register.offices.state_of(one), register.offices.state_of(other)
    if None not in states:
        named = register.offices.is_state(one), register.offices.is_state(other)
        return states[0] == states[1] and any(named)
    return any(states) is False and bool(set(one.split()) & set(other.split()))


def _tells_enough(local: _Local, pairs: frozenset[str]) -> bool:
    """Whether an event is told apart by its parties, or at least by time and place."""
    needed = _PAIRED if local.kind in pairs else 1
    placed = bool(local.whens()) and local.place() is not None
    return len(local.parties) >= needed or placed or (bool(local.parties) and bool(local.whens()))


# ------------------------------------------------------------------- across articles


class _Joined:
    """Events of single articles, joined as the rules run."""

    def __init__(self, found: Sequence[_Local], register: Register) -> None:
        self.found = sorted(found, key=lambda f: f.mark)
        self.register = register
        self._root = list(range(len(self.found)))
        self._blocks: dict[Hashable, list[int]] = defaultdict(list)
        for index, local in enumerate(self.found):
            for key in self._keys(local):
                self._blocks[key].append(index)

    def _keys(self, local: _Local) -> Iterator[Hashable]:
        parties = sorted(local.parties)
        if local.fellow and local.kind != _INTERVIEW:
            yield from ((local.kind, party) for party in parties)
        else:
            yield from ((local.kind, *pair) for pair in combinations(parties, _PAIRED))

    def _find(self, index: int) -> int:
        while self._root[index] != index:
            self._root[index] = self._root[self._root[index]]
            index = self._root[index]
        return index

    def _union(self, one: int, other: int) -> None:
        low, high = sorted((self._find(one), self._find(other)))
        self._root[high] = low

    def groups(self) -> Iterator[list[_Local]]:
        """The events, each as the articles tell it."""
        groups: dict[int, list[_Local]] = defaultdict(list)
        for index, local in enumerate(self.found):
            groups[self._find(index)].append(local)
        yield from groups.values()

    def by_day(self) -> None:
        """The same kind and parties on the same day, in places that may be one."""
        for block in self._blocks.values():
            by_day: dict[date, list[int]] = defaultdict(list)
            for index in block:
                day = self.found[index].day()
                if day is not None:
                    by_day[day].append(index)
            for indexes in by_day.values():
                self._in_one_place(indexes)

    def _in_one_place(self, indexes: Sequence[int]) -> None:
        """Join those whose places all may be one; where they differ, equal places alone. Somebody may give
        two speeches on one day: without a second party the place must be known and equal."""
        places = {self.found[i].place() for i in indexes}
        lonely = any(self.found[i].fellow for i in indexes)
        if not lonely and all(
            _is_one_place(a, b, self.register) for a, b in combinations(sorted(places, key=str), 2)
        ):
            for one, other in pairwise(indexes):
                self._union(one, other)
            return
        by_place: dict[str, list[int]] = defaultdict(list)
        for index in indexes:
            place = self.found[index].place()
            if place is not None:
                by_place[place_name(place)].append(index)
        for same in by_place.values():
            for one, other in pairwise(same):
                self._union(one, other)

    def by_fit(self) -> None:
        """A mention without a day joins the one dated event of its parties that it fits."""
        ties = []
        for block in self._blocks.values():
            block = [i for i in block if self._tells_pair(self.found[i])]
            dated = [i for i in block if self.found[i].day() is not None]
            ties += [
                (i, d) for i in block if self.found[i].day() is None for d in _one_a_day(dated, self.found)
            ]
        chosen: dict[int, set[int]] = defaultdict(set)
        for index, other in ties:
            if self._fits(self.found[index], self.found[other]):
                chosen[index].add(self._find(other))
        for index in sorted(chosen):
            if len(chosen[index]) == 1:
                self._union(index, next(iter(chosen[index])))

    def _tells_pair(self, local: _Local) -> bool:
        """Whether an event has parties enough to be known again without its day."""
        return len(local.parties) >= _PAIRED and (not local.fellow or local.kind == _INTERVIEW)

    def _fits(self, local: _Local, dated: _Local) -> bool:
        day = dated.day()
        if day is None or local.sheet.id == dated.sheet.id:
            return False
        may_be = _may_be_on(local, day) and _is_one_place(local.place(), dated.place(), self.register)
        return may_be and self._same_offices(local, dated)

    def _same_offices(self, one: _Local, other: _Local) -> bool:
        """Whether the parties hold the offices that they hold in the other article: a prime minister's
        talks are not those that she led as foreign minister."""
        offices = self.register.offices
        for who in one.parties & other.parties:
            held = []
            for sheet in (one.sheet, other.sheet):
                posts = self.register.posts_here.get((sheet.id, who), frozenset())
                held.append({p.office for p in posts if offices.is_single(p.office)})
            if all(held) and not held[0] & held[1]:
                return False
        return True

    def by_company(self) -> None:
        """Visits and press conferences of people whose meeting two articles share, once in each article."""
        together: dict[tuple[int, str, str], list[int]] = defaultdict(list)
        by_sheet: dict[str, list[int]] = defaultdict(list)
        for index, local in enumerate(self.found):
            by_sheet[local.sheet.id].append(index)
        for index, local in enumerate(self.found):
            if not local.fellow or local.day() is not None:
                continue
            for party in sorted(local.parties):
                for near in by_sheet[local.sheet.id]:
                    if not self.found[near].fellow and party in self.found[near].parties:
                        together[self._find(near), local.kind, party].append(index)
        for indexes in together.values():
            alone = Counter(self.found[i].sheet.id for i in indexes)
            same = [i for i in indexes if alone[self.found[i].sheet.id] == 1]
            for one, other in pairwise(same):
                if _is_one_place(self.found[one].place(), self.found[other].place(), self.register):
                    self._union(one, other)


def _one_a_day(dated: Sequence[int], found: Sequence[_Local]) -> list[int]:
    """The first of those of each day and place: the others are one event with it."""
    first: dict[Hashable, int] = {}
    for index in dated:
        first.setdefault((found[index].day(), found[index].place()), index)
    return list(first.values())


def _may_be_on(local: _Local, day: date) -> bool:
    """Whether an event that an article leaves undated may have been on a day."""
    weekday = local.weekday()
    if weekday is not None and weekday != day.isoweekday():
        return False
    if any(w.day is not None and not _overlap(w.day, Interval.day(day, "")) for w in local.whens()):
        return False
    page, text = local.sheet.reading.page, local.sheet.text
    published = page.published
    if published is not None and published.last is not None:
        first = published.first or published.last
        return first - _WEEK <= day <= published.last
    if published is not None and published.first is not None and published.first - _WEEK > day:
        return False
    told = bool(local.whens()) or _is_news(local)
    return told and max((int(y) for y in _YEARS.findall(text)), default=0) <= day.year


def _is_news(local: _Local) -> bool:
    """Whether an article tells of it in its title or its first paragraphs."""
    return local.occasions[0].block < first_blocks(local.sheet, _LEAD)


# ------------------------------------------------------------------- the event


def _event(group: Sequence[_Local]) -> Event:
    evidence = sorted(
        {Evidence(f.sheet.id, o.span) for f in group for o in f.occasions}, key=lambda e: (e.article, e.span)
    )
    first = min(group, key=lambda f: f.mark)
    places = Counter(p for f in group if (p := f.place()))
    return Event(
        id=finding_id("e", first.sheet.id, [first.occasions[0].head]),
        kind=first.kind,
        participants=tuple(sorted({p for f in group for p in f.parties})),
        place=min(places, key=lambda p: (-places[p], p)) if places else None,
        held=_held(group),
        evidence=tuple(evidence),
    )


def _held(group: Sequence[_Local]) -> Interval | None:
    """The narrowest time that an article tells, and which article it is."""
    told = [(w.day, f) for f in group for w in f.whens() if w.day is not None]
    if not told:
        return None

    def width(found: tuple[Interval, _Local]) -> tuple[bool, timedelta, tuple[str, int, str]]:
        day, local = found
        length = (day.last or date.max) - (day.first or date.min)
        return not is_day(day), length, local.mark

    day, local = min(told, key=width)
    words = day.basis.partition(", written ")[0]
    return replace(day, basis=f"{words} in {local.sheet.reading.article.doc}")
