"""Where a text names bodies: ministries, firms, clubs, papers.

A run of two or more capitalised words counts where a noun of bodies closes it, opens it, or stands before
"of" ("San Aurelian Athletics Federation", "Radio Tessaly", "Council of the Upper Valleys").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.languages.descriptions import description_words
from dragoman.languages.names import name_words
from dragoman.model import Span
from dragoman.names.describe import find_titles

_RUN = re.compile(
    r"(?<![\w’'-])[A-Z][\w&-]*(?:[’'](?!s\b)\w+)?"
    r"(?: (?:(?:of|for) (?:the )?|and |& )?[A-Z][\w&-]*(?:[’'](?!s\b)\w+)?)+"
)
_LEADING = re.compile(r"(?:The|A|An|But|And|In|At|On|For|Its?|His|Her|Their|Our|When|As|If) ")
_LONGEST = 8  # words


@dataclass(frozen=True, slots=True)
class BodyMention:
    """One place that names a body; ``outlet`` where its noun is one of outlets."""

    span: Span
    name: tuple[str, ...]
    outlet: bool


@cache
def _nouns(language: str) -> frozenset[str]:
    words = description_words(language)
    listed = set(words.bodies).union(*words.bodies.values()) | words.firms
    kinds = name_words(language).kinds
    return frozenset(listed | kinds["organisation"] | kinds["outlet"]) - {
        "owner",
        "side",
        "yard",
        "white",
        "city",
    }


def find_bodies(text: str, span: Span, language: str) -> Iterator[BodyMention]:
    """The bodies named in a stretch of text, in order."""
    outlets = name_words(language).kinds["outlet"]
    for match in _RUN.finditer(text, span.start, span.end):
        start = match.start()
        while (leading := _LEADING.match(text, start, match.end())) is not None:
            start = leading.end()
        name = tuple(text[start : match.end()].split())
        noun = _noun(name, _nouns(language)) if 2 <= len(name) <= _LONGEST else None
        if noun is not None and not find_titles(" ".join(name), language):
            yield BodyMention(Span(start, match.end()), name, noun in outlets)


def _noun(name: tuple[str, ...], nouns: frozenset[str]) -> str | None:
    """The word that makes a run of capitals the name of a body."""
    lowered = [w.lower() for w in name]
    if lowered[-1] in nouns:
        return lowered[-1]
    for index, word in enumerate(lowered[1:], 1):
        if word in ("of", "for") and lowered[index - 1] in nouns:
            return lowered[index - 1]
    return (
        lowered[0]
        if lowered[0] in ("radio", "television", "tv", "banco", "universidad", "st") and lowered[0] in nouns
        else None
    )
