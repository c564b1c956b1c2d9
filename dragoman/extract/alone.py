"""Quotations that nobody is said to speak: "“He said Monday. I wrote it down.”" as a sentence of its own.

They are direct statements with neither source nor cue. Whose words they are is told only where the page
makes it plain: by the sentence in front, by the paragraphs around, or by a quotation that was left open and
goes on.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.extract.draft import without
from dragoman.extract.quotes import Quote, find_quotes
from dragoman.languages import LANGUAGES
from dragoman.languages.profile import cues
from dragoman.model import Attribution, Block, BlockRole, Kind, Mode, Span, Spans

_LINES = (BlockRole.HEADLINE, BlockRole.STANDFIRST)
_HEARD = (*_LINES, BlockRole.BODY)
_FEWEST = 4  # words; what is shorter is a quoted term
_LABEL = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ. ’'-]+: ")
_LONGEST_SMALL = 3  # letters of the words that a title writes small
_FEW = 2  # words that a finding may have left out where its sentence begins
_SPEECH_ENDS = re.compile(r"[.!?…]['’\"”»]*$")
_SENTENCE_ENDED = re.compile(r"(?:^|[.!?…:]['’\"”»)\]]*)\s*$")
_REST = re.compile(  # of the sentence in front: nobody else comes into it
    r"(?:[^.!?…,;:“”\"]{0,80}|[^.!?…;:“”\"A-ZÀ-Þ]{0,80})(?:[.!?…,]['’\"”»)]*)?\s*$"
)
_ASKED = re.compile(r"[^.!?…,;:“”\"]{0,80}[.!?…,]?['’\"”»)]*\s+[^.!?…“”\"]+\?\s*")
_GOES_ON = re.compile(r"\s*(?:$|[A-ZÀ-Þ\d“\"‘'„«(–—-])")
_BORDER = re.compile(r"[.!?…]['’\"”»)]*\s+(?=[A-ZÀ-Þ“\"‘])")
_QUESTION = re.compile(r"[^.!?“”\"]*\?")
_TOPIC = re.compile(r"[^.!?]{0,40}\b(?:about|of|on|regarding|concerning)(?: the| an?)?\s*")
_REACH = 400  # code points around a quotation in which its sentence's borders lie
_DOUBT = 0.4


def add_alone(
    text: str, blocks: Sequence[Block], found: Sequence[Attribution], language: str
) -> list[Attribution]:
    """The findings with the quotations that stand alone, in the order of their places; what is told inside
    one is nested in it."""
    if language not in LANGUAGES:
        return list(found)
    marks = [(b, q) for b in blocks if b.role in _HEARD for q in find_quotes(text, b.span)]
    marks = [(b, q) for b, q in marks if _stands_alone(text, b, q)]
    if not marks:
        return list(found)
    found = _parted(text, [q for _, q in marks], found)
    alone = list(_alone([q for _, q in marks], found))
    if not alone:
        return list(found)
    starts = [quote.span.start for quote in alone]
    nested = [a if a.parent is not None else _nested(a, alone, starts, len(found)) for a in found]
    return _in_order([*nested, *(_attribution(quote) for quote in alone)])


class _Spans:
    """The spans of findings, to look up those at a place."""

    def __init__(self, found: Sequence[Attribution]) -> None:
        self._spans = sorted((s, i) for i, a in enumerate(found) for s in (*a.content, *a.source, *a.cue))
        self._longest = max((s.end - s.start for s, _ in self._spans), default=0)

    def at(self, place: Span) -> set[int]:
        """The findings that have a word there."""
        low = bisect_left(self._spans, (Span(max(0, place.start - self._longest), 0), 0))
        high = bisect_left(self._spans, (Span(place.end, 0), 0))
        return {i for span, i in self._spans[low:high] if span.overlaps(place)}


def _parted(text: str, marks: Sequence[Quote], found: Sequence[Attribution]) -> list[Attribution]:
    """The findings without quotations that stand alone behind what they report in the outlet's words, or
    behind a question of the outlet's: "He said that forty came. “They were ours.”"."""
    parted, spans = list(found), _Spans(found)
    for quote in marks:
        for index in spans.at(quote.span):
            told = parted[index]
            rest = _without(text, told.content, quote.span)
            if (
                rest
                and told.cue
                and told.cue[-1].end <= quote.span.start
                and _is_apart(text, told, rest, quote)
            ):
                kind = told.kind if _has_marks(text, rest) else Kind.INDIRECT
                parted[index] = replace(told, content=rest, kind=kind)
    return parted


