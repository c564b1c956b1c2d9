"""What the user's own people tell of an actor where its page leaves open who is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.link.cards import Bearer, Card, Post
from dragoman.link.known import Known
from dragoman.link.naming import bounds
from dragoman.link.offices import Offices
from dragoman.link.spelling import NameKey, name_key


@dataclass(frozen=True)
class Acquainted:
    """The user's people beside the offices and states of the articles; a page is never overruled."""

    offices: Offices
    known: tuple[Known, ...] = ()

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], list[Known]]:
        found: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for person in self.known:
            for spelling in dict.fromkeys((person.name, *person.spellings)):
                key = name_key(spelling, self.offices.language)
                if key is not None:
                    found[key.surname, key.given].append(person)
                    if key.given:
                        found[key.surname, ""].append(person)
        return found

    def recognise(self, bearer: Bearer) -> Bearer:
        """Somebody under the known person's name, where it is one known person's and the card does not
        speak against it; a surname alone needs an office of that person."""
        key = bearer.card.key
        if key is None or not self.known:
            return bearer
        candidates = self._by_key.get((key.surname, key.given), ())
        fitting = {p.name for p in candidates if self._agrees(bearer, p)}
        known = name_key(fitting.pop(), self.offices.language) if len(fitting) == 1 else None
        return bearer if known is None else replace(bearer, card=bearer.card.called(known))

    def name_of(self, cards: Iterable[Card]) -> str | None:
        """What the user calls the one known person whom some cards are of."""
        found = {
            person.name
            for card in cards
            if card.key is not None and card.key.is_full and self.known
            for person in self._by_key.get((card.key.surname, card.key.given), ())
            if self._agrees(Bearer(("", ""), card, None), person)
        }
        return found.pop() if len(found) == 1 else None

    def _agrees(self, bearer: Bearer, person: Known) -> bool:
        card = bearer.card
        held = [
            Post(self.offices.office(t.office) or "", self.offices.state_of(t.of)) for t in person.tenures
        ]
        states = {p.state for p in held if p.state is not None}
        if card.states and states and not card.states & states:
            return False
        if card.key is not None and card.key.is_full:
            return True
        when = bounds(bearer.published)
        now = [p for p, t in zip(held, person.tenures, strict=True) if t.covers(*when)]
        return any(p.fits(q) and p.state is not None and p.state == q.state for p in card.posts for q in now)

    def holder(self, bearer: Bearer) -> NameKey | None:
        """The one known holder of the office by which somebody is called, at the article's day."""
        post, (first, last) = bearer.card.post, bounds(bearer.published)
        if post is None or post.state is None or first is None or last is None:
            return None
        names = {
            person.name
            for person in self.known
            for tenure in person.tenures
            if tenure.covers(first, last)
            and (self.offices.office(tenure.office), self.offices.state_of(tenure.of))
            == (post.office, post.state)
        }
        return name_key(names.pop(), self.offices.language) if len(names) == 1 else None
