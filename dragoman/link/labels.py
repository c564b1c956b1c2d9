"""The labels that an outlet uses in its own voice: "proxy war", "the conflict", "annexed".

Its own voice is what stands in headline, standfirst, body, captions and questions, outside quotation marks
and outside the contents of statements and attitudes. The labels, and what they are labels for, are a
table of the language (``labels.toml``); whether two of them mean one thing on a page is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.languages import LANGUAGES, data
from dragoman.link.sheet import Sheet
from dragoman.link.wording import quoted_spans
from dragoman.model import Block, BlockRole, Span

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
    page = sheet.reading.page
    reported = [span for statement in sheet.reading.statements for span in statement.content]
    return labels_in(sheet.text, page.language, page.blocks, reported)


def labels_in(
    text: str, language: str | None, blocks: Iterable[Block], reported: Sequence[Span]
) -> Iterator[Label]:
    """The same of a text with its blocks; ``reported`` is what anybody is reported to say or believe."""
    code = (language or "en")[:2].lower()
    if code not in LANGUAGES:
        return
    table = _table(code)
    for block in blocks:
        found = list(_matches(table, text, block.span)) if block.role in _VOICE else []
        others = [*reported, *_quoted(text, block.span)] if found else []
        for match in found:
            span, known = Span(*match.span()), table.terms.get(match.group().lower())
            if known and not any(span.overlaps(other) for other in others):
                yield Label(*known, span)


def _matches(table: _Table, text: str, within: Span) -> Iterator[re.Match[str]]:
    """Words of the table from left to right. The pattern is tried where a word begins one of them alone:
    tried at every letter it takes a hundred times as long."""
    end = within.start
    for start in _starts(table.first, text, within):
        match = table.pattern.match(text, start, within.end) if start >= end else None
        if match:
            end = match.end()
            yield match


def _starts(words: frozenset[str], text: str, within: Span) -> list[int]:
    """Where any of some words stands whole, in small letters or capitals."""
    low = within.of(text).lower()
    if len(low) != within.end - within.start:  # some capital is two small letters
        found = _WORD.finditer(text, within.start, within.end)
        return [word.start() for word in found if word.group().lower() in words]
    there = words.intersection(_WORD.findall(low))
    return sorted(within.start + at for word in there for at in _places(word, low))


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        whole = _WORD.match(text, at)
        if whole and whole.group() == word and not _WORD.match(text[max(0, at - 1) : at]):
            yield at
        at = text.find(word, at + 1)


def _quoted(text: str, within: Span) -> Iterator[Span]:
    """What stands inside quotation marks in a block."""
    return (Span(within.start + s.start, within.start + s.end) for s in quoted_spans(within.of(text)))
