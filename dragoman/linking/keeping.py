"""What linking keeps of articles, so that they can be compared later without being read again."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.ledger import Ledger
from dragoman.linking.events import put_hint, put_told
from dragoman.linking.exchanges import put_signs
from dragoman.linking.figures import put_figures
from dragoman.linking.hands import Hands
from dragoman.linking.people import Wits, acquainted, put_cards
from dragoman.linking.sheets import sheets_of
from dragoman.linking.stories import put_fronts
from dragoman.linking.utterances import put_statements
from dragoman.linking.working import work_off

_AT_ONCE = 50  # articles that are laid out in one transaction


def lay_out_due(ledger: Ledger, wits: Wits, version: str | None, helpers: Hands | None = None) -> int:
    """Lay out the articles that are due, some in a transaction; how many. ``helpers`` do it
    where there are many; ``version`` is that of the encoder whose vectors are compared."""
    return work_off(ledger, "article", _keep, wits, version, helpers=helpers, at_once=_AT_ONCE)


def tell_due(ledger: Ledger, wits: Wits, helpers: Hands | None = None) -> None:
    """Lay out what articles tell of events, of those that are due; their people are decided."""
    work_off(ledger, "told", _tell, wits, helpers=helpers, at_once=_AT_ONCE)


def _tell(ledger: Ledger, articles: Sequence[str], told: Wits) -> None:
    """Keep what some articles tell of events."""
    put_told(sheets_of(ledger, articles), ledger.links.happened, ledger.links.due, acquainted(told))


def _keep(ledger: Ledger, articles: Sequence[str], told: Wits, version: str | None) -> None:
    """Keep what is needed of some articles laid out, and nothing of those that are linked no more."""
    links, sheets = ledger.links, sheets_of(ledger, articles)
    put_cards(sheets, links.cards, links.due, acquainted(told))
    put_statements(sheets, links.compared, ledger.vectors.of(articles, version) if version else {})
    put_signs(sheets, links.compared)
    put_figures(sheets, links.figured)
    put_fronts(sheets, links.storied, links.due)
    for article, sheet in sheets.items():
        if sheet is not None:
            put_hint(sheet, links.due, links.happened)
        else:
            links.cards.put_words({article: {}})
            links.happened.drop(article)
            links.storied.drop_front(article)
