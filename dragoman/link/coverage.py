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
from typing import Protocol

from dragoman.link.labels import Label, find_labels
from dragoman.link.sheet import Sheet
from dragoman.model import ActorKind, BlockRole, Evidence, Interval, Person, Spans, Story, Utterance

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


class Reported(Protocol):
    """A statement as far as coverage looks at it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def block(self) -> BlockRole:
        """The role of the block that it stands in."""

    @property
    def speaker(self) -> str | None:
        """The article's actor who says it."""

    @property
    def nested_in(self) -> str | None:
        """The statement that it is quoted inside."""

    @property
    def content(self) -> Spans:
        """What is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """An article as far as coverage looks at it; its statements are no attitudes."""

    id: str
    outlet: str | None
    headline: str
    published: Interval | None
    is_copy: bool
    text: str
    statements: Sequence[Reported]
    labels: Sequence[Label]


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
    return cover_articles(story, map(covered, sheets), utterances, sides)


def covered(sheet: Sheet) -> Covered:
    """A sheet as far as coverage looks at it."""
    page = sheet.reading.page
    return Covered(
        id=sheet.id,
        outlet=sheet.outlet,
        headline=page.title or sheet.reading.article.doc,
        published=page.published,
        is_copy=sheet.copy_of is not None,
        text=sheet.text,
        statements=sheet.statements,
        labels=tuple(find_labels(sheet)),
    )


def cover_articles(
    story: Story | None, articles: Iterable[Covered], utterances: Mapping[str, Utterance], sides: Sides
) -> Coverage:
    """The same for articles of which no more is known than coverage looks at."""
    gathered = _Gathered()
    for article in articles:
        _gather(article, utterances, sides, gathered)
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


def _gather(article: Covered, utterances: Mapping[str, Utterance], sides: Sides, gathered: _Gathered) -> None:
    headline = " ".join(article.headline.split())
    gathered.articles.append(article.id)
    for label in article.labels:
        gathered.labels[article.outlet, label.thing, label.term].append(Evidence(article.id, label.span))
    words = {statement.id: _words(article.text, statement.content) for statement in article.statements}
    for statement in article.statements:
        utterance = utterances.get(statement.id)
        if utterance is not None:
            gathered.reports.append(
                _Report(
                    utterance=utterance,
                    outlet=article.outlet,
                    article=article.id,
                    headline=headline,
                    published=article.published,
                    is_copy=article.is_copy,
                    side=_side(article, statement, sides),
                    words=len(words[statement.id]),
                    is_head=statement.block in _HEADS,
                )
            )
    gathered.shares.extend(_shares(article, headline, words, sides))


def _side(article: Covered, statement: Reported, sides: Sides) -> str | None:
    return sides.get((article.id, statement.speaker)) if statement.speaker else None


def _words(text: str, content: Spans) -> list[int]:
    """Where the words of some spans begin."""
    return [match.start() for span in content for match in _WORD.finditer(text, span.start, span.end)]


def _shares(
    article: Covered, headline: str, words: Mapping[str, Sequence[int]], sides: Sides
) -> Iterator[Share]:
    """The reported words of an article by side, each counted once, for the innermost speaker."""
    owner: dict[int, str | None] = {}
    by_id = {statement.id: statement for statement in article.statements}
    for statement in sorted(article.statements, key=lambda s: (_depth(s, by_id), s.id)):
        owner |= dict.fromkeys(words[statement.id], _side(article, statement, sides))
    for side, number in Counter(owner.values()).items():
        share = round(number / len(owner), 4)
        yield Share(
            outlet=article.outlet,
            article=article.id,
            headline=headline,
            side=side,
            words=number,
            share=share,
        )


def _depth(statement: Reported, by_id: Mapping[str, Reported]) -> int:
    """How many statements it is quoted inside."""
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
