"""At which event a statement was made.

In order: an event that the sentence of its cue names in the outlet's own words, with the speaker among its
participants ("said at Thursday's talks", "told reporters after the meeting"); an interview or a press
conference that the paragraph names so; that of the same speaker's statement before. What somebody
merely speaks of is no event at which the words were said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.link.event_words import event_words
from dragoman.link.occasions import Occasion, is_day
from dragoman.link.roster import Register
from dragoman.link.sheet import Sheet
from dragoman.link.whereabouts import first_blocks, sentence_of
from dragoman.model import BlockRole, Event, Interval, Precision, Span, Statement

_HEARD = ("press conference", "interview", "speech", "hearing", "debate")
_BACK = re.compile(r"\b(?:previously|earlier|before|once|already|repeatedly|long|always|often|had)\b")
_LEAD = 2  # paragraphs in which an article tells its news
_TOLD = (BlockRole.HEADLINE, BlockRole.STANDFIRST, BlockRole.BODY, BlockRole.QUESTION)
_LOOK = 40  # characters before a cue in which words look back

Mention = tuple[int, Occasion]
"""An event of an article, by its number there, and a place that tells of it."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement by a person (id) and the events of its article at which it may have been made, by their
    numbers there: those that its sentence names, the nearest first, and those where people are heard that its
    paragraph names. ``goes_on`` says that it may belong to the occasion of the one before."""

    statement: str
    who: str
    own: tuple[int, ...]
    heard: tuple[int, ...]
    goes_on: bool


def sayings_of(sheet: Sheet, mentions: Sequence[Mention], register: Register) -> tuple[Saying, ...]:
    """The statements of an article that tells of events, in order."""
    return tuple(_Surroundings(sheet, mentions).sayings(lambda actor: register.person(sheet, actor)))


def attend(sayings: Sequence[Saying], events: Mapping[int, Event]) -> dict[str, str]:
    """The ``Event.id`` of each statement of an article that was made at an event; ``events`` are those that
    the events of the article became."""
    found: dict[str, str] = {}
    last: dict[str, str] = {}

    def first(numbers: Sequence[int], who: str) -> str | None:
        there = (events[n] for n in numbers if n in events)
        return next((e.id for e in there if who in e.participants), None)

    for saying in sayings:
        event = first(saying.own, saying.who) or first(saying.heard, saying.who)
        if event is not None:
            last[saying.who] = event
        elif saying.goes_on:
            event = last.get(saying.who)
        if event is not None:
            found[saying.statement] = event
    return found


class _Surroundings:
    """What the statements of an article stand near."""

    def __init__(self, sheet: Sheet, mentions: Sequence[Mention]) -> None:
        self.sheet, self.text = sheet, sheet.text
        self.blocks = sheet.reading.page.blocks
        self.starts = [b.span.start for b in self.blocks]
        self.mentions = sorted(mentions, key=lambda m: (m[1].span, m[0]))
        words = event_words(sheet.reading.page.language or "en")
        self._apart = {
            m[1].span
            for m in mentions
            if words.apart.search(self.text[max(0, m[1].span.start - _LOOK) : m[1].span.start])
        }

    def sayings(self, person: Callable[[str | None], str | None]) -> Iterator[Saying]:
        """The statements that a person made, in order."""
        for statement in sorted(self.sheet.statements, key=lambda s: (_place(s), s.id)):
            who = person(statement.speaker) if statement.nested_in is None else None
            if who is not None:
                yield self._saying(statement, who)

    def _saying(self, statement: Statement, who: str) -> Saying:
        place = _place(statement)
        block = self.blocks[self._index(place)].span
        outside = self._outside(statement, block)
        own: list[Mention] = []
        if outside:
            sentence = sentence_of(self.text, block, place.start)
            own = [m for m in outside if sentence.covers(m[1].span) and m[1].span not in self._apart]
            own.sort(key=lambda m: (_gap(m[1].span, place), m[1].span))
        return Saying(
            statement=statement.id,
            who=who,
            own=tuple(n for n, _ in own),
            heard=tuple(n for n, o in outside if o.kind in _HEARD),
            goes_on=self._goes_on(statement),
        )

    def is_news(self, statement: Statement) -> bool:
        """Whether a statement is told as new, in the article's own text or its titles."""
        return self.blocks[self._index(_place(statement))].role in _TOLD and not self._looks_back(statement)

    def leads(self, occasion: Occasion) -> bool:
        """Whether a place stands in the article's title or its first paragraphs."""
        return self._index(occasion.span) < first_blocks(self.sheet, _LEAD)

    def _index(self, span: Span) -> int:
        return max(bisect_right(self.starts, span.start) - 1, 0)

    def _looks_back(self, statement: Statement) -> bool:
        place = _place(statement)
        near = self.text[max(0, place.start - _LOOK) : place.end]
        if _BACK.search(near) is None:
            return False
        sentence = sentence_of(self.text, self.blocks[self._index(place)].span, place.start)
        start = max(sentence.start, place.start - _LOOK)
        return bool(_BACK.search(self.text[start : place.end]))

    def _outside(self, statement: Statement, within: Span) -> list[Mention]:
        """Mentions in the outlet's own words."""
        return [
            m
            for m in self.mentions
            if within.covers(m[1].span) and not any(c.overlaps(m[1].span) for c in statement.content)
        ]

    def _goes_on(self, statement: Statement) -> bool:
        """Whether a statement may belong to the occasion of the one before."""
        block = self.blocks[self._index(_place(statement))]
        return block.role in (BlockRole.BODY, BlockRole.QUESTION) and not self._looks_back(statement)


