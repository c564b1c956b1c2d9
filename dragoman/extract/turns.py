"""Interview turns: blocks that are somebody's words although no verb says so.

A turn opens with a dash ("- We never said that."), with a letter ("Q:", "A:"), with its speaker's name
("Mirela Sandor: More than forty.") or is a block that page reading already marked as the interviewer's
question. It runs on over the body blocks behind it until the next turn opens; behind the last name only
while somebody speaks as "I" or "we", because the outlet may close in its own words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dragoman.extract.draft import Draft
from dragoman.model import Block, BlockRole, Span

_OPENS = re.compile(r"(?P<cue>[-–—]|[QA]:)\s*(?=\S)")
_LABEL = re.compile(r"(?P<source>[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){0,3})(?P<cue>:)\s+(?=\S)")
_ASKS = re.compile(r"\?[\"'”’)]*\s*$")
_SELF = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me)\b(?!\.)")
_SPEAKING = (BlockRole.BODY, BlockRole.QUESTION)
_FEWEST = 3  # turns that open with names, on a page without marked questions, before it is an interview


def find_turns(text: str, blocks: Sequence[Block]) -> list[Draft]:
    """One draft a turn; none unless the page has at least one question, or turns that open with names."""
    labels = _labels(text, blocks)
    if not labels and not any(b.role == BlockRole.QUESTION for b in blocks):
        return []
    asked = [i for i, b in enumerate(blocks) if b.role == BlockRole.QUESTION]
    last = max([*labels, *asked], default=-1) if labels else -1
    turns: list[Draft] = []
    running = False
    for index, block in enumerate(blocks):
        opening = labels.get(index) or _OPENS.match(text, block.span.start, block.span.end)
        question = block.role == BlockRole.QUESTION
        if question or (opening is not None and block.role == BlockRole.BODY):
            turns.append(_turn(block.span, opening, index))
            running = not question or index in labels
        elif block.role == BlockRole.BODY and running:
            running = not labels or index < last or _SELF.search(block.span.of(text)) is not None
            if running:
                turns[-1].content.append(block.span)
        elif block.role == BlockRole.BODY and turns and _follows_question(blocks, index):
            turns.append(_turn(block.span, None, index))
            running = True
    return turns


def without_marks(drafts: Sequence[Draft], turns: Sequence[Draft]) -> list[Draft]:
    """The drafts whose cue is not the mark with which a turn opens."""
    marks = {span for turn in turns for span in turn.cue}
    return [d for d in drafts if not marks.intersection(d.cue)]


def _labels(text: str, blocks: Sequence[Block]) -> dict[int, re.Match[str]]:
    """The names that open turns, by block: those of an exchange, in which some ask and others answer."""
    speaking = {i: b.span for i, b in enumerate(blocks) if b.role in _SPEAKING}
    opened = {i: m for i, s in speaking.items() if (m := _LABEL.match(text, s.start, s.end)) is not None}
    opened = {i: m for i, m in opened.items() if len(m["source"]) > 1}
    counts = Counter(_last_word(m) for m in opened.values())
    if len(counts) < 2:
        return {}
    questions = [i for i in opened if blocks[i].role == BlockRole.QUESTION]
    if questions and (max(counts.values()) > 1 or 0 < len(questions) < len(opened)):
        return opened
    if max(counts.values()) < 2:
        return {}
    asked = any(_ASKS.search(speaking[i].of(text)) for i in opened)
    between = [i for i in speaking if min(opened) <= i <= max(opened)]
    return opened if asked and len(opened) >= _FEWEST and 2 * len(opened) >= len(between) else {}


def _last_word(label: re.Match[str]) -> str:
    return label["source"].split()[-1]


def _turn(block: Span, opening: re.Match[str] | None, index: int) -> Draft:
    start = opening.end() if opening else block.start
    cue = [Span(*opening.span("cue"))] if opening else []
    source = [Span(*opening.span("source"))] if opening and "source" in opening.re.groupindex else []
    return Draft("turn", "", cue, source, [Span(start, block.end)], doubt=0.2, block=index)


def _follows_question(blocks: Sequence[Block], index: int) -> bool:
    return index > 0 and blocks[index - 1].role == BlockRole.QUESTION
