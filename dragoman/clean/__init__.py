"""Article to page: the text cut into blocks with roles, and what the words tell of title, outlet,
author, date and language. Furniture is marked and kept, never deleted; nothing is guessed in
silence, and the day of retrieval is never taken for a date of publication. Never raises on any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.clean.facts import find_author, find_language
from dragoman.clean.lines import Unit, bare_span, find_units
from dragoman.clean.markup import find_kept, html_of
from dragoman.clean.outlets import find_original_outlet, find_outlet
from dragoman.clean.phrases import Phrases, phrases
from dragoman.clean.published import find_dates
from dragoman.clean.roles import label
from dragoman.model import Article, Block, BlockRole, Page, Span

__all__ = ["body", "clean"]

_SPEAKING = frozenset((BlockRole.BODY, BlockRole.QUESTION))
_FRONT = re.compile(  # facts in YAML between lines of dashes; every line matches in one way at most
    r"\ufeff?---[ \t]*\r?\n"
    r"(?:(?:\w[\w -]{0,39}:[^\n]*|[ \t#-][^\n]*|\r?)\n)*?"
    r"(?:---|\.\.\.)[ \t]*(?=\r?\n|\Z)"
)


def clean(article: Article) -> Page:
    """Cut an article into blocks and read its facts off them."""
    words, given = phrases(), article.given
    units, roles = _labelled(article, words)
    outlet = find_outlet(units, roles, given, words)
    language = find_language(_body(units, roles), given, words)
    published, updated = find_dates(article.text, units, roles, given, words, language)
    return Page(
        blocks=tuple(_blocks(units, roles, article.text)),
        title=given.title or _title(units, roles, words),
        outlet=outlet,
        original_outlet=find_original_outlet(units, roles, outlet, words),
        author=find_author(units, roles, given, words),
        published=published,
        updated=updated,
        language=language,
    )


def body(article: Article) -> str:
    """The article's own words, one paragraph a line: its body and its interviewer's questions."""
    units, roles = _labelled(article, phrases())
    return "\n".join(u.span.of(article.text) for u in _body(units, roles))


def _labelled(article: Article, words: Phrases) -> tuple[list[Unit], list[BlockRole]]:
    units = find_units(article.text, words)
    markup = html_of(article)
    kept = find_kept(markup, units) if markup else None
    given, front = article.given, _front(article, units)
    roles = label(units[front:], words, title=given.title, author=given.author, kept=kept)
    return units, [BlockRole.FURNITURE] * front + roles


def _front(article: Article, units: Sequence[Unit]) -> int:
    """How many units stand in the facts before a Markdown text."""
    found = _FRONT.match(article.text) if article.media_type == "text/markdown" else None
    return sum(unit.span.start < found.end() for unit in units) if found else 0


def _blocks(units: Sequence[Unit], roles: Sequence[BlockRole], text: str) -> Iterator[Block]:
    """The units' blocks; the marks of Markdown round a line of emphasis are furniture of their own."""
    for unit, role in zip(units, roles, strict=True):
        bare = bare_span(unit, text) if text[unit.span.start] in "*_" else unit.span
        if bare is unit.span:
            yield Block(bare, role)
            continue
        yield Block(Span(unit.span.start, bare.start), BlockRole.FURNITURE)
        yield Block(bare, role)
        yield Block(Span(bare.end, unit.span.end), BlockRole.FURNITURE)


def _title(units: Sequence[Unit], roles: Sequence[BlockRole], words: Phrases) -> str | None:
    line = units[roles.index(BlockRole.HEADLINE)].text if BlockRole.HEADLINE in roles else None
    labelled = words.label(line) if line else None
    return labelled[1] if labelled else line


def _body(units: Sequence[Unit], roles: Sequence[BlockRole]) -> list[Unit]:
    speaking = _SPEAKING
    return [units[i] for i, role in enumerate(roles) if role in speaking]
