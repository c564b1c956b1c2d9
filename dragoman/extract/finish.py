"""From drafts to attributions, whichever finder made them: edges are trimmed, kinds and modes read off
the words, and nesting off the spans."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict

from dragoman.extract.draft import Draft, without
from dragoman.extract.edges import part
from dragoman.extract.quotes import Quote, quoted_share
from dragoman.model import Attribution, BlockRole, Kind, Mode, Span, Spans

APART = frozenset({BlockRole.HEADLINE, BlockRole.STANDFIRST, BlockRole.CAPTION, BlockRole.TEASER})
"""Blocks whose every line is told by itself."""

SILENT = frozenset({BlockRole.FURNITURE, BlockRole.CREDIT, BlockRole.BYLINE, BlockRole.DATELINE})
_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|earlier)"
_SOURCE_LEAD = re.compile(rf"[\s”\"’»,]*(?:{_DAY},? +(?=[A-Z]))?")
_SOURCE_TAIL = re.compile(rf" (?:on |late |early )*{_DAY}$")
_LOOSE = " \t\r\n ,;"
_SURE = 0.3  # doubt up to which what was taken for nested stands alone
_SHELF = 512  # characters of text whose drafts are kept together when parents are looked for


def finish(text: str, marks: list[Quote], drafts: list[Draft]) -> list[Attribution]:
    """Attributions from drafts; ``marks`` are the quotations of the whole text in order."""
    part(text, drafts)
    for draft in drafts:
        tidied = [_tidy_source(text, s) for s in sorted(draft.source)]
        draft.source = [s for s in tidied if s.end > s.start]
        draft.content = _tidy(text, draft)
    kept = sorted((d for d in drafts if d.content), key=lambda d: (d.place, -d.content[-1].end))
    kept = _rooted(kept)
    starts = [q.span.start for q in marks]
    found = []
    for draft, parent in zip(kept, _parents(kept), strict=True):
        low = max(0, bisect_right(starts, draft.content[0].start) - 1)
        around = marks[low : bisect_right(starts, draft.content[-1].end)]
        found.append(
            Attribution(
                source=tuple(draft.source),
                cue=tuple(sorted(draft.cue)),
                content=tuple(draft.content),
                mode=Mode.ATTITUDE if draft.attitude and not draft.quoted else Mode.SAID,
                kind=_kind(text, draft, tuple(draft.content), around),
                parent=parent,
                doubt=draft.doubt,
                doubt_span=min(1.0, draft.doubt + 0.1) if draft.doubt_span is None else draft.doubt_span,
            )
        )
    return found


def _kind(text: str, draft: Draft, content: Spans, quotes: list[Quote]) -> Kind:
    if draft.rule == "turn":
        return Kind.DIRECT
    share = quoted_share(text, content, quotes)
    return Kind.DIRECT if share >= 0.97 else Kind.MIXED if share > 0 else Kind.INDIRECT


def _tidy(text: str, draft: Draft) -> list[Span]:
    """Cut the cue and source out of the content, trim loose marks, drop what holds no word."""
    holes = [*draft.cue, *draft.source]
    pieces = [p for c in draft.content for p in without(c, holes)]
    trimmed = [_trim(text, p, draft.quoted) for p in pieces]
    return [p for p in trimmed if any(ch.isalnum() for ch in p.of(text))]


def _tidy_source(text: str, span: Span) -> Span:
    """The source without a stray mark or day that the parser hung on it."""
    words = span.of(text)
    lead = _SOURCE_LEAD.match(words)
    start = span.start + (lead.end() if lead else 0)
    tail = _SOURCE_TAIL.search(text, start, span.end)
    return Span(start, tail.start()) if tail is not None and tail.start() > start else Span(start, span.end)


def _trim(text: str, span: Span, quoted: list[Span]) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in _LOOSE + ".:–—-":
        start += 1
    while end > start and text[end - 1] in _LOOSE + ".:–—-" and not any(q.end == end for q in quoted):
        end -= 1
    return Span(start, end)


def _parents(drafts: list[Draft]) -> list[int | None]:
    """For each draft the closest one whose content holds its cue and content."""
    shelves: dict[int, list[int]] = defaultdict(list)
    for number, draft in enumerate(drafts):
        for shelf in {s for c in draft.content for s in range(c.start // _SHELF, c.end // _SHELF + 1)}:
            shelves[shelf].append(number)
    return [_parent(i, drafts, shelves[d.place.start // _SHELF]) for i, d in enumerate(drafts)]


def _rooted(drafts: list[Draft]) -> list[Draft]:
    """Without the unsure nested ones that stand, through their parents, in no outermost one's content."""
    if not any(d.nested for d in drafts):
        return drafts
    parents = _parents(drafts)
    rooted = []
    for draft, parent in zip(drafts, parents, strict=True):
        nested = draft.nested
        while nested and parent is not None:
            nested, parent = drafts[parent].nested, parents[parent]
        if not nested or draft.doubt <= _SURE:
            rooted.append(draft)
    return rooted


def _parent(index: int, drafts: list[Draft], candidates: list[int]) -> int | None:
    inner = drafts[index]
    start, end = inner.content[0].start, inner.content[-1].end
    best: int | None = None
    size = 0
    for number in candidates:
        outer = drafts[number]
        if number == index or outer.content[0].start > start or outer.content[-1].end < end:
            continue
        length = sum(c.end - c.start for c in outer.content)
        if (best is None or length < size) and _holds(outer, inner) and not _holds(inner, outer):
            best, size = number, length
    return best


def _holds(outer: Draft, inner: Draft) -> bool:
    places = [inner.place, *inner.content]
    return all(any(c.covers(p) for c in outer.content) for p in places)
