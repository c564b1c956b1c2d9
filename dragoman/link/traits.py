"""What linking compares of a statement: who speaks, when, in which act, and the words laid ready.

Traits are a pure function of a sheet and of the people over articles, so they can be made when an
article is read and kept. Dates are ordinal days. Nothing here looks at a second statement.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import accumulate
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from dragoman.link.media import Media
from dragoman.link.offices import Offices
from dragoman.link.senses import Senses, content_words, fold, senses, tokens, told_words
from dragoman.link.sheet import Sheet
from dragoman.link.spelling import NameKey, name_key
from dragoman.model import Act, Actor, ActorKind, BlockRole, Interval, Kind, Person, Statement
from dragoman.names.describe import describe

_QUOTED = re.compile(
    r"“([^”]*)(?:”|$)|\"([^\"]*)(?:\"|$)|«([^»]*)(?:»|$)|(?<!\w)‘((?:[^’]|’(?=\w))*)(?:’|$)|(?<!\w)'((?:[^']|'(?=\w))*)(?:'|$)"
)
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’'»)\]]*\s+(?=[\"“‘«(\[]?[^\W\d_a-z])|\s\.\.\.\s|\n")
_MARKS = "“\"«‘'"  # words without one hold no quotation
_STOPS, _CLOSING = ".!?…\n", "\"”’'»)]"  # words without a stop in front of their end are one sentence
_LETTER = re.compile(r"[^\W_]")  # or a digit
_NAMELESS = (ActorKind.UNNAMED, ActorKind.GROUP)
_HEADS = (BlockRole.HEADLINE, BlockRole.STANDFIRST, BlockRole.CAPTION, BlockRole.TEASER)

Members = Mapping[tuple[str, str], Person]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, as far as it tells two speakers apart; empty where the words leave it open.

    ``person`` is a ``Person.id``; ``name`` the key of a proper name of a person; ``state`` whom an office,
    organ or state speaks for; ``offices`` the titles that the article gives, or what an unnamed source is
    called; ``belongs`` the words for what these belong to.
    """

    person: str | None = None
    name: NameKey | None = None
    kind: ActorKind | None = None
    state: str | None = None
    offices: frozenset[str] = frozenset()
    belongs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Part:
    """A sentence of what was said: its telling words in order."""

    words: tuple[str, ...]
    language: str

    @cached_property
    def bag(self) -> frozenset[str]:
        """The same words as a set."""
        return frozenset(self.words)

    @cached_property
    def mass(self) -> float:
        """How much they tell, each counted once."""
        return senses(self.language).mass(self.bag)


@dataclass(frozen=True, kw_only=True)
class Traits:
    """One statement laid out for comparing.

    ``place`` counts the statements of the article that stand in no other, in the order of their words;
    ``speaker`` is an actor of the article and ``printed`` its name there. ``told`` says that ``first`` and
    ``last`` come from words that date the saying. ``quoted`` are the words inside quotation marks, all of
    them, piece by piece, and ``quotes`` those that tell. ``head`` marks what a headline, standfirst, caption
    or teaser says; ``turn`` the turn of an interview. ``medium`` in what it was said ("interview", "debate").
    ``company`` counts the statements that the article has of the speaker and that stand in no other; ``None``
    where the speaker is open.
    """

    id: str
    article: str
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
    quoted: tuple[tuple[str, ...], ...]
    quotes: Part
    names: frozenset[str]
    negated: bool
    medium: frozenset[str]
    printed: str | None = None
    company: int | None = None
    vectors: npt.NDArray[np.int8] | None = field(default=None, compare=False)

    @property
    def day(self) -> int | None:
        """The day by which it is sorted among others: the last on which it can have been said."""
        return self.last if self.last is not None else self.published

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The telling words of all parts, in order."""
        return (
            self.parts[0].words if len(self.parts) == 1 else tuple([w for p in self.parts for w in p.words])
        )

    @cached_property
    def mass(self) -> float:
        """How much these words tell."""
        return senses(self.language).mass(self.words)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Those of them that are numbers; one and two seldom count anything ("one should", "both")."""
        return frozenset([w for w in self.words if w[0].isdigit() and w not in _FEW])


