"""Who stands where in an article, as persons over articles: every place that names one of its people."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.languages.names import name_words
from dragoman.link.cards import Post, lay_out, offices_of
from dragoman.link.sheet import Sheet
from dragoman.link.spelling import NameKey, name_key
from dragoman.model import ActorKind, BlockRole, Person, Span
from dragoman.names.people import find_people as find_named

_MUTE = (BlockRole.FURNITURE, BlockRole.CREDIT)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place that names somebody: ``who`` is a ``Person.id``, or the name where no actor bears it."""

    span: Span
    who: str


class Register:
    """All persons of the linked articles, by member and by name, with the offices they are given."""

    def __init__(self, sheets: Sequence[Sheet], people: Iterable[Person]) -> None:
        people = tuple(people)
        self.offices = offices_of(sheets)
        self.by_id = {p.id: p for p in people}
        self.of_member = {m: p for p in people for m in p.members}
        self.outlets = {
            re.sub("^the ", "", n.lower()): p.id
            for p in people
            if p.kind is ActorKind.OUTLET
            for n in p.names
        }
        self._full: dict[tuple[str, str], set[str]] = defaultdict(set)
        for person in people:
            for key in (name_key(n) for n in person.names if person.kind is ActorKind.PERSON):
                if key is not None and key.is_full:
                    self._full[key.surname, key.given].add(person.id)
        self.posts: dict[str, set[Post]] = defaultdict(set)
        self.posts_here: dict[tuple[str, str], frozenset[Post]] = {}
        for sheet in sheets:
            for told in lay_out(sheet, self.offices):
                bearer = self.of_member.get(told.member)
                if bearer is not None and told.card.posts:
                    self.posts[bearer.id] |= told.card.posts
                    here = self.posts_here.get((sheet.id, bearer.id), frozenset())
                    self.posts_here[sheet.id, bearer.id] = here | told.card.posts

    def person(self, sheet: Sheet, actor: str | None) -> str | None:
        """The person whom an actor of an article is."""
        found = self.of_member.get((sheet.id, actor or ""))
        return found.id if found is not None else None

    def named(self, key: NameKey) -> str | None:
        """The one person of all articles who bears a full name."""
        found = self._full.get((key.surname, key.given), set())
        return next(iter(found)) if len(found) == 1 else None

    def holders(self, office: str, state: str | None, among: Iterable[str]) -> list[str]:
        """The people among some who are said to hold an office."""

        def holds(who: str) -> bool:
            posts = self.posts.get(who, set())
            return any(p.office == office and state in (None, p.state) for p in posts)

        return sorted(who for who in set(among) if holds(who))


class Roster:
    """The people of one article, in order of the places that name them. Names beside those of its actors
    are looked for in some stretches of it."""

    def __init__(self, sheet: Sheet, register: Register, stretches: Sequence[Span]) -> None:
        self.sheet, self.register, self.stretches = sheet, register, stretches
        self.places = sorted(set(self._places()))
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
        if not sure:
            return
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(sure))) + r")(?!\w)")
        for block in self.sheet.reading.page.blocks:
            if block.role not in _MUTE:
                for match in pattern.finditer(self.sheet.text, block.span.start, block.span.end):
                    yield Place(Span(*match.span()), sure[match.group()])
