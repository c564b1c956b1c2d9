"""Coverage of a story: who carried what, how much, how early and under which headline.

Three things are told, and none of them weighs an outlet: the utterances that each outlet carried, the
share of each article's reported speech that goes to each side, and the labels that each outlet uses in
its own voice. A side is the state that a speaker, an organ or an office stands for
(``Person.within``); where nothing tells one, the words go to nobody's side. Words inside a statement that
is quoted in another one count once, for the inner speaker. A copy is shown as a carrier and marked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dragoman.link.labels import find_labels
from dragoman.link.sheet import Sheet
from dragoman.model import ActorKind, BlockRole, Evidence, Interval, Person, Statement, Story, Utterance

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")  # a dash or a quotation mark alone is no word
_HEADS = (BlockRole.HEADLINE, BlockRole.STANDFIRST)

Sides = Mapping[tuple[str, str], str]
"""The side of an article's actor, by (article id, actor id)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One utterance as one outlet carried it: in how many statements and words of content, from which day
    on, how many days after the first outlet (``None`` where no day tells), under which headline, and
    whether a headline or standfirst has it. ``is_copy`` where all its articles are copies of others."""

    outlet: str | None
    utterance: str
    speaker_name: str | None
    side: str | None
    articles: tuple[str, ...]
    statements: int
    words: int
    published: Interval | None
    days_after_first: int | None
    headline: str
    is_in_headline: bool
    is_copy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many words of an article's reported speech go to one side (``None``: to no side that is known),
    and which share of all of them that is (0 to 1)."""

    outlet: str | None
    article: str
    headline: str
    side: str | None
    words: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A label that an outlet uses in its own voice, what it is a label for, and everywhere it stands."""

    outlet: str | None
    thing: str
    term: str
    places: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A story as its outlets covered it; ``story`` is ``None`` for the articles of no story."""

    story: str | None
    title: str
    articles: tuple[str, ...]
    carried: tuple[Carried, ...]
    shares: tuple[Share, ...]
    labels: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """One statement of one article, as far as coverage counts it."""

    utterance: Utterance
    outlet: str | None
    article: str
    headline: str
    published: Interval | None
    is_copy: bool
    side: str | None
    words: int
    is_head: bool

    @property
    def day(self) -> date | None:
        return self.published.first or self.published.last if self.published else None


@dataclass(slots=True)
class _Gathered:
    """What is kept of the articles while they go by, one at a time."""

    articles: list[str] = field(default_factory=list)
    reports: list[_Report] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    labels: defaultdict[tuple[str | None, str, str], list[Evidence]] = field(
        default_factory=lambda: defaultdict(list)
    )


def sides_of(people: Iterable[Person]) -> dict[tuple[str, str], str]:
    """The side of every actor that has one: a state is its own, others have that of their state."""
    sides = ((p, p.name if p.kind is ActorKind.STATE else p.within) for p in people)
    return {member: side for person, side in sides if side for member in person.members}


def cover(
    story: Story | None, sheets: Iterable[Sheet], utterances: Mapping[str, Utterance], sides: Sides
) -> Coverage:
    """How the articles of a story, or those of none, covered it. ``utterances`` are by statement id. The
    order of the articles changes nothing."""
    gathered = _Gathered()
    for sheet in sheets:
        _gather(sheet, utterances, sides, gathered)
    labels = (
        Labelled(outlet=outlet, thing=thing, term=term, places=tuple(sorted(places, key=_place)))
        for (outlet, thing, term), places in gathered.labels.items()
    )
    return Coverage(
        story=story.id if story else None,
        title=story.title if story else "",
        articles=tuple(sorted(gathered.articles)),
        carried=tuple(_carried(gathered.reports)),
        shares=tuple(
            sorted(gathered.shares, key=lambda s: (s.outlet or "", s.article, -s.words, s.side or ""))
        ),
        labels=tuple(sorted(labels, key=lambda n: (n.thing, n.outlet or "", -len(n.places), n.term))),
    )


def _place(evidence: Evidence) -> tuple[str, int]:
    return evidence.article, evidence.span.start


