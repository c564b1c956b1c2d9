"""Finding attributions by rule: reporting verbs and phrases in a parse, quotations, interview turns.

Three steps. Every readable block is parsed and its cues give drafts. Quotations are then handed to the
cues beside them: a quotation that a draft's content touches widens that content; one before or behind
a cue becomes its content; one that follows a finished quotation continues it, also over paragraphs.
At last drafts without content are dropped, edges are trimmed, and nesting is read off the spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.extract.clauses import find_clauses
from dragoman.extract.draft import Draft
from dragoman.extract.finish import SILENT, finish
from dragoman.extract.parse import cut_long, is_title_case, parse
from dragoman.extract.phrases import find_according, find_headline, find_label, find_nouns, find_signature
from dragoman.extract.quotes import Quote, find_quotes
from dragoman.extract.turns import find_turns
from dragoman.languages.profile import cues
from dragoman.model import Attribution, Block, BlockRole, Span

_LINES = {BlockRole.HEADLINE, BlockRole.TEASER}
_SENTENCE_END = re.compile(r"[.!?…]['’\"”»)]*\s")
_FILLING = re.compile(r"[\s,—–-]+")
_ENOUGH_WORDS = 4  # a shorter quotation without a cue is a quoted term, not speech
_FAR = 160  # characters between a cue and the quotation that it introduces


class RuleFinder:
    """Finds attributions in one language without a trained model."""

    name = "rules"
    version = "1"

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self.cues = cues(language)

    def find(self, text: str, blocks: Sequence[Block]) -> list[Attribution]:
        """All attributions of a text, in the order of their cues."""
        turns = find_turns(text, blocks)
        drafts = list(turns)
        marks: list[Quote] = []
        last: Draft | None = None
        for index, block in enumerate(blocks):
            if block.role in SILENT:
                continue
            for piece in cut_long(text, block.span):
                found = list(self._read(text, Block(piece, block.role), index))
                quotes = find_quotes(text, piece)
                marks.extend(quotes)
                outside = [q for q in quotes if not _inside_turn(q, turns)]
                last = _hand_out(text, piece, outside, found, last)
                drafts.extend(found)
        spoken = [d for d in drafts if not any(self.cues.conditions.match(text, c.start) for c in d.content)]
        return finish(text, marks, spoken)

    def _read(self, text: str, block: Block, index: int) -> Iterator[Draft]:
        lower = block.role in _LINES and is_title_case(block.span.of(text))
        marks = []
        if block.role in _LINES:
            marks = [d for d in (find_label(text, block.span), find_signature(text, block.span)) if d][:1]
        found: list[Draft] = []
        parsed = parse(text, block.span, self.language, title_case=lower)
        for rule in (find_clauses, find_according, find_nouns):
            found.extend(rule(parsed, self.cues))
        if block.role in _LINES and not marks and not any(d.content for d in found):
            marks = [d for d in (find_headline(text, block.span, self.cues),) if d]
            found = []
        for draft in [*marks, *_one_per_cue(_cut_joined(found))]:
            draft.block = index
            yield draft


def _one_per_cue(drafts: list[Draft]) -> list[Draft]:
    taken: dict[Span, Draft] = {}
    for draft in drafts:
        held = taken.get(draft.cue[0])
        if held is None or (not held.content and draft.content):
            taken[draft.cue[0]] = draft
    return sorted(taken.values(), key=lambda d: d.place)


def _cut_joined(drafts: list[Draft]) -> list[Draft]:
    """End a content where the outlet goes on with another cue of its own: "..., as he stressed that"."""
    for inner in drafts:
        if inner.joined_at is None or not inner.content:
            continue
        for outer in drafts:
            if outer is not inner and outer.cue[0].end <= inner.joined_at:
                outer.content = [
                    Span(c.start, inner.joined_at) if c.start < inner.joined_at < c.end else c
                    for c in outer.content
                ]
    return drafts


# ---------------------------------------------------------------- quotations


def _inside_turn(quote: Quote, turns: list[Draft]) -> bool:
    return any(c.covers(quote.span) for t in turns for c in t.content)


def _hand_out(
    text: str, block: Span, quotes: list[Quote], drafts: list[Draft], last: Draft | None
) -> Draft | None:
    """Give every quotation of a block to a draft; returns the draft that the next block may continue."""
    running = last if last is not None and (last.quoted or last.opens_next) else None
    speaking: Draft | None = None
    for quote in quotes:
        taker = _touching(quote, drafts) or _beside(text, quote, drafts)
        if taker is None and speaking is not None and _continues(text, quote, speaking, drafts):
            taker = speaking
        if taker is None and running is not None and not text[block.start : quote.span.start].strip():
            taker = running
        if taker is None and _is_whole_block(text, quote, block):
            taker = Draft("free", "", [], [], [], doubt=0.5)
            drafts.append(taker)
        if taker is not None:
            _take(taker, quote)
            speaking = taker
    ending = speaking if quotes and speaking is not None and not quotes[-1].closed else None
    return ending or _introduces(text, block, drafts)


def _introduces(text: str, block: Span, drafts: list[Draft]) -> Draft | None:
    """The draft whose cue ends the block with a colon: its words stand in the next block."""
    if not text[block.start : block.end].rstrip().endswith(":"):
        return None
    bare = [d for d in drafts if not d.quoted and d.rule in ("bare", "clause", "object", "light")]
    if not bare:
        return None
    bare[-1].content = []
    bare[-1].opens_next = True
    return bare[-1]


def _touching(quote: Quote, drafts: list[Draft]) -> Draft | None:
    """The outermost draft whose content shares characters with the quotation."""
    held = [d for d in drafts if any(c.overlaps(quote.span) for c in d.content) and not _covers(quote, d.cue)]
    return min(held, key=lambda d: (d.content[0].start, -d.content[-1].end)) if held else None


def _covers(quote: Quote, spans: list[Span]) -> bool:
    return any(quote.span.covers(s) for s in spans)


def _beside(text: str, quote: Quote, drafts: list[Draft]) -> Draft | None:
    """The draft whose cue stands right behind the quotation, or introduces it."""
    outside = [d for d in drafts if d.cue and not _covers(quote, d.cue)]
    ended = text[quote.inside(text).end - 1] == "."
    behind = [
        d
        for d in outside
        if not (ended and d.content)
        and _gap(text, quote.span.end, min(s.start for s in [*d.cue, *d.source])) == ""
    ]
    if behind:
        return min(behind, key=lambda d: d.place)
    if len(quote.span.of(text).split()) < 2:
        return None
    ahead = [d for d in outside if d.rule == "bare" or not d.content]
    ahead = [d for d in ahead if 0 <= quote.span.start - d.cue[-1].end <= _FAR]
    ahead = [d for d in ahead if not _SENTENCE_END.search(text[d.cue[-1].end : quote.span.start])]
    return ahead[-1] if ahead else None


def _gap(text: str, start: int, end: int) -> str | None:
    """What stands between two places once marks and blanks are gone; None where they are out of order."""
    return _FILLING.sub("", text[start:end]) if 0 <= end - start <= 4 else None


def _continues(text: str, quote: Quote, speaking: Draft, drafts: list[Draft]) -> bool:
    """Whether the quotation goes on where the last one stopped, with nobody else in between."""
    start = max(s.end for s in [*speaking.quoted, *speaking.cue, *speaking.source])
    between = text[start : quote.span.start]
    others = any(start <= d.place.start < quote.span.start for d in drafts if d is not speaking)
    long_enough = len(quote.span.of(text).split()) >= _ENOUGH_WORDS
    return bool(speaking.quoted) and long_enough and not others and len(between.split()) <= 12


def _is_whole_block(text: str, quote: Quote, block: Span) -> bool:
    words = len(quote.span.of(text).split())
    return words >= _ENOUGH_WORDS and words >= 0.9 * len(block.of(text).split())


def _take(draft: Draft, quote: Quote) -> None:
    touched = [c for c in draft.content if c.overlaps(quote.span)]
    kept = [c for c in draft.content if not c.overlaps(quote.span)]
    whole = Span(
        min([quote.span.start, *(c.start for c in touched)]), max([quote.span.end, *(c.end for c in touched)])
    )
    draft.content = sorted([*kept, whole])
    draft.quoted.append(quote.span)
