"""How the application was asked to run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``password`` is what every reader must give, where others can reach the ledger; ``read_only``
    refuses every write; ``hosts`` are the names under which the application may be addressed."""

    ledger: Path
    read_only: bool = False
    password: str | None = None
    hosts: frozenset[str] = frozenset({"localhost", "127.0.0.1", "[::1]"})
