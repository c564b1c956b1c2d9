"""What one article tells of events, laid out for joining it with what others tell.

Mentions of one article are drawn together: same kind, parties of which one set holds the other, and
times and places that do not speak against it; "the talks" are those that were named before. What is laid out
is all that is needed later, so that nobody reads the article again: its events, what its statements stand
near, the words that tell the day of writing, and the offices that it calls past or about to end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.link.attend import Saying, sayings_of
from dragoman.link.event_words import event_words
from dragoman.link.mentions import find_occasions
from dragoman.link.occasions import BEHIND, Back, Occasion, Site, When, is_day
from dragoman.link.roster import Held, Register, held_by
from dragoman.link.sheet import Sheet
from dragoman.link.tenures import Tenure, find_tenures
from dragoman.link.whereabouts import block_at, first_blocks
from dragoman.model import Interval, Span
from dragoman.times import read_times

NEWS, LEAD = 2, 3
"""Paragraphs in which an article tells its news, and in which it may name the weekday of it."""

PAIRED = 2
INTERVIEW = "interview"
_YEARS = re.compile(r"(?:19|20)(?<!\d..)\d{2}(?!\d)")  # begins with what is looked for: six times as quick


@dataclass(frozen=True, slots=True)
class Local:
    """An event as one article tells it. ``fellow`` marks kinds that join along with a meeting, ``company`` is
    the event of the article (by its place in ``Told.locals``) that such a one goes with; ``offices`` are
    those that the article gives to the parties, where one person holds them at a time."""

    article: str
    kind: str
    fellow: bool
    parties: frozenset[str]
    occasions: tuple[Occasion, ...]
    offices: tuple[tuple[str, frozenset[str]], ...]
    news: bool
    lead: bool
    company: int | None = None

    @property
    def mark(self) -> tuple[str, int, str]:
        """Where it stands in the order of events."""
        return self.article, self.occasions[0].head.start, self.kind

    def whens(self) -> list[When]:
        """The times that are told."""
        return [o.when for o in self.occasions if o.when is not None]

    def day(self) -> date | None:
        """Its one day, where the article tells it."""
        days = {w.day.first for w in self.whens() if w.day is not None and w.exact}
        return days.pop() if len(days) == 1 else None

    def place(self) -> Site | None:
        """Where it was, as the article says most often."""
        places = Counter(o.place for o in self.occasions if o.place)
        return min(places, key=lambda p: (-places[p], p.name)) if places else None

    def weekday(self) -> int | None:
        """Its weekday, where the article calls it by that."""
        return next((w.weekday for w in self.whens() if w.weekday), None)

    def tells_pair(self) -> bool:
        """Whether it has parties enough to be known again without its day."""
        return len(self.parties) >= PAIRED and (not self.fellow or self.kind == INTERVIEW)


@dataclass(frozen=True, slots=True)
class Told:
    """What an article tells of events. ``year`` is the latest that it names, ``backs`` the weekdays of its
    first paragraphs; ``undated`` is an article whose day of publication is open."""

    article: str
    doc: str
    published: Interval | None
    year: int
    locals: tuple[Local, ...]
    sayings: tuple[Saying, ...]
    backs: tuple[Back, ...]
    tenures: tuple[Tenure, ...]

    @property
    def undated(self) -> bool:
        """Whether the day on which it was published is open."""
        return not is_day(self.published)


def tell(sheet: Sheet, register: Register) -> Told:
    """What an article tells of events, as far as the people over articles are known."""
    found = _locals(sheet, register)
    page = sheet.reading.page
    return Told(
        article=sheet.id,
        doc=sheet.reading.article.doc,
        published=page.published,
        year=max((int(y) for y in _YEARS.findall(sheet.text)), default=0) if found else 0,
        locals=found,
        sayings=sayings_of(sheet, mentions_of(found), register) if found else (),
        backs=tuple(_backs(sheet)) if found and not is_day(page.published) else (),
        tenures=tuple(find_tenures(sheet, register)),
    )


def mentions_of(found: Sequence[Local]) -> list[tuple[int, Occasion]]:
    """The places that tell of an article's events, with the numbers of these."""
    return [(n, occasion) for n, local in enumerate(found) for occasion in local.occasions]


def _backs(sheet: Sheet) -> Iterator[Back]:
    for reading in read_times(sheet.text, sheet.reading.page.language or "en"):
        if reading.direction in BEHIND and leads(sheet, reading.span):
            yield Back(reading.words, reading.weekday, reading.offset)


def leads(sheet: Sheet, span: Span) -> bool:
    """Whether a place stands in the first paragraphs, in the outlet's own words or in its title."""
    quoted = any(
        c.covers(span) and c != span for s in sheet.statements for c in s.content if s.kind == "direct"
    )
    return block_at(sheet, span.start) < first_blocks(sheet, LEAD) and not quoted


# ------------------------------------------------------------------- the events of one article


@dataclass(eq=False)
class _Draft:
    kind: str
    parties: frozenset[str]
    occasions: list[Occasion]

    def take(self, occasion: Occasion) -> None:
        self.parties |= occasion.parties
        self.occasions.append(occasion)


