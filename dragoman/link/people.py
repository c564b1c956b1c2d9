"""Actors over articles: one person under several spellings, titles and offices.

Names are joined by keys (``spelling``), so the work grows with the number of actors and not with its
square. Full names of one key are one person, unless their offices belong to different states. A
surname alone, an initial, or an office alone ("Ostmar's foreign minister") joins only the one person
for whom the articles give evidence, and stays by itself where they give none or speak for two. Sources
that a page keeps unnamed never join. A state, its capital and its organs stay different actors: ``within``
names the state to roll them up to. The rules stand in ``naming``, a block at a time; ``find_people`` asks for
all blocks of articles in memory. The result does not depend on the order of the sheets.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.link.acquainted import Acquainted
from dragoman.link.cards import Bearer, Card, Member, Post, lay_out, offices_of
from dragoman.link.known import Known
from dragoman.link.naming import (
    Found,
    Holder,
    Name,
    block_of,
    block_of_post,
    bounds,
    decide_office,
    decide_surname,
    is_party,
    party_id,
)
from dragoman.link.offices import Offices
from dragoman.link.sheet import Sheet
from dragoman.model import ActorKind, Person


def find_people(sheets: Iterable[Sheet], known: Sequence[Known] = ()) -> tuple[Person, ...]:
    """The actors of all articles, each in exactly one person, by id.

    ``known`` are people whom the user knows; they help where a page leaves open who is meant.
    """
    sheets = sorted({s.id: s for s in sheets}.values(), key=lambda s: s.id)
    offices = offices_of(sheets, (t.of for p in known for t in p.tenures if t.of))
    wits = Acquainted(offices, tuple(known))
    plain = [bearer for sheet in sheets for bearer in lay_out(sheet, offices)]
    archive = _Memory(plain, wits)
    person_of = archive.decide()
    groups: dict[str, list[Bearer]] = defaultdict(list)
    for bearer in archive.everybody:
        groups[person_of[bearer.member]].append(bearer)
    return tuple(_person(id, groups[id], wits) for id in sorted(groups))


class _Memory:
    """Articles in memory, asked by the rules of ``naming``."""

    def __init__(self, plain: Sequence[Bearer], wits: Acquainted) -> None:
        self.wits = wits
        self.everybody = [wits.recognise(b) for b in plain]
        self._company: dict[str, set[Name]] = defaultdict(set)
        self._circles: dict[str, set[Name]] = {}
        self._bearers: dict[Card, list[Bearer]] = defaultdict(list)
        for bearer in self.everybody:
            key = bearer.card.key
            if key is not None and key.is_full:
                self._company[bearer.member[0]].add((key.surname, key.given))
        for bearer in sorted(self.everybody, key=lambda b: b.member):
            self._bearers[bearer.card].append(bearer)
        self._people: dict[Member, str] = {}
        self._blocks: dict[str | None, list[Card]] = defaultdict(list)
        for card in self._bearers:
            self._blocks[block_of(card, wits.offices)].append(card)

    def decide(self) -> Mapping[Member, str]:
        """The person (id) of every actor: whole names first, since surnames lean on them and offices on
        both."""
        for card in self._blocks.pop(None, ()):
            self._note(Found(members={b.member: b.member[1] for b in self._bearers[card]}))
        offices = sorted(b for b in self._blocks if b is not None and b.startswith("office "))
        names = sorted(b for b in self._blocks if b is not None and b.startswith("name "))
        for block in self._blocks:
            if block is not None and is_party(block):
                self._note(Found(cards=dict.fromkeys(self._blocks[block], party_id(block))))
        for block in sorted(names, key=lambda b: (not any(_is_full(c) for c in self._blocks[b]), b)):
            self._note(decide_surname(self._blocks[block], self, self.wits.offices.language))
        placed = [self._office(block) for block in offices]
        for found in placed:
            self._people.update(found)
        return self._people

    def _note(self, found: Found) -> None:
        for card, id in found.cards.items():
            self._people.update((b.member, id) for b in self._bearers[card])
        self._people.update(found.members)

    def _office(self, block: str) -> dict[Member, str]:
        bearers = [b for card in self._blocks[block] for b in self._bearers[card]]
        articles = {b.member[0] for b in bearers}
        present: dict[str, set[str]] = defaultdict(set)
        for member, id in self._people.items():
            if member[0] in articles:
                present[member[0]].add(id)
        known = {b.member: key for b in bearers if (key := self.wits.holder(b)) is not None}
        return decide_office(bearers, self._holders(block), present, known)

    def _holders(self, block: str) -> list[Holder]:
        found: dict[str, list[Bearer]] = defaultdict(list)
        for card, bearers in self._bearers.items():
            if card.key is not None and block in blocks_of_posts(card.posts):
                for bearer in bearers:
                    found[self._people[bearer.member]].append(bearer)
        return [holder_of(id, bearers) for id, bearers in sorted(found.items())]

    # ------------------------------------------------------------ what the rules ask

    def bearers(self, card: Card) -> Sequence[Bearer]:
        """Who bears a card, by member."""
        return self._bearers[card]

    def company(self, article: str) -> frozenset[Name]:
        """Who is named in full in an article."""
        return frozenset(self._company.get(article, ()))

    def met(self, person: str, cards: Collection[Card], names: Collection[Name]) -> int:
        """How many of some names stand in full in articles of the bearers of a person's cards."""
        if person not in self._circles:
            self._circles[person] = self._around(cards)
        return len(self._circles[person].intersection(names))

    def meet(self, cards: Collection[Card], others: Collection[Card], least: int) -> bool:
        """Whether that many full names, not those of ``others``, stand in articles of bearers of both."""
        own = {c.key.surname for c in others if c.key is not None}
        return sum(name[0] not in own for name in self._around(cards) & self._around(others)) >= least

    def _around(self, cards: Collection[Card]) -> set[Name]:
        return {n for c in cards for b in self._bearers[c] for n in self._company.get(b.member[0], ())}

    def given_first(self, given: str) -> Mapping[str, frozenset[Post]]:
        """The people named in full by this given name, whatever their surname, with their offices."""
        found: dict[str, frozenset[Post]] = defaultdict(frozenset)
        for card, bearers in self._bearers.items():
            if card.key is not None and card.key.is_full and card.key.given == given:
                for bearer in bearers:
                    found[self._people[bearer.member]] |= card.posts
        return found


