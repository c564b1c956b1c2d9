"""One utterance: all its wordings side by side, who carried it, what it answers and what answers it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from fastapi import Path, Query
from pydantic import Field

from dragoman.ledger.browse_rows import ExchangeRow, StatementRow
from dragoman.model import Rendering
from dragoman.report.contexts_linked import Piece
from dragoman.report.ties import pieces_of
from dragoman.report.told import is_accused, reference_first, wording
from dragoman.report.wording import UNSURE, one_line, word_published, word_said
from dragoman.web.contexts import Link, Shown
from dragoman.web.desk import Desk
from dragoman.web.exchanges import exchange_of
from dragoman.web.page import Page
from dragoman.web.parts import (
    Day,
    Statement,
    Stretch,
    article_link,
    day_of,
    listed,
    outlet_link,
    person_href,
    short,
    stretches_of,
)
from dragoman.web.render import segment

MOST_WORDINGS = 12
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
    """How many of these wordings have other words inside their quotation marks."""

    statements: int
    """How many statements report it."""

    replies: tuple[Reply, ...]
    """What it answers, denies or repeats, and what does so to it."""

    before: Statement | None
    """What the same speaker said just before."""

    after: Statement | None
    """What the same speaker said just after."""

    next: str | None
    """The page with the following wordings."""


def utterance(
    desk: Desk,
    utterance: Annotated[str, Path(max_length=100)],
    start: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> UtterancePage:
    """The utterance of this id, or the one that its statements went into."""
    found = desk.ledger.browse.utterance(utterance)
    row, rows = found.utterance, {statement.id: statement for statement in found.statements}
    ordered = tuple(rows)
    told = _told(desk, ordered, start)
    here = f"/utterance/{segment(row.id)}"
    more = start + MOST_WORDINGS
    chief = listed(row.first)
    return UtterancePage(
        id=row.id,
        speaker=short(row.speaker or "Speaker left open"),
        person=person_href(row.person) if row.speaker else None,
        words=wording(told) or chief.words,
        said=day_of(word_said(row.said, None)) if row.said else chief.said,
        doubt=row.doubt,
        is_unsure=row.doubt >= UNSURE,
        carriers=tuple(_carriers(row.outlets, found.statements)),
        wordings=tuple(_wordings(told, rows, is_page=desk.is_page)),
        accused=sum(map(is_accused, told)),
        statements=row.statements,
        replies=(
            *(_reply(x, is_from_here=True) for x in found.answers),
            *(_reply(x, is_from_here=False) for x in found.answered),
        ),
        before=listed(found.before) if found.before else None,
        after=listed(found.after) if found.after else None,
        next=f"{here}?start={more}" if more < len(ordered) else None,
    )


def _told(desk: Desk, statements: Sequence[str], start: int) -> tuple[Rendering, ...]:
    """Some wordings, laid beside the one they are told by: the best of the first page, later the first."""
    shown = statements[start : start + MOST_WORDINGS]
    if start and shown:
        shown = (statements[0], *shown)
    if not shown:
        return ()
    return reference_first(desk.linked.laid(shown))


def _wordings(
    told: Sequence[Rendering], rows: Mapping[str, StatementRow], *, is_page: bool
) -> Iterator[Wording]:
    """The wordings; a page shows their pieces, and data tells them as stretches."""
    for place, rendering in enumerate(told):
        pieces = tuple(pieces_of(rendering))
        yield Wording(
            statement=listed(rows[rendering.statement]),
            stretches=() if is_page else stretches_of(pieces),
            is_told=place == 0 and not rendering.altered,
            is_accused=is_accused(rendering),
            pieces=pieces,
        )


def _carriers(outlets: Sequence[str], rows: Sequence[StatementRow]) -> Iterator[Carrier]:
    """The outlets in their order, each with its articles."""
    for outlet in outlets:
        several = [row for row in rows if row.outlet == outlet and not row.is_copy]
        if several:
            published = (word_published(row.published) for row in several)
            yield Carrier(
                outlet=outlet_link(outlet),
                articles=tuple({row.article: article_link(row) for row in several}.values()),
                published=day_of(min(published, key=lambda when: when.key)),
                words=max(len(row.text.split()) for row in several),
            )


def _reply(row: ExchangeRow, *, is_from_here: bool) -> Reply:
    exchange = exchange_of(row)
    other, words = (row.target, exchange.target) if is_from_here else (row.origin, exchange.origin)
    return Reply(
        how=(_FORWARD if is_from_here else _BACKWARD)[exchange.kind],
        is_from_here=is_from_here,
        speaker=words.speaker.name,
        words=one_line(words.words, 280),
        said=words.said,
        href=f"/utterance/{segment(other.utterance or other.id)}",
        carriers=other.outlets,
        evidence=exchange.evidence,
        is_inferred=exchange.is_inferred,
        is_unsure=exchange.is_unsure,
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
