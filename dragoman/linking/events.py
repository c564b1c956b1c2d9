"""Events, in a ledger: what an article tells of one is laid beside what others tell of the same parties in
the same days, and only the events that this touches are decided anew.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import blake2b

from dragoman.ledger.due import Due
from dragoman.ledger.happened import Happened, Number, Slot, Standing, StoredEvent, StoredTold
from dragoman.ledger.links import Links
from dragoman.link.acquainted import Acquainted
from dragoman.link.anchors import Dated, anchor_of, articles_of, date_event, dated
from dragoman.link.event_words import tells_of_events
from dragoman.link.joining import (
    Key,
    event_of,
    fits,
    group,
    join_days,
    keys_of,
    window,
)
from dragoman.link.occasions import is_day
from dragoman.link.sheet import Sheet
from dragoman.link.telling import Local, Told, tell
from dragoman.link.tenures import calls_over
from dragoman.link.told_cells import (
    anchor_cells,
    anchor_from,
    cells_of,
    event_cells,
    event_from,
    is_undated,
    tenure_cells,
    tenure_of,
    told_of,
)
from dragoman.linking.register import StoredRegister
from dragoman.model import Event

SheetOf = Callable[[str], Sheet | None]
"""Reads an article; ``None`` for one that is linked no more."""

_AT_ONCE = 200  # articles or events that are settled in one transaction

Near = Callable[[Collection[str]], Sequence[str]]
"""Puts keys that need the same rows beside each other."""


def put_hint(sheet: Sheet, due: Due, happened: Happened) -> None:
    """Have an article laid out once its people are known, if it has words for an event."""
    if tells_of_events(sheet) or calls_over(sheet):
        due.add("told", (sheet.id,))
    else:
        happened.drop(sheet.id)


def find_events(links: Links, due: Due, sheet_of: SheetOf) -> None:
    """Join and date the events that are due."""
    for _ in event_steps(links, due, sheet_of):
        pass


def event_steps(links: Links, due: Due, sheet_of: SheetOf) -> Iterator[None]:
    """The same step by step: nobody else needs to wait for it who does not ask for events."""
    happened = links.happened
    for articles in _pieces("event", due, happened.by_day):
        with due.together():
            _Step(happened, due).take(articles)
            due.done("event", articles)
        yield
    for articles in _pieces("anchor", due):
        with due.together():
            _anchor(articles, happened, due)
            due.done("anchor", articles)
        yield
    for events in _pieces("date", due):
        with due.together():
            _date(events, happened, due, sheet_of)
            due.done("date", events)
        yield


def _pieces(part: str, due: Due, near: Near = list) -> Iterator[Sequence[str]]:
    """What is due of a part, some at a time."""
    while keys := due.some(part):
        if len(keys) > _AT_ONCE:
            keys = list(near(keys))
        yield from (keys[i : i + _AT_ONCE] for i in range(0, len(keys), _AT_ONCE))


def _told(happened: Happened, articles: Iterable[str]) -> dict[str, Told]:
    return {a: told_of(cells, sayings=False) for a, cells in happened.told(articles).items()}


def put_told(sheets: Mapping[str, Sheet | None], happened: Happened, due: Due, wits: Acquainted) -> None:
    """Keep what some articles tell of events, now that their people are known; their events and loans are due
    where that is news."""
    casts, bearers = happened.cast(sheets), cache(happened.bearers)
    stored: dict[str, StoredTold] = {}
    undated: set[str] = set()
    for article, sheet in sheets.items():
        if sheet is None:
            happened.drop(article)
            continue
        register = StoredRegister(article, casts.get(article, ()), bearers, wits.offices)
        told = tell(sheet, register)
        stored[article] = StoredTold(cells_of(told), register.asked, [tenure_cells(t) for t in told.tenures])
        undated |= {article} if told.undated else set()
    fresh = happened.put(stored)
    due.add("event", fresh)
    due.add("lend", fresh)
    due.add("anchor", fresh & undated)


# ------------------------------------------------------------------- joining


def _code(key: Key) -> int:
    digest = blake2b("\n".join(key).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _days(local: Local, told: Told) -> tuple[int, int]:
    day = local.day()
    if day is not None:
        return day.toordinal(), day.toordinal()
    first, last = window(local, told)
    return first.toordinal(), last.toordinal()


def _place(local: Local) -> str:
    site = local.place()
    return site.plain if site is not None else ""


class _Step:
    """Articles whose events come, go or change together."""

    def __init__(self, happened: Happened, due: Due) -> None:
        self._happened, self._due = happened, due
        self._told: dict[str, Told] = {}

    def take(self, articles: Collection[str]) -> None:
        """Join the events of some articles with those that stand near."""
        self._load(articles)
        slots = self._happened.slots(articles)
        before = self._happened.standing(slots)
        roots, old = self._happened.remove(articles)
        fresh = {
            (article, n): local
            for article in articles
            if article in self._told
            for n, local in enumerate(self._told[article].locals)
        }
        for number, local in fresh.items():
            self._put(number, local)
        now = {(_code(k), d.toordinal()) for f in fresh.values() if (d := f.day()) for k in keys_of(f)}
        before += [s for s in self._happened.standing(now - slots) if s.number not in fresh]
        touched = self._join_days(slots | now, fresh, before, set(articles))
        roots |= touched[0]
        roots |= self._fit(touched[1], fresh)
        self._settle(roots, fresh, old)

    def _load(self, articles: Iterable[str]) -> None:
        self._told |= _told(self._happened, set(articles) - self._told.keys())

    def _local(self, number: Number) -> Local:
        if number[0] not in self._told:
            self._load([number[0]])
        return self._told[number[0]].locals[number[1]]

    def _put(self, number: Number, local: Local) -> None:
        days = _days(local, self._told[number[0]])
        article, start, kind = local.mark
        mark, day = f"{article} {start:012} {kind}", days[0] if local.day() is not None else 0
        rows = ((_code(k), day, _place(local) if day else "", mark) for k in keys_of(local))
        self._happened.place(number, days, rows)

    def _join_days(
        self, slots: set[Slot], fresh: Mapping[Number, Local], before: list[Standing], articles: set[str]
    ) -> tuple[set[Number], set[Slot]]:
        """Join what is dated and stands under some keys and days, with all that hangs together with it; the
        first events that any of these was or is one with, and the keys and days under which that changed."""
        here = {n: local for n, local in fresh.items() if local.day() is not None}
        known: set[Slot] = set()
        edge = set(slots)
        seen: dict[Slot, list[Standing]] = defaultdict(list)
        for s in before:
            seen[s.key, s.day].append(s)
        while edge:
            known |= edge
            found = self._happened.standing(edge)
            self._load({s.number[0] for s in found})
            more: set[Slot] = set()
            for one in found:
                if one.number not in fresh and (one.key, one.day) not in slots:
                    seen[one.key, one.day].append(one)
                if one.number not in here:
                    here[one.number] = self._local(one.number)
                    more |= {(_code(k), one.day) for k in keys_of(here[one.number])}
            edge = more - known
        was = self._happened.roots(here.keys() - fresh.keys())
        now = join_days(here)
        self._happened.join(now)
        after: dict[Slot, list[Standing]] = {}
        for s in self._happened.standing(known):
            after.setdefault((s.key, s.day), []).append(s)
        changed = {
            slot
            for slot in known
            if _heads(seen.get(slot, [])) != _heads(after.get(slot, []))
            or any(s.number[0] in articles for s in _first(after.get(slot, [])).values())
        }
        moved = {n for n in here if n in fresh or was.get(n) != now[n]}
        roots = {r for n in moved for r in (was.get(n), now[n]) if r is not None}
        return roots, changed

    def _fit(self, slots: set[Slot], fresh: Mapping[Number, Local]) -> set[Number]:
        """Find the dated events that undated ones fit; the first events that any of these was or is one
        with."""
        waiting = {n for n, local in fresh.items() if local.day() is None} | self._happened.undated(slots)
        self._load({article for article, _ in waiting})
        was = self._happened.roots(waiting)
        now: dict[Number, Number | None] = {}
        for number in sorted(waiting):
            local = self._local(number)
            now[number] = self._choose(local, number) if local.tells_pair() else None
        self._happened.join(now)
        moved = {n for n in waiting if was.get(n) != now[n]}
        beside = {(n[0], c) for n in moved if (c := self._local(n).company) is not None}
        near = {root or n for n, root in self._happened.roots(beside).items()}
        return near | {r for n in moved for r in (was.get(n) or n, now[n] or n)}

    def _choose(self, local: Local, number: Number) -> Number | None:
        told = self._told[number[0]]
        first, last = _days(local, told)
        roots: set[Number] = set()
        for key in keys_of(local):
            for head in self._happened.heads(_code(key), max(first, 1), last):
                if head.root is not None and fits(local, told, self._local(head.number)):
                    roots.add(head.root)
                    if len(roots) > 1:
                        return None
        return roots.pop() if roots else None

    # -------------------------------------------------------- the events that come of it

    def _settle(self, roots: set[Number], fresh: Mapping[Number, Local], old: set[str]) -> None:
        """Make the events anew that some first events head, and those of articles that came."""
        happened = self._happened
        members = happened.members(roots)
        alone = {n for n in roots if n not in members} | set(fresh)
        members |= happened.roots(alone)
        self._load({article for article, _ in members})
        beside = {
            (article, m)
            for article, n in members
            for m, local in enumerate(self._told[article].locals)
            if local.company == n
        }
        members |= {n: root for n, root in happened.roots(beside - members.keys()).items() if root is None}
        before = happened.became(members)
        events: dict[str, Event] = {}
        became: dict[Number, str] = {}
        for numbers in group(members, self._told):
            event = event_of(numbers, self._told)
            events[event.id] = event
            became |= dict.fromkeys(numbers, event.id)
        happened.become(became)
        gone = (old | set(before.values())) - events.keys()
        self._note(events, gone)

    def _note(self, events: Mapping[str, Event], gone: set[str]) -> None:
        happened, due = self._happened, self._due
        held, shown = happened.plain(events), happened.events([*events, *gone])
        happened.drop_events(gone)
        due.add("date", events)
        due.add("news", [*events, *gone])
        again = {article for id in gone & shown.keys() for article in articles_of(shown[id])}
        for id, event in events.items():
            known = dated(event, self._told)
            stored = StoredEvent(event_cells(event), known.lender, known.is_shared)
            before = set(articles_of(shown[id])) if id in shown else set()
            happened.put_plain(id, stored)
            if id not in held or _mark(held[id]) != _mark(stored):
                again |= {*articles_of(event), *before}
            else:
                again |= before ^ set(articles_of(event))
            if id in shown and not is_day(event.held):
                event = replace(event, held=shown[id].held)
            if shown.get(id) != event:
                happened.show(event)
        due.add("lend", again)
        due.add("anchor", again)


def _mark(event: StoredEvent) -> str:
    """What other articles can see of an event."""
    return json.dumps([event.cells, event.lender, event.shared])


def _first(several: Iterable[Standing]) -> dict[str, Standing]:
    """The first of what stands in each place."""
    found: dict[str, Standing] = {}
    for one in sorted(several, key=lambda s: s.mark):
        found.setdefault(one.place, one)
    return found


def _heads(several: Iterable[Standing]) -> dict[str, tuple[str, Number | None]]:
    """The same as marks, each with what it is one with."""
    return {place: (one.mark, one.root) for place, one in _first(several).items()}


# ------------------------------------------------------------------- days that other articles tell


def _anchor(articles: Collection[str], happened: Happened, due: Due) -> None:
    """When undated articles were written; their undated events and their loans are due where that is news."""
    held = happened.anchors(articles)
    cells = {a: one for a, one in happened.told(articles).items() if is_undated(one) or a in held}
    told = {a: told_of(one, sayings=False) for a, one in cells.items()}
    ids = happened.events_in(told)
    plain = happened.plain({id for here in ids.values() for id in here.values()})
    for article, one in told.items():
        here = ids.get(article, {})
        events = {n: _dated(plain[id], event_from(plain[id].cells)) for n, id in here.items() if id in plain}
        tenures = list(map(tenure_of, happened.tenures({t.who for t in one.tenures})))
        anchor = anchor_of(one, events, tenures) if one.undated else None
        if anchor != (anchor_from(held[article]) if article in held else None):
            happened.put_anchor(article, anchor_cells(anchor) if anchor is not None else None)
            due.add("lend", (article,))
            due.add("date", set(here.values()))


def _dated(stored: StoredEvent, event: Event) -> Dated:
    return Dated(event, stored.lender, stored.shared)


def _date(ids: Collection[str], happened: Happened, due: Due, sheet_of: SheetOf) -> None:
    """Date events by the words of articles whose day others tell, where no article dates them by itself."""
    stored, shown = happened.plain(ids), happened.events(ids)
    for id in stored.keys() & shown.keys():
        plain = event_from(stored[id].cells, shown[id].evidence)
        if is_day(plain.held):
            continue
        anchors = {a: anchor_from(c) for a, c in happened.anchors(articles_of(plain)).items()}
        sheets = {a: sheet for a in anchors if (sheet := sheet_of(a)) is not None}
        event = date_event(plain, sheets, {a: anchors[a] for a in sheets})
        lender = dated(event, _told(happened, articles_of(event))).lender
        if event != shown[id] or lender != stored[id].lender:
            happened.show(event)
            happened.lend_by(id, lender)
            due.add("lend", articles_of(event))
            due.add("news", (id,))


def lending(articles: Collection[str], happened: Happened) -> dict[str, dict[int, Dated]]:
    """The events of some articles by the number that they have there, without the places that tell of
    them."""
    ids = happened.events_in(articles)
    wanted = {id for here in ids.values() for id in here.values()}
    stored, events = happened.plain(wanted), happened.events(wanted, evidence=False)
    known = {id: _dated(stored[id], event) for id, event in events.items()}
    return {a: {n: known[id] for n, id in here.items() if id in known} for a, here in ids.items()}
