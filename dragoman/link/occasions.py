"""Where an article tells of a meeting, a visit, an interview or another occasion: with whom, where, when.

An occasion is found by its noun ("Thursday's talks with ...") or its verb ("met", "told reporters"). The
time is kept as the words give it, since the article's own day is often not known: "Thursday", "yesterday".
Occasions that did not take place ("no talks", "further talks") or are none in particular are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from dragoman.languages import LANGUAGES, data
from dragoman.languages.names import name_words
from dragoman.link.roster import Place, Register, Roster
from dragoman.link.sheet import Sheet
from dragoman.link.spelling import place_name
from dragoman.model import ActorKind, Block, BlockRole, Interval, Span, Statement
from dragoman.times import Direction, find_times, read_times

_TOLD = (BlockRole.HEADLINE, BlockRole.STANDFIRST, BlockRole.BODY, BlockRole.QUESTION, BlockRole.CAPTION)
_FRONT = 60  # characters before the noun in which its determiner and its owner stand
_BEHIND = 160  # characters behind the noun in which the parties are named
_NEAR = 8  # words between a noun and the time that dates it
_BORDER = re.compile(
    r"[.!?…\n](?:(?<=\n)\n*|(?<=[^\n])(?<![A-Z].)(?<!\bMr.)(?<!\bMs.)(?<!\bDr.)(?<!Mrs.)"
    r"['’\"”»)]*\s+(?=['‘\"“«(]?[A-Z\d–—-]))"
)
_CLAUSE = re.compile(
    r"[.;:!?\n“”\"]|, (?!and\b)|\b(?:said|says|as|would|that|which|who|where|when|has|had|was|were)\b"
)
_PLACE = re.compile(
    r"\b(?:in|at|to) (?P<place>(?:the )?[A-Z][\w’'-]+(?: (?:of |the )?[A-Z][\w’'-]+){0,3})(?!['’]s)"
)
_OWNED = re.compile(r"['’]s? (?:[\w-]+ ){0,3}$")
_PLAIN_FRONT = re.compile(r"^ $")
_JOINED = re.compile(r"^,? and [^.;:!?,“”\"]{0,60}$")
BEHIND = (Direction.BEHIND, Direction.LAST)
"""Times that lie behind the day of writing."""

_PROPER = r"(?P<who>(?:the )?[A-Z][\w.&’'-]*(?: (?:of |the )?[A-Z][\w.&’'-]*){0,3})"


@dataclass(frozen=True, slots=True)
class When:
    """The time of an occasion as printed: ``day`` where the article suffices to tell it, else the weekday
    or the days from the day of writing ("yesterday": -1)."""

    span: Span
    day: Interval | None
    weekday: int | None = None
    offset: int | None = None

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return is_day(self.day)


@dataclass(frozen=True, slots=True)
class Site:
    """A place as it can be compared: its name as printed and as it is spelt alike everywhere, the state that
    it belongs to or is, and whether it names that state itself."""

    name: str
    plain: str
    state: str | None
    is_state: bool

    def may_be(self, other: Site) -> bool:
        """Whether two places may be one: equal, a state and a place of it, or names that share a word."""
        if self.plain == other.plain:
            return True
        if self.state is not None and other.state is not None:
            return self.state == other.state and (self.is_state or other.is_state)
        alike = set(self.name.split()) & set(other.name.split())
        return self.state is None and other.state is None and bool(alike)


@dataclass(frozen=True, slots=True)
class Back:
    """Words inside an occasion that look back from the day of writing: the weekday or the days before it."""

    words: str
    weekday: int | None
    offset: int | None


@dataclass(frozen=True, slots=True)
class Occasion:
    """One mention of an occasion. ``parties`` are person ids or names; ``definite`` and without parties it
    means one that is named elsewhere. ``head`` is the noun or verb, ``span`` all that shows it, ``days`` the
    days that its words tell, and ``backs`` those of its words that tell the day of writing."""

    kind: str
    head: Span
    span: Span
    block: int
    parties: frozenset[str]
    place: Site | None
    when: When | None
    definite: bool
    days: tuple[date, ...] = ()
    backs: tuple[Back, ...] = ()


@dataclass(frozen=True, slots=True)
class EventWords:
    """The words of ``languages/<language>/events.toml``."""

    nouns: re.Pattern[str]
    kinds: dict[str, str]
    verbs: tuple[tuple[str, re.Pattern[str]], ...]
    unreal: frozenset[str]
    definite: frozenset[str]
    wished: re.Pattern[str]
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
        parties=re.compile(rf"\b(?:{words['with']})\b"),
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


def find_occasions(sheet: Sheet, register: Register) -> tuple[Occasion, ...]:
    """The occasions that an article tells of, in order."""
    return tuple(sorted(_Finder(sheet, register).find(), key=lambda o: (o.head, o.kind)))


def may_tell(text: str, span: Span, words: EventWords) -> bool:
    """Whether a stretch has a word for an event."""
    plain = text[span.start : span.end].lower()
    if not any(hint in plain for hint in words.hints):
        return False
    patterns = (words.nouns, *(pattern for _, pattern in words.verbs))
    return any(p.search(text, span.start, span.end) for p in patterns)


def tells_of_events(sheet: Sheet) -> bool:
    """Whether an article has a word for an event where it tells of something."""
    words = event_words(sheet.reading.page.language or "en")
    blocks = sheet.reading.page.blocks
    return any(b.role in _TOLD and may_tell(sheet.text, b.span, words) for b in blocks)


def sentence_of(text: str, within: Span, position: int) -> Span:
    """The sentence of a block in which a position stands."""
    starts, ends = _borders(text, within.start, within.end)
    before = bisect_right(ends, position)
    after = bisect_left(starts, position)
    start = ends[before - 1] if before else within.start
    end = starts[after] + 1 if after < len(starts) else within.end
    return Span(start, max(start, end))


@lru_cache(maxsize=256)
def _borders(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Where the borders between the sentences of a stretch begin, and where they end."""
    found = [border.span() for border in _BORDER.finditer(text, start, end)]
    return [first for first, _ in found], [last for _, last in found]


