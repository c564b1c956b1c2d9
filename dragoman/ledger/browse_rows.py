"""What lists show of a ledger: small frozen rows, with the words they quote and no more of the article.

Every day is a ``date`` or open (``None``). Names of actors and outlets are as pages print them; ``person``
is the address of a speaker over articles: the id of a ``Person``, or ``~`` and the name of one whom linking
did not meet yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from dragoman.model import (
    Act,
    ActorKind,
    BlockRole,
    Event,
    Evidence,
    ExchangeKind,
    Interval,
    Kind,
    Mode,
    Skipped,
    Verdict,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """Some rows of a list. ``next`` leads to those that follow; ``None`` at the end."""

    rows: tuple[T, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of quoted words; ``marked`` where a search found them."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One statement as lists show it.

    ``text`` is the content on one line, its parts joined by " … ", at most ``LONGEST`` characters of it
    (``is_cut`` where there is more); ``pieces`` are the same words cut where a search marks them.
    ``day`` is what lists sort by: said, else lent by linking, else published. ``outlets`` is how many
    outlets carried its utterance, copies left out; 1 where linking did not meet it. All stands as people
    decided; ``judged`` is how (never wrong: such a statement is in no list).
    """

    id: str
    article: str
    doc: str
    title: str | None
    outlet: str | None
    language: str | None
    published: Interval | None
    is_copy: bool
    mode: Mode
    kind: Kind
    act: Act
    block: BlockRole
    person: str | None
    speaker: str | None
    speaker_kind: ActorKind | None
    source: str
    cue: str
    role: str | None
    addressee: str | None
    relay: tuple[str, ...]
    text: str
    is_cut: bool
    pieces: tuple[Piece, ...]
    said: Interval | None
    lent: Interval | None
    day: date | None
    nested_in: str | None
    utterance: str | None
    outlets: int
    judged: Verdict | None
    doubt: float
    doubt_speaker: float
    doubt_span: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What linking knows of one article: the speaker that each of its actors is over articles, the utterance
    of each of its statements with how many outlets carried it, and the version that replaced it."""

    people: Mapping[str, str]
    utterances: Mapping[str, tuple[str, int]]
    newer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One article. ``said`` and ``attitudes`` count its statements; ``retrieved`` and ``read_at`` are when
    its bytes came and when it was read."""

    id: str
    doc: str
    title: str | None
    outlet: str | None
    author: str | None
    language: str | None
    address: str | None
    published: Interval | None
    retrieved: datetime
    read_at: datetime
    is_copy: bool
    said: int
    attitudes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRow:
    """One outlet, with how many of its articles and statements are here."""

    name: str
    articles: int
    said: int
    attitudes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """The statements (ids) that quote one utterance: some of one outlet, and some of others. Copies are
    left out. ``doubt`` is that they all report one act of speech."""

    utterance: str
    doubt: float
    own: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Somebody who speaks. ``first`` and ``last`` are the days of their earliest and latest statement;
    ``within`` is the state that an organ or office is rolled up to."""

    id: str
    name: str
    kind: ActorKind
    names: tuple[str, ...]
    within: str | None
    said: int
    attitudes: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """How many statements fall into one month; ``first`` is its first day, ``None`` for the undated."""

    first: date | None
    said: int
    attitudes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """An office in which articles let somebody speak, from which month to which (first days of them; open
    where undated), and in how many statements."""

    title: str
    first: date | None
    last: date | None
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many statements go to one value: ``value`` is what a query takes, ``label`` what is printed."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What the finds of a query fall into, the most frequent first; months by time. ``counted_over`` finds
    were counted, the newest; ``is_all`` where these were all of them."""

    people: tuple[Share, ...]
    outlets: tuple[Share, ...]
    months: tuple[Share, ...]
    kinds: tuple[Share, ...]
    acts: tuple[Share, ...]
    modes: tuple[Share, ...]
    languages: tuple[Share, ...]
    counted_over: int
    is_all: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Some finds of a query. ``count`` is how many there are, at least where not ``is_all``.
    ``sort`` is how they really stand: ranking very common words is given up for ``date``. ``likeness`` is how
    near each row is in meaning (a cosine, by id), where that was asked for."""

    rows: tuple[StatementRow, ...]
    next: str | None
    count: int
    is_all: bool
    sort: str
    facets: Facets | None
    likeness: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceRow:
    """One utterance: ``first`` is its first statement, ``outlets`` carried it, the first one first, copies
    left out; ``doubt`` is that its statements report one act."""

    id: str
    speaker: str | None
    person: str | None
    said: Interval | None
    event: str | None
    doubt: float
    statements: int
    outlets: tuple[str, ...]
    first: StatementRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRow:
    """A tie between two utterances, each shown by its first statement. ``words`` are the evidence's."""

    id: str
    kind: ExchangeKind
    inferred: bool
    doubt: float
    day: date | None
    origin: StatementRow
    target: StatementRow
    evidence: tuple[Evidence, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Somebody whom a person answers, or who answers them: how often, and in which ways."""

    person: str
    name: str
    count: int
    kinds: tuple[tuple[ExchangeKind, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UtterancePage:
    """One utterance with all that reports it (the first carrier's statement first), what it ``answers``
    (its own ties to others) and what ``answered`` it, and what its speaker said just before and after."""

    utterance: UtteranceRow
    statements: tuple[StatementRow, ...]
    answers: tuple[ExchangeRow, ...]
    answered: tuple[ExchangeRow, ...]
    before: StatementRow | None
    after: StatementRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """One story, from its first day to its last, with what it holds. ``utterances`` are those first
    reported in one of its articles."""

    id: str
    title: str
    first: date | None
    last: date | None
    articles: int
    outlets: int
    utterances: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event of a story, with the words of each piece of its evidence."""

    event: Event
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one outlet carried of one utterance, and from which day on."""

    outlet: str
    statements: int
    first: date | None
    is_copy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One utterance of a story across the outlets of the story."""

    utterance: str
    speaker: str | None
    text: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delays:
    """How many days after the first carrier an outlet brought what others carried too, over its newest
    ``counted_over`` statements; ``days`` are (days, how many), 0 where it was as early or earlier."""

    days: tuple[tuple[int, int], ...]
    counted_over: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRow:
    """Something that could not be read, and when that was noted."""

    skipped: Skipped
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much there is, without counting row by row."""

    articles: int
    outlets: int
    people: int
    said: int
    attitudes: int
    stories: int
    skipped: int
    is_linked: bool
