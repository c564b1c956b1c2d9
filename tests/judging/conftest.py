"""A ledger that holds one page of invented talks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from judged_talks import MakeReading, read

from dragoman.judging import Judge
from dragoman.ledger import Ledger


@pytest.fixture
def make() -> MakeReading:
    return read


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "talks.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger.open(path) as opened:
        opened.write(read())
        yield opened


@pytest.fixture
def ids() -> list[str]:
    """Of the statements by Dravek, Sandor and Voss."""
    return [s.id for s in read().statements]


@pytest.fixture
def petra(ledger):
    return Judge(ledger, "Petra")


@pytest.fixture
def anika(ledger):
    return Judge(ledger, "Anika")
