"""What linking compares of a statement: who speaks, when, in which act, and the words laid ready.

Traits are a pure function of a sheet and of the people over articles, so they can be made when an
article is read and kept. Dates are ordinal days. Nothing here looks at a second statement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from dragoman.link.senses import Senses, content_words, fold, senses, tokens
from dragoman.link.sheet import Sheet
from dragoman.model import Act, Actor, ActorKind, BlockRole, Interval, Kind, Person, Statement
from dragoman.names.describe import describe

_QUOTED = re.compile(
    r"“([^”]*)(?:”|$)|\"([^\"]*)(?:\"|$)|«([^»]*)(?:»|$)|(?<!\w)‘((?:[^’]|’(?=\w))*)(?:’|$)|(?<!\w)'((?:[^']|'(?=\w))*)(?:'|$)"
)
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’'»)\]]*\s+(?=[\"“‘«(\[]?[^\W\d_a-z])|\s\.\.\.\s|\n")
_NAMELESS = (ActorKind.UNNAMED, ActorKind.GROUP)
_HEADS = (BlockRole.HEADLINE, BlockRole.STANDFIRST, BlockRole.CAPTION, BlockRole.TEASER)

Members = Mapping[tuple[str, str], Person]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, as far as it tells two speakers apart.

    ``person`` is a ``Person.id``, ``None`` where the words leave the speaker open; ``named`` whether a
    proper name is known; ``state`` whom an office, organ or state speaks for; ``offices`` the last words of
    the titles that the article gives.
    """

    person: str | None = None
    named: bool = False
    kind: ActorKind | None = None
    state: str | None = None
    offices: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of what was said: its telling words in order, and the same as a set."""

    words: tuple[str, ...]
    bag: frozenset[str]
    mass: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """One statement laid out for comparing.

    ``origin`` is the article of which its own is a copy, or its own; ``place`` counts the statements of
    the article in the order of their words. ``told`` says that ``first`` and ``last`` come from words that
    date the saying. ``quoted`` are the words inside quotation marks, all of them. ``head`` marks what a
    headline, standfirst, caption or teaser says; ``turn`` the turn of an interview.
    """

    id: str
    article: str
    origin: str
    place: int
    voice: Voice
    speaker: str | None
    said_on: Interval | None
    kind: Kind
    act: Act
    head: bool
    turn: bool
    within: str | None
    language: str
    first: int | None
    last: int | None
    told: bool
    published: int | None
    parts: tuple[Part, ...]
    words: tuple[str, ...]
    mass: float
    quoted: tuple[str, ...]
    quotes: Part
    numbers: frozenset[str]
    names: frozenset[str]
    negated: bool
    vectors: npt.NDArray[np.int8] | None = field(default=None, compare=False)

    @property
    def day(self) -> int | None:
        """The day by which it is sorted among others: the last on which it can have been said."""
        return self.last if self.last is not None else self.published


def members_of(people: Sequence[Person]) -> Members:
    """The person that an article's actor is, by (article, actor)."""
    return {member: person for person in people for member in person.members}


def traits_of(
    sheet: Sheet, members: Members, vectors: Mapping[str, npt.NDArray[np.int8]] = MappingProxyType({})
) -> tuple[Traits, ...]:
    """The traits of an article's statements, in the order of their words; ``vectors`` by statement id."""
    table = senses(sheet.reading.page.language)
    ordered = sorted(sheet.statements, key=lambda s: (s.content[0] if s.content else s.cue[0], s.id))
    return tuple(
        replace(_traits(sheet, s, place, table, members), vectors=vectors.get(s.id))
        for place, s in enumerate(ordered)
    )


