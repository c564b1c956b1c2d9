"""Check a quotation: who carried these words, verbatim, altered, or as the same thought in other words."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Query
from pydantic import Field

from dragoman.link.check import Near, Verdict
from dragoman.linking import check_words
from dragoman.report.contexts_linked import Piece
from dragoman.report.ties import pieces_of
from dragoman.report.wording import word_said
from dragoman.web.contexts import Link, Shown
from dragoman.web.desk import Desk
from dragoman.web.page import Page
from dragoman.web.parts import Day, Stretch, day_of, outlet_link, stretches_of
from dragoman.web.render import segment

_TOLD = {
    Verdict.VERBATIM: "These words stand in this ledger as you gave them.",
    Verdict.ALTERED: "This ledger has them with other words inside the quotation.",
    Verdict.SAME_THOUGHT: "This ledger has the same thought in other words.",
    Verdict.ABSENT: "These words are not in this ledger. That is no proof that they were not said.",
}


class Nearest(Shown):
    """A wording that is near to the words that were asked for."""

    finding: str
    """verbatim, altered, same thought or absent."""

    speaker: str | None
    """Who is reported to have said it."""

    said: Day
    """When."""

    stretches: tuple[Stretch, ...]
    """Its words, with what differs from those that were asked for."""

    kind: str
    """direct, indirect or mixed."""

    outlet: Link
    """Who carried it."""

    article: Link
    """Where it stands."""

    utterance: Link
    """The utterance with all its wordings."""

    carriers: tuple[str, ...]
    """All outlets that carried the utterance, the first one first."""

    is_primary: bool
    """Whether the article is a primary source, such as an official transcript."""

    pieces: tuple[Piece, ...] = Field(exclude=True)
    """The stretches, for the template."""


class CheckPage(Shown):
    """What a ledger makes of some words: verbatim, altered, the same thought, or not here."""

    words: str
    """The words that were asked for."""

    speaker: str
    """Who is said to have said them, where that was asked."""

    finding: str | None
    """verbatim, altered, same thought or absent; null where nothing was asked."""

    told: str
    """The finding in a sentence."""

    near: tuple[Nearest, ...]
    """The nearest wordings, of the speaker who was asked for."""

    others: tuple[Nearest, ...]
    """Others who are reported to have said these words."""


def check(
    desk: Desk,
    words: Annotated[str, Query(max_length=4000)] = "",
    speaker: Annotated[str, Query(max_length=200)] = "",
) -> CheckPage:
    """What this ledger makes of some words."""
    if not words.strip():
        return CheckPage(words="", speaker=speaker, finding=None, told="", near=(), others=())
    found = check_words(desk.ledger, words, speaker or None)
    return CheckPage(
        words=words,
        speaker=speaker,
        finding=found.verdict.value,
        told=_TOLD[found.verdict],
        near=tuple(map(_nearest, found.near)),
        others=tuple(map(_nearest, found.others)),
    )


def _nearest(near: Near) -> Nearest:
    known = near.known
    rendering = known.rendering
    pieces = tuple(pieces_of(replace(rendering, altered=near.changes)))
    return Nearest(
        finding=near.verdict.value,
        speaker=known.speaker_name,
        said=day_of(word_said(known.said_on, None)),
        stretches=stretches_of(pieces),
        kind=rendering.kind.value,
        outlet=outlet_link(rendering.outlet),
        article=Link(label="in the article", href=f"/statement/{segment(rendering.statement)}"),
        utterance=Link(label="all wordings", href=f"/utterance/{segment(known.utterance)}"),
        carriers=tuple(known.carriers),
        is_primary=known.primary,
        pieces=pieces,
    )


PAGE = Page(
    name="check",
    path="/check",
    view=check,
    context=CheckPage,
    template="check.html",
    menu="Check",
    rows="near",
)
