"""The nouns: what an article is, what is found in it, and what could not be read.

Every noun is a frozen dataclass, made once by one stage and handed on. Positions are half-open
code-point offsets into ``Article.text``; ``span.of(article.text)`` is exactly the evidence that is
shown. The words are those of the field (attribution relation: source, cue, content, as in the PARC
and PolNeAR corpora) and of the project's vocabulary. Standard library only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class BlockRole(StrEnum):
    """What a stretch of a page is for."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    QUESTION = "question"
    CAPTION = "caption"
    CREDIT = "credit"
    TEASER = "teaser"
    FURNITURE = "furniture"


class Kind(StrEnum):
    """How the words are reported: inside quotation marks, in the outlet's words, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What a statement does. A refusal denies, a warning against something demands, a proposal or
    vow promises, an announcement asserts, a hope or mockery expresses."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DEMANDS = "demands"
    PROMISES = "promises"
    THREATENS = "threatens"
    ASKS = "asks"
    EXPRESSES = "expresses"


class Mode(StrEnum):
    """Communicated (spoken, written, announced, signed), or an attitude (believed, wanted,
    criticised) as PolNeAR also counts it."""

    SAID = "said"
    ATTITUDE = "attitude"


class ActorKind(StrEnum):
    """What sort of party an actor is. ``UNNAMED`` is a source that the page keeps anonymous."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    OUTLET = "outlet"
    GROUP = "group"
    UNNAMED = "unnamed"


class Precision(StrEnum):
    """The finest unit that a date's words fix."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    OPEN = "open"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code-point offsets into an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether at least one character is shared."""
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """A date as far as it is known: both ends inclusive, ``None`` is open.

    ``basis`` says which words and which anchor it rests on, for a reader of the ledger.
    """

    first: date | None
    last: date | None
    precision: Precision
    basis: str

    @classmethod
    def day(cls, value: date, basis: str) -> Interval:
        """One day, known exactly."""
        return cls(value, value, Precision.DAY, basis)


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """Where one line of a flattened text stood in the original: a DOM path, a page number."""

    span: Span
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What came *with* an article (JSON fields, options of the call), as opposed to what its page
    says of itself. ``published`` is as it was written; ``clean`` reads it. ``primary`` marks an
    official transcript, by whose words renderings are told."""

    url: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    author: str | None = None
    language: str | None = None
    primary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One page as one outlet published it. Never edited after it was acquired.

    ``text`` is what spans count in: the decoded bytes unchanged for plain text, the ``text`` field
    as given for JSON, a flattening of all visible text (one block a line) for HTML, made by
    ``flattener`` (name and version) with ``source_map`` back into the original. ``doc`` is the
    name in the exchange formats: the file's stem or the row's ``id``. ``path`` is where it was
    read from, for messages only. ``notes`` are things a reader should know (mojibake seen, a
    charset guessed). ``extra`` keeps the unknown keys of an input row.
    """

    id: str
    doc: str
    raw: bytes
    text: str
    media_type: str
    charset: str
    path: str
    retrieved: datetime
    given: Given = Given()
    flattener: str | None = None
    source_map: tuple[SourceBlock, ...] = ()
    notes: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text with one role. The blocks of an article are in order, do not overlap,
    and cover every character that is not white space. ``doubt`` is of the role."""

    span: Span
    role: BlockRole
    doubt: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the words of a page tell of it: its blocks, and who published what and when.

    ``published`` is open (``None``) where nothing tells; it is never the day of retrieval.
    ``updated`` is the day of the latest change that the page itself states.
    ``language`` is an ISO 639-1 code.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    outlet: str | None = None
    original_outlet: str | None = None
    author: str | None = None
    published: Interval | None = None
    language: str | None = None
    updated: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What a reader finds: the spans of one attribution, before anybody knows who is meant.

    ``parent`` is the index, in the same list, of the attribution whose content this one stands in.
    ``mode`` and ``kind`` are read off the words. ``doubt`` is for the whole finding,
    ``doubt_span`` for the edges of its spans.
    """

    source: Spans
    cue: Spans
    content: Spans
    mode: Mode
    kind: Kind
    parent: int | None = None
    doubt: float = 0.0
    doubt_span: float = 0.0


