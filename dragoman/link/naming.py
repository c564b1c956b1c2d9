"""Who is one person among those of one surname, or of one office: the rules, a block at a time.

A block is all that its cards tell (``cards``), and what an ``Archive`` answers about the articles in which
they stand; nothing else is looked at, so a block can be decided by itself whenever something in it changed.
What comes out names a person (``Person.id``) for whole cards, so that many bearers cost no more than one, and
for single bearers where their own article decides.

A person's id is a function of what the block is joined by, not of its members: it stays when articles come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations
from typing import Protocol

from dragoman.ids import tie_id
from dragoman.languages.names import name_words
from dragoman.link.cards import Bearer, Card, Member, Post
from dragoman.link.offices import Offices
from dragoman.link.spelling import NameKey, given_roots, is_one_given, place_name
from dragoman.model import ActorKind, Interval

NEAR = timedelta(days=31)  # between two articles in which an office has one holder
COMPANY = 2  # people named in full in both articles that vouch for a surname without an office
_UNJOINED = (ActorKind.UNNAMED,)

Name = tuple[str, str]
"""Surname and given name of somebody named in full, as keys."""


class Archive(Protocol):
    """What the rules ask of all articles."""

    def bearers(self, card: Card) -> Sequence[Bearer]:
        """Who bears a card, by member."""

    def company(self, article: str) -> frozenset[Name]:
        """Who is named in full in an article."""

    def met(self, person: str, cards: Collection[Card], names: Collection[Name]) -> int:
        """How many of some names stand in full in articles of the bearers of a person's cards; the cards of
        one person are the same each time, while a block is decided."""

    def meet(self, cards: Collection[Card], others: Collection[Card], least: int) -> bool:
        """Whether that many full names, not those of ``others``, stand in articles of bearers of both."""

    def given_first(self, given: str) -> Mapping[str, frozenset[Post]]:
        """The people (ids) named in full by this given name, whatever their surname, with their offices."""


@dataclass(frozen=True, slots=True)
class Found:
    """The person (id) of whole cards, and of single bearers by their article."""

    cards: dict[Card, str] = field(default_factory=dict)
    members: dict[Member, str] = field(default_factory=dict)

    def alone(self, bearers: Iterable[Bearer]) -> None:
        """Each is somebody by himself."""
        for bearer in bearers:
            self.members[bearer.member] = bearer.member[1]


@dataclass(frozen=True)
class _Group:
    """Cards of one person who is named in full."""

    id: str
    cards: tuple[Card, ...]

    @cached_property
    def posts(self) -> frozenset[Post]:
        return frozenset(p for c in self.cards for p in c.posts)

    @cached_property
    def states(self) -> frozenset[str]:
        return frozenset(s for c in self.cards for s in c.states)

    @cached_property
    def keys(self) -> frozenset[NameKey]:
        return frozenset(c.key for c in self.cards if c.key is not None)


# ------------------------------------------------------------------- which block a card belongs to


def block_of(card: Card, offices: Offices) -> str | None:
    """The block in which a card is decided; ``None`` where each bearer is somebody by himself."""
    if card.kind is not ActorKind.PERSON:
        return _party(card, offices)
    if card.key is not None:
        return f"name {card.key.surname}"
    post = card.post
    if post is None or post.state is None or post.past or not offices.is_single(post.office):
        return None
    return block_of_post(post)


def block_of_post(post: Post) -> str:
    """The block of those who are called by an office alone."""
    return f"office {post.office} of {post.state}"


def is_party(block: str) -> bool:
    """Whether all cards of a block are one party, no person."""
    return block.startswith("party ")


def party_id(block: str) -> str:
    """The ``Person.id`` of a party."""
    return tie_id("h", block)


def _party(card: Card, offices: Offices) -> str | None:
    key = _party_key(card, offices)
    return None if key is None else f"party {card.kind.value} {key}"


def _party_key(card: Card, offices: Offices) -> str | None:
    """What a body, a state or an outlet is called, one for all its names; ``None`` for no proper name."""
    if card.kind in _UNJOINED:
        return None
    if card.kind is ActorKind.STATE:
        if offices.state_of(card.name) is None and _is_common(card, offices):
            return None
        return offices.is_state(card.name) or place_name(card.name, offices.language).lower()
    if card.kind is ActorKind.ORGANISATION:
        state, words = offices.body_key(card.name)
        proper = state is not None or any(w[:1].isupper() for w in card.name.split())
        return f"{state or ''}: {' '.join(sorted(words))}" if proper else None
    common = name_words(offices.language).common
    telling = [w for w in card.name.split() if w.lower() not in common]
    proper = any(w[:1].isupper() for w in telling[1:]) or card.kind is ActorKind.OUTLET
    stated = offices.state_of(card.name) is not None
    return " ".join(w.lower() for w in telling) if proper or stated else None


def _is_common(card: Card, offices: Offices) -> bool:
    """Whether a single word is a common noun ("Critics") and no name."""
    kinds = name_words(offices.language).kinds
    return card.name.lower() in kinds["unnamed"] | kinds["group"]


# ------------------------------------------------------------------- a surname


def decide_surname(cards: Sequence[Card], archive: Archive, language: str) -> Found:
    """The people of one surname; the result does not depend on the order of the cards."""
    found = Found()
    full = [c for c in cards if c.key is not None and c.key.is_full]
    rest = [c for c in cards if c.key is not None and not c.key.is_full]
    groups = [g for same in _one_name(full, language) for g in _by_state(same, archive, found)]
    for group in groups:
        found.cards.update(dict.fromkeys(group.cards, group.id))
    first = archive.given_first(rest[0].key.surname) if rest and rest[0].key and not full else {}
    for card in rest:
        _attach(card, groups, first, archive, found)
    return found


def _order(key: NameKey) -> tuple[str, str, tuple[str, ...], str]:
    return key.surname, key.given, key.middle, key.suffix


def _one_name(cards: Sequence[Card], language: str) -> Iterator[list[Card]]:
    """Cards whose keys are one name: all of a part must fit one another, or each key stands alone."""
    of_key: dict[NameKey, list[Card]] = defaultdict(list)
    by_root: dict[str, list[NameKey]] = defaultdict(list)
    for card in cards:
        if card.key is not None:
            of_key[card.key].append(card)
    keys = sorted(of_key, key=_order)
    for key in keys:
        for root in given_roots(key.given, language):
            by_root[root].append(key)
    near = {
        key: frozenset(
            o
            for root in given_roots(key.given, language)
            for o in by_root[root]
            if is_one_given(key, o, language)
        )
        for key in keys
    }
    seen: set[NameKey] = set()
    for key in keys:
        if key not in seen:
            whole = all(near[other] == near[key] for other in near[key])
            part = sorted(near[key], key=_order) if whole else [key]
            seen.update(part)
            yield [card for k in part for card in of_key[k]]


def _by_state(cards: Sequence[Card], archive: Archive, found: Found) -> Iterator[_Group]:
    """Bearers of one name whose offices belong to different states are different people, unless their
    articles name the same others. Who is given no state is then one of them, or somebody by himself."""
    least = min(((c.key and _order(c.key)) or ("", "", (), "")) for c in cards)
    name = (least[0], least[1], " ".join(least[2]), least[3])
    parts = [(min(p), [c for c in cards if c.states & p]) for p in _connected([c.states for c in cards])]
    if len(parts) < 2 or any(archive.meet(a, b, COMPANY) for (_, a), (_, b) in combinations(parts, 2)):
        yield _Group(tie_id("h", "name", *name), tuple(cards))
        return
    groups = [_Group(tie_id("h", "name", *name, state), tuple(part)) for state, part in parts]
    for card in cards:
        if not card.states:
            for bearer in archive.bearers(card):
                fitting = [g for g in groups if _vouches(bearer, g, archive)]
                found.members[bearer.member] = fitting[0].id if len(fitting) == 1 else bearer.member[1]
    yield from groups


def _connected(sets: Iterable[frozenset[str]]) -> list[set[str]]:
    """Unions of overlapping sets, empty ones left out, in order of their least word."""
    parts: list[set[str]] = []
    for one in sets:
        if one:
            touched = [p for p in parts if p & one]
            parts = [p for p in parts if not p & one] + [set(one).union(*touched)]
    return sorted(parts, key=min)


def _attach(
    card: Card, groups: Sequence[_Group], first: Mapping[str, frozenset[Post]], archive: Archive, found: Found
) -> None:
    """A card without a whole given name joins the one person whom it can mean."""
    fitting = [g for g in groups if _may_be(card, g) and not _contradicts(card, g)]
    sure = [g.id for g in fitting if _holds_the_same(card, g)]
    if not groups:
        sure = [id for id, posts in sorted(first.items()) if _is_one_office(card, posts)]
    if len(sure) == len(fitting) or not fitting:
        if len(sure) == 1:
            found.cards[card] = sure[0]
        else:
            _by_post(card, archive, found)
        return
    alone = []
    for bearer in archive.bearers(card):
        vouched = [g.id for g in fitting if g.id in sure or _is_in_company(bearer, g, archive)]
        if len(vouched) == 1:
            found.members[bearer.member] = vouched[0]
        else:
            alone.append(bearer)
    _among_themselves(card, alone, found)


def _vouches(bearer: Bearer, group: _Group, archive: Archive) -> bool:
    """Whether something beside the name says that somebody is one of a group."""
    card = bearer.card
    if _contradicts(card, group):
        return False
    return _holds_the_same(card, group) or _is_in_company(bearer, group, archive)


def _contradicts(card: Card, group: _Group) -> bool:
    return bool(card.states and group.states and not card.states & group.states)


def _holds_the_same(card: Card, group: _Group) -> bool:
    """Whether both hold an office of one state."""
    return any(
        p.fits(q) and p.state is not None and p.state == q.state for p in card.posts for q in group.posts
    )


def _is_in_company(bearer: Bearer, group: _Group, archive: Archive) -> bool:
    """Whether a bearer's article names the same others as articles of a group; fewer are needed where an
    office may be one."""
    needed = 1 if any(p.fits(q) for p in bearer.card.posts for q in group.posts) else COMPANY
    own = {key.surname for key in group.keys}
    others = [name for name in archive.company(bearer.member[0]) if name[0] not in own]
    return len(others) >= needed and archive.met(group.id, group.cards, others) >= needed


def _may_be(card: Card, group: _Group) -> bool:
    """Whether an initial, if there is one, fits the given name."""
    mine = card.key
    if mine is None or not mine.given:
        return mine is not None
    return all(is_one_given(mine, key) for key in group.keys)


def _is_one_office(card: Card, posts: Iterable[Post]) -> bool:
    """ "President Ree" is Ree Sang-ho, the president, where the family name is printed first."""
    mine = {(p.office, p.state) for p in card.posts if p.state is not None}
    return any((p.office, p.state) in mine for p in posts)


def _by_post(card: Card, archive: Archive, found: Found) -> None:
    """A surname that no full name explains: one person where office and state are the same."""
    id = _post_id(card)
    if id is not None:
        found.cards[card] = id
    else:
        found.alone(archive.bearers(card))


def _among_themselves(card: Card, bearers: Sequence[Bearer], found: Found) -> None:
    id = _post_id(card)
    if id is None:
        found.alone(bearers)
    else:
        found.members.update((b.member, id) for b in bearers)


def _post_id(card: Card) -> str | None:
    posts = sorted((p.office, p.state) for p in card.posts if p.state is not None)
    if not posts or card.key is None:
        return None
    return tie_id("h", "surname", card.key.surname, card.key.given, posts[0][0], posts[0][1] or "")


# ------------------------------------------------------------------- an office


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with a name who is said to hold an office: under which names, and when articles say so
    (first and last day of publication, both known)."""

    id: str
    keys: frozenset[NameKey]
    days: tuple[tuple[date, date], ...]