def _without(text: str, content: Spans, quote: Span) -> tuple[Span, ...]:
    """What a content says beside a quotation that it takes whole or not at all."""
    if not any(c.covers(quote) for c in content):
        return ()
    rest = [piece for c in content for piece in without(c, [quote])]
    rest = [_trimmed(text, piece) for piece in rest]
    return tuple(r for r in rest if any(ch.isalnum() for ch in r.of(text)))


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip(" \t.!?:,;")))


def _has_marks(text: str, rest: Spans) -> bool:
    return any(re.search("[“”\"‘«„]|(?<!\\w)'", r.of(text)) for r in rest)


def _is_apart(text: str, told: Attribution, rest: Spans, quote: Quote) -> bool:
    """Whether a quotation goes on with nothing that was quoted in front of it."""
    ends = [s.end for s in (*told.source, *told.cue, *rest) if s.end <= quote.span.start]
    between = text[max(ends) : quote.span.start]
    if _has_marks(text, rest):
        return _is_asked(between)
    if _TOPIC.fullmatch(text, told.cue[-1].end, max(told.cue[-1].end, rest[0].start)):
        return False
    return _SPEECH_ENDS.search(between.rstrip()) is not None


def _alone(marks: Sequence[Quote], found: Sequence[Attribution]) -> Iterator[Quote]:
    """The quotations that no finding has a part in but those that they hold."""
    spans = _Spans(found)
    for quote in marks:
        if all(_is_within(found[i], quote) for i in spans.at(quote.span)):
            yield quote


def _is_within(attribution: Attribution, quote: Quote) -> bool:
    """Whether a finding is part of what a quotation says, and is not all that it says."""
    told = [*attribution.source, *attribution.cue]
    return bool(told) and all(quote.span.covers(s) for s in (*told, *attribution.content))


def _stands_alone(text: str, block: Block, quote: Quote) -> bool:
    """Whether a quotation is a sentence of its own, or all of a headline."""
    span = quote.span
    if len(span.of(text).split()) < _FEWEST:
        return False
    before = text[max(block.span.start, span.start - _REACH) : span.start]
    behind = text[span.end : min(block.span.end, span.end + _REACH)]
    if block.role in _LINES:
        return not before.strip() and not behind.strip() and quote.opened and quote.closed
    ended = _SPEECH_ENDS.search(span.of(text)) is not None and not _is_title(quote.inside(text).of(text))
    return ended and _SENTENCE_ENDED.search(before) is not None and _GOES_ON.match(behind) is not None


def _is_title(words: str) -> bool:
    """Whether words are written as those of a title, "All Boats Are Gone", or open with a speaker's label."""
    if _LABEL.match(words):
        return True
    long = [w for w in words.split() if len(w) > _LONGEST_SMALL]
    return len(long) > 1 and all(w[0].isupper() for w in long)


def _attribution(quote: Quote) -> Attribution:
    return Attribution(
        source=(),
        cue=(),
        content=(quote.span,),
        mode=Mode.SAID,
        kind=Kind.DIRECT,
        doubt=_DOUBT,
        doubt_span=0.1,
    )


def _nested(inner: Attribution, alone: Sequence[Quote], starts: Sequence[int], first: int) -> Attribution:
    """A finding as part of the quotation that says all of it, where one does; these come behind ``first``
    others."""
    spans = [*inner.source, *inner.cue, *inner.content]
    number = bisect_right(starts, min(s.start for s in spans)) - 1
    held = number >= 0 and all(alone[number].span.covers(s) for s in spans)
    return replace(inner, parent=first + number) if held else inner


def _in_order(found: Sequence[Attribution]) -> list[Attribution]:
    order = sorted(range(len(found)), key=lambda i: (found[i].cue or found[i].content)[0])
    place = {old: new for new, old in enumerate(order)}
    return [
        replace(a, parent=place[a.parent] if a.parent is not None else None)
        for a in (found[i] for i in order)
    ]


# ---------------------------------------------------------------- whose words


