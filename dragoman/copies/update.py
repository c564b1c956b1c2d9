"""Keeping a ledger's copies current: each new article is compared with its likely copies only.

Two articles belong to one group where a chain of copies joins them, so the groups do not depend on
the order in which articles came. Where two articles are in one group already, they are not compared
again: a story in a thousand papers costs a thousand comparisons and not half a million.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from dragoman.copies.bodies import Body, body
from dragoman.copies.compare import SHORTEST, Likeness, Tie, compare
from dragoman.copies.originals import Member, originals, taken_from
from dragoman.copies.sketch import containment, sketch
from dragoman.model import Block

METHOD = "runs of five words 1"
"""Name and version of what is written; a ledger holding another one is compared anew."""

_LIKELY = 0.3  # containment by the sketches from which a comparison is worth its time
_VERY_LIKELY = 0.6  # the same behind so many that were no copies:
_IN_VAIN = 2
_KEPT_BODIES = 4096  # about 4 kB each


class Settled(Member, Protocol):
    """A member with what it was found to be a copy of."""

    @property
    def copy_of(self) -> str | None:
        """The id of its original."""


class Shelf(Protocol):
    """Where sketches, ties and groups are kept. Articles go by their ids; groups are numbers."""

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing, with nobody else writing in between."""

    def pending(self, method: str) -> list[str]:
        """Articles that were not compared since they were read, or by another method."""

    def page(self, article: str) -> tuple[str, Sequence[Block]] | None:
        """The text of an article and its blocks; ``None`` where there is none."""

    def is_current(self, article: str, method: str, digest: str) -> bool:
        """Whether the article stands in a group by this very body; notes that it was looked at."""

    def likely(self, hashes: Sequence[int], digest: str) -> list[tuple[str, int | None, Sequence[int]]]:
        """Articles that share several hashes, or the whole body, the likeliest first: article, group
        (``None`` until it is compared again) and hashes."""

    def keep(self, article: str, *, method: str, words: int, digest: str, hashes: Sequence[int]) -> None:
        """Write an article's sketch in place of an older one; it stands in a group of its own."""

    def tie(
        self, article: str, other: str, *, tie: str, shared: float, shared_other: float, method: str
    ) -> None:
        """Write what two articles share."""

    def join(self, article: str, other: str) -> bool:
        """Make one group of two; false where one of them is still to be compared again."""

    def circle(self, article: str) -> Sequence[Settled]:
        """The group that an article stands in, itself included."""

    def wholes(self, article: str) -> Sequence[Settled]:
        """The articles that an article is an excerpt of."""

    def parts(self, article: str) -> Sequence[Settled]:
        """The excerpts of an article."""

    def settle(self, article: str, copy_of: str | None) -> None:
        """Write which article an article is a copy of."""


def update(shelf: Shelf, articles: Iterable[str] | None = None) -> int:
    """Compare articles that were read since (or all that are pending); how many were compared.

    Each in a transaction of its own. Again without a new article, it changes nothing.
    """
    bodies = _Bodies(shelf)
    asked = shelf.pending(METHOD) if articles is None else articles
    return sum(_place(shelf, article, bodies) for article in asked)


class _Bodies:
    """Bodies by article; the last used ones are kept."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._kept: OrderedDict[str, Body] = OrderedDict()

    def __getitem__(self, article: str) -> Body:
        found = self._kept.pop(article, None) or self.fresh(article)
        self._kept[article] = found
        if len(self._kept) > _KEPT_BODIES:
            self._kept.popitem(last=False)
        return found

    def fresh(self, article: str) -> Body:
        """The body as it stands in the shelf now."""
        page = self._shelf.page(article)
        self._kept.pop(article, None)
        return body(*page) if page else body("", ())


def _place(shelf: Shelf, article: str, bodies: _Bodies) -> bool:
    with shelf.transaction():
        mine = bodies.fresh(article)
        digest = mine.digest
        if shelf.is_current(article, METHOD, digest):
            _settle(shelf, article)
            return False
        hashes = sketch(mine) if mine.words >= SHORTEST else ()
        likely = shelf.likely(hashes, digest) if hashes else []
        shelf.keep(article, method=METHOD, words=mine.words, digest=digest, hashes=hashes)
        _compare(shelf, article, mine, bodies, hashes, likely)
        _settle(shelf, article)
    return True


def _compare(
    shelf: Shelf,
    article: str,
    mine: Body,
    bodies: _Bodies,
    hashes: Sequence[int],
    likely: Sequence[tuple[str, int | None, Sequence[int]]],
) -> None:
    """Tie an article to its likely copies, the likeliest first. Articles that share an outlet's set
    paragraphs and no more are many, more with each that comes: after a few of them only what is very
    likely is compared."""
    runs = set(mine.runs)
    joined: set[int | None] = set()
    in_vain = 0
    for other, group, theirs in likely:
        if other == article or group in joined:
            continue
        if containment(hashes, theirs) < (_LIKELY if in_vain < _IN_VAIN else _VERY_LIKELY):
            continue
        if _note(shelf, article, other, compare(mine, bodies[other], runs=runs)):
            joined.add(group)
        else:
            in_vain += 1


def _settle(shelf: Shelf, article: str) -> None:
    """Write which article each is a copy of, in the group of an article and among its excerpts."""
    _settle_group(shelf, shelf.circle(article))
    for part in shelf.parts(article):
        _settle_group(shelf, shelf.circle(part.article))


def _settle_group(shelf: Shelf, group: Sequence[Settled]) -> None:
    found = originals(group)
    if len(group) == 1:
        found = {group[0].article: taken_from(group[0], shelf.wholes(group[0].article))}
    for member in group:
        if member.copy_of != found[member.article]:
            shelf.settle(member.article, found[member.article])


def _note(shelf: Shelf, article: str, other: str, likeness: Likeness) -> bool:
    """Write what was found of two articles; whether they are in one group now."""
    if likeness.tie is None:
        return False
    shelf.tie(
        article,
        other,
        tie=likeness.tie.value,
        shared=likeness.shared,
        shared_other=likeness.shared_other,
        method=METHOD,
    )
    return likeness.tie is Tie.COPY and shelf.join(article, other)
