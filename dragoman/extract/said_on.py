"""When a statement's words were said, as far as the article tells.

In order: a time expression in the sentence that hangs on the cue ("said on Thursday", "had said in
July", "at Thursday's talks", "rejected the offer on Friday"); else the article's own date as an upper
bound, since nothing is reported before it is said; else open. Times inside the statement are about what
is said, and times inside somebody's quotation marks are told from that speaker's day: neither dates the
saying. An article's own day is never given to a statement without words that say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dragoman.languages import LANGUAGES, data
from dragoman.languages.profile import Cues, cues
from dragoman.model import Interval, Page, Precision, Span, Spans
from dragoman.times import TimeExpression, find_times

_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)")
_EDGE = re.compile(r"[.!?;:]['\"”’)]*\s+(?=[\"“‘'(]?[A-ZÀ-Þ])|[;\n]|:\s|\s[–—]\s")
_DETERMINER = re.compile(r"(?<!\w)(?:a|an|the|his|her|its|their)\s+$", re.IGNORECASE)
_COMMA = re.compile(r",\s")
_ADDED = re.compile(r",\s+\w+ing(?:\s+\w+)?$")
_POSSESSIVE = re.compile(r"['’]s?\b")
_MOST_AFTER = 10  # words between a cue and the time behind it: "told reporters in the port of Karsk on"
_MOST_BEFORE = 6  # words between a time and the cue behind it: "On Thursday" aside, "the US on Monday warned"
_OPENING = 4  # words before a time that opens its sentence: "In a speech on Monday"


def date_statement(text: str, sentence: Span, spans: Spans, page: Page, cue: Spans = ()) -> Interval | None:
    """When the words were said.

    ``sentence`` is the sentence or paragraph that holds the cue, ``spans`` are the statement's
    content. With ``cue`` the time must hang on that cue; without it, on the words of the sentence
    outside the content, where only one time is told.
    """
    language = page.language if page.language in LANGUAGES else "en"
    hangers = _Sentence(text, sentence, spans, cue, _rules(language))
    told = [t for t in _outside(text, sentence, spans, page, language) if hangers.hangs(t.span)]
    told.sort(key=lambda t: hangers.distance(t.span))
    found = told[0] if told and (cue or len({t.interval for t in told}) == 1) else None
    if found and found.interval:
        if hangers.opens_period(found.span):
            return _bounded(replace(found.interval, last=None, basis=f"since {found.interval.basis}"), page)
        return _bounded(found.interval, page)
    return _upper_bound(page)


def _upper_bound(page: Page) -> Interval | None:
    published = page.published
    if published is None or published.last is None:
        return None
    return Interval(None, published.last, Precision.OPEN, f"not after the article ({published.basis})")


def _bounded(interval: Interval, page: Page) -> Interval:
    """What lies partly behind the article's day ends with it: "this week" in a Wednesday's paper."""
    last = page.published.last if page.published else None
    if last is None or interval.first is None or interval.first > last:
        return interval
    if interval.last is not None and interval.last <= last:
        return interval
    return Interval(interval.first, last, interval.precision, f"{interval.basis}, not after the article")


def _outside(text: str, sentence: Span, spans: Spans, page: Page, language: str) -> Iterable[TimeExpression]:
    """The sentence's times outside the content. Inside quotation marks only those count that need no
    anchor, and only where the content stands in the same marks."""
    fixed = {t.span: t for t in find_times(text, None, language)}
    quoted = [
        Span(sentence.start + m.start(), sentence.start + m.end())
        for m in _QUOTED.finditer(sentence.of(text))
    ]
    for time in find_times(text, page.published, language):
        if not (sentence.covers(time.span) and time.is_date) or any(s.overlaps(time.span) for s in spans):
            continue
        around = next((q for q in quoted if q.covers(time.span)), None)
        if around is None:
            yield time
        elif spans and all(around.covers(s) for s in spans):
            yield fixed[time.span]


@dataclass(frozen=True, slots=True)
class _Rules:
    directly: re.Pattern[str]
    event: re.Pattern[str]
    since: re.Pattern[str]
    other: re.Pattern[str]
    openers: frozenset[str]
    bare: re.Pattern[str]
    held: re.Pattern[str]
    verbs: Cues


@cache
def _rules(language: str) -> _Rules:
    words = data(language, "times")["said"]

    def any_of(key: str) -> str:
        return "(?:" + "|".join(re.escape(w) for w in sorted(words[key], key=len, reverse=True)) + ")"

    return _Rules(
        directly=re.compile(rf"(?<!\w){any_of('prepositions')}\s+$", re.IGNORECASE),
        event=re.compile(
            rf"(?<!\w){any_of('event_prepositions')}\s+(?:(?:a|an|the|his|her|its|their)\s+)?$", re.IGNORECASE
        ),
        since=re.compile(rf"(?<!\w){any_of('since')}\s+$", re.IGNORECASE),
        other=re.compile(rf"(?<!\w){any_of('other_clause')}(?!\w)", re.IGNORECASE),
        openers=frozenset(words["openers"]),
        bare=re.compile(rf"{any_of('bare')}(?!\w)", re.IGNORECASE),
        held=re.compile(rf"(?<!\w){any_of('events')}\s+{any_of('holding')}\s*$", re.IGNORECASE),
        verbs=cues(language),
    )


class _Sentence:
    """Whether a time in a sentence hangs on the cue of a statement."""

    def __init__(
        self, text: str, sentence: Span, content: Sequence[Span], cue: Sequence[Span], rules: _Rules
    ) -> None:
        self.text, self.sentence, self.rules = text, sentence, rules
        self.content, self.cue = content, cue
        self.edges = [m.end() for m in _EDGE.finditer(text, sentence.start, sentence.end)]

    def distance(self, time: Span) -> int:
        """Characters between a time and the cue, less the words that attach a time to a verb before it;
        where there is no cue, from the sentence's start."""
        if not self.cue:
            return time.start - self.sentence.start
        attached = time.start - len(self._before(time)) + len(self._unattached(self._before(time)))
        return min(max(c.start - time.end, attached - c.end, 0) for c in self.cue)

    def hangs(self, time: Span) -> bool:
        """Whether the time dates the saying."""
        if not self.cue:
            return self._is_attached(time) and not self._is_other_clause(self._clause(time))
        return any(self._hangs_on(time, c) for c in self.cue)

    def opens_period(self, time: Span) -> bool:
        """ "has warned since 2030"."""
        return bool(self.rules.since.search(self._before(time)))

    def _before(self, time: Span) -> str:
        return self.text[max(self.sentence.start, time.start - 40) : time.start]

    def _is_attached(self, time: Span, cue: Span | None = None) -> bool:
        """Whether the words directly before the time let it date an act of speech."""
        before = self._before(time)
        if _POSSESSIVE.match(self.text, time.end) or self._names_event(time, before):
            told = cue is not None and not _DETERMINER.sub("", self.text[cue.end : time.start]).strip()
            return told or bool(self.rules.event.search(before))
        bare = (
            not before.strip()
            or before.rstrip().endswith(",")
            or (cue is not None and cue.end + 1 >= time.start)
            or (cue is not None and cue.end <= time.start and self._is_bare(time))
        )
        return bare or bool(self.rules.directly.search(before) or self.rules.since.search(before))

    def _names_event(self, time: Span, before: str) -> bool:
        """ "a 2030 summit": the time stands before the name of what it dates."""
        return bool(_DETERMINER.search(before)) and time.end < self.sentence.end

    def _hangs_on(self, time: Span, cue: Span) -> bool:
        if cue.covers(time):  # "a statement on Tuesday saying" is one cue
            return True
        if not self._is_attached(time, cue):
            return False
        if cue.end <= time.start:
            return self._hangs_behind(time, cue)
        return time.end <= cue.start and self._hangs_before(time, cue)

    def _hangs_behind(self, time: Span, cue: Span) -> bool:
        if self._is_parted(cue.end, time.start):
            return False
        between = [s for s in self.content if cue.end <= s.start < time.start]
        if between:
            return self._takes_object(cue) and not self._gap(between[-1].end, time).strip()
        gap = self.rules.held.sub("", self._gap(cue.end, time))
        near = len(gap.split()) <= _MOST_AFTER
        return near and not self._is_other_clause(gap) and not re.search(r"[“”\"]", gap)

    def _gap(self, start: int, time: Span) -> str:
        """The words from a place to a time, without the ones that attach it."""
        return self._unattached(self.text[start : time.start])

    def _is_bare(self, time: Span) -> bool:
        return bool(self.rules.bare.match(self.text, time.start))

    def _takes_object(self, cue: Span) -> bool:
        """ "called the offer a trap": what is said is no clause of its own that could hold the time."""
        verbs = self.rules.verbs
        return verbs.lemma(cue.of(self.text)) in (verbs.object | verbs.accusing) - verbs.clause

    def _hangs_before(self, time: Span, cue: Span) -> bool:
        gap = self.text[time.end : cue.start]
        if self._is_parted(time.end, cue.start) or self._is_other_clause(self._clause(time)):
            return False
        if self._opens_sentence(time) or (self._is_added(cue) and not self._after_participle(time)):
            return True
        near = len(gap.split()) <= _MOST_BEFORE and not self._is_other_clause(gap)
        return near and not re.search(r"[“”\",]\s", gap) and not self._after_participle(time)

    def _start(self, time: Span) -> int:
        """Where the sentence that holds the time begins, inside what may be a paragraph."""
        return max((edge for edge in self.edges if edge <= time.start), default=self.sentence.start)

    def _is_parted(self, start: int, end: int) -> bool:
        """Whether a sentence ends between two places."""
        return any(start < edge <= end for edge in self.edges)

    def _unattached(self, words: str) -> str:
        """Words before a time, without the ones that attach it."""
        return _without_ending(words, (self.rules.directly, self.rules.event, self.rules.since))

    def _clause(self, time: Span) -> str:
        """The words from the last comma to the time, without what attaches it."""
        words = self.text[self._start(time) : time.start]
        edges = [m.end() for m in _COMMA.finditer(words)]
        clause = words[edges[-1] :] if edges and words[edges[-1] :].strip() else words
        return self._unattached(clause)

    def _opens_sentence(self, time: Span) -> bool:
        words = self.text[self._start(time) : time.start]
        plain = [word.strip(",").casefold() for word in words.split()]
        if all(word in self.rules.openers for word in plain):
            return True
        return len(plain) <= _OPENING + 2 and "," not in words and not self._has_subject(words)

    def _is_added(self, cue: Span) -> bool:
        """ ", saying ...": shares the time of the verb before it."""
        return bool(_ADDED.search(self.text[max(0, cue.start - 4) : cue.end]))

    def _has_subject(self, words: str) -> bool:
        """ "The talks on Monday ..." opens with a thing, "Speaking on Monday ..." does not."""
        first = words.split()[:1]
        return bool(first) and first[0].casefold() not in self.rules.openers

    def _is_other_clause(self, words: str) -> bool:
        return bool(self.rules.other.search(words))

    def _after_participle(self, time: Span) -> bool:
        words = _without_ending(self._before(time), (self.rules.directly,)).split()
        return bool(words) and bool(re.search(r"(?:ed|en)$", words[-1])) and words[-1].islower()


def _without_ending(words: str, endings: Sequence[re.Pattern[str]]) -> str:
    for ending in endings:
        found = ending.search(words)
        if found:
            return words[: found.start()]
    return words
