"""Who is one person, in a ledger: only the blocks of surnames and offices that something touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b

from dragoman.ledger import Ledger
from dragoman.ledger.cards import Cards, StoredCard, StoredMember
from dragoman.ledger.due import Due
from dragoman.ledger.journal import Notes, NotingLedger, write
from dragoman.link.acquainted import Acquainted
from dragoman.link.cards import (
    Bearer,
    Card,
    Member,
    Post,
    card_of,
    cells_of,
    lay_out,
    learn_states,
    offices_with,
    unknown_words,
)
from dragoman.link.known import Known
from dragoman.link.naming import (
    Holder,
    Name,
    block_of,
    decide_office,
    decide_surname,
    is_party,
    party_id,
)
from dragoman.link.offices import Offices, start_of
from dragoman.link.people import blocks_of_posts, portray
from dragoman.link.sheet import Sheet
from dragoman.linking.hands import Hands
from dragoman.linking.register import borne
from dragoman.linking.working import FEW, do_all, some_at_a_time

_AT_ONCE = 500  # of anything that is done in one transaction
_SHOWN = 500  # articles that show their actors as the people that they are, in one transaction
_PIECE = 50  # blocks that are decided in one piece of work
_FEW_NAMES = 32  # that are asked one by one
_FEW_BEARERS = 200  # in whose articles all names are looked up at once
_COMPANIES = 10_000  # articles whose names are at hand

Wits = tuple[frozenset[str], tuple[Known, ...]]
"""The states that no table knows, and the people of one's own."""


@lru_cache(maxsize=1)
def acquainted(wits: Wits) -> Acquainted:
    """All that is known of offices and people before any article is looked at."""
    states, known = wits
    return Acquainted(offices_with(states, (t.of for p in known for t in p.tenures if t.of)), known)


def learn(ledger: Ledger, helpers: Hands | None = None) -> None:
    """The states that the articles at hand name, learnt from the words of those that are due. Articles that
    use words of a state that comes or goes are due as well."""
    cards, due = ledger.links.cards, ledger.links.due
    do_all(ledger, due.some("article"), _put_words, helpers=helpers)
    with due.together():
        starts = due.some("states")
        for start_word in starts:
            cards.learn(start_word, learn_states(cards.words_from(start_word)))
        due.done("states", starts)


def _put_words(ledger: Ledger, articles: Sequence[str]) -> None:
    """Keep the words of some articles that may name states."""
    cards = ledger.links.cards
    found = {article: unknown_words(actors) for article, actors in cards.actors(articles).items()}
    cards.put_words(
        {
            article: {word: (start_of(word), use) for word, use in words.items()}
            for article, words in found.items()
        }
    )


def put_cards(sheets: Mapping[str, Sheet | None], cards: Cards, due: Due, wits: Acquainted) -> None:
    """Keep the cards of some articles; blocks that they touch are due."""
    due.add("person", cards.people_of([article for article, sheet in sheets.items() if sheet is not None]))
    bearers = [b for sheet in filter(None, sheets.values()) for b in lay_out(sheet, wits.offices)]
    stored = {b.member: _stored(wits.recognise(b).card, wits.offices) for b in bearers}
    alone = {member: member[1] for member, card in stored.items() if not card.block}
    parties = {member: party_id(card.block) for member, card in stored.items() if is_party(card.block)}
    fresh = cards.put_members(sheets, stored, alone | parties)
    blocks = {card.block for card in fresh.values() if card.block and not is_party(card.block)}
    blocks |= {post for card in fresh.values() for post in card.posts}
    due.add("people", blocks)


