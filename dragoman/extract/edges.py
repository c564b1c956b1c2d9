"""Where a content begins and ends, as punctuation demands: a quotation is taken whole or not at all.

A network decides word by word and so may stop a word short of a closing mark, or leave the mark itself
out. An edge that lies inside a quotation moves to its mark where only a few words lie between, and none
of them is the cue's or the source's. A word or two beyond the end of a sentence are no content, and a word
or two that a content leaves out inside a sentence are. Words that two findings claim belong to the one in
whose sentence they stand. A headline, a caption, a teaser tells nothing of another line.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dragoman.extract.draft import Draft, without
from dragoman.extract.quotes import Quote
from dragoman.extract.sentences import find_borders
from dragoman.model import Block, Span

_FEW = 3  # words between an edge and the mark that it moves to
_GAP = 2  # words that a content does not leave out inside a sentence
_NAME = re.compile(r"\b[A-Z][\w’'-]*\Z")
_MORE_NAME = re.compile(r"(?: [A-Z][\w-]+){1,2}\b")
_BEGUN = re.compile(r"\b[^\W\d_]+['’]\Z")
_LONGEST = 40  # letters of a word
_MOST_ADDED = 10  # words of a clause that a content had begun and left
_UNENDED = re.compile(
    r"\b(?:the|an?|of|to|by|in|on|at|for|with|from|into|until|unless|because|every|than|and|or|nor|that|which"
    r"|his|their|its|our|my|your|is|are|was|were|be|has|have|will|would|could|should|may|might|must)\Z"
)
_BEGUN_CLAUSE = re.compile(r",? (?:who|which|whose)(?: [a-z’'-]+)?\Z")
_CLAUSE = re.compile(r"(?: [^\s.;:!?“”\"]+){2,20},? ?")
_LINKED = re.compile(r",? (?:and|but)(?: (?:also|later|then|again))? \Z")
_SHORT = re.compile(r"\b(?:[A-Z][a-z]{0,3}|[a-z])\Z")
_TO_MARK = re.compile(
    r"(?: [^\s.,;:!?—–…()\"“”„«»]+)+(?<![ .][A-Z])(?<![ .][A-Z][a-z])(?<! Mrs)(?=\s*[.,;:!?—–…)\"”»\n]|\s*\Z)"
)
_END = re.compile(r"[.!?][”\"’')]*\s")
_BREAK = re.compile(rf"{_END.pattern}|\n")
_NEIGHBOURS = 5  # findings behind one that may claim the same words


class Quotations:
    """The quotations of a text in order, to look up those at a place."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self.all = sorted(quotes, key=lambda q: q.span)
        self._starts = [q.span.start for q in self.all]

    def near(self, span: Span) -> Sequence[Quote]:
        """Those that share a character with a span or touch it."""
        low = max(0, bisect_left(self._starts, span.start) - 1)
        found = self.all[low : bisect_right(self._starts, span.end)]
        return [q for q in found if q.span.end >= span.start]


def straighten(text: str, content: Sequence[Span], others: Sequence[Span], quotes: Quotations) -> list[Span]:
    """The spans of a content, their edges moved to quotation marks; ``others`` are the cue and the source."""
    moved: list[Span] = []
    for span in sorted(content):
        start, end = span.start, span.end
        for quote in quotes.near(span):
            mark, close = quote.span.start, quote.span.end
            if mark < start <= close and _few(text, Span(mark, start), others) and start < close - 1:
                start = mark
            begun = start <= mark and not any(o.overlaps(quote.span) for o in others)
            if mark <= end < close and (begun or _few(text, Span(end, close), others)) and end > mark + 1:
                end = close
        if moved and moved[-1].end >= start:
            moved[-1] = Span(moved[-1].start, max(end, moved[-1].end))
        else:
            moved.append(Span(start, end))
    return moved


