"""Whom and which outlet a name means. A name that fits several is never taken for the likeliest: the answer
lists them, and the one who asks has to choose."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import NotInLedger
from dragoman.ledger import Ledger
from dragoman.ledger.browse_rows import PersonRow

_MOST = 12  # people that an answer lists
_OUTLETS = 500  # outlets that are looked through for a part of a name


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a name means: one, several, or nobody."""

    people: tuple[PersonRow, ...]

    @property
    def one(self) -> PersonRow | None:
        """Who is meant, where that is clear."""
        return self.people[0] if len(self.people) == 1 else None


def meant_by(ledger: Ledger, name: str) -> Meant:
    """The speaker with this address or very name; else all in whose names its words occur."""
    try:
        return Meant((ledger.browse.person(name),))
    except NotInLedger:
        return Meant(ledger.browse.people(name, limit=_MOST).rows)


def outlet_named(ledger: Ledger, name: str) -> str | tuple[str, ...]:
    """The outlet of this name, or the only one in whose name all its words occur; else those that may be
    meant."""
    try:
        return ledger.browse.outlet(name).name
    except NotInLedger:
        wanted = set(name.casefold().split())
        every = [row.name for row in ledger.browse.outlets(limit=_OUTLETS).rows]
        fit = [one for one in every if wanted and wanted <= set(one.casefold().split())]
        return fit[0] if len(fit) == 1 else tuple(fit or every[:_MOST])
