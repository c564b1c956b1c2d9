"""What linking keeps of articles, so that they can be compared later without being read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from dragoman.ledger import Ledger
from dragoman.ledger.journal import Notes, NotingLedger, write
from dragoman.link.acquainted import Acquainted
from dragoman.link.cards import offices_with
from dragoman.link.known import Known
from dragoman.linking.events import put_hint, put_told
from dragoman.linking.exchanges import put_signs
from dragoman.linking.figures import put_figures
from dragoman.linking.hands import Hands
from dragoman.linking.people import drop_cards, put_cards
from dragoman.linking.sheets import sheet_of
from dragoman.linking.stories import put_front
from dragoman.linking.utterances import put_statements

_AT_ONCE = 50  # articles that are laid out in one transaction

Wits = tuple[frozenset[str], tuple[Known, ...]]
"""The states that no table knows, and the people of one's own."""

Work = Callable[..., None]
"""Keeps something of some articles: takes a ledger, the articles, and what else is known."""


def lay_out_due(ledger: Ledger, wits: Wits, version: str | None, helpers: Hands | None = None) -> int:
    """Lay out the articles that are due, some in a transaction; how many. ``helpers`` do it
    where there are many; ``version`` is that of the encoder whose vectors are compared."""
    return _work_off("article", _keep, ledger, (wits, version), helpers)


def tell_due(ledger: Ledger, wits: Wits, helpers: Hands | None = None) -> None:
    """Lay out what articles tell of events, of those that are due; their people are decided."""
    _work_off("told", _tell, ledger, (wits,), helpers)


def _work_off(part: str, work: Work, ledger: Ledger, told: tuple[object, ...], helpers: Hands | None) -> int:
    """Do a work for the articles that are due of a part, some in a transaction; for how many."""
    links, count = ledger.links, 0
    while articles := links.due.some(part, _AT_ONCE if helpers is None else None):
        if helpers is None:
            with links.due.together():
                work(ledger, articles, *told)
                links.due.done(part, articles)
        else:
            pieces = [articles[i : i + _AT_ONCE] for i in range(0, len(articles), _AT_ONCE)]
            noted = helpers.each(_note, ((work, piece, *told) for piece in pieces))
            for piece, notes in zip(pieces, noted, strict=True):
                with links.due.together():
                    write(ledger, notes)
                    links.due.done(part, piece)
        count += len(articles)
    return count


def _note(ledger: NotingLedger, piece: tuple[Any, ...]) -> Notes:
    """What is to be kept of some articles."""
    work, articles, *told = piece
    work(ledger, articles, *told)
    return ledger.take()


def _tell(ledger: Ledger, articles: Iterable[str], told: Wits) -> None:
    """Keep what some articles tell of events."""
    links = ledger.links
    for article in articles:
        put_told(article, sheet_of(ledger, article), links.happened, links.due, acquainted(told))


def _keep(ledger: Ledger, articles: Iterable[str], told: Wits, version: str | None) -> None:
    """Keep what is needed of some articles laid out."""
    links, wits = ledger.links, acquainted(told)
    for article in articles:
        sheet = sheet_of(ledger, article)
        if sheet is None:
            drop_cards(article, links.cards)
            links.compared.put(article, {})
            links.compared.put_signs(article, ())
            links.figured.put(article, {})
            links.happened.drop(article)
            links.storied.drop_front(article)
        else:
            vectors = ledger.vectors.of(article, version) if version else {}
            put_cards(sheet, links.cards, links.due, wits)
            put_statements(sheet, links.compared, vectors)
            put_signs(sheet, links.compared)
            put_figures(sheet, links.figured)
            put_hint(sheet, links.due, links.happened)
            put_front(sheet, links.storied, links.due)


@lru_cache(maxsize=1)
def acquainted(wits: Wits) -> Acquainted:
    """All that is known of offices and people before any article is looked at."""
    states, known = wits
    return Acquainted(offices_with(states, (t.of for p in known for t in p.tenures if t.of)), known)
