"""Lent dates, in a ledger: what an article has from its events and from those who tell when it was written,
and what the reports of one utterance lend each other; of what something touched alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from dragoman.errors import NotInLedger
from dragoman.extract.redate import date_anew
from dragoman.ledger import Ledger
from dragoman.ledger.due import Due
from dragoman.ledger.happened import Happened
from dragoman.ledger.links import Links
from dragoman.ledger.storied import StoredReport
from dragoman.link.anchors import Anchor
from dragoman.link.attend import attend
from dragoman.link.candidates import code_of
from dragoman.link.loans import Owing, borrow, share
from dragoman.link.packing import glance
from dragoman.link.sheet import Sheet
from dragoman.link.telling import Told
from dragoman.link.told_cells import anchor_from, loan_cells, loan_of, told_of
from dragoman.linking.events import SheetOf, lending
from dragoman.linking.hands import Hands
from dragoman.linking.sheets import sheet_of
from dragoman.linking.stories import put_remarks
from dragoman.linking.working import work_off
from dragoman.model import Interval, Loan


def lend_dates(ledger: Ledger, helpers: Hands | None = None) -> None:
    """Lend the dates that are due."""
    work_off(ledger, "lend", _lend, helpers=helpers)
    work_off(ledger, "loan", _go_alone, helpers=helpers)
    work_off(ledger, "share", _share_out, helpers=helpers, near=ledger.links.by_day)


def _lend(ledger: Ledger, articles: Sequence[str]) -> None:
    happened = ledger.links.happened
    told, anchors = happened.told(articles), happened.anchors(articles)
    for article in articles:
        if article in told:
            anchor = anchor_from(anchors[article]) if article in anchors else None
            _borrow(article, told_of(told[article]), anchor, happened, partial(sheet_of, ledger))


def _go_alone(ledger: Ledger, statements: Sequence[str]) -> None:
    """The reports of an utterance share their loans; what no utterance has goes alone."""
    links = ledger.links
    homes = links.homes(statements)
    links.due.add("share", homes.values())
    alone = set(statements) - homes.keys()
    links.happened.settle_loans(alone, _own(alone, links))


def _share_out(ledger: Ledger, utterances: Sequence[str]) -> None:
    _share(utterances, ledger.links, ledger.links.due)


def _borrow(article: str, told: Told, anchor: Anchor | None, happened: Happened, sheet_of: SheetOf) -> None:
    events = lending(article, happened)

    def sheet() -> Sheet:
        found = sheet_of(article)
        if found is None:
            raise NotInLedger(f"no article {article!r}", "link again")
        return found

    made = borrow(told, events, sheet, anchor, date_anew)
    happened.lend(article, {id: loan_cells(loan) for id, loan in made.items()})
    happened.attend(article, attend(told.sayings, {n: e.event for n, e in events.items()}))


def _own(statements: Collection[str], links: Links) -> dict[str, Loan]:
    return {id: loan_of(cells) for id, cells in links.happened.lent(statements).items()}


def _share(utterances: Collection[str], links: Links, due: Due) -> None:
    """Settle the loans of all reports of some utterances, and whether these are news."""
    members = links.members(utterances)
    own = _own([s for several in members.values() for s in several], links)
    told_often = (several for several in members.values() if len(several) > 1)
    reports = links.storied.reports(code_of(s) for several in told_often for s in several)
    loans: dict[str, Loan] = {}
    reported = {}
    for utterance in utterances:
        several = members.get(utterance, [])
        here = [reports[s] for s in several if s in reports]
        told = {r.statement: glance(r.traits) for r in here}
        owing = {r.statement: _owing(r, told) for r in here}
        made = {s: own[s] for s in several if s in own}
        loans |= made | share(several, owing, made)
        reported[utterance] = [(r, told[r.statement][1]) for r in here]
    put_remarks(reported, links.storied, due)
    links.happened.settle_loans([s for several in members.values() for s in several], loans)


def _owing(report: StoredReport, told: Mapping[str, tuple[Interval | None, float]]) -> Owing:
    latest = report.published.last if report.published is not None else None
    return Owing(report.article, report.doc, latest, told[report.statement][0])