def after_events(
    sheet: Sheet,
    written: Interval,
    days: Mapping[str, Interval],
    mentions: Sequence[Mention],
    sayings: Sequence[Saying],
    events: Mapping[int, Event],
) -> Iterator[tuple[str, Interval]]:
    """Days of undated statements by people of the article's one recent event: the day of the event, where a
    statement of theirs is dated so; else not before the event and not after the article."""
    around = _Surroundings(sheet, mentions)
    statements = {s.id: s for s in sheet.statements}
    for who, event in sorted(_news(around, events).items()):
        day = event.held.first if event.held is not None else None
        own = [statements[s.statement] for s in sayings if s.who == who and s.statement in statements]
        plain = sorted((s for s in own if around.is_news(s)), key=lambda s: s.id)
        told = {days[s.id].first for s in plain if s.id in days and is_day(days[s.id])}
        for statement in plain:
            had = days.get(statement.id)
            if day is None or (had is not None and had.first is not None):
                continue
            if told == {day}:
                yield (
                    statement.id,
                    Interval.day(day, f"with what they said at the {event.kind} of {_basis(event)}"),
                )
            elif not told:
                yield statement.id, _between(day, written, f"not before the {event.kind} of {_basis(event)}")


def _news(around: _Surroundings, events: Mapping[int, Event]) -> dict[str, Event]:
    """For each participant the one event of a known day that the article's title or lead tells of; nobody
    who is at events of several days."""
    found: dict[str, dict[date | None, Event]] = defaultdict(dict)
    for number, occasion in around.mentions:
        event = events.get(number)
        if event is not None and event.held is not None and is_day(event.held) and around.leads(occasion):
            for who in event.participants:
                found[who].setdefault(event.held.first, event)
    return {who: next(iter(days.values())) for who, days in found.items() if len(days) == 1}


def _basis(event: Event) -> str:
    return event.held.basis if event.held is not None else ""


def _between(first: date, written: Interval, basis: str) -> Interval:
    last = written.last if written.last is None or written.last >= first else first
    return Interval(first, last, Precision.DAY if first == last else Precision.OPEN, basis)


def within_others(sheet: Sheet, days: Mapping[str, Interval]) -> Iterator[tuple[str, Interval]]:
    """What is quoted inside a statement was said no later than that."""
    for statement in sheet.reading.statements:
        parent = days.get(statement.nested_in or "")
        had = days.get(statement.id)
        if parent is None or parent.last is None or (had is not None and had.first is not None):
            continue
        yield (
            statement.id,
            Interval(None, parent.last, Precision.OPEN, f"not after who quotes it ({parent.basis})"),
        )


def _place(statement: Statement) -> Span:
    return (statement.cue or statement.content)[0]


def _gap(span: Span, place: Span) -> int:
    return max(span.start - place.end, place.start - span.end, 0)
