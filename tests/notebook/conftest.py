"""Three invented pages on one press conference, read once and opened as a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman

PAGES = Path(__file__).parents[1] / "cli" / "linked"


@pytest.fixture(scope="session")
def ledger_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("notebook") / "ports.db"
    dragoman.read(PAGES, path).close()
    return path


@pytest.fixture
def book(ledger_file: Path) -> Iterator[dragoman.Notebook]:
    with dragoman.open(ledger_file, readonly=True) as opened:
        yield opened
