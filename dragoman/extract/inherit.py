"""Days that a statement has from what stands around it, where no words of its own tell one.

In order, for statements that the article itself reports: the day on which the same speaker is said to
have spoken just before, or in a headline the one day on which that speaker spoke; behind the day of the
one event that the page reports, for whoever was part of it or speaks of those who were; not after the
stamp of the teaser that it stands in. What is quoted inside a statement is not younger than that
statement. Words that look back ("had said", "earlier", "repeatedly") keep their statement open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from dragoman.extract.sentences import sentence_at
from dragoman.languages import LANGUAGES, data
from dragoman.languages.names import name_words
from dragoman.model import Actor, Block, BlockRole, Interval, Page, Precision, Span, Statement
from dragoman.times import TimeExpression, find_times

_FRESH = timedelta(days=2)  # before the article's day: an event that is news in it
_LOOK = 60  # code points before a cue in which words look back
_OPENING = 15  # code points of a sentence's first words, and of those behind a cue
_TITLES = (BlockRole.HEADLINE, BlockRole.STANDFIRST)
_PICTURES = (BlockRole.CAPTION, BlockRole.CREDIT)
_STAMPED = (*_PICTURES, BlockRole.FURNITURE, BlockRole.DATELINE)
_TOLD = (BlockRole.BODY, BlockRole.QUESTION, *_TITLES)


def inherit_days(
    text: str, page: Page, statements: Sequence[Statement], actors: Sequence[Actor]
) -> list[Statement]:
    """The statements, in their order, with the days they have from one another."""
    if page.language not in LANGUAGES:
        return list(statements)
    days = _Days(text, page, statements, actors, page.language)
    for rule in (days.from_speaker, days.from_next, days.from_stamp, days.from_event):
        for statement in days.in_order:
            if statement.nested_in is None and days.is_open(statement):
                days.give(statement, rule(statement))
    for statement in days.in_order:
        if statement.nested_in is not None and days.is_open(statement):
            days.give(statement, days.from_next(statement) or days.from_parent(statement))
    return [replace(s, said_on=days.said_on[s.id]) for s in statements]


@dataclass(frozen=True, slots=True)
class _Words:
    back: re.Pattern[str]
    perfect: re.Pattern[str]
    again: re.Pattern[str]
    events: re.Pattern[str]
    earlier: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    said = data(language, "times")["said"]

    def any_of(key: str) -> re.Pattern[str]:
        words = "|".join(re.escape(w) for w in sorted(said[key], key=len, reverse=True))
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)

    return _Words(
        any_of("looking_back"), any_of("perfect"), any_of("same_time"), any_of("events"), any_of("earlier")
    )


@dataclass(frozen=True, slots=True)
class _Event:
    """The one recent day on which the page says that something happened: where, and who took part."""

    time: TimeExpression
    day: date
    sentence: Span
    block: Block
    actors: frozenset[str]


class _Days:
    def __init__(
        self, text: str, page: Page, statements: Sequence[Statement], actors: Sequence[Actor], language: str
    ) -> None:
        self.text, self.page, self.words = text, page, _words(language)
        self.in_order = sorted(statements, key=_place)
        self.said_on = {s.id: s.said_on for s in statements}
        self.told = {s.id for s in statements if s.said_on and s.said_on.precision is not Precision.OPEN}
        self.given: set[str] = set()
        self.voices = self._voices(language)
        self.starts = [b.span.start for b in page.blocks]
        self.mentions = sorted((m, a.id) for a in actors for m in a.mentions)
        self.times = find_times(text, page.published, language)
        self.event = self._event()

    def is_open(self, statement: Statement) -> bool:
        """Whether nothing but the article's own day bounds it so far."""
        return statement.id not in self.told and statement.id not in self.given

    def give(self, statement: Statement, interval: Interval | None) -> None:
        """Keep a day."""
        if interval is not None:
            self.said_on[statement.id] = interval
            self.given.add(statement.id)

    def _voices(self, language: str) -> dict[str, str | None]:
        """Who speaks, as far as days go: a pronoun that was left open goes on with the last speaker."""
        pronouns = {w for words in name_words(language).pronouns.values() for w in words}
        voices: dict[str, str | None] = {}
        last: str | None = None
        for statement in self.in_order:
            printed = " ".join(s.of(self.text).lower() for s in statement.source)
            voices[statement.id] = statement.speaker or (last if printed in pronouns else None)
            if statement.nested_in is None:
                last = voices[statement.id]
        return voices

    # ------------------------------------------------------------ the same speaker

    def from_speaker(self, statement: Statement) -> Interval | None:
        """The day of what the same speaker said before; in titles, the only day of that speaker."""
        voice = self.voices[statement.id]
        if voice is None:
            return None
        role = self._block(_place(statement)).role
        dated = [s for s in self.in_order if self.voices[s.id] == voice and self._has_day(s)]
        if role in _TITLES:
            days = {self.said_on[s.id].first for s in dated if not self._looks_back(s)}  # type: ignore[union-attr]
            return self._shared(dated[0]) if len(days) == 1 else None
        if role not in _TOLD:
            return None
        before = [s for s in dated if _place(s) < _place(statement)]
        if not before:
            return None
        if self.words.again.search(self._clause(statement)):
            return self._shared(before[-1])
        if self._looks_back(statement) or self._looks_back(before[-1]):
            return None
        return self._shared(before[-1])

    def from_next(self, statement: Statement) -> Interval | None:
        """ "Previously she offered help. “We can help”, she had said in July.": the day follows."""
        after = [s for s in self.in_order if _place(s) > _place(statement) and s.nested_in is None]
        if not after or after[0].id not in self.told or self.voices[statement.id] is None:
            return None
        both_back = self._looks_back(statement) and self._looks_back(after[0])
        same = self.voices[after[0].id] == self.voices[statement.id]
        return self._shared(after[0]) if same and both_back else None

    def _has_day(self, statement: Statement) -> bool:
        interval = self.said_on[statement.id]
        return (
            statement.id in self.told
            and statement.nested_in is None
            and interval is not None
            and interval.precision is Precision.DAY
            and interval.first is not None
        )

    def _shared(self, statement: Statement) -> Interval | None:
        interval = self.said_on[statement.id]
        return replace(interval, basis=f"as the same speaker said {interval.basis}") if interval else None

    # ------------------------------------------------------------ the page's event

    def _event(self) -> _Event | None:
        """The page's event, where all recent days that it tells of are one."""
        found = [e for e in map(self._told_event, self.times) if e is not None]
        days = {e.day for e in found}
        if len(days) != 1:
            return None
        actors: frozenset[str] = frozenset().union(*(e.actors for e in found))
        return replace(found[0], actors=actors)

    def _told_event(self, time: TimeExpression) -> _Event | None:
        day, published = time.interval, self.page.published
        if day is None or day.first is None or day.first != day.last or published is None:
            return None
        first, last = published.first, published.last
        if first is None or not first - _FRESH <= day.first <= (last or first):
            return None
        block = self._block(time.span)
        if block.role is not BlockRole.BODY or self._is_said(time.span):
            return None
        sentence = sentence_at(self.text, block.span, time.span.start)
        first_named = next((a for m, a in self.mentions if sentence.covers(m)), None)
        return _Event(time, day.first, sentence, block, frozenset((first_named,) if first_named else ()))

    def _is_said(self, span: Span) -> bool:
        """Whether a time stands inside what somebody says, or dates it."""
        basis = span.of(self.text)
        for statement in self.in_order:
            if any(c.covers(span) for c in statement.content):
                return True
            interval = self.said_on[statement.id]
            place = _place(statement)
            sentence = sentence_at(self.text, self._block(place).span, place.start)
            if sentence.covers(span) and interval is not None and basis in interval.basis:
                return True
        return False

    def from_event(self, statement: Statement) -> Interval | None:
        """Not before the page's event: for its people, and for whoever speaks of them."""
        event, published = self.event, self.page.published
        if event is None or published is None or self._block(_place(statement)).role not in _TOLD:
            return None
        words = event.time.span.of(self.text)
        if self._tells_of(event, statement):
            return Interval.day(event.day, f"at the event of “{words}”")
        if not self._reacts(event, statement):
            return None
        if self._looks_back(statement) and not self._opens_earlier(statement):
            return None
        return Interval(event.day, published.last, Precision.OPEN, f"not before the event of “{words}”")

    def _tells_of(self, event: _Event, statement: Statement) -> bool:
        """Whether the same paragraph goes on with the event by its name: "the talks were long"."""
        place = _place(statement)
        if self._block(place) != event.block or place.start < event.sentence.end:
            return False
        named = {m[0].lower() for m in self.words.events.finditer(event.sentence.of(self.text))}
        content = " ".join(c.of(self.text) for c in statement.content)
        return bool(named & {m[0].lower() for m in self.words.events.finditer(content)})

    def _reacts(self, event: _Event, statement: Statement) -> bool:
        if self.page.published is not None and self.page.published.last is None:
            return True
        if self._names(event, statement):
            return True
        voice = self.voices[statement.id]
        speakers = {self.voices[s.id] for s in self.in_order if self._names(event, s)}
        return voice is not None and (voice in event.actors or voice in speakers)

    def _names(self, event: _Event, statement: Statement) -> bool:
        """Whether a statement, or its sentence, names somebody of the event."""
        if statement.nested_in is not None or statement.id in self.told:
            return False
        return any(
            a in event.actors and any(c.covers(m) for c in statement.content) for m, a in self.mentions
        )

    # ------------------------------------------------------------ teasers, and what is quoted

    def from_stamp(self, statement: Statement) -> Interval | None:
        """Not after the stamp of the teaser that a statement stands in."""
        stamp = self._stamp(_place(statement))
        if stamp is None or stamp.interval is None:
            return None
        last = stamp.interval.last
        if last is None or (self.event is not None and last >= self.event.day):
            return None
        words = stamp.span.of(self.text)
        return Interval(None, last, Precision.OPEN, f"not after “{words}”, the stamp above it")

    def _stamp(self, place: Span) -> TimeExpression | None:
        """The whole date above the teaser that a place stands in or behind."""
        index = bisect_right(self.starts, place.start) - 1
        above = self.page.blocks[:index]
        start = next((b.span.start for b in reversed(above) if b.role in _PICTURES), 0)
        section = [b for b in above if b.span.start >= start]
        if not any(b.role is BlockRole.TEASER for b in (*section, self.page.blocks[index])):
            return None
        stamps = [t for t in self.times if start <= t.span.start < place.start and _is_whole(t)]
        stamps = [t for t in stamps if self._block(t.span).role in _STAMPED]
        return stamps[-1] if stamps else None

    def from_parent(self, statement: Statement) -> Interval | None:
        """Not after the statement that quotes it."""
        parent = self.said_on.get(statement.nested_in or "")
        if parent is None or parent.last is None:
            return None
        return Interval(None, parent.last, Precision.OPEN, f"not after who quotes it ({parent.basis})")

    # ------------------------------------------------------------ small tools

    def _block(self, span: Span) -> Block:
        return self.page.blocks[max(bisect_right(self.starts, span.start) - 1, 0)]

    def _clause(self, statement: Statement) -> str:
        """The words around the cue, from the last comma, without what is said."""
        place = _place(statement)
        start = max(self._sentence(place).start, place.start - _LOOK)
        near = _without(self.text, Span(start, place.end), statement.content)
        behind = _without(self.text, Span(place.end, place.end + _OPENING), statement.content)
        return near.rpartition(", ")[2] + behind

    def _opening(self, statement: Statement) -> str:
        """The first words of its sentence, without what is said."""
        place = _place(statement)
        start = self._sentence(place).start
        return _without(self.text, Span(start, min(start + _OPENING, place.start)), statement.content)

    def _sentence(self, place: Span) -> Span:
        return sentence_at(self.text, self._block(place).span, place.start)

    def _looks_back(self, statement: Statement) -> bool:
        clause = self._clause(statement)
        if self.words.perfect.search(clause) or self.words.back.search(clause):
            return True
        return bool(self.words.back.search(self._opening(statement)))

    def _opens_earlier(self, statement: Statement) -> bool:
        """ "Earlier, she said": earlier than the others of that day."""
        sentence = self._sentence(_place(statement))
        return bool(self.words.earlier.match(sentence.of(self.text)))


def _place(statement: Statement) -> Span:
    return (statement.cue or statement.content)[0]


def _is_whole(time: TimeExpression) -> bool:
    """Whether an expression is one day that needs no anchor."""
    day = time.interval
    return day is not None and day.first == day.last and "written" not in day.basis


def _without(text: str, within: Span, spans: Iterable[Span]) -> str:
    """A stretch of the text with some spans blanked."""
    kept = list(within.of(text))
    for span in spans:
        for i in range(max(span.start, within.start), min(span.end, within.end)):
            kept[i - within.start] = " "
    return "".join(kept)
