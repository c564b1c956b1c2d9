"""Quotation marks: where somebody's own words begin and end.

Works on one block at a time and needs no parse. A mark opens or closes by its shape (curly, angled)
or, where the shape does not tell, by its neighbours: a mark after white space and before a word
opens, a mark after a word or its full stop closes. Three accidents of news text are expected: a
quotation that runs on (the paragraph ends open and the next one opens again), one that is never
closed, and one whose opening mark was lost (the mark closes although nothing is open; the words
then run from the start of the block or the end of the last quotation).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from dragoman.model import Span, Spans

_DOUBLE = re.compile(r"``|''|[\"“”„‟«»＂]")
_SINGLE_OPEN = re.compile(r"(?:(?<=[\s(\[—–-])|^)[‘'](?=\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…%)])[’'](?=[\s.,;:!?)\]—–-]|$)")
_OPENING = {"``", "“", "„", "‟", "«"}
_CLOSING = {"”", "»"}
# A lone closing mark is believed only after sentence punctuation: an inch or a stray mark is not speech.
_BEFORE_LOST_OPENING = ",.!?…"
_LONGEST_SINGLE = 400  # characters; beyond this an apostrophe was taken for a mark


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks; the span includes the marks that are there."""

    span: Span
    opened: bool = True
    closed: bool = True

    def inside(self, text: str) -> Span:
        """The span without its marks."""
        start, end = self.span.start, self.span.end
        if self.opened and (mark := _DOUBLE.match(text, start)) is not None:
            start = mark.end()
        elif self.opened and text[start] in "‘'":
            start += 1
        if self.closed:
            end -= 2 if text[end - 2 : end] == "''" else 1
        return Span(start, max(start, end))


def find_quotes(text: str, block: Span) -> list[Quote]:
    """The quotations of one block, in order, without overlap; single marks count only outside
    double ones."""
    doubles = _find_double(text, block)
    starts = [d.span.start for d in doubles]
    singles = [q for q in _find_single(text, block) if not _overlaps_one(q.span, doubles, starts)]
    return sorted(doubles + singles, key=lambda q: q.span)


def _overlaps_one(span: Span, quotes: list[Quote], starts: list[int]) -> bool:
    """Whether a span overlaps one of some quotations that are in order and apart."""
    near = bisect_right(starts, span.end)
    return any(q.span.overlaps(span) for q in quotes[max(0, near - 2) : near])


def _find_double(text: str, block: Span) -> list[Quote]:
    found: list[Quote] = []
    opened: int | None = None
    for mark in _DOUBLE.finditer(text, block.start, block.end):
        side = _side(text, block, mark)
        if opened is None and side == "opens":
            opened = mark.start()
        elif opened is None:
            start = found[-1].span.end if found else block.start
            if _may_have_lost_opening(text, start, mark.start()):
                found.append(Quote(_trimmed(text, start, mark.end()), opened=False))
        elif side == "closes" or mark.group() not in _OPENING:
            found.append(Quote(Span(opened, mark.end())))
            opened = None
    if opened is not None:
        found.append(Quote(_trimmed(text, opened, block.end), closed=False))
    return found


def _side(text: str, block: Span, mark: re.Match[str]) -> str:
    before = text[mark.start() - 1] if mark.start() > block.start else " "
    after = text[mark.end()] if mark.end() < block.end else " "
    starts_word = (before.isspace() or before in "([{—–-/:") and not after.isspace()
    if mark.group() in _OPENING:
        return "opens"
    if mark.group() in _CLOSING:
        return "opens" if starts_word and after.isalnum() else "closes"
    return "opens" if starts_word else "closes"


def _may_have_lost_opening(text: str, start: int, mark: int) -> bool:
    words = text[start:mark].strip()
    return len(words.split()) >= 2 and words[-1] in _BEFORE_LOST_OPENING


def _find_single(text: str, block: Span) -> list[Quote]:
    found: list[Quote] = []
    position = block.start
    while (opening := _SINGLE_OPEN.search(text, position, block.end)) is not None:
        closing = _SINGLE_CLOSE.search(text, opening.end(), block.end)
        if closing is None:
            break
        if closing.end() - opening.start() <= _LONGEST_SINGLE:
            found.append(Quote(Span(opening.start(), closing.end())))
            position = closing.end()
        else:
            position = opening.end()
    return found


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    return Span(start + lead, max(start + lead, end - (len(words) - len(words.rstrip()))))


def quoted_share(text: str, spans: Spans, quotes: list[Quote]) -> float:
    """Which share of the letters of ``spans`` stands inside quotation marks, 0 to 1."""
    inside = total = 0
    for span in spans:
        total += _count_letters(text, span.start, span.end)
        for quote in quotes:
            start, end = max(span.start, quote.span.start), min(span.end, quote.span.end)
            inside += _count_letters(text, start, end) if end > start else 0
    return inside / total if total else 0.0


def _count_letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))
