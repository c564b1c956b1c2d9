"""Where an article tells of a meeting, a visit, an interview or another occasion.

An occasion is found by its noun ("Thursday's talks with ...") or its verb ("met", "told reporters").
Occasions that did not take place ("no talks", "further talks") or are none in particular are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.link.event_words import event_words, telling_blocks
from dragoman.link.occasions import BEHIND, Back, Occasion, Site, When, is_day
from dragoman.link.parties import FRONT, REACH, Parties
from dragoman.link.roster import Register, Roster
from dragoman.link.sheet import Sheet
from dragoman.link.spelling import place_name
from dragoman.link.whereabouts import sentence_of
from dragoman.model import Block, Span
from dragoman.times import find_times, read_times

_NEAR = 8  # words between a noun and the time that dates it
_PLACE = re.compile(
    r"\b(?:in|at|to) (?P<place>(?:the )?[A-Z][\w’'-]+(?: (?:of |the )?[A-Z][\w’'-]+){0,3})(?!['’]s)"
)


def find_occasions(sheet: Sheet, register: Register) -> tuple[Occasion, ...]:
    """The occasions that an article tells of, in order. Times and names are looked for only in blocks that
    have a word for an event, which takes most of the work away."""
    telling = list(telling_blocks(sheet))
    found = _Finder(sheet, register, telling).find() if telling else ()
    return tuple(sorted(found, key=lambda o: (o.head, o.kind)))


def _shown(text: str, spans: Iterable[Span]) -> str:
    """A text of the same length with all but some stretches blanked."""
    shown, done = [], 0
    for span in spans:
        shown += ["\n" * (span.start - done), span.of(text)]
        done = span.end
    return "".join((*shown, "\n" * (len(text) - done)))


class _Finder:
    def __init__(self, sheet: Sheet, register: Register, telling: Sequence[int]) -> None:
        self.sheet, self.register, self.text = sheet, register, sheet.text
        page = sheet.reading.page
        self.language = page.language or "en"
        self.words = event_words(self.language)
        self.blocks = page.blocks
        self.telling = telling
        self.roster = Roster(sheet, register, [self.blocks[i].span for i in telling])
        shown = _shown(self.text, [self.blocks[i].span for i in telling])
        self.times = [t for t in find_times(shown, page.published, self.language) if t.is_date]
        self.readings = {r.span: r for r in read_times(shown, self.language)}
        self.parties = Parties(sheet, register, self.roster, self.words)

    def find(self) -> Iterator[Occasion]:
        for index in self.telling:
            yield from self._in_block(index, self.blocks[index])

    def _in_block(self, index: int, block: Block) -> Iterator[Occasion]:
        taken: list[Span] = []
        for noun in self.words.nouns.finditer(self.text, block.span.start, block.span.end):
            head = Span(*noun.span())
            taken.append(head)
            kind = self.words.kinds.get(noun.group().lower())
            found = self._noun(kind, head, index, block) if kind is not None else None
            if found is not None:
                yield found
        for kind, pattern in self.words.verbs:
            for verb in pattern.finditer(self.text, block.span.start, block.span.end):
                head = Span(*verb.span())
                if not any(head.overlaps(t) for t in taken):
                    taken.append(head)
                    yield self._verb(kind, head, index, block)

    # ------------------------------------------------------------ one mention

    def _noun(self, kind: str, head: Span, index: int, block: Block) -> Occasion | None:
        sentence = sentence_of(self.text, block.span, head.start)
        front = self.text[max(sentence.start, head.start - FRONT) : head.start]
        near = {w.lower() for w in front.split()[-3:]}
        if self.words.unreal & near or self.words.wished.search(front):
            return None
        parties = self.parties.of_noun(kind, head, front, sentence)
        definite = bool(self.words.definite & near)
        return (
            None if parties is None else self._told(kind, head, index, sentence, parties, definite=definite)
        )

    def _verb(self, kind: str, head: Span, index: int, block: Block) -> Occasion:
        sentence = sentence_of(self.text, block.span, head.start)
        parties = self.parties.of_verb(kind, head, sentence)
        return self._told(kind, head, index, sentence, parties, definite=False)

    def _told(
        self, kind: str, head: Span, index: int, sentence: Span, parties: frozenset[str], *, definite: bool
    ) -> Occasion:
        when = self._when(head, sentence)
        place, where = self._place(head, sentence)
        spans = [head, *([when.span] if when else []), *([where] if where else [])]
        shown = Span(min(s.start for s in spans), max(s.end for s in spans))
        days = {t.interval for t in self.times if shown.covers(t.span) and is_day(t.interval)}
        firsts = sorted({day.first for day in days if day is not None and day.first is not None})
        return Occasion(
            kind, head, shown, index, parties, place, when, definite, tuple(firsts), tuple(self._backs(shown))
        )

    def _backs(self, shown: Span) -> Iterator[Back]:
        for span, reading in self.readings.items():
            if shown.covers(span) and reading.direction in BEHIND:
                yield Back(reading.words, reading.weekday, reading.offset)

    # ------------------------------------------------------------ place and time

    def _place(self, head: Span, sentence: Span) -> tuple[Site | None, Span | None]:
        end = min(sentence.end, head.end + REACH)
        for found in _PLACE.finditer(self.text, head.end, end):
            gap = self.text[head.end : found.start()]
            span = Span(*found.span("place"))
            timed = any(t.span.overlaps(span) for t in self.times)
            if re.search(r"[.;:!?\n“”\"]", gap) or self.roster.within(span.start, span.end) or timed:
                continue
            if gap.count(" ") <= _NEAR:
                return self._site(found["place"].removeprefix("the ")), span
        return None, None

    def _site(self, name: str) -> Site:
        state = self.register.state_of(name)
        return Site(name, place_name(name), state, self.register.offices.is_state(name) is not None)

    def _when(self, head: Span, sentence: Span) -> When | None:
        fitting = [t for t in self.times if sentence.covers(t.span) and self._dates(t.span, head, sentence)]
        if not fitting:
            return None
        time = min(fitting, key=lambda t: max(t.span.start - head.end, head.start - t.span.end))
        reading = self.readings.get(time.span)
        behind = reading is not None and reading.direction in BEHIND
        when = When(time.span, time.interval)
        if reading is None or not behind:
            return when
        return replace(when, weekday=reading.weekday, offset=reading.offset)

    def _dates(self, time: Span, head: Span, sentence: Span) -> bool:
        """Whether a time is that of the event: before its noun ("Thursday's talks", "a 2030 summit"),
        behind it ("talks in Karsk on Monday"), or at the head of the sentence."""
        low, high = min(time.end, head.end), max(time.start, head.start)
        if any(low <= start < high and start != head.start for start, _ in self.parties.cues):
            return False
        if time.end <= head.start:
            gap = self.text[time.end : head.start]
            if len(gap.split()) <= 3 and not re.search(r"[,.;:“”\"]|\b(?:said|told|that)\b", gap):
                return True
            opens = not re.search(r"[\w“”\"]{4,}", self.text[sentence.start : time.start])
            return opens and not re.search(r"[.;:“”\"]|\b(?:said|told|that|after|before)\b", gap)
        gap = self.text[head.end : time.start]
        return len(gap.split()) <= _NEAR and not re.search(
            r"[,.;:!?“”\"\n]|\b(?:said|told|that|would)\b", gap
        )
