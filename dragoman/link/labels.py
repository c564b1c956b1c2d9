"""The labels that an outlet uses in its own voice: "proxy war", "the conflict", "annexed".

Its own voice is what stands in headline, standfirst, body, captions and questions, outside quotation marks
and outside the contents of statements and attitudes. The labels, and what they are labels for, are a
table of the language (``labels.toml``); whether two of them mean one thing on a page is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.languages import LANGUAGES, data
from dragoman.link.sheet import Sheet
from dragoman.link.wording import quoted_spans
from dragoman.model import BlockRole, Span

_WORD = re.compile(r"[\w-]+")
_VOICE = (
    BlockRole.HEADLINE,
    BlockRole.STANDFIRST,
    BlockRole.BODY,
    BlockRole.CAPTION,
    BlockRole.QUESTION,
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label where it stands: what it is a label for, its first form, and its place."""

    thing: str
    term: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Table:
    terms: Mapping[str, tuple[str, str]]
    first: frozenset[str]
    pattern: re.Pattern[str]


@cache
def _table(language: str) -> _Table:
    found = data(language, "labels")
    terms = {
        form: (thing, label.split("|")[0])
        for thing, labels in found["things"].items()
        for label in labels
        for form in label.split("|")
    }
    words = sorted([*terms, *found["names"]], key=len, reverse=True)
    return _Table(
        terms,
        frozenset(_WORD.findall(word)[0].lower() for word in words),
        re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE),
    )


def find_labels(sheet: Sheet) -> Iterator[Label]:
    """The labels of one article in the order of its text; none in a language without a table."""
    language = (sheet.reading.page.language or "en")[:2].lower()
    if language not in LANGUAGES:
        return
    table, others = _table(language), _others_words(sheet)
    for block in sheet.reading.page.blocks:
        if block.role not in _VOICE:
            continue
        for match in _matches(table, sheet.text, block.span):
            span, known = Span(*match.span()), table.terms.get(match.group().lower())
            if known and not any(span.overlaps(other) for other in others):
                yield Label(*known, span)


def _matches(table: _Table, text: str, within: Span) -> Iterator[re.Match[str]]:
    """Words of the table from left to right. The pattern is tried where a word begins one of them alone:
    tried at every letter it takes twenty times as long."""
    end = within.start
    for word in _WORD.finditer(text, within.start, within.end):
        if word.start() < end or word.group().lower() not in table.first:
            continue
        match = table.pattern.match(text, word.start(), within.end)
        if match:
            end = match.end()
            yield match


def _others_words(sheet: Sheet) -> list[Span]:
    """What stands inside quotation marks, block by block, and what anybody is reported to say or believe."""
    spans = [span for statement in sheet.reading.statements for span in statement.content]
    for block in sheet.reading.page.blocks:
        start = block.span.start
        spans += [Span(start + s.start, start + s.end) for s in quoted_spans(block.span.of(sheet.text))]
    return spans
