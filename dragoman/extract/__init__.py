"""Blocks to statements: finding who is reported to have said what, then resolving who is meant.

Finding and resolving stand apart behind one interface: a ``Finder`` gives spans, ``resolve`` turns them
into actors and statements. Two finders enter by that door: a trained network and rules on a parse.
Another language enters it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from dragoman.model import Actor, Article, Attribution, Block, BlockRole, Maker, Page, Statement

MODELS = ("fast", "accurate", "rules")


class Finder(Protocol):
    """Finds the spans of attributions in a text that is cut into blocks."""

    name: str
    version: str

    def find(self, text: str, blocks: Sequence[Block]) -> list[Attribution]:
        """Attributions in text order; parents are indexes into the same list."""
        ...


def load_finder(language: str, model: str | None = None) -> Finder:
    """A finder of a language: the one of ``MODELS`` that is asked for, or else the fast network where its
    weights are there and the rules where they are not. Raises ``MissingReader`` where there is none."""
    from dragoman.weights import has_weights

    if model is None:
        model = "fast" if has_weights("reader", language, "fast") else "rules"
    return _load(language, model)


@cache
def _load(language: str, model: str) -> Finder:
    if model == "rules":
        from dragoman.extract.rules import RuleFinder

        return RuleFinder(language)
    from dragoman.extract.trained import TrainedFinder

    return TrainedFinder(language, model)


def maker(language: str = "en") -> Maker:
    """Who makes the findings of a language, in which version."""
    found = load_finder(language)
    return Maker(found.name, found.version)


def extract(article: Article, page: Page) -> tuple[tuple[Actor, ...], tuple[Statement, ...]]:
    """The actors and statements of one article, as far as its own words tell."""
    from dragoman.extract.alone import add_alone
    from dragoman.extract.asides import add_asides
    from dragoman.extract.joins import join_told
    from dragoman.extract.resolve import resolve
    from dragoman.extract.subjects import mend_subjects

    language = page.language or "en"
    found = mend_subjects(article.text, load_finder(language).find(article.text, page.blocks), language)
    joined = join_told(article.text, found, language)
    told = add_asides(article.text, page.blocks, joined, language)
    return resolve(article, page, add_alone(article.text, page.blocks, told, language))


def attributions(text: str, language: str = "en", model: str | None = None) -> list[Attribution]:
    """Attributions of a text taken as it is, paragraph by paragraph: outermost only, attitudes too.

    Raises ``MissingReader`` where the language has no such model.
    """
    from dragoman.extract.paragraphs import paragraphs

    blocks = [Block(span, BlockRole.BODY) for span in paragraphs(text)]
    return [a for a in load_finder(language, model).find(text, blocks) if a.parent is None]
