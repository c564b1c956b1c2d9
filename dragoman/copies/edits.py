"""What was edited between two texts, word by word: put in, taken out, replaced, moved.

Paragraphs are matched first and the words of those that differ then, so that a long article costs
no more than its edits. Words are compared without case and punctuation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dragoman.copies.bodies import words_of
from dragoman.model import Block, BlockRole, Span, Spans

_EDITED = frozenset({BlockRole.STANDFIRST, BlockRole.BODY, BlockRole.QUESTION})
_GAP = 2  # words between two edits that make them one
_MOST = 4_000_000  # pairs of words; beyond, two stretches count as replaced as wholes


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of the older text and of the newer one that stand in their place; either may be none.
    ``moved`` says that they are the same words in another place."""

    was: Spans
    now: Spans
    moved: bool = False


@dataclass(frozen=True, slots=True)
class _Paragraph:
    words: tuple[str, ...]
    places: Spans


def edits(older: tuple[str, Sequence[Block]], newer: tuple[str, Sequence[Block]]) -> list[Edit]:
    """The edits between two texts with their blocks, in the order of the newer text."""
    before, after = list(_paragraphs(*older)), list(_paragraphs(*newer))
    matcher = SequenceMatcher(None, [p.words for p in before], [p.words for p in after], autojunk=False)
    regions = [(before[a:b], after[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    moved = _moved(regions)
    found = [Edit((_whole(was),), (_whole(now),), moved=True) for was, now in moved]
    gone = {id(was) for was, _ in moved} | {id(now) for _, now in moved}
    for was, now in regions:
        found += _words([p for p in was if id(p) not in gone], [p for p in now if id(p) not in gone])
    return sorted(found, key=lambda edit: (edit.now or edit.was, edit.was))


def _paragraphs(text: str, blocks: Iterable[Block]) -> Iterator[_Paragraph]:
    for block in blocks:
        if block.role not in _EDITED:
            continue
        start = block.span.start
        for line in block.span.of(text).splitlines(keepends=True):
            found = list(words_of(text, Span(start, start + len(line))))
            start += len(line)
            if found:
                yield _Paragraph(tuple(word for word, _ in found), tuple(place for _, place in found))


_Regions = list[tuple[list[_Paragraph], list[_Paragraph]]]


def _moved(regions: _Regions) -> list[tuple[_Paragraph, _Paragraph]]:
    """Paragraphs that went in one place and came in another one with the same words."""
    waiting: defaultdict[tuple[str, ...], list[_Paragraph]] = defaultdict(list)
    for was, _ in regions:
        for paragraph in was:
            waiting[paragraph.words].append(paragraph)
    return [
        (waiting[paragraph.words].pop(0), paragraph)
        for _, now in regions
        for paragraph in now
        if waiting[paragraph.words]
    ]


def _whole(paragraph: _Paragraph) -> Span:
    return Span(paragraph.places[0].start, paragraph.places[-1].end)


def _words(was: list[_Paragraph], now: list[_Paragraph]) -> Iterator[Edit]:
    one = [word for paragraph in was for word in paragraph.words]
    other = [word for paragraph in now for word in paragraph.words]
    if len(one) * len(other) > _MOST:
        yield Edit(_places(was, 0, len(one)), _places(now, 0, len(other)))
        return
    for a, b, c, d in _joined(SequenceMatcher(None, one, other, autojunk=False).get_opcodes()):
        yield Edit(_places(was, a, b), _places(now, c, d))


def _joined(opcodes: Iterable[tuple[str, int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """The differing stretches; those with hardly a word between them are one."""
    joined: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in opcodes:
        if tag == "equal":
            continue
        if joined and a - joined[-1][1] <= _GAP and c - joined[-1][3] <= _GAP:
            first = joined.pop()
            a, c = first[0], first[2]
        joined.append((a, b, c, d))
    return joined


def _places(paragraphs: Iterable[_Paragraph], begin: int, end: int) -> Spans:
    """Spans of the words from ``begin`` to ``end``, one in each paragraph that they touch."""
    spans = []
    for paragraph in paragraphs:
        inside = paragraph.places[max(begin, 0) : max(end, 0)]
        if inside:
            spans.append(Span(inside[0].start, inside[-1].end))
        begin, end = begin - len(paragraph.words), end - len(paragraph.words)
    return tuple(spans)
