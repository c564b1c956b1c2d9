"""Lent dates, in a ledger: what an article has from its events and from those who tell when it was written,
and what the reports of one utterance lend each other; of what something touched alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from dragoman.errors import NotInLedger
from dragoman.extract.redate import date_anew
from dragoman.ledger import Ledger
from dragoman.ledger.due import Due
from dragoman.ledger.links import Links
from dragoman.ledger.storied import StoredFront
from dragoman.link.attend import attend
from dragoman.link.codes import code_of
from dragoman.link.loans import Owing, borrow, share
from dragoman.link.packing import glance
from dragoman.link.sheet import Sheet
from dragoman.link.told_cells import Cells, anchor_from, loan_cells, loan_of, told_of
from dragoman.linking.events import lending
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
    told = {article: told_of(cells) for article, cells in happened.told(articles).items()}
    anchors = {article: anchor_from(cells) for article, cells in happened.anchors(told).items()}
    events = lending(told, happened)
    loans: dict[str, dict[str, Cells]] = {}
    attended: dict[str, dict[str, str]] = {}
    for article, one in told.items():
        here = events.get(article, {})
        made = borrow(one, here, partial(_sheet, ledger, article), anchors.get(article), date_anew)
        loans[article] = {id: loan_cells(loan) for id, loan in made.items()}
        attended[article] = attend(one.sayings, {n: e.event for n, e in here.items()})
    happened.lend(loans)
    happened.attend(attended)


def _sheet(ledger: Ledger, article: str) -> Sheet:
    found = sheet_of(ledger, article)
    if found is None:
        raise NotInLedger(f"no article {article!r}", "link again")
    return found


def _go_alone(ledger: Ledger, statements: Sequence[str]) -> None:
    """The reports of an utterance share their loans; what no utterance has goes alone."""
    links = ledger.links
    homes = links.homes(statements)
    links.due.add("share", homes.values())
    alone = set(statements) - homes.keys()
    links.happened.settle_loans(alone, _own(alone, links))


def _share_out(ledger: Ledger, utterances: Sequence[str]) -> None:
    _share(utterances, ledger.links, ledger.links.due)


def _own(statements: Collection[str], links: Links) -> dict[str, Loan]:
    return {id: loan_of(cells) for id, cells in links.happened.lent(statements).items()}


def _share(utterances: Collection[str], links: Links, due: Due) -> None:
    """Settle the loans of all reports of some utterances, and whether these are news."""
    members = links.members(utterances)
    own = _own([s for several in members.values() for s in several], links)
    told_often = (several for several in members.values() if len(several) > 1)
    reports = links.storied.reports(code_of(s) for several in told_often for s in several)
    told = {id: glance(report.traits) for id, report in reports.items()}
    owing = {id: _owing(report.front, told[id][0]) for id, report in reports.items()}
    loans = dict(own)
    for several in members.values():
        made = {s: own[s] for s in several if s in own}
        loans |= share(several, owing, made)
    put_remarks(
        {u: [(reports[s], told[s][1]) for s in members.get(u, ()) if s in reports] for u in utterances},
        links.storied,
        due,
    )
    links.happened.settle_loans([s for several in members.values() for s in several], loans)


def _owing(front: StoredFront, said_on: Interval | None) -> Owing:
    latest = front.published.last if front.published is not None else None
    return Owing(front.article, front.doc, latest, said_on)
