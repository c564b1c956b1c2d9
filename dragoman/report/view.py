"""What the report and the exporters ask of whoever keeps the readings.

They never open a ledger: they are handed entries, and what linking found. An entry is one article
with all that was read out of it, the version it replaces, the article it copies, and when it was
read. Any object with these read-only properties will do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from dragoman.model import Alignment, Event, Exchange, Figure, Loan, Reading, Rendering, Story, Utterance


class EntryView(Protocol):
    """One article in the ledger, as the report and the exporters see it."""

    @property
    def reading(self) -> Reading:
        """The article, its page, and what was found in it."""

    @property
    def supersedes(self) -> str | None:
        """The id of the older version (same address, other bytes) that this one replaces."""

    @property
    def copy_of(self) -> str | None:
        """The id of the article whose text this one carries on (a repost, a wire copy)."""

    @property
    def read_at(self) -> datetime:
        """When the reading was written to the ledger."""

    @property
    def loans(self) -> Sequence[Loan]:
        """The dates that linking lends to its statements."""


class UtteranceView(Protocol):
    """One utterance with its wordings, the first carrier's first."""

    @property
    def utterance(self) -> Utterance:
        """The utterance itself."""

    @property
    def renderings(self) -> Sequence[Rendering]:
        """A wording for each of its statements."""

    @property
    def carriers(self) -> Sequence[str]:
        """The outlets that carried it, copies left out, the first one first."""


class LedgerView(Protocol):
    """A ledger as the report and the exporters see it."""

    def entries(self) -> Iterator[EntryView]:
        """All articles, the first published first."""

    def utterances(self) -> Iterator[UtteranceView]:
        """All utterances; none where nothing was linked."""

    def exchanges(self) -> Iterator[Exchange]:
        """All exchanges between utterances."""

    def figures(self) -> Iterator[Figure]:
        """All figures."""

    def alignments(self) -> Iterator[Alignment]:
        """The pairs of figures for the same thing."""

    def events(self) -> Iterator[Event]:
        """All events."""

    def stories(self) -> Iterator[Story]:
        """All stories."""

    def entry(self, name: str) -> EntryView:
        """One article by its id."""
