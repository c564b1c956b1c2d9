"""What a view works with: one ledger, open for reading while one page is made, and who is asking."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dragoman.ledger import Ledger
from dragoman.linking import LinkedLedger


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the application was asked to run. ``password`` is what readers from elsewhere must give;
    ``read_only`` refuses every write; ``hosts`` are the names under which it may be addressed."""

    ledger: Path
    read_only: bool = False
    password: str | None = None
    hosts: frozenset[str] = frozenset({"localhost", "127.0.0.1", "[::1]"})


@dataclass(frozen=True, slots=True)
class Desk:
    """One request's view of the ledger. ``who`` is the name that judgements of this browser carry."""

    ledger: Ledger
    settings: Settings
    who: str
    linked: LinkedLedger = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "linked", LinkedLedger(self.ledger))
