"""Copies of a text in another style, with the gold moved along: other quotation marks or none, headlines in
capitals, other white space. Training sees some of them so that no reader leans on one house style;
``benchmarks.quality`` measures what each costs.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from dragoman.model import Span, Spans

_MARKS = re.compile("[“”]|''|``|\"")
_DOUBLE = {
    "straight": ('"', '"'),
    "curly": ("“", "”"),
    "angled": ("«", "»"),
    "doubled": ("''", "''"),
    "no": ("", ""),
}
_BREAKS = re.compile(r"\n+")
_LONGEST_HEADLINE = 120  # characters of a first line that is set in capitals
_WIDTH = 72  # characters at which lines are broken hard


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters ``start`` up to ``end`` become ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Restyled:
    """A text in another style; ``move`` takes spans of the old text to the new one."""

    text: str
    move: Callable[[Spans], Spans]


def apply_edits(text: str, edits: Iterable[Edit]) -> Restyled:
    """A text with some edits made; they are in order and do not overlap."""
    ends: list[int] = []
    shifts = [0]
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
        ends.append(edit.end)
        shifts.append(shifts[-1] + len(edit.text) - (edit.end - edit.start))

    def move(spans: Spans) -> Spans:
        edges = (
            (s.start + shifts[bisect_right(ends, s.start)], s.end + shifts[bisect_right(ends, s.end)])
            for s in spans
        )
        return tuple(Span(start, end) for start, end in edges if end > start)

    return Restyled("".join([*parts, text[at:]]), move)


def with_marks(text: str, style: str) -> Restyled:
    """With the double quotation marks of a style: straight, curly, angled, doubled (apostrophes), no."""
    return apply_edits(text, _remarked(text, *_DOUBLE[style]))


def _remarked(text: str, opening: str, closing: str) -> Iterator[Edit]:
    for match in _MARKS.finditer(text):
        before = text[match.start() - 1 : match.start()]
        opens = not before or before.isspace() or before in "([—"
        yield Edit(match.start(), match.end(), opening if opens else closing)


def with_capitals(text: str) -> Restyled:
    """With the first line in capitals, if it is as short as a headline."""
    line = text.split("\n", 1)[0]
    capitals = line.upper()
    same = len(capitals) == len(line) <= _LONGEST_HEADLINE
    return apply_edits(text, [Edit(i, i + 1, c) for i, c in enumerate(capitals)] if same else [])


def without_breaks(text: str) -> Restyled:
    """With a blank in place of every paragraph break."""
    return apply_edits(text, [Edit(m.start(), m.end(), " ") for m in _BREAKS.finditer(text.rstrip("\n"))])


def with_narrow_lines(text: str) -> Restyled:
    """With lines broken at a fixed width and a blank line between paragraphs, as in mail."""
    return apply_edits(text, _broken(text))


def _broken(text: str) -> Iterator[Edit]:
    column = 0
    for match in re.finditer(r"\n+|[^\S\n]?[^\s]+", text):
        word = match.group()
        if word[0] == "\n":
            yield Edit(match.start(), match.end(), "\n\n")
            column = 0
        elif column + len(word) > _WIDTH and word[0].isspace():
            yield Edit(match.start(), match.start() + 1, "\n")
            column = len(word) - 1
        else:
            column += len(word)


def with_hard_spaces(text: str) -> Restyled:
    """With a no-break space in place of every third blank."""
    places = [m.start() for m in re.finditer(" ", text)][::3]
    return apply_edits(text, [Edit(at, at + 1, "\u00a0") for at in places])


STYLES: dict[str, Callable[[str], Restyled]] = {
    **{f"{name}_marks": partial(with_marks, style=name) for name in _DOUBLE},
    "narrow_lines": with_narrow_lines,
    "hard_spaces": with_hard_spaces,
    "capitals": with_capitals,
    "no_paragraphs": without_breaks,
}


def any_style(text: str, rng: random.Random) -> Restyled:
    """A style by chance, as training sees it: texts without quotation marks twice as often."""
    restyled = with_marks(text, rng.choice((*_DOUBLE, "no")))
    if rng.random() < 0.3:
        capital = with_capitals(restyled.text)
        return Restyled(capital.text, lambda spans: capital.move(restyled.move(spans)))
    return restyled