def decide_office(
    bearers: Sequence[Bearer],
    holders: Sequence[Holder],
    present: Mapping[str, Collection[str]],
    holder_known: Mapping[Member, NameKey],
) -> dict[Member, str]:
    """Whom those mean who are called by one office alone: the one holder whom the same article names, whom
    the user knows (``holder_known``), or whom articles of the same weeks name; else each is by himself.
    ``present`` are the people (ids) with names by article."""
    return {
        b.member: _holder(b, holders, present.get(b.member[0], ()), holder_known.get(b.member)) or b.member[1]
        for b in bearers
    }


def _holder(
    bearer: Bearer, holders: Sequence[Holder], present: Collection[str], known: NameKey | None
) -> str | None:
    here = [h for h in holders if h.id in present]
    if here:
        return here[0].id if len(here) == 1 else None
    if known is not None:
        called = [h for h in holders if known in h.keys]
        return called[0].id if len(called) == 1 else None
    near = [h for h in holders if _is_near(bearer.published, h)]
    return near[0].id if len(near) == 1 else None


def _is_near(published: Interval | None, holder: Holder) -> bool:
    first, last = bounds(published)
    if first is None or last is None:
        return False
    return any(first - end <= NEAR and begin - last <= NEAR for begin, end in holder.days)


def bounds(interval: Interval | None) -> tuple[date | None, date | None]:
    """The ends of an interval, if there is one."""
    return (interval.first, interval.last) if interval is not None else (None, None)
