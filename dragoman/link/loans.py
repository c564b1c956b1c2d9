"""Dates that travel: a statement that its own article leaves undated has its day from a linked one.

In order: the article's own words, read for the day on which it was written according to other
articles (``anchors``); the event at which the words were said; another report of the same utterance.
A loan never contradicts what the reader found, only makes it narrower; it names the article that lends,
and goes when that article goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from dragoman.link.anchors import Anchor, Dated, dated
from dragoman.link.attend import after_events, attend, within_others
from dragoman.link.events import Joined
from dragoman.link.occasions import is_day
from dragoman.link.sheet import Sheet
from dragoman.link.telling import Told, mentions_of
from dragoman.model import Interval, Loan, Precision, Reading, Utterance

Redate = Callable[[Reading, Interval], Mapping[str, Interval]]
"""When the statements of a reading were said if it was written in an interval, by statement id."""

_LINKED = "as others tell it"
_DAYS_TRIED = 7  # of an anchor; words that need an anchor go by the week


@dataclass(frozen=True, slots=True)
class Owing:
    """A statement as far as loans go: its article, that article's name, when it was published at the latest,
    and the day that the reader found."""

    article: str
    doc: str
    latest: date | None
    said_on: Interval | None


def owing(sheet: Sheet) -> dict[str, Owing]:
    """The statements of an article as far as loans go, by id."""
    published, article = sheet.reading.page.published, sheet.reading.article
    latest = published.last if published is not None else None
    return {s.id: Owing(article.id, article.doc, latest, s.said_on) for s in sheet.reading.statements}


def lend_dates(
    sheets: Iterable[Sheet],
    joined: Joined,
    utterances: Sequence[Utterance] = (),
    *,
    redate: Redate | None = None,
) -> tuple[Loan, ...]:
    """The dates that statements have from other articles, by statement id, at most one each.

    ``redate`` reads an article's words against another day of writing; without it, words such as "on
    Thursday" stay open and only events and utterances lend.
    """
    by_id = {s.id: s for s in sheets}
    events = {e.id: dated(e, joined.told) for e in joined.events}
    statements = {id: one for sheet in by_id.values() for id, one in owing(sheet).items()}
    made: dict[str, Loan] = {}
    for id, told in joined.told.items():
        here = {n: events[joined.became[id, n]] for n in range(len(told.locals))}
        made |= borrow(told, here, partial(by_id.__getitem__, id), joined.anchors.get(id), redate)
    for utterance in utterances:
        made |= share(utterance.statements, statements, made)
    return tuple(made[id] for id in sorted(made))


def attend_all(joined: Joined) -> dict[str, str]:
    """The event (id) of each statement of some articles that was made at one."""
    events = {e.id: e for e in joined.events}
    found: dict[str, str] = {}
    for id, told in joined.told.items():
        found |= attend(told.sayings, {n: events[joined.became[id, n]] for n in range(len(told.locals))})
    return found


def borrow(
    told: Told,
    events: Mapping[int, Dated],
    sheet_of: Callable[[], Sheet],
    anchor: Anchor | None,
    redate: Redate | None,
) -> dict[str, Loan]:
    """What the statements of an article are lent for what it is: through its own words read for the day on
    which it was written, and through the events at which they were made. ``sheet_of`` reads the article,
    which is asked for only where it may have a loan."""
    attended = attend(told.sayings, {n: e.event for n, e in events.items()})
    lent = {e.event.id: e for e in events.values() if e.lends and e.lender != told.article}
    wanted = {s: lent[e] for s, e in attended.items() if e in lent}
    if not wanted and (anchor is None or redate is None):
        return {}
    sheet = sheet_of()
    loans = _Loans(owing(sheet))
    if anchor is not None and redate is not None:
        _anchored(sheet, told, events, anchor, redate, loans)
    for statement in sorted(wanted):
        event, lender = wanted[statement].event, wanted[statement].lender
        if event.held is not None and lender is not None:
            basis = f"said at the {event.kind} of {event.held.basis}"
            loans.offer(Loan(statement=statement, said_on=replace(event.held, basis=basis), lender=lender))
    return loans.made


def _anchored(
    sheet: Sheet, told: Told, events: Mapping[int, Dated], anchor: Anchor, redate: Redate, loans: _Loans
) -> None:
    lender, written = anchor.lender, anchor.written
    for id, said_on in _read_anew(sheet.reading, anchor, redate):
        loans.offer(Loan(statement=id, said_on=said_on, lender=lender))
    here = {n: e.event for n, e in events.items()}
    mentions = mentions_of(told.locals)
    for id, said_on in after_events(sheet, written, loans.days(), mentions, told.sayings, here):
        loans.offer(Loan(statement=id, said_on=said_on, lender=lender))
    for id, said_on in within_others(sheet, loans.days()):
        loans.offer(Loan(statement=id, said_on=said_on, lender=lender))


class _Loans:
    """Loans as they are made: the first that makes a date narrower stands."""

    def __init__(self, statements: Mapping[str, Owing], made: Mapping[str, Loan] | None = None) -> None:
        self._statements = statements
        self.made = {id: made[id] for id in statements if id in made} if made is not None else {}

    def offer(self, loan: Loan) -> None:
        """Make a loan where it fits within what the statement has, and tells more."""
        statement = self._statements.get(loan.statement)
        if statement is None or loan.lender == statement.article:
            return
        had = self.made[loan.statement].said_on if loan.statement in self.made else statement.said_on
        late = (
            statement.latest is not None
            and loan.said_on.first is not None
            and (loan.said_on.first > statement.latest)
        )
        if _narrows(loan.said_on, had) and not late:
            self.made[loan.statement] = loan

    def days(self) -> dict[str, Interval]:
        """What the statements have by now, loans and all."""
        own = {id: s.said_on for id, s in self._statements.items() if s.said_on is not None}
        return own | {id: loan.said_on for id, loan in self.made.items()}


def share(
    reports: Sequence[str], statements: Mapping[str, Owing], made: Mapping[str, Loan]
) -> dict[str, Loan]:
    """The loans of the reports of one utterance, with what the one day that they tell lends to those that
    have none; ``made`` are the loans that they have."""
    here = {id: statements[id] for id in reports if id in statements}
    loans = _Loans(here, made)
    if len(here) < 2:
        return loans.made
    days: dict[tuple[date | None, date | None], list[tuple[str, Interval, str]]] = defaultdict(list)
    for id, statement in here.items():
        loan = loans.made.get(id)
        said_on = loan.said_on if loan is not None else statement.said_on
        if said_on is not None and is_day(said_on):
            lender = loan.lender if loan is not None else statement.article
            days[said_on.first, said_on.last].append((lender, said_on, id))
    if len(days) != 1:
        return loans.made
    lender, said_on, told_by = min(
        next(iter(days.values())), key=lambda told: (told[0], told[1].basis, told[2])
    )
    basis = f"{said_on.basis}, as {here[told_by].doc} dates the same words"
    for id in sorted(here):
        loans.offer(Loan(statement=id, said_on=replace(said_on, basis=basis), lender=lender))
    return loans.made


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
