"""The first page: what this ledger holds."""

from __future__ import annotations

from dragoman.web.contexts import Shown
from dragoman.web.desk import Desk
from dragoman.web.page import Page


class Totals(Shown):
    """How much the ledger holds."""

    articles: int
    """Articles that were read, every version counted."""

    statements: int
    """Statements found in them; attitudes are not counted."""

    skipped: int
    """Inputs that could not be read."""

    judgements: int
    """Decisions of people."""


class StartPage(Shown):
    """What a ledger holds, the newest first."""

    totals: Totals
    """How much of everything."""


def start(desk: Desk) -> StartPage:
    """The first page."""
    counts = desk.ledger.counts()
    return StartPage(
        totals=Totals(
            articles=counts.articles,
            statements=counts.said,
            skipped=counts.skipped,
            judgements=counts.judgements,
        )
    )


PAGE = Page(name="start", path="/", view=start, context=StartPage, template="start.html", menu="Start")
