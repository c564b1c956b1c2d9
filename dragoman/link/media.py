"""In what words were said, as far as an article tells: an interview, a tweet, a debate.

What tells it stands in the cue or near the words. Few statements stand near such a word, so the lines
of an article that have one are found once, and only what stands near these is looked at closely.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from dragoman.link.senses import Senses, fold, senses, tokens
from dragoman.link.sheet import Sheet
from dragoman.model import Span, Statement

_FAR = 600  # characters in which an occasion is looked for


class Media:
    """The words of an article that tell a medium."""

    def __init__(self, sheet: Sheet, table: Senses) -> None:
        self._sheet, self._table = sheet, table
        self._lines = list(_lines(sheet.text, table.language))

    def near(self, statement: Statement) -> frozenset[str]:
        """The media that the words of a statement's cue or beside it name."""
        if not self._lines:
            return frozenset()
        spans = sorted(statement.content or statement.cue)
        around = _around(self._sheet.text, spans)
        if not any(line.overlaps(near) for line in self._lines for near in (around, *statement.cue)):
            return frozenset()
        edges = [around.start, *(e for s in spans for e in (s.start, s.end)), around.end]
        beside = " ... ".join(self._sheet.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
        printed = tokens(f"{self._sheet.words(statement.cue)} {beside}")
        found = _names(self._table.language).intersection(map(fold, printed))
        return frozenset([medium for medium, names in self._table.media.items() if names & found])


def _around(text: str, spans: Sequence[Span]) -> Span:
    """Where the words beside what was said stand: its own paragraph and the one before, which tell the
    occasion."""
    first, last = spans[0].start, max(s.end for s in spans)
    start = text.rfind("\n", 0, max(0, text.rfind("\n", 0, first)))
    end = text.find("\n", last)
    return Span(max(0, start, first - _FAR), min(len(text) if end < 0 else end, last + _FAR))


@lru_cache(maxsize=16)
def _names(language: str) -> frozenset[str]:
    return frozenset().union(*senses(language).media.values())


def _lines(text: str, language: str) -> Iterator[Span]:
    """The lines of a text that have a word for a medium."""
    names, start = _names(language), 0
    for line in text.split("\n"):
        end = start + len(line)
        if not names.isdisjoint(map(fold, tokens(line))):
            yield Span(start, end)
        start = end + 1
