"""What the words around a statement tell of it: the act, who was spoken to, and through whom it came."""

from __future__ import annotations

import re

from dragoman.languages.profile import Cues
from dragoman.model import Act, Attribution, Kind, Span

_PROPER = r"(?:the )?[A-Z][\w.&’'-]*(?: (?:of |the )?[A-Z][\w.&’'-]*){0,4}"
_LISTENERS = "reporters|journalists|press|lawmakers|parliament|diplomats|viewers|listeners"
_OPENING = 200  # characters of a content that are searched for its act
_LISTENER = re.compile(rf"^\s+(?P<who>{_PROPER}|(?:the )?(?:{_LISTENERS})\b)")
_TOLD_TO = re.compile(
    rf"\b(?:interview|conversation|briefing|remarks|comments) (?:with|to|for) (?P<who>{_PROPER})"
)
_PRINTED_IN = re.compile(rf"\b(?:article|column|essay|op-ed|commentary) (?:for|in) (?P<who>{_PROPER})")
_WEEKDAY = re.compile(r"\s+(?:on|in|at)?\s*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day.*$")
_CALLS = re.compile(r"\bwarn\w* against\b|\bcall\w* (?:on|for)\b", re.IGNORECASE)


def act_of(text: str, found: Attribution, cues: Cues) -> Act:
    """What a statement does: the cue's own word first, then the words of the content."""
    for cue in found.cue:
        act = cues.act(cue.of(text))
        if act is not None:
            return Act(act)
        if _CALLS.search(cue.of(text)):
            return Act.DEMANDS
    words = " ".join(c.of(text) for c in found.content)
    if words.rstrip(" \"'’”»").endswith("?"):
        return Act.ASKS
    for act, pattern in cues.act_patterns.items():
        own_words = found.kind == Kind.DIRECT or act != Act.PROMISES
        if own_words and pattern.search(words[:_OPENING]):
            return Act(act)
    return Act.ASSERTS


def addressee_of(text: str, found: Attribution, cues: Cues) -> Span | None:
    """The listener printed right behind the cue: "told reporters", "urged Ostmar to ..."."""
    for cue in found.cue:
        lemma = cues.lemma(cue.of(text))
        calls_on = re.search(r"\bcall\w* on$", cue.of(text)) is not None
        if lemma in cues.person or calls_on:
            match = _LISTENER.match(text, cue.end)
            listener = _LISTENER.match(text[cue.end : cue.end + 80]) if match is None else match
            if listener is not None:
                start = cue.end if match is None else 0
                return _without_day(text, Span(start + listener.start("who"), start + listener.end("who")))
    return None


def venue_of(text: str, sentence: Span, content: tuple[Span, ...]) -> Span | None:
    """The outlet through which the words came: "in an interview with X", "in an article for X"."""
    for pattern in (_TOLD_TO, _PRINTED_IN):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            who = Span(*match.span("who"))
            if not any(c.overlaps(who) for c in content):
                return _without_day(text, who)
    return None


def _without_day(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(_WEEKDAY.sub("", span.of(text)).rstrip(".,")))
