"""What the report asks of whoever keeps the readings.

The report never opens a ledger: it is handed entries. An entry is one article with all that was
read out of it, the version it replaces, the article it copies, and when it was read. Any object
with these read-only properties will do; the ledger's own entries have them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from dragoman.model import Reading


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
