"""Who answered whom, as lists show it, and the same as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from dragoman.ledger.browse_rows import ExchangeRow, StatementRow
from dragoman.report.dialogue import Arrow, Turn
from dragoman.report.wording import UNSURE, one_line, word_days
from dragoman.web.contexts import Link, Shown
from dragoman.web.drawn import draw_dialogue
from dragoman.web.parts import Statement, article_href, listed
from dragoman.web.render import segment

MOST_DRAWN = 14
"""Turns that one picture has room for."""


class Exchange(Shown):
    """One utterance that answers, denies, contradicts, agrees with or repeats another one."""

    id: str
    """The exchange's id."""

    kind: str
    """answers, denies, contradicts, agrees or repeats."""

    origin: Statement
    """The one that does so, by its first statement."""

    target: Statement
    """The one that it is done to, by its first statement."""

    evidence: tuple[Link, ...]
    """The words that show it, each a way to the article that has them."""

    is_inferred: bool
    """Whether it was concluded from what is said, with no words that show it."""

    is_unsure: bool
    """Whether its doubt is large enough to be said."""

    doubt: float
    """From 0 (sure) to 1."""


def exchange_of(row: ExchangeRow) -> Exchange:
    """An exchange as lists show it."""
    shown = zip(row.words, row.evidence, strict=True)
    return Exchange(
        id=row.id,
        kind=row.kind.value,
        origin=listed(row.origin),
        target=listed(row.target),
        evidence=tuple(
            Link(label=one_line(words, 90), href=article_href(place.article))
            for words, place in shown
            if any(map(str.isalpha, words))
        ),
        is_inferred=row.inferred,
        is_unsure=row.doubt >= UNSURE,
        doubt=row.doubt,
    )


def pictures_of(rows: Sequence[ExchangeRow]) -> tuple[Markup, Markup] | None:
    """The exchanges as a picture for wide and for narrow pages, the earliest turn on top; ``None`` where
    there are none. Of very many only the first are drawn."""
    turns: dict[str, StatementRow] = {}
    arrows = []
    for row in sorted(rows, key=lambda r: (_time(r.target), _time(r.origin), r.id)):
        target, origin = (end.utterance or end.id for end in (row.target, row.origin))
        if len(turns.keys() | {target, origin}) <= MOST_DRAWN:
            turns.setdefault(target, row.target)
            turns.setdefault(origin, row.origin)
            arrows.append(Arrow(origin, target, row.kind.value, row.inferred))
    if not arrows:
        return None
    depth = _depths(arrows)
    places = sorted(turns, key=lambda id: (_time(turns[id]), depth.get(id, 0), id))
    shown = tuple(_turn(id, turns[id]) for id in places), tuple(arrows)
    return draw_dialogue(*shown, is_wide=True), draw_dialogue(*shown, is_wide=False)


def _depths(arrows: Sequence[Arrow]) -> dict[str, int]:
    """How many answers lie before each one: of one day, an answer stands below what it is about."""
    depth: dict[str, int] = {}
    for _ in range(len(arrows)):
        for arrow in arrows:
            depth[arrow.origin] = min(
                max(depth.get(arrow.origin, 0), depth.get(arrow.target, 0) + 1), len(arrows)
            )
    return depth


def _time(row: StatementRow) -> date:
    return row.day or date.max


def _turn(id: str, row: StatementRow) -> Turn:
    said = word_days(row.day, row.day) if row.day else "date open"
    return Turn(id, row.speaker or "Speaker left open", said, row.text, f"/utterance/{segment(id)}")