@dataclass(frozen=True, slots=True)
class Role:
    """What an actor was when: the office and its body as the page words them, and the words.

    ``valid`` is the day for which the page says so (its own date, where known); ``past`` is true
    where the words say that the office is over ("then", "former")."""

    title: str
    of: str | None
    words: Span
    valid: date | None = None
    past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who speaks or is spoken to, as far as one article tells. ``name`` is the fullest
    name that the article prints."""

    id: str
    name: str
    kind: ActorKind
    mentions: Spans
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attribution in one article, resolved as far as the article tells.

    ``speaker`` is an ``Actor.id`` or ``None`` where the words leave it open; ``role`` the office
    in which the article lets them speak. ``relay`` runs from the outermost teller inwards and
    leaves this outlet out. Doubts run from 0 (sure) to 1.
    """

    id: str
    article: str
    mode: Mode
    source: Spans
    cue: Spans
    content: Spans
    kind: Kind
    act: Act
    block: BlockRole
    speaker: str | None = None
    role: str | None = None
    addressee: str | None = None
    said_on: Interval | None = None
    relay: tuple[str, ...] = ()
    nested_in: str | None = None
    doubt: float = 0.0
    doubt_speaker: float = 0.0
    doubt_span: float = 0.0


@dataclass(frozen=True, slots=True)
class Maker:
    """Which reader, in which version, made a set of findings."""

    name: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read out of one article by one maker; written to the ledger as a whole."""

    article: Article
    page: Page
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    maker: Maker

    def actor(self, id: str | None) -> Actor | None:
        """The actor of that id, or ``None``."""
        return next((a for a in self.actors if a.id == id), None)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that could not be read: at which stage, what it was, why, and what to try next."""

    stage: str
    subject: str
    why: str
    advice: str


class Aspect(StrEnum):
    """What of a finding a person decides about: the whole statement, one field of it, whether two
    statements report one utterance, or whether one stands to another as an exchange says."""

    STATEMENT = "statement"
    SPEAKER = "speaker"
    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    KIND = "kind"
    ACT = "act"
    SAID_ON = "said_on"
    UTTERANCE = "utterance"
    EXCHANGE = "exchange"


class Verdict(StrEnum):
    """What a person decides. ``WRONG`` says of a statement that there is no such one. ``UNDO`` withdraws
    an earlier judgement and decides nothing itself."""

    RIGHT = "right"
    WRONG = "wrong"
    CORRECTED = "corrected"
    SAME = "same"
    APART = "apart"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Selector:
    """Words of an article, found again whatever is read out of it: the exact quotation, and up to 32
    characters on each side."""

    article: str
    quotation: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person decided about a finding. It points at words and not at rows: the article, the exact
    quotation (of a statement, all of its content) and up to 32 characters on each side.

    ``field`` is an ``Aspect`` and ``verdict`` a ``Verdict``. ``correction`` is what is right instead: a
    speaker's name, a kind, an act, a date ("2031-03", "2031-03-08/2031-03-10"), ``None`` where it stays
    open; of an exchange, its kind. ``words`` are those of the second statement (``same``, ``apart``, an
    exchange), or what a source, cue or content should be, piece by piece. ``seen`` is the id of the
    latest judgement on the finding that its maker had seen, ``undoes`` that of the one withdrawn
    (``ids.judgement_id``).
    """

    article: str
    field: str
    quotation: str
    before: str
    after: str
    verdict: str
    correction: str | None = None
    words: tuple[Selector, ...] = ()
    undoes: str | None = None
    seen: str | None = None
    by: str
    at: datetime

    @property
    def selector(self) -> Selector:
        """The words that it points at."""
        return Selector(self.article, self.quotation, self.before, self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What people decided about one statement, as it stands: who decided last, and when.

    ``verdict`` is right, wrong or corrected; ``changed`` are the fields that are not the machine's.
    ``judgement`` is the id of the latest judgement.
    """

    statement: str
    verdict: Verdict
    changed: tuple[Aspect, ...]
    by: str
    at: datetime
    judgement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedReading(Reading):
    """A reading with what people decided laid over it.

    Statements judged wrong are not among ``statements`` but in ``wrong``; corrected ones keep their ids.
    ``loose`` are judgements whose words, or whose finding, are not there any more.
    """

    decisions: tuple[Decision, ...] = ()
    wrong: tuple[Statement, ...] = ()
    loose: tuple[Judgement, ...] = ()

    def decision(self, statement: str) -> Decision | None:
        """What was decided about the statement of that id."""
        return next((d for d in self.decisions if d.statement == statement), None)