def _gather(sheet: Sheet, utterances: Mapping[str, Utterance], sides: Sides, gathered: _Gathered) -> None:
    page = sheet.reading.page
    headline = " ".join((page.title or sheet.reading.article.doc).split())
    gathered.articles.append(sheet.id)
    for label in find_labels(sheet):
        gathered.labels[sheet.outlet, label.thing, label.term].append(Evidence(sheet.id, label.span))
    for statement in sheet.statements:
        utterance = utterances.get(statement.id)
        if utterance is not None:
            gathered.reports.append(
                _Report(
                    utterance=utterance,
                    outlet=sheet.outlet,
                    article=sheet.id,
                    headline=headline,
                    published=page.published,
                    is_copy=sheet.copy_of is not None,
                    side=_side(sheet, statement, sides),
                    words=sum(1 for span in statement.content for _ in _words(sheet, span.start, span.end)),
                    is_head=statement.block in _HEADS,
                )
            )
    gathered.shares.extend(_shares(sheet, headline, sides))


def _side(sheet: Sheet, statement: Statement, sides: Sides) -> str | None:
    return sides.get((sheet.id, statement.speaker)) if statement.speaker else None


def _words(sheet: Sheet, start: int, end: int) -> Iterator[int]:
    """Where the words begin."""
    return (match.start() for match in _WORD.finditer(sheet.text, start, end))


def _shares(sheet: Sheet, headline: str, sides: Sides) -> Iterator[Share]:
    """The reported words of an article by side, each counted once, for the innermost speaker."""
    owner: dict[int, str | None] = {}
    for statement in sorted(sheet.statements, key=lambda s: (_depth(s, sheet), s.id)):
        for span in statement.content:
            owner |= dict.fromkeys(_words(sheet, span.start, span.end), _side(sheet, statement, sides))
    for side, words in Counter(owner.values()).items():
        share = round(words / len(owner), 4)
        yield Share(
            outlet=sheet.outlet, article=sheet.id, headline=headline, side=side, words=words, share=share
        )


def _depth(statement: Statement, sheet: Sheet) -> int:
    """How many statements it is quoted inside."""
    by_id = {s.id: s for s in sheet.statements}
    depth, outer = 0, by_id.get(statement.nested_in or "")
    while outer is not None and depth < len(by_id):
        depth, outer = depth + 1, by_id.get(outer.nested_in or "")
    return depth


def _carried(reports: Sequence[_Report]) -> list[Carried]:
    """One row for each utterance and outlet; utterances by carriers and words, outlets by their day."""
    groups: defaultdict[str, defaultdict[str | None, list[_Report]]] = defaultdict(lambda: defaultdict(list))
    for report in reports:
        groups[report.utterance.id][report.outlet].append(report)
    heaviest = sorted(groups.items(), key=lambda g: (-len(g[1]), -_weight(g[1]), g[0]))
    return [row for _, by_outlet in heaviest for row in _rows(by_outlet)]


def _weight(by_outlet: Mapping[str | None, Sequence[_Report]]) -> int:
    return sum(report.words for several in by_outlet.values() for report in several)


def _rows(by_outlet: Mapping[str | None, Sequence[_Report]]) -> list[Carried]:
    days = [r.day for several in by_outlet.values() for r in several if r.day]
    first = min(days) if days else None
    rows = [_row(outlet, several, first) for outlet, several in by_outlet.items()]
    return sorted(rows, key=lambda r: (r.days_after_first is None, r.days_after_first or 0, r.outlet or ""))


def _row(outlet: str | None, several: Sequence[_Report], first: date | None) -> Carried:
    ordered = sorted(several, key=lambda r: (r.day or date.max, not r.is_head, r.article))
    earliest = ordered[0]
    return Carried(
        outlet=outlet,
        utterance=earliest.utterance.id,
        speaker_name=earliest.utterance.speaker_name,
        side=next((r.side for r in ordered if r.side), None),
        articles=tuple(dict.fromkeys(r.article for r in ordered)),
        statements=len(ordered),
        words=sum(r.words for r in ordered),
        published=earliest.published,
        days_after_first=(earliest.day - first).days if earliest.day and first else None,
        headline=earliest.headline,
        is_in_headline=any(r.is_head for r in ordered),
        is_copy=all(r.is_copy for r in ordered),
    )
