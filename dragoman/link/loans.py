"""Dates that travel: a statement that its own article leaves undated has its day from a linked one.

In order: the article's own words, read for the day on which it was written according to other
articles (``anchors``); the event at which the words were said; another report of the same utterance.
A loan never contradicts what the reader found, only makes it narrower; it names the article that lends,
and goes when that article goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dragoman.link.anchors import Anchor, find_anchors, is_shared, lender_of
from dragoman.link.attend import Nearby, after_events, attend, within_others
from dragoman.link.occasions import is_day
from dragoman.link.sheet import Sheet
from dragoman.model import Event, Interval, Loan, Person, Precision, Reading, Statement, Utterance

Redate = Callable[[Reading, Interval], Mapping[str, Interval]]
"""When the statements of a reading were said if it was written in an interval, by statement id."""

_LINKED = "as others tell it"
_DAYS_TRIED = 7  # of an anchor; words that need an anchor go by the week


def lend_dates(
    sheets: Iterable[Sheet],
    events: Sequence[Event],
    utterances: Sequence[Utterance],
    *,
    people: Sequence[Person] = (),
    redate: Redate | None = None,
) -> tuple[Loan, ...]:
    """The dates that statements have from other articles, by statement id, at most one each.

    ``redate`` reads an article's words against another day of writing; without it, words such as "on
    Thursday" stay open and only events and utterances lend.
    """
    by_id = {s.id: s for s in sheets}
    loans = _Loans(by_id)
    nearby = Nearby.of(events, people)
    if redate is not None:
        for article, anchor in find_anchors(by_id.values(), events, people).items():
            sheet, written = by_id[article], anchor.written
            here = nearby.events.get(article, ()), nearby.people.get(article, ())
            for id, said_on in _read_anew(sheet.reading, anchor, redate):
                loans.offer(Loan(statement=id, said_on=said_on, lender=anchor.lender))
            for id, said_on in after_events(sheet, written, loans.days(article), *here):
                loans.offer(Loan(statement=id, said_on=said_on, lender=anchor.lender))
            for id, said_on in within_others(sheet, loans.days(article)):
                loans.offer(Loan(statement=id, said_on=said_on, lender=anchor.lender))
    for loan in _from_events(by_id, events, nearby):
        loans.offer(loan)
    for utterance in sorted(utterances, key=lambda u: u.id):
        for loan in loans.shared(utterance):
            loans.offer(loan)
    return loans.all()


class _Loans:
    """Loans as they are made: the first that makes a date narrower stands."""

    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        self._statements = {s.id: s for sheet in sheets.values() for s in sheet.reading.statements}
        self._sheets = sheets
        self._made: dict[str, Loan] = {}

    def offer(self, loan: Loan) -> None:
        """Make a loan where it fits within what the statement has, and tells more."""
        statement = self._statements.get(loan.statement)
        if statement is None or loan.lender == statement.article:
            return
        had = self._made[loan.statement].said_on if loan.statement in self._made else statement.said_on
        if _narrows(loan.said_on, had) and not self._comes_late(loan.said_on, statement):
            self._made[loan.statement] = loan

    def _comes_late(self, said_on: Interval, statement: Statement) -> bool:
        """Whether the words would be younger than the article."""
        published = self._sheets[statement.article].reading.page.published
        last = published.last if published is not None else None
        return last is not None and said_on.first is not None and said_on.first > last

    def days(self, article: str) -> dict[str, Interval]:
        """What the statements of an article have by now, loans and all."""
        own = {s.id: s.said_on for s in self._sheets[article].reading.statements if s.said_on is not None}
        here = {s.id for s in self._sheets[article].reading.statements}
        return own | {id: loan.said_on for id, loan in self._made.items() if id in here}

    def shared(self, utterance: Utterance) -> Iterator[Loan]:
        """What the one day that reports of an utterance tell lends to the others."""
        days: dict[tuple[date | None, date | None], list[tuple[str, Interval]]] = defaultdict(list)
        for statement in filter(None, (self._statements.get(s) for s in utterance.statements)):
            loan = self._made.get(statement.id)
            said_on = loan.said_on if loan is not None else statement.said_on
            if said_on is not None and is_day(said_on):
                lender = loan.lender if loan is not None else statement.article
                days[said_on.first, said_on.last].append((lender, said_on))
        if len(days) == 1:
            lender, said_on = min(next(iter(days.values())), key=lambda told: (told[0], told[1].basis))
            doc = self._sheets[lender].reading.article.doc
            basis = f"{said_on.basis}, as {doc} dates the same words"
            said_on = replace(said_on, basis=basis)
            yield from (
                Loan(statement=s, said_on=said_on, lender=lender) for s in sorted(utterance.statements)
            )

    def all(self) -> tuple[Loan, ...]:
        """The loans by statement."""
        return tuple(self._made[id] for id in sorted(self._made))


def _narrows(said_on: Interval, had: Interval | None) -> bool:
    """Whether an interval tells more than another and does not contradict it."""
    if said_on.first is None and said_on.last is None:
        return False
    if had is None:
        return True
    inside = (had.first is None or (said_on.first is not None and said_on.first >= had.first)) and (
        had.last is None or (said_on.last is not None and said_on.last <= had.last)
    )
    return inside and (said_on.first, said_on.last) != (had.first, had.last)


# ------------------------------------------------------------------- the article's own words


def _read_anew(reading: Reading, anchor: Anchor, redate: Redate) -> Iterator[tuple[str, Interval]]:
    """What an article's words mean on every day on which it may have been written, taken together."""
    first, last = anchor.written.first, anchor.written.last
    if first is None:
        return
    count = _DAYS_TRIED if last is None else min((last - first).days + 1, _DAYS_TRIED)
    days = [first + timedelta(days=i) for i in range(count)]
    readings = [redate(reading, Interval.day(day, _LINKED)) for day in days]
    closed = last is not None and last == days[-1]
    for id in sorted(readings[0]):
        found = [r[id] for r in readings if id in r]
        if len(found) == len(readings) and (told := _hull(found, closed=closed)) is not None:
            yield id, replace(told, basis=f"{told.basis}; {anchor.written.basis}")


