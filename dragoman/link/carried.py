"""What a speaker goes on to say to a remark that was taken up: the rest of the answer, another denial."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from dragoman.link.passage import Passage
from dragoman.link.signs import LIKELY, WEAK, Remark, Tie, negates, tie_of
from dragoman.model import Act, ExchangeKind, Kind

_ARGUING = (Act.ASSERTS, Act.DENIES)  # what is said on and on of one thing that is not so


def carried_on(passage: Passage, ties: Sequence[Tie]) -> Iterator[Tie]:
    """What the same speaker goes on to say to the same remark: in the same breath, as another denial, or as
    its contrary."""
    told: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        told[tie.origin].add(tie.target)
    for tie in ties:
        first, target = passage.by_id[tie.origin], passage.by_id[tie.target]
        if first.statement.nested_in is not None:
            continue
        for number, remark in enumerate(_next(passage, first)):
            known = told.get(remark.statement.id)
            if (known and target.statement.id not in known) or not passage.differ(first, target):
                continue
            kind = _goes_on(passage, tie, first, remark, at_once=number == 0)
            if kind is not None and (not known or kind is ExchangeKind.DENIES):
                told[remark.statement.id].add(target.statement.id)
                doubt = WEAK if kind is ExchangeKind.CONTRADICTS else LIKELY
                yield tie_of(kind, remark, target, doubt)


def _next(passage: Passage, first: Remark) -> Iterator[Remark]:
    """The remarks of the same speaker right behind one, until somebody else speaks or a paragraph is over."""
    for remark in passage.behind(first):
        if remark.start < first.end or remark.statement.nested_in is not None:
            continue
        if not _is_same(passage, first, remark):
            return
        yield remark


def _is_same(passage: Passage, first: Remark, remark: Remark) -> bool:
    """Whether one speaker goes on; in the same paragraph "the spokeswoman" and "it" do, where open."""
    if remark.speaker is not None and first.speaker is not None:
        return remark.speaker == first.speaker
    printed = " ".join(s.of(passage.text) for s in remark.statement.source).casefold()
    open_end = remark.speaker is None and (printed.startswith("the ") or " " not in printed)
    return open_end and remark.paragraph == first.paragraph


def _goes_on(
    passage: Passage, tie: Tie, first: Remark, remark: Remark, *, at_once: bool
) -> ExchangeKind | None:
    """What a further remark does to the same target; ``at_once``: nothing lies between it and the first."""
    between = passage.text[first.end : max(first.end, remark.start)]
    known = passage.known
    if tie.kind is ExchangeKind.ANSWERS and not re.search(r"[.!?]\W|\n", between):
        return ExchangeKind.ANSWERS
    if tie.kind is ExchangeKind.DENIES:
        if known.untrue.search(remark.words) or known.untrue_sentence.search(remark.words):
            return ExchangeKind.DENIES
        if known.contrary.search(remark.words):
            return ExchangeKind.CONTRADICTS
    quoted = at_once and remark.statement.kind is not Kind.INDIRECT
    if not quoted or remark.paragraph != first.paragraph:
        return None
    if tie.kind is ExchangeKind.DENIES:
        argues = remark.statement.act in _ARGUING and negates(remark.words, known)
        return ExchangeKind.DENIES if argues else ExchangeKind.ANSWERS
    return ExchangeKind.ANSWERS if tie.kind is ExchangeKind.ANSWERS else None