def tidy(text: str, content: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """The spans of a content without strays beyond a sentence's end, short gaps inside a sentence closed."""
    spans = [s for s in content if len(content) == 1 or not _is_stray(text, s, [*content, *others])]
    kept: list[Span] = []
    for span in sorted(spans or content):
        if kept and _is_gap(text, Span(kept[-1].end, span.start), others):
            kept[-1] = Span(kept[-1].start, span.end)
        else:
            kept.append(span)
    whole = [_whole_name(text, _whole_word(text, span, others), others) for span in kept]
    return [_ended(text, span, [*others, *(w for w in whole if w is not span)]) for span in whole]


def whole_source(text: str, source: Sequence[Span], cue: Sequence[Span]) -> list[Span]:
    """The spans of a source; one that stops behind "who" goes on to the cue, where nothing but the clause
    that it had begun stands between ("an official who |asked for silence| said")."""
    if not (source and cue) or source[-1].end >= cue[0].start:
        return list(source)
    last = source[-1]
    between = _CLAUSE.fullmatch(text, last.end, cue[0].start)
    if between is None or not _BEGUN_CLAUSE.search(text, max(last.start, last.end - _LONGEST), last.end):
        return list(source)
    return [*source[:-1], Span(last.start, last.end + len(between[0].rstrip(" ,")))]


def in_sentence(text: str, content: Sequence[Span], cue: Sequence[Span], quotes: Quotations) -> list[Span]:
    """The spans of a content without what follows behind the end of the cue's sentence, where this tells all
    in the outlet's words and no quotation follows: "The boats left, Hale said. |So it goes."."""
    kept = list(content)
    if not cue or not kept:
        return kept
    borders = find_borders(text, cue[0].end, max(c.end for c in content))
    end = next((b.end() for b in borders if _is_end(text, b.start())), None)
    if end is None or text[cue[0].start : cue[0].end].strip().endswith(":"):
        return kept
    cut = [Span(c.start, min(c.end, end)) for c in kept if c.start < end]
    behind = [Span(max(c.start, end), c.end) for c in kept if c.end > end]
    quoted = any(q.span.overlaps(c) for c in cut for q in quotes.near(c))
    spoken = any(q.span.start <= c.start < q.span.end for c in behind for q in quotes.near(c))
    return kept if quoted or spoken or not cut else cut


def _is_end(text: str, mark: int) -> bool:
    """Whether a sentence ends with a mark, which may be a short word's ("Sept.", "Gov.") or a line's."""
    return text[mark] in ".!?…" and not _SHORT.search(text, max(0, mark - _LONGEST), mark)


def _ended(text: str, span: Span, others: Sequence[Span]) -> Span:
    """A span that stops at a word which cannot end a clause ("by", "the") goes on to the next mark."""
    if not _UNENDED.search(text, max(span.start, span.end - _LONGEST), span.end):
        return span
    rest = _TO_MARK.match(text, span.end)
    if rest is None or len(rest[0].split()) > _MOST_ADDED:
        return span
    if any(o.overlaps(Span(span.end, rest.end())) for o in others):
        return span
    return Span(span.start, rest.end())


def _whole_word(text: str, span: Span, others: Sequence[Span]) -> Span:
    """A span that begins behind an apostrophe ("s ministry" of "Hale's ministry") takes the whole word."""
    if not text[span.start : span.start + 1].isalpha():
        return span
    begun = _BEGUN.search(text, max(0, span.start - _LONGEST), span.start)
    if begun is None or any(o.overlaps(Span(begun.start(), span.start)) for o in others):
        return span
    return Span(begun.start(), span.end)


def _whole_name(text: str, span: Span, others: Sequence[Span]) -> Span:
    """A span that stops inside a name ("Tomas" of "Tomas Hale") goes on to its end."""
    if not _NAME.search(text, span.start, span.end):
        return span
    rest = _MORE_NAME.match(text, span.end)
    if rest is None or any(o.overlaps(Span(span.end, rest.end())) for o in others):
        return span
    return Span(span.start, rest.end())


def _is_stray(text: str, span: Span, all_spans: Sequence[Span]) -> bool:
    if len(span.of(text).split()) > _GAP + 1 or re.search('[“”"]', span.of(text)):
        return False
    rest = [s for s in all_spans if s != span]
    between = [Span(s.end, span.start) if s.end <= span.start else Span(span.end, s.start) for s in rest]
    return all(_END.search(b.of(text)) for b in between)


def _is_gap(text: str, between: Span, others: Sequence[Span]) -> bool:
    words = between.of(text)
    return (
        len(words.split()) <= _GAP
        and not re.search(r"[.!?:;\n“”\"«»–—]|--", words)
        and not any(o.overlaps(between) for o in others)
    )


def _few(text: str, between: Span, others: Sequence[Span]) -> bool:
    """Whether the words of a stretch are few and nobody else's."""
    return len(between.of(text).split()) <= _FEW and not any(o.overlaps(between) for o in others)


def keep_to_line(text: str, draft: Draft, apart: Sequence[Block]) -> None:
    """Take from a draft content that stands in another headline, caption or teaser than its cue, or in one
    where the cue stands in the body, if there is content beside the cue. ``apart`` are such blocks, whose
    every line is told by itself."""
    if not (apart and draft.cue):
        return
    home = _line_apart(text, draft.cue[0], apart)
    kept = [c for c in draft.content if _line_apart(text, c, apart) == home]
    if kept:
        draft.content = kept


def _line_apart(text: str, span: Span, apart: Sequence[Block]) -> int:
    """Where the line begins that holds a span and is told by itself; -1 for one that goes on with others."""
    if not any(block.span.overlaps(span) for block in apart):
        return -1
    return text.rfind("\n", 0, span.start) + 1


def unchain(text: str, drafts: Sequence[Draft], quotes: Quotations) -> None:
    """End a content where its speaker is said to go on: "Hale said he left |and promised a map". The second
    cue has the same source as the first one; what stands in quotation marks stays whole."""
    cued = sorted((d for d in drafts if d.cue and d.content), key=lambda d: d.place)
    for number, outer in enumerate(cued):
        for inner in cued[number + 1 : number + 1 + _NEIGHBOURS]:
            place = inner.cue[0]
            if not _meet(inner.source, outer.source) or not any(c.covers(place) for c in outer.content):
                continue
            link = _LINKED.search(text, max(outer.content[0].start, place.start - _LONGEST), place.start)
            if link is not None and not quotes.near(Span(place.start - 1, place.start)):
                behind = Span(link.start(), max(c.end for c in outer.content))
                outer.content = [piece for c in outer.content for piece in without(c, [behind])]
                inner.nested = outer.nested


def part(text: str, drafts: Sequence[Draft]) -> None:
    """Take words that two outermost drafts of different sources claim from the one in whose sentence they do
    not stand: "'Yes,' Hale said. 'No,' Voss said." """
    told = sorted((d for d in drafts if d.cue and d.source and not d.nested), key=lambda d: d.place)
    for number, one in enumerate(told):
        for other in told[number + 1 : number + 1 + _NEIGHBOURS]:
            for span in _claimed_twice(one, other):
                ours, theirs = _in_sentence(text, one, span), _in_sentence(text, other, span)
                if ours != theirs:
                    loser = other if ours else one
                    loser.content = [piece for c in loser.content for piece in without(c, [span])]


def _claimed_twice(one: Draft, other: Draft) -> list[Span]:
    """What the contents of two drafts share, where neither reports the other and their sources differ."""
    if _meet(one.source, other.source) or _meet(one.content, other.cue) or _meet(one.cue, other.content):
        return []
    return [
        Span(max(a.start, b.start), min(a.end, b.end))
        for a in one.content
        for b in other.content
        if a.overlaps(b)
    ]


def _meet(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a.overlaps(b) for a in some for b in others)


def _in_sentence(text: str, draft: Draft, span: Span) -> bool:
    """Whether a span stands in the sentence of the draft's cue."""
    return any(
        not _BREAK.search(text, min(span.end, cue.end), max(span.start, cue.start)) for cue in draft.cue
    )
