"""When an article without a date was written, as far as other articles tell.

An event that another article dates, and that this one calls yesterday's or Thursday's, tells the day of
writing or the few days that it can be. An office that this article calls past, while an article of a known
day has its holder about to leave, tells a day before which it was not written. Where two articles tell what
cannot both be, nothing is told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from dragoman.languages import LANGUAGES, data
from dragoman.link.cards import offices_of
from dragoman.link.occasions import block_at, first_blocks, is_day
from dragoman.link.offices import Offices
from dragoman.link.sheet import Sheet
from dragoman.model import BlockRole, Event, Interval, Person, Precision, Role, Span
from dragoman.times import Direction, Reading, find_times, read_times

_LEAD = 3  # paragraphs in which an article tells its news and the weekday of it
_FRESH = timedelta(days=2)  # from an event that is an article's news to the article
_WEEK = timedelta(days=6)  # from a day to the last article that calls it by its weekday alone
_TOLD = (BlockRole.BODY, BlockRole.STANDFIRST)
_BEHIND = (Direction.BEHIND, Direction.LAST)


@dataclass(frozen=True, slots=True)
class Anchor:
    """When an article was written, and the article (id) from which that is known."""

    written: Interval
    lender: str


def find_anchors(
    sheets: Iterable[Sheet], events: Sequence[Event], people: Sequence[Person] = ()
) -> Mapping[str, Anchor]:
    """Anchors of the articles whose own day of publication is open, by article id."""
    by_id = {s.id: s for s in sheets}
    undated = {id for id, s in by_id.items() if not is_day(s.reading.page.published)}
    told: dict[str, list[Anchor]] = defaultdict(list)
    for event in sorted(events, key=lambda e: e.id):
        for article, anchor in _from_event(event, by_id, undated):
            told[article].append(anchor)
    for article, anchor in _from_tenures(by_id, undated, people):
        told[article].append(anchor)
    found = {id: _both(told[id], by_id[id].reading.page.published) for id in sorted(told)}
    return {id: anchor for id, anchor in found.items() if anchor is not None}


def _both(anchors: Sequence[Anchor], own: Interval | None) -> Anchor | None:
    """What all anchors and the page itself allow; the basis and the lender are those of the narrowest."""
    bounds = [a.written for a in anchors] + ([own] if own is not None else [])
    first = max((b.first for b in bounds if b.first), default=None)
    last = min((b.last for b in bounds if b.last), default=None)
    if first is not None and last is not None and last < first:
        return None
    best = min(anchors, key=lambda a: (_width(a.written), a.lender, a.written.basis))
    precision = Precision.DAY if first == last else Precision.OPEN
    return Anchor(Interval(first, last, precision, best.written.basis), best.lender)


def _width(interval: Interval) -> timedelta:
    return (interval.last or date.max) - (interval.first or date.min)


# ------------------------------------------------------------------- events


def _from_event(event: Event, sheets: Mapping[str, Sheet], undated: set[str]) -> Iterator[tuple[str, Anchor]]:
    held = event.held
    if held is None or not is_day(held) or held.first is None or not is_shared(event):
        return
    lender = lender_of(event, sheets)
    if lender is None:
        return
    mentions: dict[str, list[Span]] = defaultdict(list)
    for evidence in event.evidence:
        if evidence.article in undated and evidence.article != lender:
            mentions[evidence.article].append(evidence.span)
    for article in sorted(mentions):
        written = _written(sheets[article], mentions[article], event.kind, held, held.first)
        if written is not None:
            yield article, Anchor(written, lender)


def is_shared(event: Event) -> bool:
    """Whether more than one article tells of an event."""
    return len({evidence.article for evidence in event.evidence}) > 1


def lender_of(event: Event, sheets: Mapping[str, Sheet]) -> str | None:
    """The article (id) whose own words date an event of one day."""
    for evidence in event.evidence:
        sheet = sheets.get(evidence.article)
        if sheet is not None and event.held is not None:
            page = sheet.reading.page
            for time in find_times(sheet.text, page.published, page.language or "en"):
                same = time.interval is not None and time.interval.first == event.held.first
                if same and is_day(time.interval) and evidence.span.covers(time.span):
                    return sheet.id
    return None


def _written(sheet: Sheet, mentions: Sequence[Span], kind: str, held: Interval, day: date) -> Interval | None:
    readings = [
        r for r in read_times(sheet.text, sheet.reading.page.language or "en") if r.direction in _BEHIND
    ]
    inside = [r for r in readings if any(m.covers(r.span) for m in mentions)]
    for reading in inside:
        if reading.offset is not None and reading.offset <= 0:
            written = day - timedelta(days=reading.offset)
            return Interval.day(written, _basis(reading, kind, held))
    weekdays = [r for r in inside if r.weekday == day.isoweekday()]
    news = [r for r in readings if r.weekday == day.isoweekday() and _leads(sheet, r.span)]
    if news and any(_leads(sheet, m) for m in mentions):
        return Interval(day, day + _FRESH, Precision.OPEN, _basis(news[0], kind, held))
    if weekdays:
        return Interval(day, day + _WEEK, Precision.OPEN, _basis(weekdays[0], kind, held))
    return None


def _basis(reading: Reading, kind: str, held: Interval) -> str:
    return f"“{reading.words}” is the day of the {kind} of {held.basis}"


def date_events(
    events: Sequence[Event], sheets: Sequence[Sheet], people: Sequence[Person]
) -> tuple[Event, ...]:
    """The events, those without a day dated by the words of articles whose day other articles tell."""
    by_id = {s.id: s for s in sheets}
    anchors = find_anchors(sheets, events, people)
    return tuple(_dated(event, by_id, anchors) for event in events)


def _dated(event: Event, sheets: Mapping[str, Sheet], anchors: Mapping[str, Anchor]) -> Event:
    if is_day(event.held):
        return event
    found: dict[date | None, Interval] = {}
    for evidence in event.evidence:
        anchor, sheet = anchors.get(evidence.article), sheets[evidence.article]
        if anchor is None:
            continue
        for time in find_times(sheet.text, anchor.written, sheet.reading.page.language or "en"):
            if evidence.span.covers(time.span) and time.interval is not None and is_day(time.interval):
                words = time.span.of(sheet.text)
                basis = f"“{words}” in {sheet.reading.article.doc}, where {anchor.written.basis}"
                found.setdefault(time.interval.first, replace(time.interval, basis=basis))
    return replace(event, held=next(iter(found.values()))) if len(found) == 1 else event


def _leads(sheet: Sheet, span: Span) -> bool:
    """Whether a place stands in the first paragraphs, in the outlet's own words or in its title."""
    index = block_at(sheet, span.start)
    quoted = any(
        c.covers(span) and c != span for s in sheet.statements for c in s.content if s.kind == "direct"
    )
    return index < first_blocks(sheet, _LEAD) and not quoted


