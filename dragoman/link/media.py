"""In what words were said, as far as an article tells: an interview, a tweet, a debate.

What tells it stands in the cue or near the words. Few statements stand near such a word, so an article's
words for media are found once, and only what stands near one is looked at closely.
"""

from __future__ import annotations

from bisect import bisect_left
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
        self._places = _places(sheet, table.language)

    def near(self, statement: Statement) -> frozenset[str]:
        """The media that the words of a statement's cue or beside it name."""
        if self._places == []:
            return frozenset()
        spans = sorted(statement.content or statement.cue)
        around = _around(self._sheet.text, spans)
        if not any(map(self._may_tell, (around, *statement.cue))):
            return frozenset()
        edges = [around.start, *(e for s in spans for e in (s.start, s.end)), around.end]
        beside = " ... ".join(self._sheet.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
        printed = tokens(f"{self._sheet.words(statement.cue)} {beside}")
        found = _names(self._table.language).intersection(map(_fold, printed))
        return frozenset([medium for medium, names in self._table.media.items() if names & found])

    def _may_tell(self, span: Span) -> bool:
        """Whether a word for a medium may stand in a stretch."""
        if self._places is None:
            return True
        at = bisect_left(self._places, span.start)
        return at < len(self._places) and self._places[at] < span.end


_fold = lru_cache(maxsize=1 << 16)(fold)


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


def _places(sheet: Sheet, language: str) -> list[int] | None:
    """Where in a text words for media begin, in order; ``None`` where that cannot be said of all."""
    if _names(language).isdisjoint(sheet.folded):
        return []
    plain = _aligned(sheet.text)
    return None if plain is None else sorted(_beginnings(plain, language))


def _beginnings(plain: str, language: str) -> Iterator[int]:
    for name in _names(language):
        at = plain.find(name)
        while at >= 0:
            yield at
            at = plain.find(name, at + 1)


def _aligned(text: str) -> str | None:
    """A text with its letters folded, each in its place; ``None`` where one letter is folded to several."""
    odd = [] if text.isascii() else [c for c in set(text) if not c.isascii() and (c.isalnum() or c == "’")]
    folded = {ord(c): _fold(c) for c in odd}
    if any(len(plain) != 1 for plain in folded.values()):
        return None
    return text.translate(folded).lower() if folded else text.lower()
