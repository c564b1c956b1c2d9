"""What an article tells of events as plain cells, for the ledger; ``told_of`` takes them back. What only
laying out needs (the parties and the block of a single mention) is not kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dragoman.link.anchors import Anchor
from dragoman.link.attend import Saying
from dragoman.link.occasions import Back, Occasion, Site, When, is_day
from dragoman.link.telling import Local, Told
from dragoman.link.tenures import Tenure
from dragoman.model import Event, Evidence, Interval, Loan, Precision, Span

Cells = Sequence[Any]


def cells_of(told: Told) -> Cells:
    """The cells of what an article tells."""
    return [
        told.article,
        told.doc,
        interval_cells(told.published),
        told.year,
        [_local_cells(local) for local in told.locals],
        [[s.statement, s.who, s.own, s.heard, int(s.goes_on)] for s in told.sayings],
        [_back_cells(b) for b in told.backs],
        [tenure_cells(t) for t in told.tenures],
    ]


def told_of(cells: Cells, *, sayings: bool = True) -> Told:
    """What some cells tell; without what statements stand near where that is not asked for."""
    article, doc, published, year, locals_, said, backs, tenures = cells
    return Told(
        article=article,
        doc=doc,
        published=interval_of(published),
        year=year,
        locals=tuple(_local(article, c) for c in locals_),
        sayings=tuple(_saying(*c) for c in said) if sayings else (),
        backs=tuple(Back(*c) for c in backs),
        tenures=tuple(tenure_of(c) for c in tenures),
    )


def is_undated(cells: Cells) -> bool:
    """Whether the day on which the article of some cells was published is open."""
    return not is_day(interval_of(cells[2]))


def _saying(statement: str, who: str, own: Sequence[int], heard: Sequence[int], on: int) -> Saying:
    return Saying(statement, who, tuple(own), tuple(heard), bool(on))


def _local_cells(local: Local) -> Cells:
    return [
        local.kind,
        int(local.fellow),
        sorted(local.parties),
        [_occasion_cells(o) for o in local.occasions],
        [[party, sorted(offices)] for party, offices in local.offices],
        int(local.news),
        int(local.lead),
        local.company,
    ]


def _local(article: str, cells: Cells) -> Local:
    kind, fellow, parties, occasions, offices, news, lead, company = cells
    return Local(
        article=article,
        kind=kind,
        fellow=bool(fellow),
        parties=frozenset(parties),
        occasions=tuple(_occasion(kind, c) for c in occasions),
        offices=tuple((party, frozenset(held)) for party, held in offices),
        news=bool(news),
        lead=bool(lead),
        company=company,
    )


def _occasion_cells(o: Occasion) -> Cells:
    place = [o.place.name, o.place.plain, o.place.state, int(o.place.is_state)] if o.place else None
    when = o.when and [*_span_cells(o.when.span), interval_cells(o.when.day), o.when.weekday, o.when.offset]
    return [
        *_span_cells(o.head),
        *_span_cells(o.span),
        place,
        when,
        [day.isoformat() for day in o.days],
        [_back_cells(b) for b in o.backs],
    ]


def _occasion(kind: str, cells: Cells) -> Occasion:
    head, head_end, start, end, place, when, days, backs = cells
    return Occasion(
        kind=kind,
        head=Span(head, head_end),
        span=Span(start, end),
        block=0,
        parties=frozenset(),
        place=Site(place[0], place[1], place[2], bool(place[3])) if place else None,
        when=When(Span(when[0], when[1]), interval_of(when[2]), when[3], when[4]) if when else None,
        definite=False,
        days=tuple(map(date.fromisoformat, days)),
        backs=tuple(Back(*c) for c in backs),
    )


def _span_cells(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _back_cells(back: Back) -> Cells:
    return [back.words, back.weekday, back.offset]


def tenure_cells(t: Tenure) -> Cells:
    """The cells of an office that is called past or about to end."""
    day = t.day.isoformat() if t.day is not None else None
    return [t.who, t.office, t.state, int(t.leaving), day, t.doc, t.article, t.name, t.title]


def tenure_of(cells: Cells) -> Tenure:
    """Undo ``tenure_cells``."""
    who, office, state, leaving, day, doc, article, name, title = cells
    told = date.fromisoformat(day) if day is not None else None
    return Tenure(who, office, state, bool(leaving), told, doc, article, name, title)


def interval_cells(interval: Interval | None) -> Cells | None:
    """The cells of an interval."""
    if interval is None:
        return None
    days = (day.isoformat() if day is not None else None for day in (interval.first, interval.last))
    return [*days, interval.precision.value, interval.basis]


def interval_of(cells: Cells | None) -> Interval | None:
    """Undo ``interval_cells``."""
    if cells is None:
        return None
    first, last = (date.fromisoformat(day) if day is not None else None for day in cells[:2])
    return Interval(first, last, Precision(cells[2]), cells[3])


def event_cells(event: Event) -> Cells:
    """The cells of an event without its evidence."""
    return [event.id, event.kind, event.participants, event.place, interval_cells(event.held)]


def event_from(cells: Cells, evidence: Sequence[Evidence] = ()) -> Event:
    """Undo ``event_cells``."""
    id, kind, participants, place, held = cells
    return Event(
        id=id,
        kind=kind,
        participants=tuple(participants),
        place=place,
        held=interval_of(held),
        evidence=tuple(evidence),
    )


def anchor_cells(anchor: Anchor) -> Cells:
    """The cells of an anchor."""
    return [interval_cells(anchor.written), anchor.lender]


def anchor_from(cells: Cells) -> Anchor:
    """Undo ``anchor_cells``."""
    written = interval_of(cells[0])
    if written is None:
        raise ValueError("an anchor without days")
    return Anchor(written, cells[1])


def loan_cells(loan: Loan) -> Cells:
    """The cells of a loan."""
    return [loan.statement, interval_cells(loan.said_on), loan.lender]


def loan_of(cells: Cells) -> Loan:
    """Undo ``loan_cells``."""
    said_on = interval_of(cells[1])
    if said_on is None:
        raise ValueError("a loan without days")
    return Loan(statement=cells[0], said_on=said_on, lender=cells[2])
