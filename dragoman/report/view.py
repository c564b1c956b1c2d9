"""What the report and the exporters ask of whoever keeps the readings.

They never open a ledger: they are handed entries, and what linking found. An entry is one article
with all that was read out of it, the version it replaces, the article it copies, and when it was
read. Any object with these read-only properties will do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from dragoman.model import (
    Alignment,
    Event,
    Evidence,
    Exchange,
    Figure,
    Interval,
    Loan,
    Person,
    Reading,
    Rendering,
    Story,
    Utterance,
)


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


class CarriedView(Protocol):
    """One utterance as one outlet carried it."""

    @property
    def outlet(self) -> str | None:
        """Who carried it; ``None`` where no page names its outlet."""

    @property
    def utterance(self) -> str:
        """Its id."""

    @property
    def speaker_name(self) -> str | None:
        """Who said it."""

    @property
    def side(self) -> str | None:
        """The state that the speaker stands for, where that is known."""

    @property
    def articles(self) -> Sequence[str]:
        """The outlet's articles that have it, the earliest first."""

    @property
    def statements(self) -> int:
        """How many statements report it there."""

    @property
    def words(self) -> int:
        """How many words their contents have."""

    @property
    def published(self) -> Interval | None:
        """When the earliest of these articles came out."""

    @property
    def days_after_first(self) -> int | None:
        """How many days after the first outlet; ``None`` where no day tells."""

    @property
    def headline(self) -> str:
        """The headline of the earliest of these articles."""

    @property
    def is_in_headline(self) -> bool:
        """Whether a headline or standfirst has it."""

    @property
    def is_copy(self) -> bool:
        """Whether all these articles are copies of others."""


class ShareView(Protocol):
    """What one side has of an article's reported speech."""

    @property
    def outlet(self) -> str | None:
        """Who published the article."""

    @property
    def article(self) -> str:
        """Its id."""

    @property
    def headline(self) -> str:
        """Its headline."""

    @property
    def side(self) -> str | None:
        """The side; ``None`` for words that go to no side that is known."""

    @property
    def words(self) -> int:
        """How many reported words go to it."""

    @property
    def share(self) -> float:
        """Which part of all reported words that is (0 to 1)."""


class LabelView(Protocol):
    """A label that an outlet uses in its own voice."""

    @property
    def outlet(self) -> str | None:
        """The outlet."""

    @property
    def thing(self) -> str:
        """What it is a label for."""

    @property
    def term(self) -> str:
        """The label in its first form."""

    @property
    def places(self) -> Sequence[Evidence]:
        """Everywhere it stands."""


class CoverageView(Protocol):
    """A story as its outlets covered it."""

    @property
    def story(self) -> str | None:
        """Its id; ``None`` for the articles of no story."""

    @property
    def title(self) -> str:
        """Its title; empty for the articles of no story."""

    @property
    def articles(self) -> Sequence[str]:
        """The ids of its articles."""

    @property
    def carried(self) -> Sequence[CarriedView]:
        """Outlets by utterances, the most carried utterance first."""

    @property
    def shares(self) -> Sequence[ShareView]:
        """Sides by articles."""

    @property
    def labels(self) -> Sequence[LabelView]:
        """The labels of each outlet, by what they are labels for."""


class LedgerView(Protocol):
    """A ledger as the report and the exporters see it."""

    def entries(self) -> Iterator[EntryView]:
        """All articles, the first published first."""

    def utterances(self, wanted: Callable[[Utterance], bool] | None = None) -> Iterator[UtteranceView]:
        """All utterances, or the wanted ones; none where nothing was linked."""

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

    def people(self) -> Iterator[Person]:
        """All actors over articles."""

    def coverage(self) -> Iterator[CoverageView]:
        """How each story was covered, then the articles of no story; none where nothing was linked."""

    def entry(self, name: str) -> EntryView:
        """One article by its id."""
