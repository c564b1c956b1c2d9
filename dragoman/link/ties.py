"""What two statements of different utterances have to do with each other: weak ties, repeats, look-alikes.

Joined statements are in one utterance and need no tie. A tie is kept where a pair scored well and was not
joined: ``PERHAPS`` one act of speech, though too little shows it; ``REPEATS``, the same position of one
speaker on another occasion; ``ALIKE``, like words of another speaker. Every tie says which method and version
made it, and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dragoman.link.candidates import pairs_among
from dragoman.link.compare import ACROSS, INSIDE, Likeness, is_thin, likeness, weigh
from dragoman.link.decide import STRONG, WEAK
from dragoman.link.forbidding import Speakers, forbids, speakers
from dragoman.link.traits import Traits
from dragoman.model import Maker, Utterance

METHOD = Maker("words-meaning-logistic", "1")
_TIMELESS = ("late", "day", "fresh", "undated", "media")


class Layer(StrEnum):
    """What a tie says."""

    PERHAPS = "perhaps"
    REPEATS = "repeats"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two statements (ids, the smaller first) that were not joined. ``score`` runs from 0 to 1: that both
    report one act of speech (perhaps), or that they would if time and speaker said nothing."""

    one: str
    other: str
    layer: Layer
    score: float
    why: tuple[str, ...]
    method: Maker = METHOD


def find_ties(traits: Mapping[str, Traits], utterances: Sequence[Utterance]) -> tuple[Tie, ...]:
    """The ties between statements of different utterances, in the order of their ids."""
    home = {statement: u.id for u in utterances for statement in u.statements}
    pairs = (p for p in pairs_among(traits.values()) if home[p[0]] != home[p[1]])
    found = (_tie(traits[one], traits[other]) for one, other in pairs)
    return tuple(tie for tie in found if tie is not None)


def _tie(one: Traits, other: Traits) -> Tie | None:
    forbidden = forbids(one, other)
    if forbidden == "one is told inside the other" or is_thin(one) or is_thin(other):
        return None
    measured = likeness(one, other)
    weights = ACROSS if one.article != other.article else INSIDE
    score = 0.0 if forbidden else weigh(measured, weights)
    timeless = weigh(measured, {n: w for n, w in weights.items() if n not in _TIMELESS})
    relation = speakers(one.voice, other.voice)
    if timeless >= STRONG and relation is Speakers.DIFFERENT:
        layer, score = Layer.ALIKE, timeless
    elif timeless >= STRONG and relation is Speakers.SAME and score < STRONG and one.article != other.article:
        layer, score = Layer.REPEATS, timeless
    elif score >= WEAK:
        layer = Layer.PERHAPS
    else:
        return None
    why = (*_reasons(measured), *((forbidden,) if forbidden else ()))
    return Tie(one=one.id, other=other.id, layer=layer, score=round(score, 3), why=why)


def _reasons(measured: Likeness) -> Iterator[str]:
    """What was found alike and what speaks against it, in words for a reader."""
    if measured.quote >= 0.5:
        yield "the same words inside quotation marks"
    if measured.small >= 0.5:
        yield "most words shared"
    if measured.meaning >= 0.4:
        yield "alike in meaning"
    if measured.late > 0 or measured.day > 0:
        yield "days apart"
    if measured.open:
        yield "a speaker left open"
    if measured.metonym:
        yield "a speaker told by office or state"
    if measured.polarity:
        yield "one denies"
    if measured.numbers:
        yield "other numbers"
    if measured.media:
        yield "said in another place"
