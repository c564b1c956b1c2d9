"""Blocks to statements: finding who is reported to have said what, then resolving who is meant.

Finding and resolving stand apart behind one interface: a ``Finder`` gives spans, ``resolve`` turns them
into actors and statements. Another finder (a trained one, another language) enters by the same door.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from dragoman.model import Actor, Article, Attribution, Block, BlockRole, Maker, Page, Span, Statement


class Finder(Protocol):
    """Finds the spans of attributions in a text that is cut into blocks."""

    name: str
    version: str

    def find(self, text: str, blocks: Sequence[Block]) -> list[Attribution]:
        """Attributions in text order; parents are indexes into the same list."""
        ...


@cache
def load_finder(language: str) -> Finder:
    """The finder of a language. Raises ``MissingReader`` where there is none."""
    from dragoman.extract.rules import RuleFinder

    return RuleFinder(language)


def maker(language: str = "en") -> Maker:
    """Who makes the findings of a language, in which version."""
    found = load_finder(language)
    return Maker(found.name, found.version)


def extract(article: Article, page: Page) -> tuple[tuple[Actor, ...], tuple[Statement, ...]]:
    """The actors and statements of one article, as far as its own words tell."""
    from dragoman.extract.resolve import resolve

    found = load_finder(page.language or "en").find(article.text, page.blocks)
    return resolve(article, page, found)


def attributions(text: str, language: str = "en") -> list[Attribution]:
    """Attributions of a text taken as it is, a paragraph a line: outermost only, attitudes too."""
    blocks = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(Span(start, start + len(line)), BlockRole.BODY))
        start += len(line) + 1
    return [a for a in load_finder(language).find(text, blocks) if a.parent is None]
