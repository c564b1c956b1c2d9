"""Paragraphs out of lines that a page's or a mail's width broke.

A break is the width's where the first word of the next line would not have fitted on this one; any other
break is the writer's. The width is that of the longest line of the run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

EXACT: Final = 1.0  # every character is as wide as the next, as in mail
PROPORTIONAL: Final = 0.85  # share of the longest line's characters that a full line has at least, in print
_SHORTEST_FULL: Final = 40  # characters; narrower runs are addresses, lists and verse, not wrapped prose
_HYPHENS: Final = ("-", "\u00ad", "\u2010")
_HYPHENATED: Final = re.compile(r"(\w+)[-\u00ad\u2010]\Z")
_WORD: Final = re.compile(r"\w+")
_OWN_LINE: Final = re.compile(
    r"(?:[-*•–—·▪◦]|\(?\d{1,3}[.)]|(?:From|Sent|Date|To|Cc|Reply-To|Subject)\s?:)\s", re.I
)  # an item of a list, or a line of a mail's head


def words_in(texts: Sequence[str]) -> frozenset[str]:
    """The words of a document, to tell a word divided at a line's end from one with a hyphen."""
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))


def _glued(first: str, second: str, known: frozenset[str]) -> tuple[str, str]:
    """Two lines of a paragraph as they stand in it. A hyphen between them stays, unless it is a soft one
    or the document has the word without it elsewhere."""
    divided = _HYPHENATED.search(first) if first.endswith(_HYPHENS) else None
    if divided is None or not second[:1].islower():
        return first, f" {second}"
    follows = _WORD.match(second)
    whole = (divided.group(1) + (follows.group() if follows else "")).lower()
    drop = first.endswith("\u00ad") or whole in known
    return (first[:-1] if drop else first), second


def breaks_after(line: str, following: str, width: int, fullness: float) -> bool:
    """Whether the writer ended this line, in a run whose longest line has ``width`` characters."""
    if _OWN_LINE.match(following):
        return True
    first_word = following.split(None, 1)[0] if following.strip() else ""
    return len(line) + 1 + len(first_word) <= width * fullness


def unwrapped(lines: Sequence[str], known: frozenset[str], fullness: float) -> list[str]:
    """The paragraphs of one run of lines without an empty one among them."""
    if not lines:
        return []
    width = max(len(line) for line in lines)
    if width < _SHORTEST_FULL:
        return list(lines)
    paragraphs = [[lines[0]]]
    for before, line in pairwise(lines):
        if breaks_after(before, line, width, fullness):
            paragraphs.append([line])
        else:
            pieces = paragraphs[-1]
            pieces[-1], following = _glued(pieces[-1], line, known)
            pieces.append(following)
    return ["".join(pieces) for pieces in paragraphs]
