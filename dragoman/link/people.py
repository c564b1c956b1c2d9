"""Actors over articles: one person under several spellings, titles and offices.

Names are joined by keys (``spelling``), so the work grows with the number of actors and not with its
square. Full names of one key are one person, unless their offices belong to different states. A
surname alone, an initial, or an office alone ("Ostmar's foreign minister") joins only the one person
for whom the articles give evidence, and stays by itself where they give none or speak for two. Sources
that a page keeps unnamed never join. A state, its capital and its organs stay different actors: ``within``
names the state to roll them up to. The result does not depend on the order of the sheets.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from dragoman.languages.names import name_words
from dragoman.link.cards import Card, Post, lay_out, offices_of
from dragoman.link.known import Known
from dragoman.link.offices import Offices
from dragoman.link.sheet import Sheet
from dragoman.link.spelling import NameKey, given_roots, is_one_given, name_key, place_name
from dragoman.model import ActorKind, Interval, Person

_NEAR = timedelta(days=31)  # between two articles in which an office has one holder
_COMPANY = 2  # people named in full in both articles that vouch for a surname without an office
_UNJOINED = (ActorKind.UNNAMED,)


def find_people(sheets: Iterable[Sheet], known: Sequence[Known] = ()) -> tuple[Person, ...]:
    """The actors of all articles, each in exactly one person, by id.

    ``known`` are people whom the user knows; they help where a page leaves open who is meant.
    """
    sheets = sorted({s.id: s for s in sheets}.values(), key=lambda s: s.id)
    offices = offices_of(sheets, (t.of for p in known for t in p.tenures if t.of))
    cards = [card for sheet in sheets for card in lay_out(sheet, offices)]
    named = [c for c in cards if c.key is not None]
    company = _company(named)
    people = _People(_Wits(offices, company, tuple(known)))
    people.add([people.wits.recognise(c) for c in named])
    people.place([c for c in cards if c.post is not None])
    groups = [g.cards for g in people.groups] + list(_parties(cards, offices))
    return tuple(sorted((_person(group, offices) for group in groups), key=lambda p: p.id))


Company = dict[str, frozenset[tuple[str, str]]]


def _company(named: Sequence[Card]) -> Company:
    """Who is named in full in each article."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for card in named:
        if card.key is not None and card.key.is_full:
            found[card.member[0]].add((card.key.surname, card.key.given))
    return {article: frozenset(keys) for article, keys in found.items()}


@dataclass(eq=False)
class _Group:
    """Cards of one person."""

    cards: list[Card] = field(default_factory=list)

    def posts(self) -> set[Post]:
        return {p for c in self.cards for p in c.posts}

    def states(self) -> set[str]:
        return {s for c in self.cards for s in c.states}

    def articles(self) -> set[str]:
        return {c.member[0] for c in self.cards}


@dataclass(frozen=True)
class _Wits:
    """What is known beside the cards: offices, who appears with whom, and the user's people."""

    offices: Offices
    company: Company
    known: tuple[Known, ...]

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

    def recognise(self, card: Card) -> Card:
        """The card under the known person's name, where it is one known person's and its own words do not
        speak against it; a surname alone needs an office of that person."""
        if card.key is None or not self.known:
            return card
        fitting = {
            p.name: p
            for p in self._by_key.get((card.key.surname, card.key.given), ())
            if self._agrees(card, p)
        }
        if len(fitting) != 1:
            return card
        key = name_key(next(iter(fitting)), self.offices.language)
        return card.called(key) if key is not None else card

    def _agrees(self, card: Card, person: Known) -> bool:
        held = [
            Post(self.offices.office(t.office) or "", self.offices.state_of(t.of)) for t in person.tenures
        ]
        states = {p.state for p in held if p.state is not None}
        if card.states and states and not card.states & states:
            return False
        if card.key is not None and card.key.is_full:
            return True
        when = _bounds(card.published)
        now = [p for p, t in zip(held, person.tenures, strict=True) if t.covers(*when)]
        return any(p.fits(q) and p.state is not None and p.state == q.state for p in card.posts for q in now)

    def holder(self, card: Card) -> NameKey | None:
        """The one known holder of the office by which a card calls its person, at the article's day."""
        post, (first, last) = card.post, _bounds(card.published)
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

    def vouches(self, card: Card, group: _Group) -> bool:
        """Whether something beside the name says that a card is one of a group."""
        states = group.states()
        if card.states and states and not card.states & states:
            return False
        fitting = [(p, q) for p in card.posts for q in group.posts() if p.fits(q)]
        if any(p.state is not None and p.state == q.state for p, q in fitting):
            return True
        shared = self.shared(_Group([card]), group)
        return shared >= (1 if fitting else _COMPANY)

    def shared(self, one: _Group, other: _Group) -> int:
        """How many people are named in full in the articles of both groups, themselves left out."""
        mine, theirs = (
            frozenset().union(*(self.company.get(a, frozenset()) for a in group.articles()))
            for group in (one, other)
        )
        surnames = {c.key.surname for c in other.cards if c.key is not None}
        return sum(surname not in surnames for surname, _ in mine & theirs)


