"""What the templates see: one frozen dataclass for each thing on the page.

All words are plain text as it came; the renderer makes them visible and escapes them. Anchors are
ids within the page, made of letters, digits and hyphens only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.model import Skipped
from dragoman.report.marking import Run
from dragoman.report.people import Who
from dragoman.report.wording import Doubt, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A statement as lists show it: ``pieces`` are its words, piece by piece; ``number`` is its
    place in the article; ``printed_source`` and ``printed_cue`` are the article's own words;
    ``is_copied`` says that the article is a copy of another one."""

    anchor: str
    number: str
    who: Who
    pieces: tuple[str, ...]
    printed_source: str
    printed_cue: str
    words: int
    outlet: str
    article_anchor: str
    article_title: str
    language: str | None
    when: When
    kind: str
    act: str
    role: str | None
    role_is_new: bool = False
    addressee: str | None
    relay: tuple[str, ...]
    inside: str | None
    block: str | None
    doubts: tuple[Doubt, ...]
    doubt_figures: str
    is_attitude: bool
    is_copied: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of an article's text, ready to be printed run by run. ``is_wrapped`` is true where
    its line ends are only those of a narrow column."""

    runs: tuple[Run, ...]
    is_wrapped: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs of one role, side by side with the notes on the statements that begin in them."""

    role: str
    label: str
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Pointer:
    """Another article of the report, or one that it does not hold (then without anchor)."""

    label: str
    anchor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """One article with its text marked. ``address`` is linked only where it is http or https.
    ``older`` and ``newer`` are versions of the same address; an article with a ``newer`` version
    is shown but not counted."""

    id: str
    anchor: str
    doc: str
    title: str
    outlet: str
    outlet_is_told: bool
    original_outlet: str | None
    author: str | None
    published: When
    address: str | None
    is_linkable: bool
    language: str | None
    notes: tuple[str, ...]
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    attitudes: int
    words: int
    retrieved: str
    maker: str
    copy_of: Pointer | None = None
    older: Pointer | None = None
    newer: Pointer | None = None


@dataclass(frozen=True, slots=True)
class OfficeIn:
    """An office as one article gives it, on which day."""

    title: str
    is_past: bool
    day: date | None
    outlet: str
    article_anchor: str


@dataclass(frozen=True, slots=True)
class Office:
    """An office that articles give a speaker: ``when`` and where first, in ``more`` other articles
    again."""

    title: str
    is_past: bool
    when: str
    outlet: str
    article_anchor: str
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A speaker with all their statements, in time order."""

    who: Who
    kind: str
    offices: tuple[Office, ...]
    lines: tuple[Line, ...]
    outlets: tuple[str, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How much of one speaker one outlet carried. ``level`` is the shade, 0 (nothing) to 5."""

    words: int
    statements: int
    level: int


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One speaker across all outlets."""

    label: str
    anchor: str
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True)
class Coverage:
    """Speakers by outlets, both by weight. ``shown`` are the anchors of the rows that the picture
    holds, ``shown_outlets`` how many outlets; the table holds all. ``named`` counts the rows that
    are one named speaker's."""

    outlets: tuple[str, ...]
    rows: tuple[CoverageRow, ...]
    shown: frozenset[str]
    named: int
    shown_outlets: int


@dataclass(frozen=True, slots=True)
class Day:
    """All statements that share one date in the timeline's table."""

    anchor: str
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A mark of the timeline: from where to where on the axis (0 to 1), and what it stands for.
    ``is_bounded`` marks say "not later than"."""

    start: float
    end: float
    is_bounded: bool
    anchor: str
    day_anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One speaker's marks, or those of a group of speakers."""

    label: str
    anchor: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """Where each day stands, from 0 to 1. ``breaks`` are the middles of shortened stretches."""

    days: tuple[date, ...]
    places: tuple[float, ...]
    breaks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Statements by the day they were said. ``dated`` and ``bounded`` count the two kinds of mark;
    ``open`` are those without any date, listed and not drawn; ``axis`` is ``None`` when there are
    no others. ``lanes`` are the heaviest; ``named`` counts the speakers who could have one."""

    days: tuple[Day, ...]
    dated: int
    bounded: int
    open: tuple[Line, ...]
    axis: Axis | None
    lanes: tuple[Lane, ...]
    named: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures at the head of the page; older versions of an article are not counted.
    ``published`` and ``read`` are spans of days in words, empty where nothing tells."""

    articles: int
    outlets: int
    statements: int
    by_named: int
    speakers: int
    left_open: int
    skipped: int
    versions: int
    published: str
    read: str
    makers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole page. ``places`` are the anchors that the speakers' section holds: not everybody
    who is named in a text has a place there."""

    totals: Totals
    articles: tuple[ArticlePage, ...]
    skipped: tuple[Skipped, ...]
    coverage: Coverage | None
    timeline: Timeline | None
    speakers: tuple[Speaker, ...]
    described: tuple[Line, ...]
    unnamed: tuple[Line, ...]
    left_open: tuple[Line, ...]
    places: frozenset[str]
