"""Marks that lie in a text as they like, made to lie inside one another as XML wants them.

Where two marks cross, the one that begins later is cut in two at the end of the other; every character
stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.model import Span, Statement


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is to be marked: the words, and which part of which statement they are."""

    span: Span
    part: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch, or a piece of one where others cut it, with the marks inside it in their order."""

    span: Span
    stretch: Stretch
    inside: list[Mark] = field(default_factory=list)


def nest(stretches: Iterable[Stretch], block: Span) -> list[Mark]:
    """The outermost marks of one block, each cut to it."""
    outermost: list[Mark] = []
    open_marks: list[Mark] = []
    waiting = [(_common(s.span, block), s) for s in stretches if s.span.overlaps(block)]
    while waiting:
        waiting.sort(key=_later_first)
        span, stretch = waiting.pop()
        while open_marks and open_marks[-1].span.end <= span.start:
            open_marks.pop()
        if open_marks and open_marks[-1].span.end < span.end:
            cut = open_marks[-1].span.end
            waiting.append((Span(cut, span.end), stretch))
            span = Span(span.start, cut)
        mark = Mark(span, stretch)
        (open_marks[-1].inside if open_marks else outermost).append(mark)
        open_marks.append(mark)
    return outermost


def _common(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))


def _later_first(one: tuple[Span, Stretch]) -> tuple[int, int, str, str]:
    """The last is what comes next: the earliest, of these the longest."""
    span, stretch = one
    return -span.start, span.end, stretch.statement.id, stretch.part