def _shown(text: str, spans: Iterable[Span]) -> str:
    """A text of the same length with all but some stretches blanked."""
    shown, done = [], 0
    for span in spans:
        shown += ["\n" * (span.start - done), span.of(text)]
        done = span.end
    return "".join((*shown, "\n" * (len(text) - done)))


class _Finder:
    def __init__(self, sheet: Sheet, register: Register) -> None:
        self.sheet, self.register, self.text = sheet, register, sheet.text
        page = sheet.reading.page
        self.language = page.language or "en"
        self.words = event_words(self.language)
        self.blocks = page.blocks
        telling = [i for i, b in enumerate(self.blocks) if b.role in _TOLD and self._may_tell(b.span)]
        self.telling = telling
        self.roster = Roster(sheet, register, [self.blocks[i].span for i in telling])
        shown = _shown(self.text, [self.blocks[i].span for i in telling])
        self.times = [t for t in find_times(shown, page.published, self.language) if t.is_date]
        self.readings = {r.span: r for r in read_times(shown, self.language)}
        cues = [((s.cue or s.content)[0].start, s) for s in sheet.statements]
        self.cues = sorted(cues, key=lambda pair: (pair[0], pair[1].id))

    def find(self) -> Iterator[Occasion]:
        for index in self.telling:
            yield from self._in_block(index, self.blocks[index])

    def _may_tell(self, span: Span) -> bool:
        """Whether a block has a word for an event: times and names are looked for only there, which
        takes most of the work away."""
        return may_tell(self.text, span, self.words)

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
        front = self.text[max(sentence.start, head.start - _FRONT) : head.start]
        near = {w.lower() for w in front.split()[-3:]}
        if self.words.unreal & near or self.words.wished.search(front):
            return None
        parties = self._parties(kind, head, front, sentence)
        definite = bool(self.words.definite & near)
        return (
            None if parties is None else self._told(kind, head, index, sentence, parties, definite=definite)
        )

    def _parties(self, kind: str, head: Span, front: str, sentence: Span) -> frozenset[str] | None:
        """Who took part; ``None`` where a party is named whom nobody knows ("a meeting with farmers")."""
        if kind in self.words.of_states:
            return self._states(front)
        owner = self._owner(head, front, sentence)
        if kind == "interview":
            return (owner or self._subject(head, sentence, frozenset())) | self._outlet(head, sentence)
        region = self._region(head, sentence)
        named = self._named(region)
        if region is not None and not named and kind in self.words.pairs:
            return None
        parties = owner | named
        if not parties or (kind in self.words.pairs and len(parties) < 2 and region is not None):
            parties |= self._subject(head, sentence, parties)
        return parties

    def _states(self, front: str) -> frozenset[str]:
        """ "Veldorian-Ostmari exercises"."""
        words = re.split(r"[\s-]+", front)[-5:]
        return frozenset(s for w in words if w[:1].isupper() and (s := self.register.state_of(w)))

    def _outlet(self, head: Span, sentence: Span) -> frozenset[str]:
        """With whom an interview was: the outlet's name, as a person where it is an actor."""
        found = self.words.outlet.match(self.text, head.end, sentence.end)
        if found is None:
            return frozenset()
        words = re.split(r"['’]", found["who"])[0].rstrip(".").split()
        common = name_words(self.register.offices.language).common
        while words and words[-1].lower() in common:
            words.pop()
        name = " ".join(words).removeprefix("the ").removeprefix("The ")
        if not name:
            return frozenset()
        return frozenset((self.register.outlet(name) or name,))

    def _verb(self, kind: str, head: Span, index: int, block: Block) -> Occasion:
        sentence = sentence_of(self.text, block.span, head.start)
        parties = self._subject(head, sentence, frozenset())
        if kind in self.words.pairs:
            parties |= self._named(self._clause(head.end, sentence)) | self._several(sentence)
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

    # ------------------------------------------------------------ the parties

    def _owner(self, head: Span, front: str, sentence: Span) -> frozenset[str]:
        """ "Dravek's visit", "the Dravek visit", "my visit"."""
        for place in reversed(self.roster.within(max(sentence.start, head.start - _FRONT), head.start)):
            gap = self.text[place.span.end : head.start]
            if _PLAIN_FRONT.match(gap) or _OWNED.match(gap):
                return frozenset((place.who,))
        for word in front.split()[-4:]:
            group = self.words.pronouns.get(word.lower())
            if group is not None:
                return self._meant(group, head, sentence)
        return frozenset()

    def _meant(self, group: str, head: Span, sentence: Span) -> frozenset[str]:
        around = self._around(head)
        speaker = self.register.person(self.sheet, around.speaker) if around is not None else None
        if group == "asked":
            return frozenset(filter(None, (self._answers(around),)))
        if speaker is not None and (group == "own" or around is not None):
            return frozenset((speaker,))
        before = self.roster.before(sentence.start, head.start)
        after = self.roster.within(head.end, sentence.end)
        other = before or (after[0].who if after else None)
        return frozenset(filter(None, (other,))) if group == "other" else frozenset()

    def _around(self, head: Span) -> Statement | None:
        """The statement whose words hold a place, of several the one whose cue stands nearest before it."""
        holding = [
            (start > head.start, -start, s)
            for start, s in self.cues
            if any(c.covers(head) for c in s.content)
        ]
        return min(holding, key=lambda found: (*found[:2], found[2].id), default=(0, 0, None))[2]

    def _answers(self, asked: Statement | None) -> str | None:
        """Who speaks next after a question."""
        if asked is None:
            return None
        later = [s for start, s in self.cues if start > asked.content[0].start and s.nested_in is None]
        answer = next((s for s in later if s.speaker not in (None, asked.speaker)), None)
        return self.register.person(self.sheet, answer.speaker) if answer is not None else None

    def _region(self, head: Span, sentence: Span) -> Span | None:
        """The words behind the noun that name its parties: "between ... and ...", "with ..."."""
        marker = self.words.parties.search(self.text, head.end, min(sentence.end, head.end + _BEHIND))
        if marker is None or re.search(r"[.;:!?\n“”\"]|, ", self.text[head.end : marker.start()]):
            return None
        return self._clause(marker.end(), sentence)

    def _clause(self, start: int, sentence: Span) -> Span:
        edges = (
            _CLAUSE.search(self.text, start, sentence.end),
            self.words.nouns.search(self.text, start, sentence.end),
        )
        return Span(start, min((e.start() for e in edges if e is not None), default=sentence.end))

    def _named(self, region: Span | None) -> frozenset[str]:
        if region is None:
            return frozenset()
        named = {p.who for p in self.roster.within(region.start, region.end)}
        return frozenset(named) or self._counterpart(region) or self._several(region)

    def _counterpart(self, region: Span) -> frozenset[str]:
        """ "with his British counterpart": the one of that state who holds the office of somebody here."""
        found = self.words.counterpart.search(self.text, region.start, region.end)
        state = self.register.state_of(found["of"]) if found is not None else None
        if state is None:
            return frozenset()
        everyone = self.roster.everyone
        offices = {office for who in everyone for office, of in self.register.posts(who) if of != state}
        fitting = {who for office in offices for who in self.register.holders(office, state, everyone)}
        return frozenset(fitting) if len(fitting) == 1 else frozenset()

    def _several(self, region: Span) -> frozenset[str]:
        """ "the foreign ministers": the two who hold that office here."""
        found = self.words.plural.search(self.text, region.start, region.end)
        if found is None:
            return frozenset()
        if found["heads"]:
            title = found["heads"].removesuffix("s")
        else:
            title = f"{found['title']} {'minister' if found['head'] == 'ministers' else 'secretary'}"
        offices = self.register.offices
        options = (title, " ".join(title.split()[1:]))
        for option in options:
            holders = self.register.holders(offices.office(option) or "", None, self.roster.everyone)
            if len(holders) == 2:
                return frozenset(holders)
        return frozenset()

    def _subject(self, head: Span, sentence: Span, known: frozenset[str]) -> frozenset[str]:
        """Who is at it beside those named: the one named last before, or whose words the sentence reports."""
        before = [p for p in self.roster.within(sentence.start, head.start) if p.who not in known]
        if before:
            joined = before[-2:] if self._are_joined(before[-2:]) else before[-1:]
            return frozenset(p.who for p in joined)
        said = [s for start, s in self.cues if sentence.start <= start < sentence.end]
        around = self._around(head)
        for statement in (*said, *([around] if around else [])):
            speaker = self.register.person(self.sheet, statement.speaker)
            if speaker is not None and speaker not in known and self._is_person(statement.speaker):
                return frozenset((speaker,))
        return frozenset()

    def _are_joined(self, places: list[Place]) -> bool:
        """ "Dravek and Sandor"."""
        if len(places) < 2:
            return False
        return bool(_JOINED.match(self.text[places[0].span.end : places[1].span.start]))

    def _is_person(self, actor: str | None) -> bool:
        """Whether an actor of the article is a single human being."""
        card = self.register.card(self.sheet, actor)
        return card is not None and card.kind is ActorKind.PERSON

    # ------------------------------------------------------------ place and time

    def _place(self, head: Span, sentence: Span) -> tuple[Site | None, Span | None]:
        end = min(sentence.end, head.end + _BEHIND)
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
        if any(low <= start < high and start != head.start for start, _ in self.cues):
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


def first_blocks(sheet: Sheet, count: int) -> int:
    """The index of the block behind an article's title lines and its first ``count`` paragraphs."""
    blocks = sheet.reading.page.blocks
    body = [i for i, b in enumerate(blocks) if b.role in (BlockRole.BODY, BlockRole.QUESTION)]
    return body[count] if len(body) > count else len(blocks)


def block_at(sheet: Sheet, position: int) -> int:
    """The index of the block that holds a position."""
    starts = [b.span.start for b in sheet.reading.page.blocks]
    return max(bisect_right(starts, position) - 1, 0)


def is_day(interval: Interval | None) -> bool:
    """Whether an interval is one day."""
    return interval is not None and interval.first is not None and interval.first == interval.last
