"""Pages as texts, and what ``clean`` makes of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from dragoman.clean import clean
from dragoman.model import Article, BlockRole, Given, Page

Cleaned = tuple[Page, list[tuple[BlockRole, str]]]


def article(text: str, **given: str | None) -> Article:
    return Article(
        id="a0",
        doc="page",
        raw=text.encode("utf-8", "surrogatepass"),
        text=text,
        media_type="text/plain",
        charset="utf-8",
        path="page.txt",
        retrieved=datetime(2040, 1, 1, tzinfo=UTC),
        given=Given(**given),
    )


@pytest.fixture
def cleaned() -> Callable[..., Cleaned]:
    """The page, and its blocks as (role, words)."""

    def of(text: str, **given: str | None) -> Cleaned:
        page = clean(article(text, **given))
        return page, [(b.role, b.span.of(text)) for b in page.blocks]

    return of


@pytest.fixture
def make_article() -> Callable[..., Article]:
    return article
