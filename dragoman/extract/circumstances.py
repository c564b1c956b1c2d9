"""What the words around a statement tell of it: the act, who was spoken to, and through whom it came."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.languages.profile import Cues, cues
from dragoman.model import Act, Attribution, Kind, Span

_PROPER = r"(?:the )?[A-Z][\w.&’'-]*(?: (?:of |the )?[A-Z][\w.&’'-]*){0,4}"
_ASKED_TO = re.compile(r"(?:(?!whether|if|what|who|how|why|when|where|which)[\w’'-]+ ){0,4}?to \w")
_OPENING = 200  # characters of a content that are searched for its act
_NOUN = 3  # words of a content of which one is what a light verb needs: "her full commitment"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """A language's words for listeners and venues, compiled."""

    listener: re.Pattern[str]
    venue: re.Pattern[str]
    day: re.Pattern[str]
    calls: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = cues(language).venues
    outlet = rf"{_PROPER}(?: (?:{words['outlets']}))?"
    told, printed = words["told"], words["printed"]
    return _Patterns(
        listener=re.compile(rf"\s+(?P<who>{outlet}|(?:the )?(?:{words['listeners']})\b)"),
        venue=re.compile(rf"\b(?:(?:{told}) (?:with|to|for)|(?:{printed}) (?:for|in)) (?P<who>{outlet})"),
        day=re.compile(rf"\s+(?:on|in|at)?\s*{words['days']}.*$"),
        calls=re.compile(rf"\b(?:{words['calls']})\b", re.IGNORECASE),
    )


def act_of(text: str, found: Attribution, language: str) -> Act:
    """What a statement does: the cue's own word first, then the words of the content."""
    table = cues(language)
    for cue in found.cue:
        if _patterns(language).calls.search(cue.of(text)):
            return Act.DEMANDS
        act = table.act(_with_noun(text, cue, found, table))
        if act == Act.ASKS and _ASKED_TO.match(found.content[0].of(text)):
            return Act.DEMANDS
        if act is not None:
            return Act(act)
    words = " ".join(c.of(text) for c in found.content)
    spoken = found.kind == Kind.DIRECT
    if words.rstrip(" \"'’”»").endswith("?"):
        return Act.ASKS
    for patterns in (table.act_patterns, table.spoken_patterns if spoken else table.told_patterns):
        for shown, pattern in patterns.items():
            if pattern.search(words[:_OPENING]):
                return Act(shown)
    return Act.ASSERTS


def _with_noun(text: str, cue: Span, found: Attribution, table: Cues) -> str:
    """A cue, and where it says little by itself the noun that its content begins with: "expressed
    commitment to the treaty"."""
    words = cue.of(text)
    if table.lemma(words) not in table.light_verbs or found.content[0].start < cue.end:
        return words
    return " ".join([words, *found.content[0].of(text).split()[:_NOUN]])


def addressee_of(text: str, found: Attribution, language: str) -> Span | None:
    """The listener printed right behind the cue: "told reporters", "urged Ostmar to ..."."""
    table, patterns = cues(language), _patterns(language)
    for cue in found.cue:
        calls = patterns.calls.search(cue.of(text))
        if table.lemma(cue.of(text)) in table.person or (calls is not None and cue.of(text).endswith(" on")):
            listener = patterns.listener.match(text, cue.end)
            if listener is not None:
                return _without_day(text, Span(*listener.span("who")), language)
    return None


def venue_of(text: str, sentence: Span, content: tuple[Span, ...], language: str) -> Span | None:
    """The outlet through which the words came: "in an interview with X", "in an article for X"."""
    for match in _patterns(language).venue.finditer(text, sentence.start, sentence.end):
        who = Span(*match.span("who"))
        if not any(c.overlaps(who) for c in content):
            return _without_day(text, who, language)
    return None


def _without_day(text: str, span: Span, language: str) -> Span:
    return Span(span.start, span.start + len(_patterns(language).day.sub("", span.of(text)).rstrip(".,")))
