"""Linking what came into a ledger since it was linked last: the parts in their order."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import blake2b
from typing import Literal

from dragoman.encoder.sentences import shipped
from dragoman.ledger import Ledger
from dragoman.link.decide import Judged
from dragoman.link.known import Known
from dragoman.link.vectors import Encoder
from dragoman.linking.events import event_steps, find_events
from dragoman.linking.exchanges import settle_exchanges
from dragoman.linking.figures import compare_figures, compare_many_figures
from dragoman.linking.hands import Hands, hands
from dragoman.linking.keeping import lay_out_due, tell_due
from dragoman.linking.loans import lend_dates
from dragoman.linking.many import compare_many
from dragoman.linking.meaning import keep_vectors
from dragoman.linking.own_people import own_people
from dragoman.linking.people import decide_people, learn, show_people
from dragoman.linking.sheets import sheet_of
from dragoman.linking.stories import follow_copies, tell_stories
from dragoman.linking.utterances import compare, place_again
from dragoman.model import Maker

MAKER = Maker("link", "7")
_KEPT = 100  # articles that are held in memory while events are found
_MANY = 150  # articles from which on other processes help


Progress = Callable[[str], None]
"""Is told, in a few words, which step of linking begins."""


def _unheard(_: str) -> None:
    """Nobody asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSummary:
    """What one call of ``link`` did: how many articles were laid out, and how long it took in seconds.
    ``fresh`` is false where nothing was new."""

    fresh: bool
    articles: int = 0
    seconds: float = 0.0


def link(
    ledger: Ledger,
    *,
    anew: bool = False,
    known: Sequence[Known] | None = None,
    judged: Judged | None = None,
    encoder: Encoder | Literal["shipped"] | None = "shipped",
    workers: int = 1,
    progress: Progress = _unheard,
) -> LinkSummary:
    """Link what came into a ledger since it was linked last, or all of it (``anew``, or after a new version
    of linking, or with other people of one's own).

    ``known`` are people of one's own, ``judged`` is what people decided about pairs of statements (both by
    default as the ledger tells). ``encoder`` tells likeness of meaning: the one that comes with dragoman,
    another one, or ``None`` to go by words alone; what it makes is kept in the ledger. ``workers`` are the
    processes that work where much is due (a program that asks for more than one starts under
    ``if __name__ == "__main__"``). ``progress`` is told which step begins. What is done is kept step by
    step: after an interruption the next call goes on. Raises ``LedgerError`` where the ledger cannot be
    written.
    """
    started = time.perf_counter()
    links = ledger.links
    judged = Judged(*ledger.pairs_judged()) if judged is None else judged
    known = own_people(ledger) if known is None else known
    meaning = shipped() if encoder == "shipped" else encoder
    maker = maker_of(known, meaning)
    if meaning is not None:
        keep_vectors(ledger, meaning)
    anew = anew or not links.was_made_by(maker)
    if anew:
        links.due.everything()
        links.begin(maker)
    elif links.due.nothing() and links.compared.judged() == _pairs(judged):
        return LinkSummary(fresh=False)
    version = meaning.version if meaning is not None else None
    many = links.due.count("article") >= _MANY
    with links.roomy(many), hands(ledger.path, workers) if many else nullcontext() as helpers:
        progress("states")
        learn(ledger, helpers)
        wits = (links.cards.states(), tuple(known))
        progress("laying out")
        articles = lay_out_due(ledger, wits, version, helpers)
        if anew:
            links.compared.leave_unkept()
        progress("people")
        decide_people(ledger, wits, helpers)
        _meanwhile(helpers, show_people(ledger))
        progress("what tells of events")
        tell_due(ledger, wits, helpers)
        _settle(ledger, judged, helpers, progress)
    return LinkSummary(fresh=True, articles=articles, seconds=time.perf_counter() - started)


def _settle(ledger: Ledger, judged: Judged, helpers: Hands | None, progress: Progress) -> None:
    """What is due once articles are laid out and their people decided."""
    links, read = ledger.links, lru_cache(maxsize=_KEPT)(partial(sheet_of, ledger))
    if helpers is not None and not links.compared.stands():
        helpers.meanwhile(event_steps(links, links.due, read))
        compare_many(links, judged, helpers, progress)
        helpers.finish()
        progress("figures")
        compare_many_figures(ledger, helpers)
    elif helpers is not None:
        helpers.finish()
    progress("utterances that are left")
    compare(links.compared, links, links.due, judged)
    progress("figures that are left")
    compare_figures(links.figured, links.compared, links.due)
    progress("exchanges")
    settle_exchanges(ledger, helpers)
    progress("events")
    find_events(links, links.due, read)
    progress("copies")
    follow_copies(links, links.due)
    progress("lent dates")
    lend_dates(ledger, helpers)
    progress("stories")
    tell_stories(ledger, helpers)
    progress("utterances with their event")
    place_again(ledger, helpers)


def _meanwhile(helpers: Hands | None, chore: Iterator[None]) -> None:
    """Have a chore done while others work; at once where nobody helps."""
    if helpers is not None:
        helpers.meanwhile(chore)
    else:
        for _ in chore:
            pass


def maker_of(known: Sequence[Known], encoder: Encoder | None) -> Maker:
    """Who links with these people of one's own and this encoder: what another one linked is linked anew."""
    people = f" {blake2b(repr(tuple(known)).encode(), digest_size=8).hexdigest()}" if known else ""
    meaning = f" by meaning {encoder.version}" if encoder is not None else ""
    return Maker(MAKER.name, f"{MAKER.version}{people}{meaning}")


def _pairs(judged: Judged) -> set[tuple[str, str, int]]:
    return {(a, b, 1) for a, b in judged.same} | {(a, b, 0) for a, b in judged.apart}
