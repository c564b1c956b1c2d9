"""Review: findings with most doubt first, and everything that people have decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import Query

from dragoman.errors import InputError
from dragoman.ledger.browse_rows import UtteranceRow
from dragoman.web.contexts import Shown
from dragoman.web.desk import Desk
from dragoman.web.exchanges import Exchange, exchange_of
from dragoman.web.page import Page
from dragoman.web.pages.judge import Made, made_of, moment_of
from dragoman.web.pages.story import Utterance, utterance_of
from dragoman.web.parts import Statement, listed
from dragoman.web.render import query

_SHOWN, _TOGETHER = 20, 12
_JUDGEMENTS = 25
_COUNTED = 300

What = Literal["statements", "utterances", "exchanges"]


class Joined(Shown):
    """One utterance whose statements may report several."""

    utterance: Utterance
    """The utterance by its first statement."""

    others: tuple[Statement, ...]
    """The other statements that report it, the first ones of many."""


class ReviewPage(Shown):
    """Findings that nobody has judged yet, those with most doubt first."""

    what: What
    """Which findings."""

    statements: tuple[Statement, ...]
    """Statements by their greatest doubt."""

    utterances: tuple[Joined, ...]
    """Utterances by the doubt that all their statements report one act."""

    exchanges: tuple[Exchange, ...]
    """Exchanges by doubt."""

    waiting: int
    """How many of this sort wait for a judgement; at least so many where not all were counted."""

    is_all: bool
    """Whether all were counted."""

    next: str | None
    """The following ones."""


def review(
    desk: Desk,
    what: Annotated[What, Query()] = "statements",
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> ReviewPage:
    """Findings of one sort by doubt."""
    browse = desk.ledger.browse
    statements: tuple[Statement, ...] = ()
    utterances: tuple[Joined, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    if what == "statements":
        found = browse.doubtful_statements(limit=_SHOWN, cursor=cursor)
        statements, place = tuple(map(listed, found.rows)), found.next
    elif what == "utterances":
        joined = browse.doubtful_utterances(limit=_TOGETHER, cursor=cursor)
        utterances, place = tuple(_joined(desk, joined.rows)), joined.next
    else:
        ties = browse.doubtful_exchanges(limit=_SHOWN, cursor=cursor)
        exchanges, place = tuple(map(exchange_of, ties.rows)), ties.next
    waiting = browse.waiting(what, most=_COUNTED)
    return ReviewPage(
        what=what,
        statements=statements,
        utterances=utterances,
        exchanges=exchanges,
        waiting=waiting,
        is_all=waiting < _COUNTED,
        next="/review" + query(what=what, cursor=place) if place else None,
    )


def _joined(desk: Desk, rows: Sequence[UtteranceRow]) -> Iterator[Joined]:
    """Utterances with the other statements that report them."""
    told = desk.ledger.browse.told_by(row.id for row in rows)
    for row in rows:
        others = (other for other in told[row.id] if other.id != row.first.id)
        yield Joined(utterance=utterance_of(row), others=tuple(map(listed, others)))


class JudgementsPage(Shown):
    """What people decided, the newest first."""

    judgements: tuple[Made, ...]
    """The judgements, withdrawn ones among them."""

    next: str | None
    """Earlier ones."""


def judgements(
    desk: Desk,
    before: Annotated[str, Query(max_length=40, description="a moment, in UTC unless it names a zone")] = "",
) -> JudgementsPage:
    """The newest judgements, or those made before a moment."""
    found = desk.ledger.newest_judgements(_JUDGEMENTS + 1, before=_moment(before) if before else None)
    shown = sorted(found[:_JUDGEMENTS], key=lambda f: (moment_of(f.judgement), f.id), reverse=True)
    last = moment_of(shown[-1].judgement).isoformat() if len(found) > _JUDGEMENTS else None
    return JudgementsPage(
        judgements=tuple(map(made_of, shown)),
        next="/judgements" + query(before=last) if last else None,
    )


def _moment(words: str) -> datetime:
    try:
        moment = datetime.fromisoformat(words)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise InputError(f"{words!r} is no moment", "write it as 2031-03-10T12:00:00+00:00") from error


PAGE = Page(
    name="review", path="/review", view=review, context=ReviewPage, template="review.html", menu="Review"
)
LIST = Page(
    name="judgements",
    path="/judgements",
    view=judgements,
    context=JudgementsPage,
    template="judgements.html",
    rows="judgements",
)
