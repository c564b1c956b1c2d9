"""What a list is narrowed by: all that is asked for must hold.

Names are asked for by any of their words ("Sandor"; "Courier" finds The Lindhaven Courier), whatever
their case and accents. Dates keep their doubt: what may have been said on one of the days asked for is
found, and what has no date at all is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from dragoman.errors import InputError
from dragoman.model import Act, Interval, Kind, Mode, Statement

Day = date | str
_Name = TypeVar("_Name", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Days:
    """The days asked for, both included; ``None`` is open."""

    first: date | None = None
    last: date | None = None

    @property
    def is_any(self) -> bool:
        """Whether no day is asked for."""
        return self.first is None and self.last is None

    def may_hold(self, interval: Interval | None) -> bool:
        """Whether something of this date may be of one of these days."""
        if self.is_any:
            return True
        if interval is None or (interval.first is None and interval.last is None):
            return False
        begins_in_time = interval.first is None or self.last is None or interval.first <= self.last
        ends_in_time = interval.last is None or self.first is None or interval.last >= self.first
        return begins_in_time and ends_in_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What statements are asked for. ``words`` are looked up as search does."""

    words: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    days: Days = Days()
    kind: Kind | None = None
    act: Act | None = None
    attitudes: bool = False

    @property
    def is_anything(self) -> bool:
        """Whether nothing is narrowed down."""
        return self == Asked()

    def told(self) -> dict[str, object]:
        """What is narrowed down, by the names under which it is asked for."""
        return {
            "words": self.words,
            "speaker": self.speaker,
            "outlet": self.outlet,
            "since": self.days.first,
            "until": self.days.last,
            "kind": self.kind,
            "act": self.act,
            "attitudes": self.attitudes or None,
        }

    def fits(self, statement: Statement) -> bool:
        """Whether the statement itself is of the sort asked for."""
        return (
            (self.attitudes or statement.mode is Mode.SAID)
            and self.kind in (None, statement.kind)
            and self.act in (None, statement.act)
        )


def ask(
    *,
    words: str | None = None,
    speaker: str | None = None,
    outlet: str | None = None,
    since: Day | None = None,
    until: Day | None = None,
    kind: str | None = None,
    act: str | None = None,
    attitudes: bool = False,
) -> Asked:
    """What was asked for, checked. Raises ``InputError`` for what cannot be meant."""
    return Asked(
        words=words,
        speaker=speaker,
        outlet=outlet,
        days=days(since, until),
        kind=one_of(Kind, kind),
        act=one_of(Act, act),
        attitudes=attitudes,
    )


def days(since: Day | None, until: Day | None) -> Days:
    """Days from what was given. Raises ``InputError`` for what is no date, and for an end before its
    beginning."""
    first, last = _day(since), _day(until)
    if first and last and last < first:
        raise InputError(f"{last} is before {first}", "give since= the earlier day and until= the later one")
    return Days(first, last)


def _day(given: Day | None) -> date | None:
    if isinstance(given, datetime):
        return given.date()
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise InputError(f"{given!r} is no date", "write it as 2033-03-10") from error


def one_of(names: type[_Name], given: str | None) -> _Name | None:
    """The member of that name. Raises ``InputError`` that lists them."""
    if given is None:
        return None
    try:
        return names(given)
    except ValueError as error:
        raise InputError(
            f"there is no {names.__name__.lower()} {given!r}", f"there are: {', '.join(names)}"
        ) from error


def is_named(asked: str, *names: str | None) -> bool:
    """Whether one of these names has all the words of what was asked for."""
    from dragoman.link.forms import fold

    wanted = {fold(word) for word in asked.split()}
    return bool(wanted) and any(wanted <= {fold(word) for word in name.split()} for name in names if name)