def blocks_of_posts(posts: Iterable[Post]) -> set[str]:
    """The blocks of those who may be meant by these offices alone."""
    return {block_of_post(p) for p in posts if p.state is not None and not p.past}


def holder_of(id: str, bearers: Iterable[Bearer]) -> Holder:
    """Somebody who holds an office, as its bearers tell."""
    bearers = tuple(bearers)
    days = {(f, e) for b in bearers for f, e in (bounds(b.published),) if f is not None and e is not None}
    keys = frozenset(b.card.key for b in bearers if b.card.key is not None)
    return Holder(id, keys, tuple(sorted(days)))


def _is_full(card: Card) -> bool:
    return card.key is not None and card.key.is_full


# ------------------------------------------------------------------- the person


@dataclass(frozen=True, slots=True)
class Portrait:
    """What a person is called, over all articles."""

    name: str
    kind: ActorKind
    names: tuple[str, ...]
    within: str | None


def portray(cards: Mapping[Card, int], wits: Acquainted) -> Portrait:
    """A person out of the cards that articles have of it, and how many have each; a known one is called as
    the user calls it."""
    return Portrait(
        name=wits.name_of(cards) or _fullest(cards),
        kind=min(c.kind for c in cards),
        names=tuple(sorted({n for c in cards for n in c.names})),
        within=_within(cards, wits.offices),
    )


def _person(id: str, bearers: Sequence[Bearer], wits: Acquainted) -> Person:
    told = portray(Counter(b.card for b in bearers), wits)
    members = tuple(sorted(b.member for b in bearers))
    return Person(
        id=id, name=told.name, kind=told.kind, members=members, names=told.names, within=told.within
    )


def _fullest(cards: Mapping[Card, int]) -> str:
    """The name that most articles print, full ones before surnames and offices."""
    named = [c for c in cards if c.key is not None] or list(cards)
    counted: Counter[str] = Counter()
    for card in named:
        counted[card.name] += cards[card]
    return min(counted, key=lambda n: (len(n.split()) < 2, -counted[n], -len(n.split()), n))


def _within(cards: Iterable[Card], offices: Offices) -> str | None:
    cards = tuple(cards)
    if cards[0].kind is ActorKind.PERSON:
        states = {s for c in cards for s in c.states}
    else:
        organs = (c for c in cards if c.kind is not ActorKind.OUTLET and offices.is_state(c.name) is None)
        states = {s for c in organs if (s := offices.side_of(c.name))}
    return states.pop() if len(states) == 1 else None
