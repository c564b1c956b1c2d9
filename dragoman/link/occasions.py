"""An occasion as one article tells of it once: of what kind, with whom, where, when.

The time is kept as the words give it, since the article's own day is often not known: "Thursday",
"yesterday". ``dragoman.link.mentions`` finds occasions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.model import Interval, Span
from dragoman.times import Direction

BEHIND = (Direction.BEHIND, Direction.LAST)
"""Times that lie behind the day of writing."""


@dataclass(frozen=True, slots=True)
class When:
    """The time of an occasion as printed: ``day`` where the article suffices to tell it, else the weekday
    or the days from the day of writing ("yesterday": -1)."""

    span: Span
    day: Interval | None
    weekday: int | None = None
    offset: int | None = None

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return is_day(self.day)


@dataclass(frozen=True, slots=True)
class Site:
    """A place as it can be compared: its name as printed and as it is spelt alike everywhere, the state that
    it belongs to or is, and whether it names that state itself."""

    name: str
    plain: str
    state: str | None
    is_state: bool

    def may_be(self, other: Site) -> bool:
        """Whether two places may be one: equal, a state and a place of it, or names that share a word."""
        if self.plain == other.plain:
            return True
        if self.state is not None and other.state is not None:
            return self.state == other.state and (self.is_state or other.is_state)
        alike = set(self.name.split()) & set(other.name.split())
        return self.state is None and other.state is None and bool(alike)


@dataclass(frozen=True, slots=True)
class Back:
    """Words inside an occasion that look back from the day of writing: the weekday or the days before it."""

    words: str
    weekday: int | None
    offset: int | None


@dataclass(frozen=True, slots=True)
class Occasion:
    """One mention of an occasion. ``parties`` are person ids or names; ``definite`` and without parties it
    means one that is named elsewhere. ``head`` is the noun or verb, ``span`` all that shows it, ``days`` the
    days that its words tell, and ``backs`` those of its words that tell the day of writing."""

    kind: str
    head: Span
    span: Span
    block: int
    parties: frozenset[str]
    place: Site | None
    when: When | None
    definite: bool
    days: tuple[date, ...] = ()
    backs: tuple[Back, ...] = ()


def is_day(interval: Interval | None) -> bool:
    """Whether an interval is one day."""
    return interval is not None and interval.first is not None and interval.first == interval.last
