"""What linking keeps of articles, so that they can be compared later without being read again."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from dragoman.ledger import Ledger
from dragoman.ledger.journal import Notes, NotingLedger, write
from dragoman.link.acquainted import Acquainted
from dragoman.link.cards import offices_with
from dragoman.link.known import Known
from dragoman.linking.events import put_hint
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


def lay_out_due(ledger: Ledger, wits: Wits, version: str | None, helpers: Hands | None = None) -> int:
    """Lay out the articles that are due, some in a transaction; how many. ``helpers`` do it
    where there are many; ``version`` is that of the encoder whose vectors are compared."""
    links, count = ledger.links, 0
    while articles := links.due.some("article", _AT_ONCE if helpers is None else None):
        if helpers is None:
            with links.due.together():
                _keep(ledger, articles, wits, version)
                links.due.done("article", articles)
        else:
            pieces = [articles[i : i + _AT_ONCE] for i in range(0, len(articles), _AT_ONCE)]
            told = helpers.each(_note, ((piece, wits, version) for piece in pieces))
            for piece, notes in zip(pieces, told, strict=True):
                with links.due.together():
                    write(ledger, notes)
                    links.due.done("article", piece)
        count += len(articles)
    return count


def _note(ledger: NotingLedger, piece: tuple[list[str], Wits, str | None]) -> Notes:
    """What is to be kept of some articles."""
    _keep(ledger, *piece)
    return ledger.take()


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
