"""Who stands where in an article, as persons over articles: every place that names one of its people."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from dragoman.languages.names import name_words
from dragoman.link.acquainted import Acquainted
from dragoman.link.cards import Card, lay_out, offices_of
from dragoman.link.naming import block_of
from dragoman.link.offices import Offices
from dragoman.link.sheet import Sheet
from dragoman.link.spelling import NameKey, name_key
from dragoman.model import ActorKind, BlockRole, Person, Span
from dragoman.names.people import find_people as find_named

_MUTE = (BlockRole.FURNITURE, BlockRole.CREDIT)


Held = tuple[str, str | None]
"""An office that one person of a state holds at a time, and the state."""


class Place(NamedTuple):
    """A place that names somebody: ``who`` is a ``Person.id``, or the name where no actor bears it."""

    span: Span
    who: str


class Register(Protocol):
    """Who is who in the linked articles, as far as one that tells of events has to ask."""

    @property
    def offices(self) -> Offices:
        """The offices and states of all articles."""

    def state_of(self, words: str) -> str | None:
        """The state to which words roll up."""

    def person(self, sheet: Sheet, actor: str | None) -> str | None:
        """The person (id) whom an actor of an article is."""

    def card(self, sheet: Sheet, actor: str | None) -> Card | None:
        """What an article tells of one of its actors."""

    def named(self, key: NameKey) -> str | None:
        """The one person of all articles who bears a full name."""

    def outlet(self, name: str) -> str | None:
        """The outlet that some article makes an actor under a name."""

    def posts(self, who: str) -> Collection[Held]:
        """The offices that one person of a state holds at a time, and which all articles give to somebody."""

    def holders(self, office: str, state: str | None, among: Iterable[str]) -> list[str]:
        """The people among some who are said to hold an office."""


def held_by(card: Card, offices: Offices) -> frozenset[Held]:
    """The offices of a card that one person of a state holds at a time."""
    return frozenset((p.office, p.state) for p in card.posts if offices.is_single(p.office))


def outlet_block(name: str, offices: Offices) -> str | None:
    """The block of the outlet of a name."""
    return block_of(Card(ActorKind.OUTLET, name, (name,)), offices)


class Memory:
    """A register of articles in memory."""

    def __init__(
        self, sheets: Sequence[Sheet], people: Iterable[Person], wits: Acquainted | None = None
    ) -> None:
        self._wits = Acquainted(offices_of(sheets)) if wits is None else wits
        self._of_member = {member: p.id for p in people for member in p.members}
        self._cards = {
            b.member: b.card
            for sheet in sheets
            for b in map(self._wits.recognise, lay_out(sheet, self.offices))
        }
        self._full: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._outlets: dict[str, str] = {}
        self._posts: dict[str, set[Held]] = defaultdict(set)
        for member, card in self._cards.items():
            if member in self._of_member:
                self._note(card, self._of_member[member])

    def _note(self, card: Card, who: str) -> None:
        if card.kind is ActorKind.OUTLET and (block := block_of(card, self.offices)) is not None:
            self._outlets[block] = who
        if card.key is not None and card.key.is_full:
            self._full[card.key.surname, card.key.given].add(who)
        self._posts[who] |= held_by(card, self.offices)

    @property
    def offices(self) -> Offices:
        """The offices and states of all articles."""
        return self._wits.offices

    def state_of(self, words: str) -> str | None:
        """The state to which words roll up."""
        return self.offices.state_of(words)

    def person(self, sheet: Sheet, actor: str | None) -> str | None:
        """The person (id) whom an actor of an article is."""
        return self._of_member.get((sheet.id, actor or ""))

    def card(self, sheet: Sheet, actor: str | None) -> Card | None:
        """What an article tells of one of its actors."""
        return self._cards.get((sheet.id, actor or ""))

    def named(self, key: NameKey) -> str | None:
        """The one person of all articles who bears a full name."""
        found = self._full.get((key.surname, key.given), set())
        return next(iter(found)) if len(found) == 1 else None

    def outlet(self, name: str) -> str | None:
        """The outlet that some article makes an actor under a name."""
        return self._outlets.get(outlet_block(name, self.offices) or "")

    def posts(self, who: str) -> Collection[Held]:
        """The offices of one holder at a time that all articles give to somebody."""
        return self._posts.get(who, set())

    def holders(self, office: str, state: str | None, among: Iterable[str]) -> list[str]:
        """The people among some who are said to hold an office."""
        return holders_among(self, office, state, among)


def holders_among(register: Register, office: str, state: str | None, among: Iterable[str]) -> list[str]:
    """The people among some who are said to hold an office of a state, or of any."""
    held = {who: register.posts(who) for who in set(among)}
    return sorted(w for w, posts in held.items() if any(o == office and state in (None, s) for o, s in posts))


class Roster:
    """The people of one article, in order of the places that name them. Names beside those of its actors
    are looked for in some stretches of it."""

    def __init__(self, sheet: Sheet, register: Register, stretches: Sequence[Span]) -> None:
        self.sheet, self.register, self.stretches = sheet, register, stretches
        self.places = sorted(set(self._places()), key=lambda p: (p.span.start, p.span.end, p.who))
        self._starts = [p.span.start for p in self.places]
        self.everyone = sorted({p.who for p in self.places})

    def within(self, start: int, end: int) -> list[Place]:
        """The places inside a stretch, in order."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [p for p in self.places[first:last] if p.span.end <= end]

    def before(self, start: int, end: int) -> str | None:
        """Who is named last in a stretch."""
        found = self.within(start, end)
        return found[-1].who if found else None

    def _places(self) -> Iterator[Place]:
        surnames: dict[str, set[str]] = defaultdict(set)
        for actor in self.sheet.reading.actors:
            who = self.register.person(self.sheet, actor.id)
            if actor.kind is not ActorKind.PERSON or who is None:
                continue
            surnames[actor.name.split()[-1]].add(who)
            yield from (Place(m, who) for m in actor.mentions if m.end - m.start <= len(actor.name))
        for name, is_sure in self._named():
            key = name_key(" ".join(name))
            if name[-1] in surnames or key is None or not key.is_full:
                continue
            who = self.register.named(key)
            if who is not None or is_sure:
                surnames[name[-1]].add(who or " ".join(name))
        yield from self._occurrences(surnames)

    def _named(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Names beside those of the actors, and whether an office or the given name shows a person."""
        words = name_words(self.register.offices.language)
        for stretch in self.stretches:
            for mention in find_named(self.sheet.text, stretch, self.register.offices.language):
                titled = mention.about.title is not None
                yield mention.name, titled or words.gender_of(mention.name[0]) is not None

    def _occurrences(self, surnames: dict[str, set[str]]) -> Iterator[Place]:
        sure = {surname: next(iter(who)) for surname, who in surnames.items() if len(who) == 1}
        for block in self.sheet.reading.page.blocks:
            if block.role not in _MUTE:
                end = block.span.start
                for start, name in sorted(_words_in(self.sheet.text, block.span, sure)):
                    if start >= end:
                        end = start + len(name)
                        yield Place(Span(start, end), sure[name])


def _words_in(text: str, within: Span, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Where whole words stand in a stretch. One after the other is looked for: to make a pattern of all takes
    longer than to go by it, as every article has its own."""
    for word in words:
        start = text.find(word, within.start, within.end)
        while start >= 0:
            end = start + len(word)
            if not (_goes_on(text[start - 1 : start]) or (end < within.end and _goes_on(text[end]))):
                yield start, word
            start = text.find(word, start + 1, within.end)


def _goes_on(sign: str) -> bool:
    """Whether a sign is of a word."""
    return sign.isalnum() or sign == "_"
