"""The picture of who answered whom: what was said from top to bottom by time, and an arc from each
answer or denial to what it is about, in SVG by drawsvg.

Colour never stands alone: denials and contradictions are drawn through, other ties dotted, each arc tells
its kind when the pointer rests on it, and each answer says in words what it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import drawsvg as dw
from markupsafe import Markup

from dragoman.report import pictures

_STEP = 62  # pixels from one turn to the next
_TOP = 20
_STRONG = ("denies", "contradicts")


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that was said. ``href`` leads to it; ``day`` is its date in words."""

    id: str
    speaker: str
    day: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """That one turn answers, denies, contradicts, agrees with or repeats another one."""

    origin: str
    target: str
    kind: str
    is_inferred: bool


def draw_dialogue(turns: Sequence[Turn], arrows: Sequence[Arrow], *, is_wide: bool) -> Markup:
    """The turns in their order with the arcs at their left. Arrows whose ends are no turns are left out."""
    rows = {turn.id: place for place, turn in enumerate(turns)}
    held = [a for a in arrows if a.origin in rows and a.target in rows and a.origin != a.target]
    left = 150 if is_wide else 54
    drawing = pictures.drawing_of(
        pictures.WIDE if is_wide else pictures.NARROW, _STEP * len(turns) + 8, "Who answered whom"
    )
    for arrow in held:
        drawing.append(_arc(arrow, rows, left))
    for turn in turns:
        done = [arrow for arrow in held if arrow.origin == turn.id]
        drawing.extend(_turn(turn, done, rows, left, pictures.WIDE if is_wide else pictures.NARROW))
    return pictures.finished(drawing)


def _turn(
    turn: Turn, done: Sequence[Arrow], rows: dict[str, int], left: int, width: int
) -> Iterator[dw.DrawingElement]:
    y = _TOP + _STEP * rows[turn.id]
    kind = "dot" if not done else "dot answer"
    yield pictures.shape("circle", cx=left, cy=y - 4, r=5, class_=kind)
    doing = ", ".join(dict.fromkeys(arrow.kind for arrow in done))
    head = f"{turn.speaker} {doing}".strip()
    room = width - left - 16
    name = pictures.text_at(
        pictures.fitted(head, room - 90), left + 16, y, "label", size=13, font_weight="600"
    )
    words = pictures.text_at(pictures.fitted(turn.words, room), left + 16, y + 19, "words", size=13)
    yield pictures.linked(turn.href, name, words, title=f"{head}: {turn.words}")
    yield pictures.text_at(turn.day, width, y, "axis", text_anchor="end")


def _arc(arrow: Arrow, rows: dict[str, int], left: int) -> dw.Raw:
    """From the answer to what it is about, further out the further they are apart."""
    start, end = (_TOP - 4 + _STEP * rows[id] for id in (arrow.origin, arrow.target))
    reach = min(left - 8, 18 + 15 * abs(rows[arrow.origin] - rows[arrow.target]))
    strong = "strong" if arrow.kind in _STRONG else "weak"
    x, tip = left - 8, left - 8
    return pictures.grouped(
        f"arc {strong}{' inferred' if arrow.is_inferred else ''}",
        pictures.shape("path", d=f"M{x},{start} C{x - reach},{start} {x - reach},{end} {tip - 5},{end}"),
        pictures.shape("path", d=f"M{tip},{end} L{tip - 8},{end - 4} L{tip - 8},{end + 4} Z", class_="head"),
        title=f"{arrow.kind}{', inferred' if arrow.is_inferred else ''}",
    )
