"""The toy reader's folder (``make_toy.py`` writes it)."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def toys(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that holds the toy, which the setting points to."""
    folder = Path(__file__).parent / "toy"
    monkeypatch.setenv("DRAGOMAN_WEIGHTS", str(folder))
    return folder
