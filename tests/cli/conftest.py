"""A folder of two invented articles, a ledger that was read from it once, and a way to run commands."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import main

ARTICLES = Path(__file__).parent / "articles"

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run a command as the shell would; ``result.stdout`` and ``result.stderr`` are apart."""

    def invoke(*words: str | Path, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], input=stdin, prog_name="dragoman")

    return invoke


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """A folder with two articles."""
    return Path(shutil.copytree(ARTICLES, tmp_path / "week"))


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ledger = tmp_path_factory.mktemp("once") / "week.db"
    result = CliRunner().invoke(main, ["read", str(ARTICLES), "--ledger", str(ledger)])
    assert result.exit_code == 0, result.stderr
    return ledger


@pytest.fixture
def ledger(read_once: Path, tmp_path: Path) -> Path:
    """A ledger of the two articles, for this test alone."""
    return Path(shutil.copy(read_once, tmp_path / "week.db"))