def _traits(sheet: Sheet, statement: Statement, place: int, table: Senses, members: Members) -> Traits:
    content = sheet.content(statement)
    parts = tuple(p for p in (_part(s, table) for s in sentences_of(content)) if p.words)
    words = tuple(w for p in parts for w in p.words)
    inside = (
        [content]
        if statement.kind == Kind.DIRECT
        else [next(g for g in m.groups() if g is not None) for m in _QUOTED.finditer(content)]
    )
    printed = [w for piece in inside for w in tokens(piece)]
    first, last, told, published = _days(statement.said_on, sheet.reading.page.published)
    return Traits(
        id=statement.id,
        article=sheet.id,
        origin=sheet.copy_of or sheet.id,
        place=place,
        voice=voice_of(sheet, statement, members, table),
        speaker=statement.speaker,
        said_on=statement.said_on,
        kind=statement.kind,
        act=statement.act,
        head=statement.block in _HEADS,
        turn=_is_turn(sheet, statement),
        within=statement.nested_in,
        language=table.language,
        first=first,
        last=last,
        told=told,
        published=published,
        parts=parts,
        words=words,
        mass=table.mass(words),
        quoted=tuple(fold(w) for w in printed),
        quotes=_laid(content_words(printed, table), table),
        numbers=frozenset(w for w in words if w[0].isdigit()),
        names=_names(content, table),
        negated=any(_negates(w, table) for w in tokens(content)),
    )


def sentences_of(content: str) -> list[str]:
    """What was said, sentence by sentence."""
    return [s for s in _SENTENCE.split(content) if any(c.isalnum() for c in s)]


def _part(sentence: str, table: Senses) -> Part:
    return _laid(content_words(tokens(sentence), table), table)


def _laid(words: list[str], table: Senses) -> Part:
    return Part(tuple(words), frozenset(words), table.mass(frozenset(words)))


def _negates(word: str, table: Senses) -> bool:
    plain = fold(word)
    return plain in table.negations or plain.endswith("n't")


def _names(content: str, table: Senses) -> frozenset[str]:
    """Capitalised words inside the sentences, stems of them."""
    found = re.findall(r"(?<=[\w,;] )[A-ZÀ-Þ][\w’'-]+", content)
    return frozenset(w for f in found for w in content_words(tokens(f), table))


def _is_turn(sheet: Sheet, statement: Statement) -> bool:
    """Whether it is a turn of an interview: words without a verb that reports them."""
    return not statement.source and not any(c.isalpha() for s in statement.cue for c in s.of(sheet.text))


def _days(
    said: Interval | None, published: Interval | None
) -> tuple[int | None, int | None, bool, int | None]:
    told = said is not None and said.first is not None and said.last is not None
    day = published.last.toordinal() if published and published.last else None
    if day is None and published and published.first:
        day = published.first.toordinal()
    if said is None:
        return None, day, False, day
    first = said.first.toordinal() if said.first else None
    last = said.last.toordinal() if said.last else None
    return first, last, told, day


def voice_of(sheet: Sheet, statement: Statement, members: Members, table: Senses) -> Voice:
    """Who says it."""
    actor = sheet.speaker(statement)
    if actor is None or actor.kind in _NAMELESS:
        return Voice(
            kind=actor.kind if actor else None, state=_state_of(actor, None, table) if actor else None
        )
    person = members.get((sheet.id, actor.id))
    about = describe(actor.name, table.language)
    named = bool(about.name) or actor.kind != ActorKind.PERSON
    titles = [r.title for r in actor.roles if not r.past] + ([about.title] if about.title else [])
    return Voice(
        person=person.id if person else (fold(actor.name) if named else None),
        named=named,
        kind=actor.kind,
        state=_state_of(actor, person, table),
        offices=frozenset(fold(t) for t in titles),
    )


def _state_of(actor: Actor, person: Person | None, table: Senses) -> str | None:
    """The state that somebody speaks for, told by the name, by an office, or by the roll-up."""
    texts = [actor.name, *(r.of for r in actor.roles if r.of)]
    for text in texts:
        for word in tokens(text):
            state = table.names.state(word.removesuffix("'s").removesuffix("’s"))
            if state is not None:
                return state
    return person.within if person else None
