"""One finder for all tests of the folder, so that the parser's model loads once, and short ways to ask it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from invented_texts import DAY, Row, Told, cut, make_article, rows_of

from dragoman.extract import load_finder
from dragoman.extract.resolve import resolve
from dragoman.extract.rules import RuleFinder
from dragoman.model import Block, BlockRole, Interval, Page, Span


@pytest.fixture(scope="session")
def finder() -> RuleFinder:
    """The English finder, its model loaded."""
    found = load_finder("en", "rules")
    assert isinstance(found, RuleFinder)
    found.find("Hale waved.", [Block(Span(0, 11), BlockRole.BODY)])
    return found


@pytest.fixture(scope="session")
def rows(finder: RuleFinder) -> Callable[[str], list[Row]]:
    """``rows(text)``: all that the finder finds, in words."""

    def ask(marked: str) -> list[Row]:
        text, blocks = cut(marked)
        return rows_of(text, finder.find(text, blocks))

    return ask


@pytest.fixture(scope="session")
def told(finder: RuleFinder) -> Callable[..., Told]:
    """``told(text)``: what the text gives once its speakers are resolved."""

    def ask(marked: str, *, outlet: str | None = "The Harbour Post", original: str | None = None) -> Told:
        text, blocks = cut(marked)
        page = Page(
            blocks=blocks,
            outlet=outlet,
            original_outlet=original,
            published=Interval.day(DAY, "the page's date"),
            language="en",
        )
        actors, statements = resolve(make_article(text), page, finder.find(text, blocks))
        return Told(text, actors, statements)

    return ask