def members_of(people: Sequence[Person]) -> Members:
    """The person that an article's actor is, by (article, actor)."""
    return {member: person for person in people for member in person.members}


def traits_of(
    sheet: Sheet, members: Members, vectors: Mapping[str, npt.NDArray[np.int8]] = MappingProxyType({})
) -> tuple[Traits, ...]:
    """The traits of an article's statements, in the order of their words; ``vectors`` by statement id."""
    found = []
    for traits in lay_out(sheet):
        person = members.get((sheet.id, traits.speaker)) if traits.speaker else None
        traits = voiced(traits, person.id if person else None, person.within if person else None)
        found.append(replace(traits, vectors=vectors.get(traits.id)))
    return tuple(found)


def lay_out(sheet: Sheet) -> Iterator[Traits]:
    """The traits of an article's statements as far as the article alone tells them, in the order of their
    words: nobody is a person over articles yet."""
    table = senses(sheet.reading.page.language)
    names, media = _names_of(sheet.text, table), Media(sheet, table)
    ordered = sorted(sheet.statements, key=lambda s: (s.content[0] if s.content else s.cue[0], s.id))
    places = accumulate(statement.nested_in is None for statement in ordered)
    company = Counter(s.speaker for s in ordered if s.nested_in is None)
    for place, statement in zip(places, ordered, strict=True):
        beside = company[statement.speaker] if statement.speaker is not None else None
        yield _traits(sheet, statement, place, beside, names, media, table)


def voiced(traits: Traits, person: str | None, within: str | None) -> Traits:
    """The same with the person (id) that the speaker is over articles, and that person's state."""
    voice = voice_over(traits.voice, person, within)
    return traits if voice is traits.voice else replace(traits, voice=voice)


def voice_over(voice: Voice, person: str | None, within: str | None) -> Voice:
    """A voice with the person (id) that the speaker is over articles, and that person's state."""
    if voice.kind is None or (person is None and within is None):
        return voice
    person = None if voice.kind in _NAMELESS else person
    return replace(voice, person=person, state=voice.state or within)


def _traits(
    sheet: Sheet,
    statement: Statement,
    place: int,
    company: int | None,
    names: frozenset[str],
    media: Media,
    table: Senses,
) -> Traits:
    content, actor = sheet.content(statement), sheet.speaker(statement)
    said, marked = sentences_of(content), _quoted(content, statement.kind)
    printed = [tokens(s) for s in said]
    told = [told_words(words, table) for words in printed]
    parts = tuple([Part(tuple(words), table.language) for words, _ in told if words])
    pieces = printed if marked == said else [tokens(piece) for piece in marked]
    is_quoted = bool(parts) and pieces == printed
    first, last, dated, published = _days(statement.said_on, sheet.reading.page.published)
    return Traits(
        id=statement.id,
        article=sheet.id,
        place=place,
        voice=voice_of(
            None if statement.doubt_speaker > _IN_DOUBT else actor, sheet.words(statement.source), table
        ),
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
        told=dated,
        published=published,
        parts=parts,
        quoted=tuple([tuple(map(fold, piece)) for piece in pieces if piece]),
        quotes=parts[0]
        if is_quoted and len(printed) == 1
        else Part(tuple([w for piece in pieces for w in content_words(piece, table)]), table.language),
        names=_names(content, names, table),
        negated=any(negated for _, negated in told),
        medium=media.near(statement),
        printed=actor.name if actor else None,
        company=company,
    )


_FEW = ("1", "2")
_IN_DOUBT = 0.25  # a speaker doubted more keeps nothing apart: only what the source's words print does


