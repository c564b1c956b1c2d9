"""Linking what came into a ledger since it was linked last: the parts in their order."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from dragoman.encoder.sentences import shipped
from dragoman.languages import LANGUAGES
from dragoman.ledger import Ledger
from dragoman.link.acquainted import Acquainted
from dragoman.link.cards import offices_with
from dragoman.link.decide import Judged
from dragoman.link.known import Known
from dragoman.link.vectors import Encoder
from dragoman.linking.exchanges import put_signs, settle_exchanges
from dragoman.linking.figures import compare_figures, put_figures
from dragoman.linking.meaning import keep_vectors
from dragoman.linking.own_people import own_people
from dragoman.linking.people import decide_people, drop_cards, learn, put_cards
from dragoman.linking.rest import link_rest
from dragoman.linking.sheets import lay_out, sheet_of
from dragoman.linking.utterances import compare, place_again, put_statements
from dragoman.model import Maker

MAKER = Maker("link", "3")
_AT_ONCE = 50  # articles that are laid out in one transaction


MOST_REST = 20_000
"""Statements of a ledger up to which events, stories and lent dates are found at each linking: they are found
by going through all articles (some seconds at this size). A larger ledger has them from ``anew``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSummary:
    """What one call of ``link`` did: how many articles were laid out, whether events, stories and lent dates
    were left as they are since the ledger is large, and how long it took in seconds. ``fresh`` is false where
    nothing was new."""

    fresh: bool
    articles: int = 0
    left_events: bool = False
    seconds: float = 0.0


def link(
    ledger: Ledger,
    *,
    anew: bool = False,
    known: Sequence[Known] | None = None,
    judged: Judged | None = None,
    encoder: Encoder | Literal["shipped"] | None = "shipped",
) -> LinkSummary:
    """Link what came into a ledger since it was linked last, or all of it (``anew``, or after a new version
    of linking, or with other people of one's own).

    ``known`` are people of one's own, ``judged`` is what people decided about pairs of statements (both by
    default as the ledger tells). ``encoder`` tells likeness of meaning: the one that comes with dragoman,
    another one, or ``None`` to go by words alone; what it makes is kept in the ledger. What is done is kept
    step by step: after an interruption the next call goes on. Raises ``LedgerError`` where the ledger cannot
    be written.
    """
    started = time.perf_counter()
    links = ledger.links
    judged = Judged(*ledger.pairs_judged()) if judged is None else judged
    known = own_people(ledger) if known is None else known
    meaning = shipped() if encoder == "shipped" else encoder
    maker = Maker(MAKER.name, f"{MAKER.version}{_mark(known, meaning)}")
    if meaning is not None:
        keep_vectors(ledger, meaning)
    anew = anew or not links.was_made_by(maker)
    if anew:
        links.due.everything()
        links.begin(maker)
    elif links.due.nothing() and links.compared.judged() == _pairs(judged):
        return LinkSummary(fresh=False)
    learn(links.cards, links.due)
    wits = Acquainted(
        offices_with(links.cards.states(), (t.of for p in known for t in p.tenures if t.of)), tuple(known)
    )
    articles = _lay_out(ledger, wits, meaning)
    if anew:
        links.compared.leave_unkept()
    decide_people(links.cards, links.due, wits)
    compare(links.compared, links, links.due, judged)
    compare_figures(links.figured, links.compared, links.due)
    settle_exchanges(links, links.due)
    large = not anew and links.holds_more_than(MOST_REST)
    if not large:
        link_rest(ledger, [lay_out(e) for e in ledger.entries() if e.reading.page.language in LANGUAGES])
    place_again(links.compared, links, links.due)
    return LinkSummary(
        fresh=True, articles=articles, left_events=large, seconds=time.perf_counter() - started
    )


def _mark(known: Sequence[Known], encoder: Encoder | None) -> str:
    """What tells one list of people, and one encoder, from another."""
    people = f" {blake2b(repr(tuple(known)).encode(), digest_size=8).hexdigest()}" if known else ""
    return people + (f" by meaning {encoder.version}" if encoder is not None else "")


def _pairs(judged: Judged) -> set[tuple[str, str, int]]:
    return {(a, b, 1) for a, b in judged.same} | {(a, b, 0) for a, b in judged.apart}


def _lay_out(ledger: Ledger, wits: Acquainted, meaning: Encoder | None) -> int:
    """Lay out the articles that are due, some in a transaction; how many."""
    links = ledger.links
    count = 0
    while articles := links.due.some("article", _AT_ONCE):
        with links.due.together():
            for article in articles:
                sheet = sheet_of(ledger, article)
                if sheet is None:
                    drop_cards(article, links.cards)
                    links.compared.put(article, {})
                    links.compared.put_signs(article, ())
                    links.figured.put(article, {})
                else:
                    vectors = ledger.vectors.of(article, meaning.version) if meaning else {}
                    put_cards(sheet, links.cards, links.due, wits)
                    put_statements(sheet, links.compared, vectors)
                    put_signs(sheet, links.compared)
                    put_figures(sheet, links.figured)
            links.due.done("article", articles)
        count += len(articles)
    return count
