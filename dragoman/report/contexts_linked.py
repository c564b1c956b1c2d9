"""What the templates see of linking: wordings side by side, exchanges, figures that differ, stories."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.report.contexts import ArticlePage, Coverage, Line, Pointer, Timeline
from dragoman.report.wording import When


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a wording: ``now`` stands there, ``was`` in the wording it is laid beside. ``what`` is
    ``same`` or the kind of change."""

    now: str
    was: str
    what: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One statement's wording of its utterance. ``is_told`` is the one the others are laid beside;
    ``is_accused`` has other words inside the quotation marks."""

    line: Line
    pieces: tuple[Piece, ...]
    is_told: bool
    is_accused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One utterance that several articles report, with its wordings side by side."""

    anchor: str
    speaker: str
    speaker_anchor: str | None
    when: When
    carriers: tuple[str, ...]
    articles: int
    wordings: tuple[Wording, ...]
    doubt: float
    is_unsure: bool

    @property
    def accused(self) -> int:
        """How many wordings have other words inside the quotation marks."""
        return sum(wording.is_accused for wording in self.wordings)


@dataclass(frozen=True, slots=True)
class Evident:
    """Words that show an exchange, and where they stand."""

    words: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """How a turn stands to an earlier one."""

    how: str
    to: str
    to_anchor: str
    evidence: tuple[Evident, ...]
    is_inferred: bool
    is_unsure: bool
    doubt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One utterance in a dialogue; ``anchor`` is its place in the dialogue, ``line`` its chief wording."""

    anchor: str
    line: Line
    speaker: str
    when: When
    carriers: tuple[str, ...]
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Utterances that answer one another, the earliest first."""

    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One value for a thing as it is told: by whom, and in which outlets. ``differs`` are the values that it
    differs from, ``grows`` those that it has grown from or to."""

    words: str
    by: str
    places: tuple[Pointer, ...]
    differs: tuple[str, ...]
    grows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Values for one thing, of which at least two differ or grew."""

    what: str
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event that articles of a story tell of."""

    anchor: str
    kind: str
    who: tuple[str, ...]
    place: str | None
    when: When
    places: tuple[Pointer, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """What one side has of a bar: ``kind`` numbers the side for its colour, the last is no side."""

    side: str
    words: int
    share: float
    kind: int


@dataclass(frozen=True, slots=True)
class Bar:
    """The reported speech of one article by sides."""

    label: str
    outlet: str
    anchor: str
    segments: tuple[Segment, ...]
    words: int


@dataclass(frozen=True, slots=True)
class LabelUse:
    """How often one outlet uses a label in its own voice, and the article where it stands first."""

    outlet: str
    times: int
    anchor: str


@dataclass(frozen=True, slots=True)
class LabelGroup:
    """The labels for one thing, each with the outlets that use it; the most used first."""

    thing: str
    terms: tuple[tuple[str, tuple[LabelUse, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPart:
    """A story with its articles, events, timeline and coverage; without ``title`` the articles of none.
    ``matrix`` holds utterances of more than one outlet; ``alone`` counts the others."""

    anchor: str
    title: str
    articles: tuple[ArticlePage, ...]
    events: tuple[EventRow, ...]
    timeline: Timeline | None
    matrix: Coverage | None
    alone: int
    bars: tuple[Bar, ...]
    sides: tuple[str, ...]
    labels: tuple[LabelGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """All of linking that the page shows. ``shared`` counts the utterances of several articles; of very many
    only the most carried are shown."""

    stories: tuple[StoryPart, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    shared: int = 0
    dialogues: tuple[Dialogue, ...] = ()
    exchanges: int = 0
    figures: tuple[FigureGroup, ...] = ()
