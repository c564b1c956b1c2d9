"""What one article tells of one actor, laid out for joining actors over articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from dragoman.link.offices import Offices
from dragoman.link.sheet import Sheet
from dragoman.link.spelling import NameKey, name_key
from dragoman.model import Actor, ActorKind, Interval
from dragoman.names.describe import describe, tokens_of

_LONGEST_MENTION = 120  # characters of a mention whose spelling of the name is kept
_described = lru_cache(maxsize=65536)(describe)  # the same few words name somebody in many articles
_BODIES = (ActorKind.ORGANISATION, ActorKind.OUTLET, ActorKind.GROUP, ActorKind.STATE)


@dataclass(frozen=True, slots=True)
class Post:
    """An office as it can be compared: one title for all its names, and the holder's state."""

    office: str
    state: str | None
    past: bool = False

    def fits(self, other: Post) -> bool:
        """Whether two posts may be one: the states do not differ, and one title says no more than the
        other ("minister", "foreign minister")."""
        words, others = set(self.office.split()), set(other.office.split())
        one_title = words <= others or others <= words
        return one_title and (self.state is None or other.state is None or self.state == other.state)


@dataclass(frozen=True)
class Card:
    """One actor of one article. ``key`` is ``None`` for whatever is no person with a name; ``post`` is the
    office of a person who is called by it alone ("Ostmar's foreign minister")."""

    member: tuple[str, str]
    kind: ActorKind
    name: str
    names: tuple[str, ...]
    published: Interval | None
    language: str
    key: NameKey | None = None
    post: Post | None = None
    posts: frozenset[Post] = frozenset()

    @cached_property
    def states(self) -> frozenset[str]:
        """The states of its offices."""
        return frozenset(p.state for p in self.posts if p.state is not None)

    def called(self, key: NameKey) -> Card:
        """The same under another name's key."""
        return replace(self, key=key)


def offices_of(sheets: Iterable[Sheet], states: Iterable[str] = ()) -> Offices:
    """The offices and states of the articles: ``states``, and single words that are nobody's surname and
    whose adjective the offices and bodies of the articles use."""
    actors = [a for sheet in sheets for a in sheet.reading.actors]
    surnames = {a.name.split()[-1] for a in actors if a.kind is ActorKind.PERSON and " " in a.name}
    maybe = {a.name for a in actors if not a.roles}
    maybe |= {w for a in actors for r in a.roles for w in tokens_of(r.of or "")}
    maybe |= {w for a in actors if a.kind is ActorKind.ORGANISATION for w in tokens_of(a.name)}
    return Offices.of("en", states, maybe - surnames)


def lay_out(sheet: Sheet, offices: Offices) -> Iterator[Card]:
    """The cards of an article, in the order of its actors."""
    for actor in sheet.reading.actors:
        yield _card(sheet, actor, offices)


def _card(sheet: Sheet, actor: Actor, offices: Offices) -> Card:
    page = sheet.reading.page
    kind = _kind(actor, offices)
    card = Card(
        (sheet.id, actor.id), kind, actor.name, _spellings(sheet, actor), page.published, offices.language
    )
    if kind is not ActorKind.PERSON:
        return card
    posts = frozenset(
        Post(office, offices.home(role.title, role.of), role.past)
        for role in actor.roles
        if (office := offices.office(role.title)) is not None
    )
    about = _described(actor.name, offices.language)
    if about.title is not None and not about.name:
        office = offices.office(about.title) or about.title
        post = Post(office, offices.home(about.title, about.of), about.past)
        return replace(card, post=post, posts=posts | {post})
    return replace(card, key=name_key(actor.name, offices.language), posts=posts)


def _kind(actor: Actor, offices: Offices) -> ActorKind:
    """A state is one whatever its words were taken for ("the US warned")."""
    if not actor.roles and offices.is_state(actor.name) is not None:
        return ActorKind.STATE
    return actor.kind


def _spellings(sheet: Sheet, actor: Actor) -> tuple[str, ...]:
    """The names that an article prints for an actor, titles left out."""
    found = {actor.name}
    if actor.kind is ActorKind.PERSON:
        surname = actor.name.split()[-1:]
        for mention in actor.mentions:
            words = mention.of(sheet.text)
            if len(words) <= _LONGEST_MENTION:
                name = _described(words, sheet.reading.page.language or "en").name
                found |= {" ".join(name)} if [*name[-1:]] == surname else set()
    elif actor.kind in _BODIES:
        found |= {m.of(sheet.text).strip() for m in actor.mentions if m.end - m.start <= len(actor.name)}
    return tuple(sorted(found - {""}))