class _People:
    """Groups of cards while they grow."""

    def __init__(self, wits: _Wits) -> None:
        self.wits = wits
        self.groups: list[_Group] = []
        self._of: dict[tuple[str, str], _Group] = {}

    def add(self, cards: Sequence[Card]) -> None:
        """Group people with names, a surname at a time."""
        blocks: dict[str, list[Card]] = defaultdict(list)
        family_first: dict[str, list[_Group]] = defaultdict(list)
        for card in cards:
            if card.key is not None:
                blocks[card.key.surname].append(card)
        waiting = []
        for surname in sorted(blocks):
            full = [c for c in blocks[surname] if c.key is not None and c.key.is_full]
            made = [self._make(group) for group in self._full(full)]
            for group in made:
                for given in sorted({c.key.given for c in group.cards if c.key is not None}):
                    family_first[given].append(group)
            waiting.append((surname, [c for c in blocks[surname] if c not in full], made))
        for surname, rest, made in waiting:
            self._attach(rest, made, family_first.get(surname, []))

    def _make(self, cards: Sequence[Card]) -> _Group:
        group = _Group(list(cards))
        self.groups.append(group)
        for card in cards:
            self._of[card.member] = group
        return group

    def _join(self, card: Card, group: _Group) -> None:
        group.cards.append(card)
        self._of[card.member] = group

    # ------------------------------------------------------------ full names

    def _full(self, cards: Sequence[Card]) -> Iterator[list[Card]]:
        """Cards of one surname with whole given names, by person."""
        by_key: dict[NameKey, list[Card]] = defaultdict(list)
        for card in cards:
            if card.key is not None:
                by_key[card.key].append(card)
        for keys in _one_name(sorted(by_key, key=_order), self.wits.offices.language):
            yield from self._by_state([c for key in keys for c in by_key[key]])

    def _by_state(self, cards: Sequence[Card]) -> Iterator[list[Card]]:
        """Bearers of one name whose offices belong to different states are different people, unless their
        articles name the same others."""
        parts = _connected([c.states for c in cards])
        groups = [_Group([c for c in cards if c.states & states]) for states in parts]
        if any(self.wits.shared(one, other) >= _COMPANY for one, other in combinations(groups, 2)):
            groups = []
        if len(groups) < 2:
            yield list(cards)
            return
        for card in cards:
            if not card.states:
                fitting = [g for g in groups if self.wits.vouches(card, g)]
                (fitting[0].cards.append(card) if len(fitting) == 1 else groups.append(_Group([card])))
        yield from (g.cards for g in groups)

    # ------------------------------------------------------------ surnames, initials, offices

    def _attach(self, cards: Sequence[Card], made: Sequence[_Group], family_first: Sequence[_Group]) -> None:
        """Cards without a whole given name join the one person they can mean."""
        before = [(g, _Group(list(g.cards))) for g in made]
        first = [(g, _Group(list(g.cards))) for g in family_first]
        alone = []
        for card in cards:
            fitting = [g for g, was in before if _may_be(card, was) and self.wits.vouches(card, was)]
            if not fitting and not before:
                fitting = [g for g, was in first if _by_office(card, was)]
            if len(fitting) == 1:
                self._join(card, fitting[0])
            else:
                alone.append(card)
        for group in _by_post(alone):
            self._make(group)

    def place(self, cards: Sequence[Card]) -> None:
        """People called by their office alone: the one holder whom the same article names, whom the user
        knows, or whom articles of the same weeks name."""
        holders: dict[tuple[str, str | None], list[_Group]] = defaultdict(list)
        for group in self.groups:
            for office, state in {(p.office, p.state) for p in group.posts() if p.state and not p.past}:
                holders[office, state].append(group)
        found = [(card, self._holder(card, holders)) for card in cards]
        for card, holder in found:
            if holder is not None:
                self._join(card, holder)
            else:
                self._make([card])

    def _holder(self, card: Card, holders: dict[tuple[str, str | None], list[_Group]]) -> _Group | None:
        post = card.post
        if post is None or post.state is None or post.past or not self.wits.offices.is_single(post.office):
            return None
        groups = holders.get((post.office, post.state), [])
        present = [g for g in groups if card.member[0] in g.articles()]
        if present:
            return present[0] if len(present) == 1 else None
        key = self.wits.holder(card)
        if key is not None:
            called = [g for g in groups if any(c.key == key for c in g.cards)]
            return called[0] if len(called) == 1 else None
        near = [
            g
            for g in groups
            if any(_is_near(card.published, c.published) for c in g.cards if post in c.posts)
        ]
        return near[0] if len(near) == 1 else None


def _order(key: NameKey) -> tuple[str, str, tuple[str, ...], str]:
    return key.surname, key.given, key.middle, key.suffix


