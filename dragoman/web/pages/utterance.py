"""One utterance: all its wordings side by side, who carried it, what it answers and what answers it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import Path, Query
from pydantic import Field

from dragoman.linking.shown import Tied, Told
from dragoman.model import Rendering
from dragoman.report.contexts_linked import Piece
from dragoman.report.ties import pieces_of
from dragoman.report.told import is_accused, reference_first, wording
from dragoman.report.wording import UNSURE, one_line, word_said
from dragoman.web.contexts import Link, Shown
from dragoman.web.desk import Desk
from dragoman.web.laying import Laying
from dragoman.web.page import Page
from dragoman.web.parts import Day, Statement, article_href, day_of, outlet_link
from dragoman.web.render import segment

MOST_WORDINGS = 24
"""Wordings laid side by side on one page; more are on the following ones."""

_FORWARD = {
    "answers": "Answers",
    "denies": "Denies",
    "contradicts": "Contradicts",
    "agrees": "Agrees with",
    "repeats": "Repeats",
}
_BACKWARD = {
    "answers": "Answered by",
    "denies": "Denied by",
    "contradicts": "Contradicted by",
    "agrees": "Agreed with by",
    "repeats": "Repeated by",
}


class Stretch(Shown):
    """A stretch of a wording, beside the wording that the utterance is told by."""

    now: str
    """The words here."""

    was: str
    """The words there."""

    what: str
    """``same``, or how it differs: added, trimmed, replaced, altered, negation, number, name, person."""


class Wording(Shown):
    """How one statement words the utterance."""

    statement: Statement
    """The statement."""

    stretches: tuple[Stretch, ...]
    """Its words, with what differs from the wording that the utterance is told by."""

    is_told: bool
    """Whether the others are laid beside this one."""

    is_accused: bool
    """Whether words inside its quotation marks are not those of the wording it is laid beside."""

    pieces: tuple[Piece, ...] = Field(exclude=True)
    """The stretches, for the template."""


class Carrier(Shown):
    """An outlet that carried the utterance; copies are told by their original."""

    outlet: Link
    """The outlet."""

    articles: tuple[Link, ...]
    """Its articles that have it, under their headlines."""

    published: Day
    """When the first of them came out."""

    words: int
    """How many words of the utterance it carried at most."""


class Reply(Shown):
    """How this utterance stands to another one."""

    how: str
    """In words: ``Denies``, ``Denied by``, ``Repeats`` and so on."""

    is_from_here: bool
    """Whether this utterance does it to the other one."""

    speaker: str
    """Who said the other one."""

    words: str
    """The other one's words."""

    said: Day
    """When it was said."""

    href: str
    """The other one's page."""

    carriers: int
    """How many outlets carried it."""

    evidence: tuple[Link, ...]
    """The words that show it."""

    is_inferred: bool
    """Whether it was concluded from what is said, with no words that show it."""

    is_unsure: bool
    """Whether its doubt is large enough to be said."""

    doubt: float
    """From 0 (sure) to 1."""


class UtterancePage(Shown):
    """One act of speech with all its wordings, the wording that it is told by first."""

    id: str
    """The utterance's id; an address that was given out earlier leads here too."""

    speaker: str
    """Who said it."""

    person: str | None
    """The speaker's page."""

    words: str
    """The wording that it is told by."""

    said: Day
    """When it was said."""

    doubt: float
    """That all these wordings report one act of speech, from 0 (sure) to 1."""

    is_unsure: bool
    """Whether that doubt is large enough to be said."""

    carriers: tuple[Carrier, ...]
    """Who carried it, in the order of appearance."""

    wordings: tuple[Wording, ...]
    """The wordings, side by side."""

    accused: int
    """How many of all wordings have other words inside their quotation marks."""

    statements: int
    """How many statements report it."""

    replies: tuple[Reply, ...]
    """What it answers, denies or repeats, and what does so to it."""

    next: str | None
    """The page with the following wordings."""


def utterance(
    desk: Desk,
    utterance: Annotated[str, Path(max_length=100)],
    start: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> UtterancePage:
    """The utterance of this id, or the one that its statements went into."""
    told = desk.linked.tell(desk.ledger.links.utterance(utterance))
    laying = Laying(desk)
    ordered = reference_first(told.renderings)
    shown = ordered[start : start + MOST_WORDINGS]
    wordings = tuple(_wordings(shown, laying, is_first=not start))
    more = start + MOST_WORDINGS
    said = told.utterance.said_on
    return UtterancePage(
        id=told.utterance.id,
        speaker=told.utterance.speaker_name or "Speaker left open",
        person=next((w.statement.speaker.href for w in wordings if w.statement.speaker.href), None),
        words=wording(told.renderings),
        said=day_of(word_said(said, None)) if said or not wordings else wordings[0].statement.said,
        doubt=told.utterance.doubt,
        is_unsure=told.utterance.doubt >= UNSURE,
        carriers=tuple(_carriers(told, laying)),
        wordings=wordings,
        accused=sum(map(is_accused, told.renderings)),
        statements=len(told.renderings),
        replies=tuple(_reply(tied, told.utterance.id, laying) for tied in desk.linked.around(told.utterance)),
        next=f"/utterance/{segment(told.utterance.id)}?start={more}" if more < len(ordered) else None,
    )


def _wordings(renderings: Sequence[Rendering], laying: Laying, *, is_first: bool) -> Iterator[Wording]:
    for place, rendering in enumerate(renderings):
        statement = laying.statement(rendering.statement)
        if statement is None:
            continue
        pieces = tuple(pieces_of(rendering))
        yield Wording(
            statement=statement,
            stretches=tuple(Stretch(now=p.now, was=p.was, what=p.what) for p in pieces),
            is_told=is_first and place == 0 and not rendering.altered,
            is_accused=is_accused(rendering),
            pieces=pieces,
        )


def _carriers(told: Told, laying: Laying) -> Iterator[Carrier]:
    """The outlets in their order, each with its articles."""
    by_outlet: defaultdict[str | None, list[Rendering]] = defaultdict(list)
    for rendering in told.renderings:
        by_outlet[rendering.outlet].append(rendering)
    for outlet in told.carriers:
        several = by_outlet[outlet]
        if not several:
            continue
        pages = [laying.page(article) for article in dict.fromkeys(r.article for r in several)]
        yield Carrier(
            outlet=outlet_link(outlet),
            articles=tuple(Link(label=p.title, href=article_href(p.id)) for p in pages),
            published=day_of(min((p.published for p in pages), key=lambda when: when.key)),
            words=max(len(r.text.split()) for r in several),
        )


def _reply(tied: Tied, here: str, laying: Laying) -> Reply:
    exchange, other = tied.exchange, tied.other
    is_from_here = exchange.origin == here
    return Reply(
        how=(_FORWARD if is_from_here else _BACKWARD)[exchange.kind.value],
        is_from_here=is_from_here,
        speaker=other.utterance.speaker_name or "Speaker left open",
        words=one_line(wording(other.renderings), 280),
        said=day_of(word_said(other.utterance.said_on, None)),
        href=f"/utterance/{segment(other.utterance.id)}",
        carriers=len(other.carriers),
        evidence=laying.evidence(exchange.evidence),
        is_inferred=exchange.inferred,
        is_unsure=exchange.doubt >= UNSURE,
        doubt=exchange.doubt,
    )


PAGE = Page(
    name="utterance",
    path="/utterance/{utterance}",
    view=utterance,
    context=UtterancePage,
    template="utterance.html",
    rows="wordings",
)