def _locals(sheet: Sheet, register: Register) -> tuple[Local, ...]:
    pairs = event_words(sheet.reading.page.language or "en").pairs
    found: list[_Draft] = []
    waiting: list[Occasion] = []
    for occasion in find_occasions(sheet, register):
        home = _home(occasion, found)
        if home is not None:
            home.take(occasion)
        elif occasion.definite and not occasion.parties:
            waiting.append(occasion)
        else:
            found.append(_Draft(occasion.kind, occasion.parties, [occasion]))
    for occasion in waiting:
        later = [f for f in found if f.kind == occasion.kind and _agree(f, occasion)]
        if len(later) == 1:
            later[0].take(occasion)
    for draft in found:
        draft.occasions.sort(key=lambda o: o.head)
    kept = [d for d in _absorbed(found) if _tells_enough(d, pairs)]
    offices = _offices(sheet, register) if kept else {}
    plain = [_local(sheet, d, d.kind not in pairs, offices) for d in kept]
    return tuple(_accompanied(plain))


def _offices(sheet: Sheet, register: Register) -> dict[str, frozenset[Held]]:
    held: dict[str, frozenset[Held]] = {}
    for actor in sheet.reading.actors:
        who, card = register.person(sheet, actor.id), register.card(sheet, actor.id)
        if who is not None and card is not None:
            held[who] = held.get(who, frozenset()) | held_by(card, register.offices)
    return held


def _local(sheet: Sheet, draft: _Draft, fellow: bool, offices: dict[str, frozenset[Held]]) -> Local:
    held = ((p, frozenset(o for o, _ in offices.get(p, ()))) for p in sorted(draft.parties))
    return Local(
        article=sheet.id,
        kind=draft.kind,
        fellow=fellow,
        parties=draft.parties,
        occasions=tuple(draft.occasions),
        offices=tuple((party, several) for party, several in held if several),
        news=draft.occasions[0].block < first_blocks(sheet, NEWS),
        lead=any(o.block < first_blocks(sheet, LEAD) for o in draft.occasions),
    )


def _accompanied(plain: Sequence[Local]) -> Iterator[Local]:
    """Each fellow with the event that it goes with: of those that share a party with it, the one that shares
    most, and the nearest of these."""
    for local in plain:
        near = [
            (-len(f.parties & local.parties), abs(_start(f) - _start(local)), _start(f), n)
            for n, f in enumerate(plain)
            if local.fellow and not f.fellow and f.parties & local.parties
        ]
        yield replace(local, company=min(near)[-1]) if near else local


def _start(local: Local) -> int:
    return local.occasions[0].head.start


def _absorbed(found: Sequence[_Draft]) -> list[_Draft]:
    """Events that tell some of the parties of one other are that one: "a meeting on Friday", and later
    "his meeting with Brandt"."""
    kept = []
    for draft in found:
        wider = [f for f in found if f.kind == draft.kind and draft.parties and draft.parties < f.parties]
        wider = [f for f in wider if all(_agree(f, occasion) for occasion in draft.occasions)]
        if len(wider) == 1:
            wider[0].occasions = sorted(wider[0].occasions + draft.occasions, key=lambda o: o.head)
        else:
            kept.append(draft)
    return kept


def _home(occasion: Occasion, found: Sequence[_Draft]) -> _Draft | None:
    """The event of the article that a mention goes on with: of those that fit, the one that shares most of
    its parties, and the latest of these."""
    fitting = [f for f in found if f.kind == occasion.kind and _agree(f, occasion)]
    if not occasion.parties:
        return fitting[-1] if fitting and occasion.definite else None
    shared = [f for f in fitting if f.parties & occasion.parties]
    shared = [f for f in shared if f.parties <= occasion.parties or occasion.parties <= f.parties]
    return max(shared, key=lambda f: (len(f.parties & occasion.parties), f.occasions[-1].head), default=None)


def _agree(draft: _Draft, occasion: Occasion) -> bool:
    """Whether times and places do not speak against it."""
    when = occasion.when
    if when is not None and not all(_is_one_time(when, o.when) for o in draft.occasions if o.when):
        return False
    return all(may_be_one(occasion.place, other.place) for other in draft.occasions)


def _is_one_time(one: When, other: When) -> bool:
    if one.exact and other.exact and one.day is not None and other.day is not None:
        return one.day.first == other.day.first
    if one.weekday and other.weekday:
        return one.weekday == other.weekday
    if one.offset is not None and other.offset is not None:
        return one.offset == other.offset
    return one.day is None or other.day is None or overlap(one.day, other.day)


def overlap(one: Interval, other: Interval) -> bool:
    """Whether two intervals share a day."""
    begins = max(one.first or date.min, other.first or date.min)
    return begins <= min(one.last or date.max, other.last or date.max)


def may_be_one(one: Site | None, other: Site | None) -> bool:
    """Whether two places may be one: unknown, or alike."""
    return one is None or other is None or one.may_be(other)


def _tells_enough(draft: _Draft, pairs: frozenset[str]) -> bool:
    """Whether an event is told apart by its parties, or at least by time and place."""
    needed = PAIRED if draft.kind in pairs else 1
    timed = any(o.when is not None for o in draft.occasions)
    placed = any(o.place is not None for o in draft.occasions)
    return len(draft.parties) >= needed or (timed and placed) or (bool(draft.parties) and timed)
