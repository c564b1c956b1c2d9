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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.link.occasions import event_words, first_blocks, is_day, sentence_of
from dragoman.link.sheet import Sheet
from dragoman.model import BlockRole, Event, Interval, Person, Precision, Span, Statement

_HEARD = ("press conference", "interview", "speech", "hearing", "debate")
_BACK = re.compile(r"\b(?:previously|earlier|before|once|already|repeatedly|long|always|often|had)\b")
_LEAD = 2  # paragraphs in which an article tells its news
_TOLD = (BlockRole.HEADLINE, BlockRole.STANDFIRST, BlockRole.BODY, BlockRole.QUESTION)
_LOOK = 40  # characters before a cue in which words look back


@dataclass(frozen=True)
class Nearby:
    """The events and the people of each article, so that asking for one does not walk through all."""

    events: Mapping[str, Sequence[Event]]
    people: Mapping[str, Sequence[Person]]

    @classmethod
    def of(cls, events: Iterable[Event], people: Iterable[Person]) -> Nearby:
        """Sorted out by article id; an article without any has none."""
        told: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            for article in dict.fromkeys(v.article for v in event.evidence):
                told[article].append(event)
        named: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            for article in dict.fromkeys(a for a, _ in person.members):
                named[article].append(person)
        return cls(told, named)


@dataclass(frozen=True, slots=True)
class _Mention:
    span: Span
    event: Event
    apart: bool


def attend(sheet: Sheet, events: Iterable[Event], people: Sequence[Person]) -> dict[str, str]:
    """The ``Event.id`` of each statement of an article that was made at an event."""
    here = [(v.span, e) for e in events for v in e.evidence if v.article == sheet.id]
    if not here:
        return {}
    return dict(_Attendance(sheet, here, people).find())


class _Attendance:
    def __init__(self, sheet: Sheet, here: Sequence[tuple[Span, Event]], people: Sequence[Person]) -> None:
        self.sheet, self.text = sheet, sheet.text
        self.person = {actor: p.id for p in people for article, actor in p.members if article == sheet.id}
        self.blocks = sheet.reading.page.blocks
        self.starts = [b.span.start for b in self.blocks]
        words = event_words(sheet.reading.page.language or "en")
        self.mentions = sorted(
            (
                _Mention(
                    span, event, bool(words.apart.search(self.text[max(0, span.start - _LOOK) : span.start]))
                )
                for span, event in here
            ),
            key=lambda m: (m.span, m.event.id),
        )

    def find(self) -> Iterator[tuple[str, str]]:
        """Pairs of a statement and its event, in order."""
        last: dict[str, str] = {}
        for statement in sorted(self.sheet.statements, key=lambda s: (_place(s), s.id)):
            who = self.person.get(statement.speaker or "")
            if who is None or statement.nested_in is not None:
                continue
            event = self._named(statement, who)
            if event is not None:
                last[who] = event
            elif self._goes_on(statement):
                event = last.get(who)
            if event is not None:
                yield statement.id, event

    def _named(self, statement: Statement, who: str) -> str | None:
        """The event that the words around a cue name."""
        place = _place(statement)
        block = self.blocks[self._index(place)]
        sentence = sentence_of(self.text, block.span, place.start)
        own = [m for m in self._outside(statement, sentence) if who in m.event.participants and not m.apart]
        if own:
            return min(own, key=lambda m: (_gap(m.span, place), m.span)).event.id
        heard = [
            m
            for m in self._outside(statement, block.span)
            if m.event.kind in _HEARD and who in m.event.participants
        ]
        return heard[0].event.id if heard else None

    def news(self) -> dict[str, Event]:
        """For each participant the one event of a known day that the article's title or lead tells of; nobody
        who is at events of several days."""
        lead = first_blocks(self.sheet, _LEAD)
        found: dict[str, dict[date | None, Event]] = defaultdict(dict)
        for mention in self.mentions:
            held = mention.event.held
            if held is not None and is_day(held) and self._index(mention.span) < lead:
                for who in mention.event.participants:
                    found[who].setdefault(held.first, mention.event)
        return {who: next(iter(days.values())) for who, days in found.items() if len(days) == 1}

    def is_news(self, statement: Statement) -> bool:
        """Whether a statement is told as new, in the article's own text or its titles."""
        return self.blocks[self._index(_place(statement))].role in _TOLD and not self._looks_back(statement)

    def _index(self, span: Span) -> int:
        return max(bisect_right(self.starts, span.start) - 1, 0)

    def _looks_back(self, statement: Statement) -> bool:
        place = _place(statement)
        sentence = sentence_of(self.text, self.blocks[self._index(place)].span, place.start)
        start = max(sentence.start, place.start - _LOOK)
        return bool(_BACK.search(self.text[start : place.end]))

    def _outside(self, statement: Statement, within: Span) -> list[_Mention]:
        """Mentions in the outlet's own words."""
        return [
            m
            for m in self.mentions
            if within.covers(m.span) and not any(c.overlaps(m.span) for c in statement.content)
        ]

    def _goes_on(self, statement: Statement) -> bool:
        """Whether a statement may belong to the occasion of the one before."""
        block = self.blocks[self._index(_place(statement))]
        return block.role in (BlockRole.BODY, BlockRole.QUESTION) and not self._looks_back(statement)


def after_events(
    sheet: Sheet,
    written: Interval,
    days: Mapping[str, Interval],
    events: Iterable[Event],
    people: Sequence[Person],
) -> Iterator[tuple[str, Interval]]:
    """Days of undated statements by people of the article's one recent event: the day of the event, where a
    statement of theirs is dated so; else not before the event and not after the article."""
    attendance = _Attendance(
        sheet, [(v.span, e) for e in events for v in e.evidence if v.article == sheet.id], people
    )
    for who, event in sorted(attendance.news().items()):
        day = event.held.first if event.held is not None else None
        own = [s for s in sheet.statements if attendance.person.get(s.speaker or "") == who]
        plain = [s for s in own if s.nested_in is None and attendance.is_news(s)]
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
