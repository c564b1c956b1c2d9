"""Who is who in a ledger, for an article that tells of events. What was asked is noted, so that the article
is laid out again when an answer changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from dragoman.ledger.happened import Cells
from dragoman.link.cards import Card, card_of
from dragoman.link.naming import block_of
from dragoman.link.offices import Offices, start_of
from dragoman.link.roster import Held, held_by, holders_among, outlet_block
from dragoman.link.sheet import Sheet
from dragoman.link.spelling import NameKey
from dragoman.model import ActorKind
from dragoman.names.describe import tokens_of

Bearers = Callable[[str], list[tuple[str, str]]]


class StoredRegister:
    """A register of the ledger, for one article. ``cast`` has its actors with the people (ids) that they are
    and the cells of their cards, ``bearers`` who bears a key, and with which value."""

    def __init__(
        self, article: str, cast: Iterable[tuple[str, str, Cells]], bearers: Bearers, offices: Offices
    ) -> None:
        self._bearers, self._offices = bearers, offices
        self._members = {(article, actor): (person, card_of(cells)) for actor, person, cells in cast}
        self.asked: set[str] = set()

    @property
    def offices(self) -> Offices:
        """The offices and states of all articles."""
        return self._offices

    def state_of(self, words: str) -> str | None:
        """The state to which words roll up."""
        plain = (t for t in (*tokens_of(words), words) if t[:1].isupper())
        self.asked |= {f"state {start_of(t)}" for t in plain if t == start_of(t) or len(t) > len(start_of(t))}
        return self._offices.state_of(words)

    def person(self, sheet: Sheet, actor: str | None) -> str | None:
        """The person (id) whom an actor of an article is."""
        found = self._members.get((sheet.id, actor or ""))
        return found[0] if found is not None else None

    def card(self, sheet: Sheet, actor: str | None) -> Card | None:
        """What an article tells of one of its actors."""
        found = self._members.get((sheet.id, actor or ""))
        return found[1] if found is not None else None

    def named(self, key: NameKey) -> str | None:
        """The one person of all articles who bears a full name."""
        found = {who for who, _ in self._ask(f"name {key.given} {key.surname}")}
        return found.pop() if len(found) == 1 else None

    def outlet(self, name: str) -> str | None:
        """The outlet that some article makes an actor under a name."""
        block = outlet_block(name, self._offices)
        return next((who for who, _ in self._ask(block)), None) if block is not None else None

    def posts(self, who: str) -> Collection[Held]:
        """The offices of one holder at a time that all articles give to somebody."""
        told = (value.split("|", 1) for _, value in self._ask(f"of {who}"))
        return {(office, state or None) for office, state in told}

    def holders(self, office: str, state: str | None, among: Iterable[str]) -> list[str]:
        """The people among some who are said to hold an office."""
        return holders_among(self, office, state, among)

    def _ask(self, key: str) -> list[tuple[str, str]]:
        self.asked.add(key)
        return self._bearers(key)


def borne(person: str, cards: Iterable[Card], offices: Offices) -> set[tuple[str, str]]:
    """What a person with some cards is asked for by: keys and values."""
    found: set[tuple[str, str]] = set()
    for card in cards:
        if card.kind is ActorKind.OUTLET and (block := block_of(card, offices)) is not None:
            found.add((block, ""))
        if card.key is not None and card.key.is_full:
            found.add((f"name {card.key.given} {card.key.surname}", ""))
        found |= {(f"of {person}", f"{office}|{state or ''}") for office, state in held_by(card, offices)}
    return found
