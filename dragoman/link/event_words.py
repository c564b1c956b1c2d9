"""The words by which a language tells of events, and whether a text has one at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.languages import LANGUAGES, data
from dragoman.link.sheet import Sheet
from dragoman.model import BlockRole, Span

TOLD = (BlockRole.HEADLINE, BlockRole.STANDFIRST, BlockRole.BODY, BlockRole.QUESTION, BlockRole.CAPTION)
"""Blocks in which an article tells of events."""

_PROPER = r"(?P<who>(?:the )?[A-Z][\w.&’'-]*(?: (?:of |the )?[A-Z][\w.&’'-]*){0,3})"


@dataclass(frozen=True, slots=True)
class EventWords:
    """The words of ``languages/<language>/events.toml``."""

    nouns: re.Pattern[str]
    kinds: dict[str, str]
    verbs: tuple[tuple[str, re.Pattern[str]], ...]
    unreal: frozenset[str]
    definite: frozenset[str]
    wished: re.Pattern[str]
    all_parties: re.Pattern[str]
    parties: re.Pattern[str]
    outlet: re.Pattern[str]
    pairs: frozenset[str]
    of_states: frozenset[str]
    apart: re.Pattern[str]
    plural: re.Pattern[str]
    counterpart: re.Pattern[str]
    pronouns: dict[str, str]
    hints: tuple[str, ...]


@cache
def event_words(language: str) -> EventWords:
    """The words of a language for events."""
    table = data(language if language in LANGUAGES else "en", "events")
    kinds = {noun: kind for kind, nouns in table["kinds"].items() for noun in nouns.split("|")}
    nouns = "|".join(re.escape(n) for n in sorted(kinds, key=len, reverse=True))
    words = table["words"]
    return EventWords(
        nouns=re.compile(rf"(?<![\w-])(?:{nouns})(?![\w-])", re.IGNORECASE),
        kinds=kinds,
        verbs=tuple(
            (kind, re.compile(rf"(?<![\w-])(?:{p})", re.IGNORECASE if kind != "meeting" else 0))
            for kind, p in table["verbs"].items()
        ),
        unreal=frozenset(words["unreal"].split()),
        definite=frozenset(words["definite"].split()),
        wished=re.compile(rf"\b(?:{words['wished']})\b[^,;:“”\"]*$", re.IGNORECASE),
        all_parties=re.compile(rf"\s(?:{words['of']})\b"),
        parties=re.compile(rf"\b(?:(?P<all>{words['between']})|{words['with']})\b"),
        outlet=re.compile(rf"\s(?:{words['for']}) {_PROPER}"),
        pairs=frozenset(words["pairs"]),
        of_states=frozenset(words["of_states"]),
        apart=re.compile(rf"\b(?:{words['apart']})\b[^.,;]*$", re.IGNORECASE),
        plural=re.compile(words["plural"]),
        counterpart=re.compile(words["counterpart"]),
        pronouns={w: group for group, ws in table["pronouns"].items() for w in ws.split()},
        hints=_shortest([*kinds, *table["hints"]["verbs"].split("|")]),
    )


def _shortest(words: Sequence[str]) -> tuple[str, ...]:
    """Those of some words that hold no other of them: a text without these has none at all."""
    plain = {word.lower() for word in words}
    return tuple(sorted(w for w in plain if not any(o in w for o in plain - {w})))


def _may_tell(text: str, span: Span, words: EventWords) -> bool:
    """Whether a stretch has a word for an event."""
    plain = text[span.start : span.end].lower()
    if not any(map(plain.__contains__, words.hints)):
        return False
    patterns = (*(pattern for _, pattern in words.verbs), words.nouns)
    return any(p.search(text, span.start, span.end) for p in patterns)


def telling_blocks(sheet: Sheet) -> Iterator[int]:
    """The blocks (by index) that have a word for an event where an article tells of something."""
    words = event_words(sheet.reading.page.language or "en")
    for index, block in enumerate(sheet.reading.page.blocks):
        if block.role in TOLD and _may_tell(sheet.text, block.span, words):
            yield index


def tells_of_events(sheet: Sheet) -> bool:
    """Whether an article has a word for an event where it tells of something."""
    return next(telling_blocks(sheet), None) is not None
