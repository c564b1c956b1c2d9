"""Where a text names people: runs of capitalised words with the office printed beside them.

A run of two or three name words counts, a single one only with a title in front ("Minister Dravek").
Organisations, states and sentence openers are left out by tables. The office is read from the words in
front ("Ostmari foreign ministry spokesman Tomas Hale") or from the apposition behind (", the Ostmari
foreign minister,").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.languages.names import NameWords, name_words
from dragoman.model import Span
from dragoman.names.describe import Description, describe, find_titles, is_name_word

_WORD = re.compile(r"[^\W\d_](?:[\w-]|['’](?!s\b)(?=\w))*")
_JOIN = re.compile(r"(?:\.? |\.? ?-)$")
_APPOSITION = re.compile(r",\s+((?:the|a|an|his|her|their|[A-Z])[^,.;:()\n]{2,90})(?=[,.;:\n]|$)")
_COUNTERPART = re.compile(r"(\b(?:his|her|their) (?:[\w-]+ ){0,2}counterpart),? $", re.IGNORECASE)
_OCCUPATION = re.compile(r"(?:a|an|the) (?:[\w-]+ ){0,3}[a-z][\w-]+(?:,|$| (?:in|of|at|for|from|with)\b)")
_FRONT = {
    "foreign",
    "defence",
    "defense",
    "interior",
    "finance",
    "government",
    "state",
    "party",
    "campaign",
    "deputy",
    "press",
}
_LONGEST_NAME = 4  # words


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names a person: ``span`` covers the printed office in front and the name."""

    span: Span
    name: tuple[str, ...]
    about: Description
    office: Span | None = None


def find_people(text: str, span: Span, language: str) -> Iterator[Mention]:
    """The people named in a stretch of text, in order."""
    table = name_words(language)
    titles = [(span.start + m.start(), span.start + m.end()) for m in find_titles(span.of(text), language)]
    free = span.start
    for run in _runs(text, span, titles, table):
        mention = _read(text, Span(free, span.end), run, titles, language)
        if mention is not None:
            free = mention.span.end
            yield mention


def _runs(
    text: str, span: Span, titles: list[tuple[int, int]], table: NameWords
) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text, span.start, span.end):
        joined = bool(run) and text[run[-1].end() : word.start()] in (" ", ". ", "\u00a0")
        in_title = any(start <= word.start() < end for start, end in titles)
        fits = is_name_word(word.group(), table) and not in_title
        if run and not (joined and fits):
            yield run
            run = []
        if fits:
            run.append(word)
    if run:
        yield run


def _read(
    text: str, span: Span, run: list[re.Match[str]], titles: list[tuple[int, int]], language: str
) -> Mention | None:
    table = name_words(language)
    words = [w.group() for w in run]
    called = run[0].start()
    while words and words[0].lower().rstrip(".") in table.honorifics:
        words, run = words[1:], run[1:]
    if not words or len(words) > _LONGEST_NAME or _is_body(words, table):
        return None
    start, end = run[0].start(), run[-1].end()
    title = next((t for t in titles if t[1] < start and not text[t[1] : start].strip(" \u00a0")), None)
    front = _front(text, span.start, title[0], table) if title else start
    if title is not None:
        return Mention(
            Span(front, end), tuple(words), describe(text[front:end], language), _office(text, front, start)
        )
    counterpart = _COUNTERPART.search(text, max(span.start, start - 60), start)
    if counterpart is not None:
        about = describe(counterpart.group(1), language)
        return Mention(Span(start, end), tuple(words), about, Span(*counterpart.span(1)))
    polite = called < start
    if len(words) < 2 and not polite:
        return None
    behind = _APPOSITION.match(text, end, min(span.end, end + 120))
    if behind is not None:
        about = describe(behind.group(1), language)
        if about.title is None and _OCCUPATION.match(behind.group(1)) and about.head:
            about = replace(about, title=about.head, office=behind.group(1))
        if about.title is not None and not about.name:
            return Mention(Span(start, end), tuple(words), about, Span(*behind.span(1)))
    return Mention(Span(called, end), tuple(words), describe(text[called:end], language))


def _is_body(words: list[str], table: NameWords) -> bool:
    lowered = {w.lower() for w in words}
    bodies = table.kinds["organisation"] | table.kinds["outlet"] | table.kinds["group"]
    return bool(lowered & bodies) or all(w.isupper() and len(w) > 1 for w in words)


def _front(text: str, floor: int, title: int, table: NameWords) -> int:
    """The start of the words in front of a title that tell whose office it is."""
    start = title
    for word in reversed(list(_WORD.finditer(text, max(floor, title - 80), title))):
        gap = text[word.end() : start]
        if gap.replace("'s", "").replace("’s", "").strip(" \u00a0-'’"):
            break
        plain = re.sub(r"^(?:then|ex)-", "", word.group())
        if plain == "s":
            continue
        known = plain.lower() in _FRONT | table.kinds["organisation"] | table.past | {
            "new",
            "current",
            "acting",
        }
        capital = plain[:1].isupper() and (plain.lower() not in table.common)
        if not (capital or known):
            break
        start = word.start()
    return start


def _office(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
