"""Article to page: the text cut into blocks with roles, and what the words tell of title, outlet,
author, date and language. Furniture is marked and kept, never deleted; nothing is guessed in
silence, and the day of retrieval is never taken for a date of publication. Never raises on any text.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.clean.facts import find_author, find_language, find_original_outlet, find_outlet
from dragoman.clean.lines import Unit, find_units
from dragoman.clean.markup import find_kept, html_of
from dragoman.clean.phrases import phrases
from dragoman.clean.published import find_published
from dragoman.clean.roles import label
from dragoman.model import Article, Block, BlockRole, Page

__all__ = ["body", "clean"]

_SPEAKING = (BlockRole.BODY, BlockRole.QUESTION)


def clean(article: Article) -> Page:
    """Cut an article into blocks and read its facts off them."""
    words = phrases()
    units = find_units(article.text, words)
    markup = html_of(article)
    kept = find_kept(markup, units) if markup else None
    given = article.given
    roles = label(units, words, title=given.title, author=given.author, kept=kept)
    outlet = find_outlet(units, roles, given, words)
    return Page(
        blocks=tuple(Block(unit.span, role) for unit, role in zip(units, roles, strict=True)),
        title=given.title or _title(units, roles),
        outlet=outlet,
        original_outlet=find_original_outlet(units, roles, outlet, words),
        author=find_author(units, roles, given),
        published=find_published(article.text, units, roles, given),
        language=find_language(_body(units, roles), given),
    )


def body(article: Article) -> str:
    """The article's own words, one paragraph a line: its body and its interviewer's questions."""
    return "\n".join(b.span.of(article.text) for b in clean(article).blocks if b.role in _SPEAKING)


def _title(units: Sequence[Unit], roles: Sequence[BlockRole]) -> str | None:
    return next((u.text for u, role in zip(units, roles, strict=True) if role is BlockRole.HEADLINE), None)


def _body(units: Sequence[Unit], roles: Sequence[BlockRole]) -> str:
    return "\n".join(u.text for u, role in zip(units, roles, strict=True) if role in _SPEAKING)
