"""When an article without a date was written, as far as other articles tell.

An event that another article dates, and that this one calls yesterday's or Thursday's, tells the day of
writing or the few days that it can be. An office that this article calls past, while an article of a known
day has its holder about to leave, tells a day before which it was not written. Where two articles tell what
cannot both be, nothing is told. An anchor is read off the events of its article as their words alone date
them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.link.occasions import Back, Occasion, is_day
from dragoman.link.sheet import Sheet
from dragoman.link.telling import Local, Told
from dragoman.link.tenures import Tenure, last_held
from dragoman.model import Event, Interval, Precision
from dragoman.times import find_times

_FRESH = timedelta(days=2)  # from an event that is an article's news to the article
_WEEK = timedelta(days=6)  # from a day to the last article that calls it by its weekday alone


@dataclass(frozen=True, slots=True)
class Anchor:
    """When an article was written, and the article (id) from which that is known."""

    written: Interval
    lender: str


@dataclass(frozen=True, slots=True)
class Dated:
    """An event with what its anchors and loans need of the articles that tell of it: which of these has words
    that date it (``lender``), and whether there are others."""

    event: Event
    lender: str | None
    is_shared: bool

    @property
    def lends(self) -> bool:
        """Whether other articles can have their day from it."""
        return self.lender is not None and self.is_shared and is_day(self.event.held)


def find_anchors(
    told: Mapping[str, Told], events: Iterable[Event], became: Mapping[tuple[str, int], str]
) -> Mapping[str, Anchor]:
    """Anchors of the articles whose own day of publication is open, by article id; ``became`` has the event
    (id) of each article's events."""
    known = {e.id: dated(e, told) for e in events}
    leaving: dict[str, list[Tenure]] = defaultdict(list)
    for one in told.values():
        for tenure in one.tenures:
            leaving[tenure.who].append(tenure)
    found = {
        id: anchor_of(
            one,
            {n: known[became[id, n]] for n in range(len(one.locals))},
            [t for own in one.tenures for t in leaving[own.who]],
        )
        for id, one in sorted(told.items())
        if one.undated
    }
    return {id: anchor for id, anchor in found.items() if anchor is not None}


def articles_of(event: Event) -> list[str]:
    """The articles (ids) that tell of an event, in order."""
    return list(dict.fromkeys(v.article for v in event.evidence))


def dated(event: Event, told: Mapping[str, Told]) -> Dated:
    """An event with the article whose own words date it."""
    articles = articles_of(event)
    day = event.held.first if event.held is not None and is_day(event.held) else None
    spans = {(v.article, v.span) for v in event.evidence}
    own = (a for a in articles if any(day in o.days and (a, o.span) in spans for o in _occasions(told[a])))
    lender = next(own, None) if day is not None else None
    return Dated(event, lender, len(articles) > 1)


def _occasions(told: Told) -> Iterator[Occasion]:
    return (o for local in told.locals for o in local.occasions)


def anchor_of(told: Told, events: Mapping[int, Dated], tenures: Collection[Tenure]) -> Anchor | None:
    """When an undated article was written, out of the events that its own became and of what all articles
    tell of the offices that it calls over."""
    anchors = []
    here: dict[str, list[int]] = defaultdict(list)
    for number, one in sorted(events.items()):
        here[one.event.id].append(number)
    for id in sorted(here):
        one = events[here[id][0]]
        if one.lends and one.lender is not None and one.lender != told.article:
            written = _written(told, [told.locals[n] for n in here[id]], one.event)
            anchors += [Anchor(written, one.lender)] if written is not None else []
    for past in told.tenures:
        last = last_held(past, tenures)
        anchors += [_not_before(last)] if last is not None else []
    return _both(anchors, told.published) if anchors else None


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


def _written(told: Told, here: Sequence[Local], event: Event) -> Interval | None:
    day = event.held.first if event.held is not None else None
    if day is None or event.held is None:
        return None
    inside = [back for local in here for occasion in local.occasions for back in occasion.backs]
    for back in inside:
        if back.offset is not None and back.offset <= 0:
            return Interval.day(day - timedelta(days=back.offset), _basis(back, event))
    news = [back for back in told.backs if back.weekday == day.isoweekday()]
    if news and any(local.lead for local in here):
        return Interval(day, day + _FRESH, Precision.OPEN, _basis(news[0], event))
    weekdays = [back for back in inside if back.weekday == day.isoweekday()]
    if weekdays:
        return Interval(day, day + _WEEK, Precision.OPEN, _basis(weekdays[0], event))
    return None


def _basis(back: Back, event: Event) -> str:
    held = event.held.basis if event.held is not None else ""
    return f"“{back.words}” is the day of the {event.kind} of {held}"


def _not_before(last: Tenure) -> Anchor:
    basis = f"not before {last.day}, when {last.name} was still {last.title} in {last.doc}"
    return Anchor(Interval(last.day, None, Precision.OPEN, basis), last.article)


# ------------------------------------------------------------------- events that anchors date


def date_events(
    events: Iterable[Event], sheets: Mapping[str, Sheet], anchors: Mapping[str, Anchor]
) -> tuple[Event, ...]:
    """The events, those without a day dated by the words of articles whose day other articles tell."""
    return tuple(date_event(event, sheets, anchors) for event in events)


def date_event(event: Event, sheets: Mapping[str, Sheet], anchors: Mapping[str, Anchor]) -> Event:
    """An event, dated by the words of articles whose day other articles tell if it has none."""
    if is_day(event.held):
        return event
    found: dict[date | None, Interval] = {}
    for evidence in event.evidence:
        anchor = anchors.get(evidence.article)
        if anchor is None:
            continue
        sheet = sheets[evidence.article]
        for time in find_times(sheet.text, anchor.written, sheet.reading.page.language or "en"):
            if evidence.span.covers(time.span) and time.interval is not None and is_day(time.interval):
                words = time.span.of(sheet.text)
                basis = f"“{words}” in {sheet.reading.article.doc}, where {anchor.written.basis}"
                found.setdefault(time.interval.first, replace(time.interval, basis=basis))
    return replace(event, held=next(iter(found.values()))) if len(found) == 1 else event
