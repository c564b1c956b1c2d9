"""Who is one person, in a ledger: only the blocks of surnames and offices that something touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from dragoman.ledger.cards import Cards, StoredCard, StoredMember
from dragoman.ledger.due import Due
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
    unknown_words,
)
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
from dragoman.linking.register import borne

_AT_ONCE = 500  # of anything that is done in one transaction


def learn(cards: Cards, due: Due) -> None:
    """The states that the articles at hand name, learnt from the words of those that are due. Articles that
    use words of a state that comes or goes are due as well."""
    articles = due.some("article")
    for start in range(0, len(articles), _AT_ONCE):
        with due.together():
            for article in articles[start : start + _AT_ONCE]:
                words = unknown_words(cards.actors(article))
                cards.put_words(article, {word: (start_of(word), use) for word, use in words.items()})
    with due.together():
        starts = due.some("states")
        for start_word in starts:
            cards.learn(start_word, learn_states(cards.words_from(start_word)))
        due.done("states", starts)


def put_cards(sheet: Sheet, cards: Cards, due: Due, wits: Acquainted) -> None:
    """Keep the cards of an article; blocks that they touch are due."""
    due.add("person", cards.people_of(sheet.id))
    told = {b.member[1]: wits.recognise(b).card for b in lay_out(sheet, wits.offices)}
    stored = {actor: _stored(card, wits.offices) for actor, card in told.items()}
    alone = {actor: actor for actor, card in stored.items() if not card.block}
    parties = {actor: party_id(card.block) for actor, card in stored.items() if is_party(card.block)}
    fresh = cards.put_members(sheet.id, stored, alone | parties)
    blocks = {card.block for card in fresh.values() if card.block and not is_party(card.block)}
    blocks |= {post for card in fresh.values() for post in card.posts}
    due.add("people", blocks)


def drop_cards(article: str, cards: Cards) -> None:
    """Forget the cards of an article that is linked no more."""
    cards.put_members(article, {})
    cards.put_words(article, {})


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


def decide_people(cards: Cards, due: Due, wits: Acquainted) -> None:
    """Decide the blocks that are due: whole names first, since surnames lean on them and offices on both."""
    shelf = _Shelf(cards)
    while waiting := due.some("people"):
        ranks = {block: cards.rank(block) for block in waiting}
        first = [block for block in waiting if ranks[block] == min(ranks.values())]
        for start in range(0, len(first), _AT_ONCE):
            with due.together():
                some = first[start : start + _AT_ONCE]
                due.done("people", some)
                for block in some:
                    _decide(block, cards, due, wits, shelf)
    _describe(cards, due, wits)


def _decide(block: str, cards: Cards, due: Due, wits: Acquainted, shelf: _Shelf) -> None:
    if is_party(block):
        return
    if not block.startswith("name "):
        cards.assign(_office(block, cards, wits, shelf), {})
        return
    stored = shelf.block(block)
    found = decide_surname(list(stored), shelf, wits.offices.language)
    changed = cards.assign(found.members, {stored[card].number: id for card, id in found.cards.items()})
    due.add("people", cards.office_blocks(changed))
    numbers = {card for _, card in changed}
    given = {c.given for c in stored.values() if c.number in numbers and c.given is not None}
    due.add("people", (f"name {g}" for g in given if cards.has_block(f"name {g}")))


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


def _describe(cards: Cards, due: Due, wits: Acquainted) -> None:
    """What the people that are due are called, and who they are in each article."""
    people, members = due.some("person"), due.some("member")
    gone = []
    for start in range(0, len(people), _AT_ONCE):
        with due.together():
            for person in people[start : start + _AT_ONCE]:
                told = {card_of(stored.cells): times for stored, times in cards.cards_of(person)}
                if told:
                    portrait = portray(told, wits)
                    cards.describe(person, portrait.name, portrait.kind, portrait.names, portrait.within)
                    cards.bear(person, borne(person, told, wits.offices))
                else:
                    gone.append(person)
    for start in range(0, len(members), _AT_ONCE):
        some = members[start : start + _AT_ONCE]
        with due.together():
            cards.introduce((article, actor) for article, actor in map(str.split, some))
            due.done("member", some)
    with due.together():
        cards.dismiss(gone)
        due.done("person", people)


@dataclass
class _Shelf:
    """The cards of a ledger, asked by the rules of ``naming``."""

    cards: Cards

    def __post_init__(self) -> None:
        self._numbers: dict[Card, StoredCard] = {}
        self._met: dict[tuple[frozenset[int], Name], bool] = {}

    def block(self, block: str) -> dict[Card, StoredCard]:
        """The cards of a block."""
        found = {card_of(stored.cells): stored for stored in self.cards.of_block(block)}
        self._numbers = found
        self._met = {}
        return found

    def bearers(self, card: Card) -> Sequence[Bearer]:
        """Who bears a card, by member."""
        return [_bearer(card, stored) for stored in self.cards.bearers(self._numbers[card].number)]

    def company(self, article: str) -> frozenset[Name]:
        """Who is named in full in an article."""
        return self.cards.company(article)

    def met(self, cards: Collection[Card], names: Collection[Name]) -> int:
        """How many of some names stand in full in articles of the bearers of some cards."""
        numbers = frozenset(self._numbers[c].number for c in cards)
        for name in names:
            if (numbers, name) not in self._met:
                self._met[numbers, name] = self.cards.has_met(numbers, *name)
        return sum(self._met[numbers, name] for name in set(names))

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
