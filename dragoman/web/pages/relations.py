"""How warm or cold two sides speak of each other over time, with the statements behind each point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Annotated

from fastapi import Query
from markupsafe import Markup
from pydantic import ConfigDict, Field

from dragoman.ledger.browse_rows import Share, StatementRow
from dragoman.ledger.browse_sides import SideRow
from dragoman.link.tone import Called, Point, Step, Toned, called, each_once, means, step_over, tone_of
from dragoman.model import ActorKind
from dragoman.report.tone import Dot, Voiced, word_stretch, word_tone
from dragoman.web.contexts import Link, Shown
from dragoman.web.desk import Desk
from dragoman.web.drawn import draw_tone
from dragoman.web.page import Page
from dragoman.web.parts import LONGEST_NAME, Statement, listed, person_href, short
from dragoman.web.render import query

_NEWEST = 150  # statements of a side that are weighed
_SPEAKERS = 6  # speakers of a state
_STATES, _PAIRS = 6, 9  # that are suggested
_EACH = 2  # statements shown behind a point
_SHOWN = 20  # statements shown on the page


class Side(Shown):
    """One of the two sides."""

    name: str
    """A state or a speaker."""

    href: str | None
    """Their page, where they have one."""

    is_state: bool
    """Whether it is a state, for which several speak."""

    speakers: tuple[Link, ...]
    """Who speaks for it here: the most quoted ones."""

    names_other: int
    """In how many of the statements that were looked at it names the other side."""

    toned: int
    """How many of these tell a tone; an utterance counts once, however many outlets carried it."""

    is_all: bool
    """Whether all its statements that name the other side were looked at, or the newest ones."""


class Telling(Shown):
    """What tells the tone of a statement."""

    words: str
    """Words as printed, a negation before them; or an act."""

    value: float
    """From -1 (cold) to 1 (warm)."""


class TonedStatement(Shown):
    """A statement that tells a tone."""

    statement: Statement
    """The statement."""

    value: float
    """From -1 (cold) to 1 (warm)."""

    tone: str
    """The same in words."""

    told_by: tuple[Telling, ...]
    """What tells it."""


class Moment(Shown):
    """What one side says of the other in one stretch of time."""

    anchor: str
    """Its place in the page."""

    side: str
    """Who speaks."""

    when: str
    """The day, month or year in words."""

    first: date
    """Its first day."""

    mean: float
    """The mean over its statements, from -1 (cold) to 1 (warm)."""

    tone: str
    """The same in words."""

    count: int
    """How many statements, each utterance once."""

    statements: tuple[TonedStatement, ...]
    """Some of them: those with the clearest tone."""


class RelationsPage(Shown):
    """How warm or cold two sides speak of each other over time: a rough count of words and acts, with the
    statements behind each point."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    one: str
    """The side that was asked for first."""

    other: str
    """The side that was asked for second."""

    trouble: str | None
    """Why there is nothing to show."""

    sides: tuple[Side, ...]
    """The two sides; none where one of them is nobody here."""

    step: str
    """Over which stretches means are taken: day, month or year."""

    moments: tuple[Moment, ...]
    """The points by time, and at one time the first side first."""

    undated: int
    """How many statements tell a tone and have no date."""

    suggested: tuple[Link, ...]
    """Pairs of sides that may be looked at: states that speak here."""

    states: tuple[str, ...]
    """States and speakers that may be asked for."""

    picture: tuple[Markup, Markup] = Field(exclude=True)
    """The points as lines, for wide and for narrow pages."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """What one side says of the other."""

    side: SideRow
    named: int
    toned: tuple[Toned, ...]
    is_all: bool


def relations(
    desk: Desk,
    one: Annotated[str, Query(max_length=LONGEST_NAME, description="a state, or a speaker")] = "",
    other: Annotated[str, Query(max_length=LONGEST_NAME, description="a state, or a speaker")] = "",
) -> RelationsPage:
    """What the newest statements tell in which one side names the other."""
    states = desk.ledger.browse.states()
    sides = tuple(
        desk.ledger.browse.side(name, limit=_SPEAKERS) if name.strip() else None for name in (one, other)
    )
    found = [side for side in sides if side is not None]
    trouble = _trouble((one, other), sides)
    heard = [_heard(desk, *found), _heard(desk, *found[::-1])] if trouble is None and len(found) == 2 else []
    days = [toned.day for each in heard for toned in each.toned if toned.day is not None]
    step = step_over(days)
    points = [means(each.toned, step) for each in heard]
    voices = tuple(
        Voiced(short(each.side.name), tuple(_dots(own, place)))
        for place, (each, own) in enumerate(zip(heard, points, strict=True))
    )
    return RelationsPage(
        one=_name(one, sides[0]),
        other=_name(other, sides[1]),
        trouble=trouble,
        sides=tuple(map(_side, heard)),
        step=step.value,
        moments=tuple(_moments(desk, heard, points, step)),
        undated=sum(toned.day is None for each in heard for toned in each.toned),
        suggested=tuple(_pairs(states, found)),
        states=tuple(short(share.value) for share in states),
        picture=(draw_tone(voices, step.value, is_wide=True), draw_tone(voices, step.value, is_wide=False)),
    )


def _trouble(asked: tuple[str, str], sides: Sequence[SideRow | None]) -> str | None:
    for name, side in zip(asked, sides, strict=True):
        if name.strip() and side is None:
            return f"Nobody called “{short(name)}” speaks in this ledger. The list of people shows who does."
    if sides[0] is not None and sides[0] == sides[1]:
        return "Two different sides are needed."
    return None


def _heard(desk: Desk, one: SideRow, other: SideRow) -> _Heard:
    name = _called(other, besides=one)
    rows, is_all = desk.ledger.browse.said_of(one.people, name.words, limit=_NEWEST)
    naming = [row for row in rows if name.is_in(row.text)]
    tones = [(row, tone_of(row.text, row.cue, row.act, row.kind, name)) for row in naming]
    toned = (Toned(row.id, row.utterance, row.day, tone) for row, tone in tones if tone is not None)
    return _Heard(one, len(naming), each_once(toned), is_all)


def _called(side: SideRow, besides: SideRow) -> Called:
    is_state = side.kind is ActorKind.STATE
    return called(side.name if is_state else None, side.names, besides=besides.names)


def _side(heard: _Heard) -> Side:
    side = heard.side
    speakers = zip(side.people, side.labels, strict=True)
    return Side(
        name=short(side.name),
        href=person_href(side.id),
        is_state=side.kind is ActorKind.STATE,
        speakers=tuple(Link(label=short(label), href=person_href(id) or "/people") for id, label in speakers),
        names_other=heard.named,
        toned=len(heard.toned),
        is_all=heard.is_all,
    )


def _anchor(place: int, first: date) -> str:
    return f"said-{'ab'[place]}-{first.isoformat()}"


def _dots(points: Sequence[Point], place: int) -> Iterator[Dot]:
    for point in points:
        yield Dot(point.first, point.mean, len(point.statements), _anchor(place, point.first))


def _moments(
    desk: Desk, heard: Sequence[_Heard], points: Sequence[Sequence[Point]], step: Step
) -> Iterator[Moment]:
    """The points with their clearest statements: one of each and then another, those of the newest first;
    of very many points only the newest have any shown."""
    every = sorted(
        ((p.first, place, p) for place, own in enumerate(points) for p in own), key=lambda m: m[:2]
    )
    clearest = [_clearest(point) for _, _, point in every]
    newest = clearest[::-1]
    ranked = (several[rank].id for rank in range(_EACH) for several in newest if rank < len(several))
    wanted = list(islice(ranked, _SHOWN))
    rows = {row.id: row for row in desk.ledger.browse.statements_of(wanted)}
    for (first, place, point), several in zip(every, clearest, strict=True):
        yield Moment(
            anchor=_anchor(place, first),
            side=short(heard[place].side.name),
            when=word_stretch(first, step.value),
            first=first,
            mean=point.mean,
            tone=word_tone(point.mean),
            count=len(point.statements),
            statements=tuple(_toned(several, rows)),
        )


def _clearest(point: Point) -> list[Toned]:
    ordered = sorted(point.statements, key=lambda one: (-abs(one.tone.value), one.day or date.max, one.id))
    return ordered[:_EACH]


def _toned(several: Sequence[Toned], rows: Mapping[str, StatementRow]) -> Iterator[TonedStatement]:
    for one in several:
        if one.id in rows:
            yield TonedStatement(
                statement=listed(rows[one.id]),
                value=one.tone.value,
                tone=word_tone(one.tone.value),
                told_by=tuple(Telling(words=s.words, value=s.value) for s in one.tone.signals),
            )


def _pairs(states: Sequence[Share], asked: Sequence[SideRow]) -> Iterator[Link]:
    """The side that was asked for with each of the states of which most is said, or these two by two."""
    names = [share.value for share in states[:_STATES] if len(share.value) <= LONGEST_NAME]
    pairs = [(a, b) for place, b in enumerate(names) for a in names[:place]]
    if len(asked) == 1:
        home = asked[0].within or asked[0].name
        pairs = [(asked[0].id or asked[0].name, name) for name in names if name != home]
    for a, b in pairs[:_PAIRS]:
        label = short(asked[0].name if len(asked) == 1 else a)
        yield Link(label=f"{label} and {short(b)}", href="/relations" + query(one=a, other=b))


def _name(asked: str, side: SideRow | None) -> str:
    return side.name if side is not None else asked


PAGE = Page(
    name="relations",
    path="/relations",
    view=relations,
    context=RelationsPage,
    template="relations.html",
    menu="",
    rows="moments",
)
