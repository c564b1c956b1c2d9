"""A web server of our own, and a client that does not wait."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dragoman.acquire.fetch import Manners, Web
from tests.serving import Site, sites

QUICK = Manners(
    connect=1.0, read=0.3, total=0.6, delay=0.0, tries=1, pause=0.01, patience=0.5, size=2_000_000
)


@pytest.fixture
def site() -> Iterator[Site]:
    yield from sites()


@pytest.fixture
def web() -> Web:
    return Web(allow_private=True, manners=QUICK)