class ExchangeKind(StrEnum):
    """How one utterance stands to another. ``REPEATS``: the same position on another occasion."""

    ANSWERS = "answers"
    DENIES = "denies"
    CONTRADICTS = "contradicts"
    AGREES = "agrees"
    REPEATS = "repeats"


class Difference(StrEnum):
    """What became of some words between two wordings of one utterance. ``ALTERED`` words stand inside
    quotation marks on both sides and are not the same; ``PERSON`` turned "they" into "we"."""

    TRIMMED = "trimmed"
    ADDED = "added"
    REPLACED = "replaced"
    ALTERED = "altered"
    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"
    PERSON = "person"


class Relation(StrEnum):
    """How two figures for the same thing stand to each other."""

    SAME = "same"
    COMPATIBLE = "compatible"
    GROWTH = "growth"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an article that show something."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A stretch of a rendering that differs from the wording it is laid beside.

    ``span`` counts in the rendering's ``text`` (empty where words were trimmed), ``was`` are the
    words of the other wording, ``now`` the rendering's own.
    """

    span: Span
    was: str
    now: str
    what: Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """The wording that one statement gives to its utterance, with what differs from the wording
    that the utterance is told by. ``text`` is the content on one line, its pieces joined by " … "."""

    statement: str
    article: str
    outlet: str | None
    kind: Kind
    text: str
    altered: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One act of speech, and the statements that report it, first carrier first.

    ``id`` is that of its first statement. ``speaker_name`` and ``said_on`` are what its statements
    tell together; ``event`` is an ``Event.id``. ``doubt`` is that they all report one act.
    """

    id: str
    statements: tuple[str, ...]
    speaker_name: str | None = None
    said_on: Interval | None = None
    event: str | None = None
    doubt: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A directed tie between two utterances (``origin`` answers, denies ... ``target``). ``inferred``
    where no word of the page shows it."""

    id: str
    kind: ExchangeKind
    origin: str
    target: str
    evidence: tuple[Evidence, ...]
    inferred: bool
    doubt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity that somebody asserts: ``low`` to ``high`` (equal where one value is given, ``None``
    is open) of ``unit``, ``what`` it counts and ``where``. ``by`` is a ``Statement.id``, ``None``
    where the outlet itself asserts it."""

    id: str
    article: str
    span: Span
    low: float | None
    high: float | None
    unit: str | None
    what: str
    where: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two figures (ids) for the same thing, and how they stand to each other."""

    one: str
    other: str
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A meeting, visit, interview, press conference, exercise or summit that articles tell of.
    ``participants`` are ``Person.id``s, or names of those who are no person of the ledger."""

    id: str
    kind: str
    participants: tuple[str, ...]
    place: str | None
    held: Interval | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The articles (ids) that report the same events (ids)."""

    id: str
    title: str
    articles: tuple[str, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One actor over articles: every ``members`` pair is (article id, ``Actor.id``). ``within`` names
    the state that an organ, capital or office is rolled up to, and is never an equation."""

    id: str
    name: str
    kind: ActorKind
    members: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """A date that linking lends to a statement, from the article that has it."""

    statement: str
    said_on: Interval
    lender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """All that linking found over some articles, made by one version of it."""

    maker: Maker
    people: tuple[Person, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    figures: tuple[Figure, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    events: tuple[Event, ...] = ()
    stories: tuple[Story, ...] = ()
    loans: tuple[Loan, ...] = ()
