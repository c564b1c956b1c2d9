"""A statement in brief: what deciding which utterance it reports asks of it, beside its scores."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple, Protocol

from dragoman.link.candidates import UNDATED, day_of
from dragoman.link.decide import Pair
from dragoman.link.traits import Traits
from dragoman.model import Interval


class Brief(NamedTuple):
    """A statement: those that are ``exact`` alike are one from the start (``None``: it is like no other);
    ``published`` and ``day`` (of the saying) order it among others; ``printed`` is what its speaker is
    called, by a name if ``named``."""

    id: str
    exact: Hashable | None
    published: int
    day: int
    printed: str | None
    named: bool
    said_on: Interval | None


class Weigher(Protocol):
    """Whoever knows more of some statements."""

    def weigh(self, pairs: Sequence[Pair]) -> Sequence[float]:
        """The scores of some pairs (ids); below 0 where something forbids it."""

    def near(self, ids: Iterable[str]) -> Iterable[Pair]:
        """The pairs among some statements that are worth comparing."""


def exact_of(traits: Traits) -> tuple[object, ...] | None:
    """What makes two statements exact alike: the same words of one speaker, at one time, as copies of a wire
    have them."""
    t, person = traits, traits.voice.person
    if person is None or t.within is not None or not t.words:
        return None
    return person, t.words, t.quoted, t.kind, t.act, t.first, t.last


def brief_of(traits: Traits) -> Brief:
    """A statement in brief."""
    t = traits
    return Brief(
        id=t.id,
        exact=exact_of(t),
        published=UNDATED if t.published is None else t.published,
        day=day_of(t),
        printed=t.printed,
        named=t.voice.name is not None,
        said_on=t.said_on,
    )