def sentences_of(content: str) -> list[str]:
    """What was said, sentence by sentence."""
    inner = content.rstrip(_CLOSING)[:-1]
    several = _SENTENCE.split(content) if any(map(inner.__contains__, _STOPS)) else [content]
    return [s for s in several if _LETTER.search(s)]


def _quoted(content: str, kind: Kind) -> list[str]:
    """What stands inside quotation marks, piece by piece; all of a direct statement."""
    found = _QUOTED.finditer(content) if any(map(content.__contains__, _MARKS)) else ()
    pieces = [next(g for g in m.groups() if g is not None) for m in found]
    return [content] if kind == Kind.DIRECT and not pieces else pieces


_INNER = re.compile(r"[A-ZÀ-Þ](?<=[\w,;] .)[\w’'-]+")  # the letter first: that is seldom there
_CAPITAL = re.compile(r"[A-ZÀ-Þ](?<!\w.)[\w’'-]+")


def _names_of(text: str, table: Senses) -> frozenset[str]:
    """The stems of words that an article prints with a capital inside its sentences, and of states."""
    return frozenset().union(*[_stems(m, table.language) for m in {*_INNER.findall(text)}])


def _names(words: str, known: frozenset[str], table: Senses) -> frozenset[str]:
    """The names among some words of an article whose names are known."""
    if not known:
        return known
    return known.intersection([w for m in _CAPITAL.findall(words) for w in _stems(m, table.language)])


@lru_cache(maxsize=1 << 16)
def _stems(word: str, language: str) -> frozenset[str]:
    """What a word printed with a capital may name."""
    table = senses(language)
    return frozenset([stem for stem in content_words(tokens(word), table) if stem not in table.weights])


def _is_turn(sheet: Sheet, statement: Statement) -> bool:
    """Whether it is a turn of an interview: words without a verb that reports them, and no quotation."""
    if statement.source or any(c.isalpha() for s in statement.cue for c in s.of(sheet.text)):
        return False
    return sheet.content(statement)[:1] not in _MARKS


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


def voice_of(actor: Actor | None, source: str, table: Senses) -> Voice:
    """Who says it, as an article tells; where it leaves that open, what the source's words tell."""
    if actor is None or _is_pronoun(actor.name, table.language):
        return Voice(name=_name_in(source, table.language))
    held = tuple([(r.title, r.of) for r in actor.roles if not r.past])
    return _voice_of(actor.name, actor.kind, held, table.language)


@lru_cache(maxsize=1 << 14)
def _voice_of(
    name: str, kind: ActorKind, held: tuple[tuple[str | None, str | None], ...], language: str
) -> Voice:
    """The voice of an actor by its name, kind and offices: the same few speak in many articles."""
    table, offices, about = senses(language), Offices.of(language), describe(name, language)
    title = about.title or (about.head if kind in _NAMELESS else None)
    roles = held or ((title, about.of),)
    bodies = " ".join(of or "" for _, of in roles)
    states = (offices.state_of(words) for words in (name, *(of for _, of in roles)))
    is_named = kind is ActorKind.PERSON and bool(about.name)
    return Voice(
        name=name_key(" ".join(about.name), language) if is_named else None,
        kind=kind,
        state=next((s for s in states if s), None),
        offices=frozenset(o for o in (offices.office(title) for title, _ in roles) if o),
        belongs=frozenset(content_words(tokens(bodies), table)),
    )


def _name_in(source: str, language: str) -> NameKey | None:
    """The name that a source's words print, though nobody could say whose it is."""
    name = describe(source, language).name if source else ()
    return name_key(" ".join(name), language) if name else None


@lru_cache(maxsize=1 << 14)
def _is_pronoun(name: str, language: str) -> bool:
    """Whether an actor is called by a pronoun alone or with one: "her campaign"."""
    table = senses(language)
    first = name.split()[0].lower() if name.split() else ""
    return table.names.pronoun(first) is not None or first in table.possessive