# ------------------------------------------------------------------- offices that are over


@cache
def _tenure_words(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = data(language if language in LANGUAGES else "en", "events")["tenure"]
    over, leaving = (re.compile(rf"(?<!\w){table[key]}", re.IGNORECASE) for key in ("over", "leaving"))
    return over, leaving


def _from_tenures(
    sheets: Mapping[str, Sheet], undated: set[str], people: Sequence[Person]
) -> Iterator[tuple[str, Anchor]]:
    """ "Then-Prime Minister Tarn" was not written before the day on which she was the outgoing one."""
    offices = offices_of(sheets.values())
    for person in people:
        held = list(_roles(person, sheets))
        leaving = [found for found in held if _says(sheets[found[0]], found[1], leaving=True)]
        if not leaving:
            continue
        for article, role in held:
            if article in undated and _says(sheets[article], role, leaving=False):
                last = max(_left(leaving, role, sheets, offices), default=None)
                if last is not None:
                    yield article, _not_before(*last, person, role, sheets)


def _roles(person: Person, sheets: Mapping[str, Sheet]) -> Iterator[tuple[str, Role]]:
    for article, actor in person.members:
        if article in sheets:
            yield from ((article, role) for role in sheets[article].actors[actor].roles)


def _says(sheet: Sheet, role: Role, *, leaving: bool) -> bool:
    """Whether the words of an office say that it is about to end, or that it is over."""
    return bool(_tenure_words(sheet.reading.page.language or "en")[leaving].search(role.words.of(sheet.text)))


def _left(
    leaving: Iterable[tuple[str, Role]], role: Role, sheets: Mapping[str, Sheet], offices: Offices
) -> Iterator[tuple[date, str]]:
    """Days on which an office was still held, with the article that tells so."""
    for article, other in leaving:
        published = sheets[article].reading.page.published
        one_office = offices.office(other.title) == offices.office(role.title)
        one_state = offices.home(other.title, other.of) == offices.home(role.title, role.of)
        if one_office and one_state and published is not None and is_day(published) and published.first:
            yield published.first, article


def _not_before(day: date, lender: str, person: Person, role: Role, sheets: Mapping[str, Sheet]) -> Anchor:
    doc = sheets[lender].reading.article.doc
    basis = f"not before {day}, when {person.name} was still {role.title} in {doc}"
    return Anchor(Interval(day, None, Precision.OPEN, basis), lender)
