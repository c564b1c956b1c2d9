"""The changes of pages over all versions that a ledger holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from dragoman.copies.changes import Changes, changes
from dragoman.model import Reading


class Succession(Protocol):
    """A version of a page and the next older one, by their ids."""

    @property
    def older(self) -> str:
        """The id of the older article."""

    @property
    def newer(self) -> str:
        """The id of the newer one."""

    @property
    def address(self) -> str:
        """Where both were published."""

    @property
    def retrieved(self) -> datetime:
        """When the newer one was fetched."""


class _Entry(Protocol):
    @property
    def reading(self) -> Reading:
        """What was read."""


class _Successions(Protocol):
    def successions(self) -> Sequence[Succession]:
        """All versions with the next older one, the first retrieved first."""


class Versions(Protocol):
    """What keeps versions: a ledger."""

    @property
    def copies(self) -> _Successions:
        """Where it tells which article follows which."""

    def entry(self, name: str) -> _Entry:
        """The article with an id, a doc, or the beginning of an id. Raises ``NotInLedger``."""


def history(ledger: Versions, name: str | None = None, since: date | None = None) -> Iterator[Changes]:
    """What changed from version to version, the first retrieved first.

    ``name`` is an address, or an article (id or doc) whose page is meant; ``since`` leaves out versions
    retrieved before that day. Raises ``NotInLedger`` where nothing is called so.
    """
    known = ledger.copies.successions()
    address = None if name is None else _address(ledger, known, name)
    for step in known:
        if (name is None or step.address == address) and (since is None or step.retrieved.date() >= since):
            yield changes(ledger.entry(step.older).reading, ledger.entry(step.newer).reading)


def _address(ledger: Versions, known: Sequence[Succession], name: str) -> str | None:
    if any(step.address == name for step in known):
        return name
    return ledger.entry(name).reading.article.given.url