def _one_name(keys: Sequence[NameKey], language: str) -> Iterator[list[NameKey]]:
    """Keys of one surname that are one name: all of a part must fit one another, or each stands alone."""
    by_root: dict[str, list[NameKey]] = defaultdict(list)
    for key in keys:
        for root in given_roots(key.given, language):
            by_root[root].append(key)
    near = {
        key: {other for root in given_roots(key.given, language) for other in by_root[root]} for key in keys
    }
    near = {key: {o for o in others if is_one_given(key, o, language)} for key, others in near.items()}
    seen: set[NameKey] = set()
    for key in keys:
        if key in seen:
            continue
        part = sorted(near[key], key=_order)
        if all(near[other] == near[key] for other in part):
            seen.update(part)
            yield part
        else:
            seen.add(key)
            yield [key]


def _connected(sets: Iterable[frozenset[str]]) -> list[set[str]]:
    """Unions of overlapping sets, empty ones left out, in order of their least word."""
    parts: list[set[str]] = []
    for one in sets:
        if one:
            touched = [p for p in parts if p & one]
            parts = [p for p in parts if not p & one] + [set(one).union(*touched)]
    return sorted(parts, key=min)


def _may_be(card: Card, group: _Group) -> bool:
    """Whether an initial, if there is one, fits the given name."""
    mine = card.key
    if mine is None or not mine.given:
        return mine is not None
    keys = [c.key for c in group.cards if c.key is not None]
    return all(is_one_given(mine, key) for key in keys)


def _by_office(card: Card, group: _Group) -> bool:
    """ "President Ree" is Ree Sang-ho, the president, where the family name is printed first."""
    return any(
        p.state is not None and (p.office, p.state) == (q.office, q.state)
        for p in card.posts
        for q in group.posts()
    )


def _by_post(cards: Sequence[Card]) -> Iterator[list[Card]]:
    """Surnames that no full name explains: one person where office and state are the same."""
    by_post: dict[Hashable, list[Card]] = defaultdict(list)
    for card in cards:
        posts = sorted((p.office, p.state) for p in card.posts if p.state is not None)
        by_post[(card.key and card.key.given, posts[0]) if posts else card.member].append(card)
    yield from by_post.values()


def _bounds(interval: Interval | None) -> tuple[date | None, date | None]:
    return (interval.first, interval.last) if interval is not None else (None, None)


def _is_near(one: Interval | None, other: Interval | None) -> bool:
    (first, last), (other_first, other_last) = _bounds(one), _bounds(other)
    if first is None or last is None or other_first is None or other_last is None:
        return False
    return first - other_last <= _NEAR and other_first - last <= _NEAR


# ------------------------------------------------------------------- states, bodies, outlets


def _parties(cards: Sequence[Card], offices: Offices) -> Iterator[list[Card]]:
    """Whatever is no person, by what it is called."""
    parties: dict[Hashable, list[Card]] = defaultdict(list)
    for card in cards:
        if card.kind is not ActorKind.PERSON or (card.key is None and card.post is None):
            parties[_party_key(card, offices)].append(card)
    yield from parties.values()


def _party_key(card: Card, offices: Offices) -> Hashable:
    if card.kind in _UNJOINED or card.kind is ActorKind.PERSON:
        return card.member
    if card.kind is ActorKind.STATE and offices.state_of(card.name) is None and _is_common(card, offices):
        return card.member
    if card.kind is ActorKind.STATE:
        return card.kind, offices.is_state(card.name) or place_name(card.name, offices.language).lower()
    if card.kind is ActorKind.ORGANISATION:
        state, words = offices.body_key(card.name)
        proper = state is not None or any(w[:1].isupper() for w in card.name.split())
        return (card.kind, state, words) if proper else card.member
    common = name_words(offices.language).common
    telling = [w for w in card.name.split() if w.lower() not in common]
    proper = any(w[:1].isupper() for w in telling[1:]) or card.kind is ActorKind.OUTLET
    stated = offices.state_of(card.name) is not None
    return (card.kind, tuple(w.lower() for w in telling)) if proper or stated else card.member


def _is_common(card: Card, offices: Offices) -> bool:
    """Whether a single word is a common noun ("Critics") and no name."""
    kinds = name_words(offices.language).kinds
    return card.name.lower() in kinds["unnamed"] | kinds["group"]


# ------------------------------------------------------------------- the person


def _person(cards: Sequence[Card], offices: Offices) -> Person:
    members = tuple(sorted(c.member for c in cards))
    names = tuple(sorted({n for c in cards for n in c.names}))
    return Person(
        id=members[0][1],
        name=_fullest(cards),
        kind=cards[0].kind,
        members=members,
        names=names,
        within=_within(cards, offices),
    )


def _fullest(cards: Sequence[Card]) -> str:
    """The name that most articles print, full ones before surnames and offices."""
    named = [c for c in cards if c.key is not None] or list(cards)
    counted = Counter(c.name for c in named)
    return min(counted, key=lambda n: (len(n.split()) < 2, -counted[n], -len(n.split()), n))


def _within(cards: Sequence[Card], offices: Offices) -> str | None:
    if cards[0].kind is ActorKind.PERSON:
        states = {s for c in cards for s in c.states}
    else:
        organs = (c for c in cards if c.kind is not ActorKind.OUTLET and offices.is_state(c.name) is None)
        states = {s for c in organs if (s := offices.side_of(c.name))}
    return states.pop() if len(states) == 1 else None