def is_alone(attribution: Attribution, text: str) -> bool:
    """Whether a finding is a quotation that nobody is said to speak."""
    return not (attribution.source or attribution.cue or attribution.parent is not None) and (
        text[attribution.content[0].start] in "“\"‘'„«‟`＂"
    )


class Voices:
    """Tells, of a page's findings, which go on in a quotation that stands alone."""

    def __init__(
        self, text: str, blocks: Sequence[Block], found: Sequence[Attribution], language: str
    ) -> None:
        self._text, self._blocks, self._found, self._language = text, blocks, found, language
        self._starts = [b.span.start for b in blocks]
        self._bodies = [i for i, b in enumerate(blocks) if b.role is BlockRole.BODY]
        self._outer: dict[int, list[int]] = {}
        for number, attribution in enumerate(found):
            if attribution.parent is None:
                self._outer.setdefault(self._block_of(attribution), []).append(number)

    def same(self, index: int) -> tuple[int, ...]:
        """The findings that must all be one speaker's for a quotation that stands alone to be that speaker's
        too; none where the page does not tell."""
        text, found = self._text, self._found
        own, here = found[index].content[0], self._block_of(found[index])
        block = self._blocks[here]
        if block.role is not BlockRole.BODY:
            return ()
        outer = self._outer.get(here, [])
        before = (outer[n] for n in range(bisect_left(outer, index) - 1, -1, -1))
        last = next((i for i in before if not _in_question(text, found[i], own)), None)
        if last is not None:
            return (last,) if _leads_to(text, block.span, found[last], own, self._language) else ()
        return self._around(index, here) if own.start == block.span.start else ()

    def _around(self, index: int, here: int) -> tuple[int, ...]:
        """The findings in the paragraphs around one that opens with a quotation."""
        above = self._bodies[max(0, bisect_left(self._bodies, here) - 1)]
        ahead = self._outer.get(above, []) if above < here else []
        if not ahead or not _is_quoted(self._found[ahead[-1]]):
            return ()
        if _runs_on(self._text, self._blocks[above].span, self._found[ahead[-1]]):
            return (ahead[-1],)
        near = (i for b in (here, here + 1) if b in self._outer for i in self._outer[b])
        below = next((i for i in near if i > index and self._is_body(i)), None)
        return (ahead[-1], below) if below is not None else ()

    def _is_body(self, index: int) -> bool:
        return self._blocks[self._block_of(self._found[index])].role is BlockRole.BODY

    def _block_of(self, attribution: Attribution) -> int:
        return max(0, bisect_right(self._starts, attribution.content[0].start) - 1)


def _leads_to(text: str, block: Span, last: Attribution, own: Span, language: str) -> bool:
    """Whether the sentence in front is that of a finding whose speaker goes on: it opens with the source or
    with the words, and nothing stands between but a question put to the speaker."""
    spans = [*last.source, *last.cue, *last.content]
    end = max(s.end for s in spans)
    if own.start - end > _REACH:
        return False
    between = text[end : own.start]
    if not (_REST.match(between) or _is_asked(between)):
        return False
    if last.cue and cues(language).act(last.cue[0].of(text)) == "asks":
        return False
    if not last.source:
        return not last.cue
    first = min(s.start for s in (*last.source, *last.content))
    opening = text[max(block.start, first - _REACH) : first + 1]
    opening = _BORDER.split(opening)[-1][:-1].strip()
    return len(opening.split()) < _FEW or opening.endswith(",")


def _in_question(text: str, told: Attribution, own: Span) -> bool:
    """Whether a finding is part of a question that the outlet asks."""
    end = max(s.end for s in (*told.source, *told.cue, *told.content))
    asked = _QUESTION.match(text, end, max(end, min(own.start, end + _REACH)))
    return told.kind is Kind.INDIRECT and asked is not None


def _is_asked(between: str) -> bool:
    """Whether behind the end of a sentence stands a question in the outlet's words and nothing else."""
    return _ASKED.fullmatch(between) is not None


def _is_quoted(attribution: Attribution) -> bool:
    return attribution.kind is not Kind.INDIRECT and bool(attribution.source)


def _runs_on(text: str, block: Span, last: Attribution) -> bool:
    """Whether a paragraph ends in a quotation of a finding's that is left open."""
    quotes = find_quotes(text, block)
    return bool(quotes) and not quotes[-1].closed and any(c.overlaps(quotes[-1].span) for c in last.content)
