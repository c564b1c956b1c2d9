"""What a server makes ready beside its first pages."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.ledger import Ledger
from dragoman.web.app import application
from dragoman.web.settings import Settings
from dragoman.web.warming import make_ready


@pytest.fixture(autouse=True)
def _collecting_as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_make_ready_leaves_nothing_to_the_first_pages(example_ledger: Path):
    app = application(Settings(ledger=example_ledger))
    make_ready(app)
    assert app.openapi_schema is not None
    assert gc.get_freeze_count() > 0


def test_make_ready_bears_a_ledger_that_has_no_vectors(tmp_path: Path):
    Ledger.open(tmp_path / "empty.db").close()
    app = application(Settings(ledger=tmp_path / "empty.db"))
    make_ready(app)
    assert app.openapi_schema is not None


def test_make_ready_bears_a_ledger_that_is_gone(tmp_path: Path):
    Ledger.open(tmp_path / "gone.db").close()
    app = application(Settings(ledger=tmp_path / "gone.db"))
    (tmp_path / "gone.db").unlink()
    make_ready(app)
    assert app.openapi_schema is not None
