"""What one article tells of one actor, laid out for joining actors over articles.

A ``Card`` is what is told, without the article: most articles tell the same of somebody whom many name, so
that equal cards are one card with many bearers. A ``Bearer`` is an actor of an article with its card.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from dragoman.link.offices import Offices, start_of
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
    """What is told of an actor. ``key`` is ``None`` for whatever is no person with a name; ``post`` is the
    office of a person who is called by it alone ("Ostmar's foreign minister")."""

    kind: ActorKind
    name: str
    names: tuple[str, ...]
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


Member = tuple[str, str]
"""An actor of an article: the ids of both."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """An actor of an article, what it is told to be, and when the article was published."""

    member: Member
    card: Card
    published: Interval | None


# ------------------------------------------------------------------- states that no table knows

MAYBE, SURNAME, USED = 1, 2, 4
"""How an article uses a word that no table knows: where a state may stand, as somebody's surname, in the
name of an actor at all."""


def unknown_words(actors: Iterable[Actor]) -> Mapping[str, int]:
    """The capitalised words of an article's actors that may name a state, with their uses."""
    found: dict[str, int] = defaultdict(int)
    for actor in actors:
        words = actor.name.split()
        if actor.kind is ActorKind.PERSON and len(words) > 1:
            found[words[-1]] |= SURNAME
        for word in tokens_of(actor.name):
            found[word] |= MAYBE if actor.kind is ActorKind.ORGANISATION else USED
        if not actor.roles:
            found[actor.name.removeprefix("the ").removeprefix("The ")] |= MAYBE
        for role in actor.roles:
            for word in tokens_of(role.of or ""):
                found[word] |= MAYBE
    return {word: use for word, use in found.items() if _is_new(word)}


@lru_cache(maxsize=1 << 16)
def _is_new(word: str) -> bool:
    return Offices().is_new(word)


def learn_states(words: Mapping[str, int]) -> frozenset[str]:
    """The states among words that are nobody's surname and whose adjective the articles use; ``words`` of
    one beginning (``start_of``) are all that tells."""
    return Offices().taught(w for w, use in words.items() if use & MAYBE and not use & SURNAME)


def beginnings(words: Iterable[str]) -> frozenset[str]:
    """The beginnings of words by which their states are learnt together."""
    return frozenset(map(start_of, words))


def offices_of(sheets: Iterable[Sheet], states: Iterable[str] = ()) -> Offices:
    """The offices and states of some articles, and ``states``."""
    words: dict[str, int] = defaultdict(int)
    for sheet in sheets:
        for word, use in unknown_words(sheet.reading.actors).items():
            words[word] |= use
    return offices_with(learn_states(words), states)


def offices_with(learnt: Iterable[str], states: Iterable[str] = ()) -> Offices:
    """The offices and states that the tables know, with learnt ones and ``states``."""
    sure = Offices.of("en", states)
    return replace(sure, learnt=sure.learnt | frozenset(learnt))


# ------------------------------------------------------------------- cards


def lay_out(sheet: Sheet, offices: Offices) -> Iterator[Bearer]:
    """The cards of an article, in the order of its actors."""
    published = sheet.reading.page.published
    for actor in sheet.reading.actors:
        yield Bearer((sheet.id, actor.id), _card(sheet, actor, offices), published)


_Role = tuple[str, str | None, bool]


def _card(sheet: Sheet, actor: Actor, offices: Offices) -> Card:
    roles = tuple([(r.title, r.of, r.past) for r in actor.roles])
    return _card_of(actor.name, actor.kind, roles, _spellings(sheet, actor), offices)


@lru_cache(maxsize=1 << 14)
def _card_of(
    name: str, kind: ActorKind, roles: tuple[_Role, ...], spellings: tuple[str, ...], offices: Offices
) -> Card:
    """The card of what an article tells: many tell the same."""
    kind = _kind(name, kind, roles, offices)
    card = Card(kind, name, spellings)
    if kind is not ActorKind.PERSON:
        return card
    posts = frozenset(
        Post(office, offices.home(title, of), past)
        for title, of, past in roles
        if (office := offices.office(title)) is not None
    )
    about = _described(name, offices.language)
    if about.title is not None and not about.name:
        office = offices.office(about.title) or about.title
        post = Post(office, offices.home(about.title, about.of), about.past)
        return replace(card, post=post, posts=posts | {post})
    return replace(card, key=name_key(name, offices.language), posts=posts)


Cells = tuple[object, ...]


def cells_of(card: Card) -> Cells:
    """A card as plain cells, the same for equal cards; ``card_of`` takes them back."""
    key = card.key and (card.key.surname, card.key.given, card.key.middle, card.key.suffix)
    posts = tuple(sorted((_post_cells(p) for p in card.posts), key=str))
    return card.kind.value, card.name, card.names, key, card.post and _post_cells(card.post), posts


def _post_cells(post: Post) -> Cells:
    return post.office, post.state, int(post.past)


def card_of(cells: Sequence[Any]) -> Card:
    """The card that some cells tell."""
    kind, name, names, key, post, posts = cells
    return Card(
        ActorKind(kind),
        name,
        tuple(names),
        NameKey(key[0], key[1], tuple(key[2]), key[3]) if key else None,
        _post_of(post) if post else None,
        frozenset(map(_post_of, posts)),
    )


def _post_of(cells: Sequence[Any]) -> Post:
    return Post(cells[0], cells[1], bool(cells[2]))


def _kind(name: str, kind: ActorKind, roles: Sequence[_Role], offices: Offices) -> ActorKind:
    """A state is one whatever its words were taken for ("the US warned")."""
    if not roles and offices.is_state(name) is not None:
        return ActorKind.STATE
    return kind


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
