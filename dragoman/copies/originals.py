"""Which of several copies is the original, from what their pages say and never from a guess.

It is the one of the outlet that the others name as their origin; else the one that was surely
published before all others that have a date. Where neither tells, the group has no original. The
answer depends on the articles alone, not on the order in which they came.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from dragoman.model import Interval

_ARTICLE = re.compile(r"^the\s+", re.I)
_INITIAL = re.compile(r"\b\w")


class Member(Protocol):
    """An article with what its page says of itself."""

    @property
    def article(self) -> str:
        """Its id."""

    @property
    def address(self) -> str | None:
        """Where it was published."""

    @property
    def outlet(self) -> str | None:
        """Who published it."""

    @property
    def original_outlet(self) -> str | None:
        """Who published it first, where the page names somebody else."""

    @property
    def published(self) -> Interval | None:
        """When it was published."""


def originals(group: Sequence[Member]) -> dict[str, str | None]:
    """For each member of a group of copies, by id, the id of the article that it is a copy of: ``None``
    for the original itself, for its other versions, and where nothing tells."""
    named = _named(group)
    source = named or _first(group)
    return {m.article: _of(m, source, is_named=named is not None) for m in group}


def taken_from(part: Member, wholes: Iterable[Member]) -> str | None:
    """The id of the article that an excerpt was surely taken from: of the outlet that it names as its
    origin, or published earlier."""
    fitting = [
        whole
        for whole in wholes
        if not _same_page(part, whole)
        and (_is_called(whole.outlet, part.original_outlet) or _surely_before(whole, part))
    ]
    return min(fitting, key=_age).article if fitting else None


def _of(member: Member, source: Member | None, *, is_named: bool) -> str | None:
    if source is None or _same_page(member, source):
        return None
    return source.article if is_named or _surely_before(source, member) else None


def _named(group: Sequence[Member]) -> Member | None:
    """The oldest one of an outlet that another outlet's member names as its origin."""
    names = {m.original_outlet for m in group if m.original_outlet} - {None}
    found = [m for m in group if any(_is_called(m.outlet, name) for name in names) and not _passes_on(m)]
    return min(found, key=_age) if found else None


def _passes_on(member: Member) -> bool:
    """Whether the member itself names another origin."""
    return member.original_outlet is not None and not _is_called(member.outlet, member.original_outlet)


def _first(group: Sequence[Member]) -> Member | None:
    dated = [m for m in group if m.published and m.published.last]
    if not dated:
        return None
    first = min(dated, key=lambda m: (_last(m), *_age(m)))
    rivals = [m for m in group if _is_dated(m) and not _same_page(m, first)]
    return first if all(_surely_before(first, rival) for rival in rivals) else None


def _is_dated(member: Member) -> bool:
    return member.published is not None and bool(member.published.first or member.published.last)


def _surely_before(one: Member, other: Member) -> bool:
    if one.published is None or other.published is None:
        return False
    last, first = one.published.last, other.published.first
    return last is not None and first is not None and last < first


def _same_page(one: Member, other: Member) -> bool:
    """The same article, or versions of one page."""
    return one.article == other.article or (one.address is not None and one.address == other.address)


def _age(member: Member) -> tuple[date, str]:
    """Oldest first, undated ones last."""
    first = member.published.first if member.published else None
    return first or date.max, member.article


def _last(member: Member) -> date:
    return (member.published.last if member.published else None) or date.max


def _is_called(outlet: str | None, name: str | None) -> bool:
    """Whether an outlet is meant by a name: without case and article, or by its initials."""
    if not outlet or not name:
        return False
    plain, other = (_ARTICLE.sub("", words.strip()).casefold() for words in (outlet, name))
    return plain == other or _initials(outlet) == name.strip() or _initials(name) == outlet.strip()


def _initials(name: str) -> str | None:
    """MPA for Maren Press Agency; nothing for a single word."""
    letters = _INITIAL.findall(_ARTICLE.sub("", name))
    return "".join(letters).upper() if len(letters) > 1 else None