@lru_cache(maxsize=1 << 14)
def _stored(card: Card, offices: Offices) -> StoredCard:
    cells, block = cells_of(card), block_of(card, offices) or ""
    full = card.key is not None and card.key.is_full
    digest = blake2b(repr((block, cells)).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return StoredCard(
        number=int.from_bytes(digest, "big", signed=True),
        block=block,
        given=card.key.given if card.key is not None and full else None,
        cells=cells,
        posts=tuple(sorted(blocks_of_posts(card.posts))) if card.key is not None else (),
    )


def decide_people(ledger: Ledger, wits: Wits, helpers: Hands | None = None) -> None:
    """Decide the blocks that are due: whole names first, since surnames lean on them and offices on both.
    Then say what the people that are due are called."""
    cards, due = ledger.links.cards, ledger.links.due
    while waiting := due.some("people"):
        ranks = {block: cards.rank(block) for block in waiting}
        least = min(ranks.values())
        first = [block for block in waiting if ranks[block] == least]
        if helpers is None or len(first) <= FEW * _PIECE:
            for start in range(0, len(first), _AT_ONCE):
                with due.together():
                    some = first[start : start + _AT_ONCE]
                    due.done("people", some)
                    due.add("people", _decide_some(ledger, some, wits))
        else:
            _decide_many(ledger, first, wits, helpers)
    do_all(ledger, due.some("person"), _portray, wits, helpers=helpers)


def _decide_many(ledger: Ledger, blocks: Sequence[str], wits: Wits, helpers: Hands) -> None:
    """Decide blocks of one rank, some at a time. One that others of them touch is due again, whether it was
    decided before these were or after."""
    due = ledger.links.due
    pieces = [blocks[i : i + _PIECE] for i in range(0, len(blocks), _PIECE)]
    again: set[str] = set()
    decided = helpers.each(_decided, ((piece, wits) for piece in pieces))
    for several in some_at_a_time(zip(pieces, decided, strict=True)):
        with due.together():
            for piece, (notes, touched) in several:
                again |= touched
                due.done("people", piece)
                write(ledger, notes)
                due.add("people", touched | again.intersection(piece))


def _decided(ledger: NotingLedger, piece: tuple[Sequence[str], Wits]) -> tuple[Notes, set[str]]:
    touched = _decide_some(ledger, *piece)
    return ledger.take(), touched


def _decide_some(ledger: Ledger, blocks: Sequence[str], wits: Wits) -> set[str]:
    """Decide some blocks; the blocks that this touches."""
    cards, known = ledger.links.cards, acquainted(wits)
    shelf = _Shelf(cards)
    changed: list[tuple[Member, int]] = []
    given: set[str] = set()
    for block in filter(lambda block: not is_party(block), blocks):
        if block.startswith("name "):
            some, several = _decide(block, cards, known, shelf)
            changed += some
            given |= several
        else:
            cards.assign(_office(block, cards, known, shelf), {})
    return cards.office_blocks(changed) | {name for name in given if cards.has_block(name)}


def _decide(
    block: str, cards: Cards, wits: Acquainted, shelf: _Shelf
) -> tuple[list[tuple[Member, int]], set[str]]:
    """Decide a block of a name: the actors that change, with their cards, and the blocks of those who may
    be called by the given names of these."""
    stored = shelf.block(block)
    found = decide_surname(list(stored), shelf, wits.offices.language)
    changed = cards.assign(found.members, {stored[card].number: id for card, id in found.cards.items()})
    numbers = {card for _, card in changed}
    given = {c.given for c in stored.values() if c.number in numbers and c.given is not None}
    return changed, {f"name {name}" for name in given}


def _office(block: str, cards: Cards, wits: Acquainted, shelf: _Shelf) -> Mapping[Member, str]:
    bearers = [b for card in shelf.block(block) for b in shelf.bearers(card)]
    if not bearers:
        return {}
    holders = _holders(cards.holders(block))
    present: dict[str, set[str]] = defaultdict(set)
    for article, person in cards.present(block, [h.id for h in holders]):
        present[article].add(person)
    known = {b.member: key for b in bearers if (key := wits.holder(b)) is not None}
    return decide_office(bearers, holders, present, known)


def _holders(rows: Iterable[tuple[StoredCard, str, str | None, str | None]]) -> list[Holder]:
    keys, days = defaultdict(set), defaultdict(set)
    for stored, person, first, last in rows:
        key = card_of(stored.cells).key
        if key is not None:
            keys[person].add(key)
        if first is not None and last is not None:
            days[person].add((date.fromisoformat(first), date.fromisoformat(last)))
    return [Holder(id, frozenset(keys[id]), tuple(sorted(days[id]))) for id in sorted(keys)]


def show_people(ledger: Ledger) -> Iterator[None]:
    """Show actors as the people that they are, step by step: what linking compares waits for none of it."""
    cards, due = ledger.links.cards, ledger.links.due
    people, articles = due.some("person"), cards.in_order(due.some("shown"))
    for start in range(0, len(articles), _SHOWN):
        some = articles[start : start + _SHOWN]
        with due.together():
            cards.introduce(some)
            due.done("shown", some)
        yield
    with due.together():
        cards.dismiss(people)
        due.done("person", people)


def _portray(ledger: Ledger, people: Sequence[str], wits: Wits) -> None:
    """Say what some people are called; nothing of those whom no article names any more."""
    cards, known = ledger.links.cards, acquainted(wits)
    for person in people:
        told = {card_of(stored.cells): times for stored, times in cards.cards_of(person)}
        if told:
            portrait = portray(told, known)
            cards.describe(person, portrait.name, portrait.kind, portrait.names, portrait.within)
            cards.bear(person, borne(person, told, known.offices))


class _Circle:
    """Who is named in full in articles of the bearers of some cards: all at once where few bear them, else
    asked name by name while these are few."""

    def __init__(self, cards: Cards, numbers: Sequence[int]) -> None:
        self._cards, self._numbers = cards, numbers
        self._known: dict[Name, bool] = {}
        self._all = cards.company_of(numbers) if cards.are_few(numbers, _FEW_BEARERS) else None

    def met(self, names: Collection[Name]) -> int:
        """How many of some names are among them."""
        if self._all is None and len(self._known.keys() | set(names)) > _FEW_NAMES:
            self._all = self._cards.company_of(self._numbers)
        if self._all is not None:
            return len(self._all.intersection(names))
        for name in names:
            if name not in self._known:
                self._known[name] = self._cards.has_met(self._numbers, *name)
        return sum(self._known[name] for name in set(names))


@dataclass
class _Shelf:
    """The cards of a ledger, asked by the rules of ``naming``."""

    cards: Cards

    def __post_init__(self) -> None:
        self._numbers: dict[Card, StoredCard] = {}
        self._circles: dict[str, _Circle] = {}
        self._company = lru_cache(maxsize=_COMPANIES)(self.cards.company)

    def block(self, block: str) -> dict[Card, StoredCard]:
        """The cards of a block."""
        found = {card_of(stored.cells): stored for stored in self.cards.of_block(block)}
        self._numbers = found
        self._circles = {}
        return found

    def bearers(self, card: Card) -> Sequence[Bearer]:
        """Who bears a card, by member."""
        return [_bearer(card, stored) for stored in self.cards.bearers(self._numbers[card].number)]

    def company(self, article: str) -> frozenset[Name]:
        """Who is named in full in an article."""
        return self._company(article)

    def met(self, person: str, cards: Collection[Card], names: Collection[Name]) -> int:
        """How many of some names stand in full in articles of the bearers of a person's cards."""
        if person not in self._circles:
            self._circles[person] = _Circle(self.cards, [self._numbers[c].number for c in cards])
        return self._circles[person].met(names)

    def meet(self, cards: Collection[Card], others: Collection[Card], least: int) -> bool:
        """Whether that many full names, not those of ``others``, stand in articles of bearers of both."""
        own = {c.key.surname for c in others if c.key is not None}
        sides = [[self._numbers[c].number for c in side] for side in (cards, others)]
        articles = [self.cards.articles_of(side) for side in sides]
        few = 0 if len(articles[0]) <= len(articles[1]) else 1
        found: set[Name] = set()
        for article in articles[few]:
            for name in self.company(article) - found:
                if name[0] not in own and self.cards.has_met(sides[1 - few], *name):
                    found.add(name)
            if len(found) >= least:
                return True
        return False

    def given_first(self, given: str) -> Mapping[str, frozenset[Post]]:
        """The people named in full by this given name, whatever their surname, with their offices."""
        found: dict[str, frozenset[Post]] = defaultdict(frozenset)
        for stored, person in self.cards.named_first(given):
            found[person] |= card_of(stored.cells).posts
        return found


def _bearer(card: Card, stored: StoredMember) -> Bearer:
    return Bearer(stored.member, card, stored.published)
