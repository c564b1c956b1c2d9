"""The judgement on two bodies: copies, one an excerpt of the other, alike, or nothing.

What is measured is asymmetric: the share of each one's words that stand in runs of five which the
other has too. A trimmed copy is wholly in its original and not the other way round. Words of the
outlet's own and quoted words are told apart: two reporters at one press conference write down the
same quotations, so shared quotations alone make no copy.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from dragoman.copies.bodies import RUN, Body

SHORTEST = 20
"""Words that a body needs to be compared; shorter ones are flashes, which agree by chance."""

_COPY = 0.60  # of the smaller one's words, and of its words outside quotation marks
_ALL_QUOTED = 0.80  # where hardly a word is outside quotation marks
_FEW = 12  # words outside quotation marks that are too few to tell
_PART = 0.30  # of the larger one's words: less is an excerpt, which a digest has many of
_BOTH = (
    1.15  # of both together: a short article is largely made of the paragraphs that its outlet puts under all
)
_EXCERPT = 0.80
_ALIKE = 0.30


class Tie(StrEnum):
    """How two articles hang together: ``COPY`` groups them; ``EXCERPT`` is a small part of the other
    one; ``ALIKE`` is too weak to mean anything but shared passages."""

    COPY = "copy"
    EXCERPT = "excerpt"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Likeness:
    """``shared`` is the share of the first one's words that the second has too, in runs of five;
    ``shared_other`` that of the second one's. Both run from 0 to 1."""

    shared: float
    shared_other: float
    tie: Tie | None


@dataclass(frozen=True, slots=True)
class _Cover:
    """The words of one body that the other has too: of all, and of those outside quotation marks."""

    share: float
    own: float
    own_words: int


def compare(first: Body, second: Body, *, runs: Set[int] | None = None) -> Likeness:
    """Compare two bodies. ``runs`` is ``set(first.runs)`` where the caller has it already."""
    common = (set(first.runs) if runs is None else runs) & set(second.runs)
    if not common:
        return Likeness(0.0, 0.0, None)
    one, other = _cover(first, common), _cover(second, common)
    return Likeness(one.share, other.share, _tie(first, one, second, other))


def _cover(body: Body, common: Set[int]) -> _Cover:
    covered = covered_quoted = reached = 0
    quoted = body.quoted
    for start, run in enumerate(body.runs):
        if run in common:
            begin = max(start, reached)
            reached = start + RUN
            covered += reached - begin
            covered_quoted += quoted.count(1, begin, reached)
    own = len(quoted) - quoted.count(1)
    return _Cover(covered / len(quoted), (covered - covered_quoted) / own if own else 1.0, own)


def _tie(first: Body, one: _Cover, second: Body, other: _Cover) -> Tie | None:
    if min(first.words, second.words) < SHORTEST:
        return None
    smaller, larger = (one, other) if first.words <= second.words else (other, one)
    if first.words == second.words and other.share > one.share:
        smaller, larger = larger, smaller
    is_enough = larger.share >= _PART and smaller.share + larger.share >= _BOTH
    if is_enough and _is_taken_over(smaller, _COPY):
        return Tie.COPY
    if _is_taken_over(smaller, _EXCERPT):
        return Tie.EXCERPT
    return Tie.ALIKE if max(one.share, other.share) >= _ALIKE else None


def _is_taken_over(smaller: _Cover, least: float) -> bool:
    """Whether so much of the smaller body stands in the larger one, its own words as well."""
    if smaller.own_words < _FEW:
        return smaller.share >= _ALL_QUOTED
    return smaller.share >= least and smaller.own >= least
