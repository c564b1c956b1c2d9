"""A text and the spans found in it become one flat list of runs that can be printed in order.

A run is a stretch of words, the opening of a mark, or a closing. Marks that cross are cut, so that
openings and closings always nest; the words of all runs, joined, are exactly the words of the
window (``plain`` is the law that the tests hold). Runs are flat and not a tree, so that deep
nesting costs neither recursion nor time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dragoman.model import Span

DEEPEST = 8
"""Marks beyond this nesting are not drawn (their anchors are); no reader could tell them apart."""

_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*")
_LINE = re.compile(r"[\r\n]\s*")


class Part(StrEnum):
    """Which part of a statement a mark shows. The order is that of nesting when spans are equal."""

    CONTENT = "content"
    SOURCE = "source"
    CUE = "cue"


_NESTING = {part: place for place, part in enumerate(Part)}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be shown. ``anchor`` is the id that lists link to, on one mark a statement;
    ``number`` is printed beside it; ``faint`` marks are attitudes, hidden unless asked for."""

    span: Span
    part: Part
    anchor: str | None = None
    number: str | None = None
    faint: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text."""

    text: str
    what: str = "words"


@dataclass(frozen=True, slots=True)
class Open:
    """A mark begins, or goes on after a cut (then ``first`` is false and it carries no anchor).
    ``depth`` counts the contents that it stands in, itself included."""

    mark: Mark
    first: bool
    depth: int
    what: str = "open"


@dataclass(frozen=True, slots=True)
class Close:
    """The innermost open mark ends."""

    mark: Mark
    what: str = "close"


Run = Words | Open | Close


def plain(runs: Iterable[Run]) -> str:
    """The words of the runs alone."""
    return "".join(run.text for run in runs if isinstance(run, Words))


def trim(text: str, span: Span) -> Span | None:
    """The span inside the text and without white space at its edges; ``None`` if nothing is left."""
    words = text[max(span.start, 0) : max(span.end, 0)]
    bare = words.strip()
    if not bare:
        return None
    start = max(span.start, 0) + words.index(bare)
    return Span(start, start + len(bare))


def paragraphs(text: str, window: Span, *, by_line: bool) -> list[Span]:
    """Cut a block where a line is blank, or at every line. White space between is left out."""
    cuts = [m.span() for m in (_LINE if by_line else _BLANK_LINE).finditer(text, window.start, window.end)]
    starts = [window.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), window.end]
    pieces = (trim(text, Span(start, end)) for start, end in zip(starts, ends, strict=True))
    return [piece for piece in pieces if piece is not None]


class _Writer:
    """Keeps the stack of open marks while runs are written out."""

    def __init__(self, text: str, window: Span) -> None:
        self.text, self.at = text, window.start
        self.stack: list[Mark] = []
        self.runs: list[Run] = []

    def go_to(self, position: int) -> None:
        if position > self.at:
            self.runs.append(Words(self.text[self.at : position]))
            self.at = position

    def open(self, mark: Mark, *, first: bool) -> None:
        depth = sum(m.part is Part.CONTENT and not m.faint for m in (*self.stack, mark))
        self.runs.append(Open(mark, first, depth))
        self.stack.append(mark)

    def pop(self) -> Mark:
        mark = self.stack.pop()
        self.runs.append(Close(mark))
        return mark

    def shut(self, position: int) -> None:
        """Close what ends here; what was opened later but goes on is cut and opened again."""
        ends = [i for i, mark in enumerate(self.stack) if mark.span.end <= position]
        if not ends:
            return
        cut = [self.pop() for _ in range(len(self.stack) - ends[0])]
        for mark in reversed(cut):
            if mark.span.end > position:
                self.open(mark, first=False)

    def begin(self, mark: Mark, window: Span) -> None:
        first = mark.span.start >= window.start
        if len(self.stack) < DEEPEST:
            self.open(mark, first=first)
        elif first and mark.anchor:
            self.open(mark, first=True)
            self.pop()


def share(windows: Sequence[Span], marks: Iterable[Mark]) -> list[list[Mark]]:
    """For each window (in order, not overlapping) the marks that touch it."""
    ends = [window.end for window in windows]
    shares: list[list[Mark]] = [[] for _ in windows]
    for mark in marks:
        place = bisect_right(ends, mark.span.start)
        while place < len(windows) and windows[place].start < mark.span.end:
            shares[place].append(mark)
            place += 1
    return shares


def _inside(window: Span, marks: Iterable[Mark]) -> Iterator[Mark]:
    return (mark for mark in marks if mark.span.overlaps(window) and mark.span.start < mark.span.end)


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.span.start, -mark.span.end, _NESTING[mark.part]


def runs(text: str, window: Span, marks: Sequence[Mark]) -> tuple[Run, ...]:
    """The runs of one window of the text, in order, with openings and closings nested."""
    writer = _Writer(text, window)
    for mark in sorted(_inside(window, marks), key=_order):
        _close_before(writer, max(mark.span.start, window.start))
        writer.go_to(max(mark.span.start, window.start))
        writer.begin(mark, window)
    _close_before(writer, window.end)
    writer.go_to(window.end)
    while writer.stack:
        writer.pop()
    return tuple(writer.runs)


def _close_before(writer: _Writer, position: int) -> None:
    """Shut every mark that ends at or before a position, each at its own end."""
    while ends := [mark.span.end for mark in writer.stack if mark.span.end <= position]:
        writer.go_to(min(ends))
        writer.shut(min(ends))
