"""Judging one statement: right, wrong, other speaker, other words, the same utterance as another or not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Path, Query
from pydantic import Field

from dragoman.ledger import Filed, Ledger
from dragoman.model import Act, ActorKind, Judgement, Kind, Reading
from dragoman.report.article import article_page
from dragoman.web.contexts import Shown
from dragoman.web.desk import Desk
from dragoman.web.laying import Laying
from dragoman.web.page import Page
from dragoman.web.parts import Statement, article_href, listed, statement_of

_MOST_ALIKE = 12


class Made(Shown):
    """A judgement that somebody made."""

    id: str
    """The judgement's id."""

    by: str
    """Who made it."""

    at: str
    """When, in ISO form."""

    told: str
    """What was decided, in words."""

    stands: bool
    """Whether it was not withdrawn."""

    is_loose: bool
    """Whether its words, or its finding, are not there any more."""

    quotation: str
    """The words that it points at."""

    href: str
    """The article that it is about."""

    judge: str | None
    """Where the statement that its words belong to now can be judged."""


class JudgePage(Shown):
    """One statement as it stands, what was decided about it, and what can be decided."""

    statement: Statement
    """The statement as it is shown now."""

    is_wrong: bool
    """Whether somebody judged that there is no such statement."""

    seen: str | None
    """The id of the latest judgement on it; a decision names it, so that nobody overrules unseen."""

    history: tuple[Made, ...]
    """What was decided about it, the newest first."""

    names: tuple[str, ...]
    """Those whom the article names, to choose a speaker from."""

    alike: tuple[Statement, ...]
    """Other statements of the utterance that it reports."""

    kinds: tuple[str, ...] = Field(exclude=True)
    """What kind it can be."""

    acts: tuple[str, ...] = Field(exclude=True)
    """What it can do."""

    back: str = Field(exclude=True)
    """Where to go after judging."""


def judge(
    desk: Desk,
    statement: Annotated[str, Path(max_length=100)],
    back: Annotated[str, Query(max_length=2000)] = "",
) -> JudgePage:
    """The statement with this id, to be judged."""
    entry, found = desk.ledger.statement(statement)
    reading = entry.reading
    decision = reading.decision(found.id) if hasattr(reading, "decision") else None
    shown = Laying(desk).statement(found.id)
    filed = [f for f in desk.ledger.filed(reading.article.id) if found.id in (f.statement, f.other)]
    return JudgePage(
        statement=shown or _taken_away(desk.ledger, found.id),
        is_wrong=shown is None,
        seen=decision.judgement if decision else None,
        history=tuple(map(made_of, sorted(filed, key=lambda f: moment_of(f.judgement), reverse=True))),
        names=tuple(dict.fromkeys(_names(reading))),
        alike=tuple(_alike(desk, found.id)) if shown else (),
        kinds=tuple(Kind),
        acts=tuple(Act),
        back=back if back.startswith("/") and not back.startswith("//") else "",
    )


def _names(reading: Reading) -> list[str]:
    return [actor.name for actor in reading.actors if actor.kind is not ActorKind.UNNAMED]


def _alike(desk: Desk, statement: str) -> list[Statement]:
    """The other statements of its utterance."""
    told = desk.ledger.browse.utterance(statement).statements[: _MOST_ALIKE + 1]
    return [listed(row) for row in told if row.id != statement]


def _taken_away(ledger: Ledger, id: str) -> Statement:
    """A statement that was judged to be none, as the reader found it."""
    entry = ledger.found(ledger.home(id))
    lines = article_page(entry).lines
    line = next(line for line in lines if line.anchor == f"s-{id}")
    return statement_of(id, line, entry.reading.article.id)


def moment_of(judgement: Judgement) -> datetime:
    """When it was made; one from elsewhere that names no zone is read as UTC."""
    return judgement.at if judgement.at.tzinfo else judgement.at.replace(tzinfo=UTC)


def made_of(filed: Filed) -> Made:
    """A judgement as lists show it."""
    judgement = filed.judgement
    subject = filed.statement or filed.other
    return Made(
        id=filed.id,
        by=judgement.by,
        at=judgement.at.isoformat(timespec="seconds"),
        told=_told(filed),
        stands=filed.stands,
        is_loose=filed.loose,
        quotation=judgement.quotation,
        href=article_href(judgement.article),
        judge=f"/judge/{subject}" if subject else None,
    )


def _told(filed: Filed) -> str:
    """What was decided, in words."""
    judgement = filed.judgement
    if judgement.verdict == "undo":
        return "withdrew an earlier judgement"
    if judgement.verdict in ("same", "apart"):
        return "the same utterance as another" if judgement.verdict == "same" else "not the same utterance"
    if judgement.field == "exchange":
        return f"{judgement.correction}: {judgement.verdict}"
    if judgement.verdict in ("right", "wrong"):
        return judgement.verdict
    if judgement.words:
        words = " … ".join(selector.quotation for selector in judgement.words)
        return f"{judgement.field} is “{words}”"
    return f"{judgement.field} is {judgement.correction or 'left open'}"


PAGE = Page(
    name="judge",
    path="/judge/{statement}",
    view=judge,
    context=JudgePage,
    template="judge.html",
    rows="history",
)
