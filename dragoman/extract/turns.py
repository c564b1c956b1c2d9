"""Interview turns: blocks that are somebody's words although no verb says so.

A turn opens with a dash ("- We never said that."), with a label ("Q:", "A:") or is a block that page
reading already marked as the interviewer's question. It runs on over the body blocks behind it until
the next turn opens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.extract.draft import Draft
from dragoman.model import Block, BlockRole, Span

_OPENS = re.compile(r"(?P<cue>[-–—]|[QA]:)\s*(?=\S)")


def find_turns(text: str, blocks: Sequence[Block]) -> list[Draft]:
    """One draft a turn; none unless the page has at least one question."""
    if not any(b.role == BlockRole.QUESTION for b in blocks):
        return []
    turns: list[Draft] = []
    running = False
    for index, block in enumerate(blocks):
        opening = _OPENS.match(text, block.span.start, block.span.end)
        question = block.role == BlockRole.QUESTION
        if question or (opening is not None and block.role == BlockRole.BODY):
            turns.append(_turn(block.span, opening, index))
            running = not question
        elif block.role == BlockRole.BODY and running:
            turns[-1].content.append(block.span)
        elif block.role == BlockRole.BODY and turns and _follows_question(blocks, index):
            turns.append(_turn(block.span, None, index))
            running = True
    return turns


def _turn(block: Span, opening: re.Match[str] | None, index: int) -> Draft:
    start = opening.end() if opening else block.start
    cue = [Span(*opening.span("cue"))] if opening else []
    return Draft("turn", "", cue, [], [Span(start, block.end)], doubt=0.2, block=index)


def _follows_question(blocks: Sequence[Block], index: int) -> bool:
    return index > 0 and blocks[index - 1].role == BlockRole.QUESTION