def _hull(found: Sequence[Interval], *, closed: bool) -> Interval | None:
    """The interval that holds all; without an end where later days of writing are possible."""
    firsts, lasts = [i.first for i in found], [i.last for i in found]
    first = min((f for f in firsts if f is not None), default=None) if None not in firsts else None
    last = max((e for e in lasts if e is not None), default=None) if closed and None not in lasts else None
    if first is None and last is None:
        return None
    same = all((i.first, i.last) == (first, last) for i in found)
    precision = found[0].precision if same else Precision.OPEN
    return Interval(first, last, precision, found[0].basis.partition(", written ")[0])


# ------------------------------------------------------------------- events


def _from_events(sheets: Mapping[str, Sheet], events: Sequence[Event], nearby: Nearby) -> Iterator[Loan]:
    """The day of the event at which words were said, where another article tells it."""
    dated = {e.id: e for e in events if is_day(e.held) and is_shared(e)}
    lenders = {id: lender_of(e, sheets) for id, e in dated.items()}
    touched = {v.article for e in dated.values() for v in e.evidence} & sheets.keys()
    for sheet in (sheets[id] for id in sorted(touched)):
        for statement, event in sorted(
            attend(sheet, nearby.events.get(sheet.id, ()), nearby.people.get(sheet.id, ())).items()
        ):
            found, lender = dated.get(event), lenders.get(event)
            if found is not None and found.held is not None and lender is not None:
                basis = f"said at the {found.kind} of {found.held.basis}"
                yield Loan(statement=statement, said_on=replace(found.held, basis=basis), lender=lender)
