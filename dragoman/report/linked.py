"""All of linking that the page shows, in the order in which its parts need one another."""

from __future__ import annotations

from dragoman.model import ExchangeKind
from dragoman.report.contexts_linked import Ties
from dragoman.report.stories import build_stories
from dragoman.report.ties import MOST, Shelf, build_dialogues, build_figures, hear


def build_ties(shelf: Shelf) -> Ties:
    """Utterances, dialogues, figures and stories; nothing of a ledger that was never linked."""
    exchanges = list(shelf.ledger.exchanges())
    heard = hear(shelf, exchanges)
    return Ties(
        stories=tuple(build_stories(shelf, heard.spoken[:MOST])),
        spoken=tuple(heard.spoken[:MOST]),
        shared=len(heard.spoken),
        dialogues=tuple(build_dialogues(exchanges, heard.turns, shelf)[:MOST]),
        exchanges=sum(exchange.kind is not ExchangeKind.REPEATS for exchange in exchanges),
        figures=tuple(build_figures(shelf)[:MOST]),
    )
