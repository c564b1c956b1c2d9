"""How surely two statements report one act of speech.

``likeness`` measures a pair: words shared, words inside quotation marks shared, meaning, speakers,
days, acts. ``score_pair`` weighs what was measured (a logistic model) and gives a probability;
``forbids`` names what no likeness of words outweighs. All are symmetric.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from itertools import pairwise

from dragoman.link.senses import Senses, senses
from dragoman.link.traits import Part, Traits, Voice
from dragoman.link.vectors import similarity
from dragoman.model import Act, ActorKind, Kind


class Speakers(StrEnum):
    """How two speakers stand to each other. ``METONYM``: a state or an office that may stand for a person."""

    SAME = "same"
    METONYM = "metonym"
    OPEN = "open"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What was measured of a pair; shares run from 0 to 1.

    ``small`` is the share of the shorter one's words that the longer one has, ``large`` the other way;
    ``amount`` tells how much the shared words tell; ``runs`` the share of adjacent words; ``quote`` the
    share of the shorter one's quoted words that stand in a row inside the other's marks; ``meaning`` the
    likeness of vectors above chance, 0 where there are none.
    """

    small: float
    large: float
    amount: float
    runs: float
    quote: float
    quoted: float
    meaning: float
    metonym: float
    open: float
    days: float
    undated: float
    acts: float
    polarity: float
    numbers: float
    apart: float
    brief: float
    inside: float
    near: float
    leads: float
    denial: float
    head: float
    turn: float


FEATURES = tuple(f.name for f in fields(Likeness))


def speakers(one: Voice, other: Voice) -> Speakers:
    """Whether two voices can be one."""
    if one.person is not None and one.person == other.person:
        return Speakers.SAME
    if one.state and other.state and one.state != other.state:
        return Speakers.DIFFERENT
    if None in (one.person, other.person) and not (one.named and other.named):
        return _half_known(one, other)
    people = [v for v in (one, other) if v.kind == ActorKind.PERSON]
    if len(people) == 2 or not one.state or one.state != other.state:
        return Speakers.DIFFERENT
    return Speakers.METONYM


def _half_known(one: Voice, other: Voice) -> Speakers:
    """An office without a name, or nobody at all, beside another."""
    if one.offices and other.offices:
        shared = _heads(one) & _heads(other)
        return Speakers.METONYM if shared and one.state else Speakers.OPEN if shared else Speakers.DIFFERENT
    if one.kind is None or other.kind is None:
        return Speakers.OPEN
    return Speakers.METONYM if one.state and one.state == other.state else Speakers.DIFFERENT


def _heads(voice: Voice) -> set[str]:
    return {office.split(" of ")[0].split()[-1] for office in voice.offices}


def days_apart(one: Traits, other: Traits) -> float | None:
    """Days between the acts of speech as far as told; ``None`` where a date is missing. Where only the day of
    publication is known, the two days before it count as well."""
    first, second = _window(one), _window(other)
    if first is None or second is None:
        return None
    return float(max(0, second[0] - first[1], first[0] - second[1]))


_BEFORE = 2  # days by which news is late


def _window(traits: Traits) -> tuple[int, int] | None:
    if traits.told and traits.first is not None and traits.last is not None:
        return traits.first, traits.last
    last = traits.last if traits.last is not None else traits.published
    if last is None:
        return None
    return last - _BEFORE, last


def forbids(one: Traits, other: Traits) -> str | None:
    """Why two statements cannot report one act of speech whatever their words, or ``None``."""
    if one.within == other.id or other.within == one.id:
        return "one is told inside the other"
    if speakers(one.voice, other.voice) is Speakers.DIFFERENT:
        return "two speakers"
    if (one.act == Act.ASKS) != (other.act == Act.ASKS) and (one.turn or other.turn):
        return "a question and an answer"
    if one.told and other.told and (days_apart(one, other) or 0) >= 2:
        return "two days"
    return None


def likeness(one: Traits, other: Traits) -> Likeness:
    """Measure a pair."""
    if (one.mass, one.id) > (other.mass, other.id):
        one, other = other, one
    table = senses(one.language)
    small, shared = _cover(one, other, table)
    large, _ = _cover(other, one, table)
    quote, quoted = _quote(one, other)
    relation = speakers(one.voice, other.voice)
    days = days_apart(one, other)
    inside = one.article == other.article
    step = abs(one.place - other.place)
    return Likeness(
        small=max(small, _quote_cover(one, other, table)),
        large=large,
        amount=shared / (shared + 1.5),
        runs=_runs(one.words, other.words),
        quote=quote,
        quoted=quoted,
        meaning=max(0.0, similarity(one, other) - 0.3),
        metonym=float(relation is Speakers.METONYM),
        open=float(relation is Speakers.OPEN),
        days=0.0 if days is None else min(days, 7.0) / 7.0,
        undated=float(days is None and not inside),
        acts=float(one.act != other.act),
        polarity=float(_opposed(one, other)),
        numbers=_numbers(one, other),
        apart=float(one.kind == other.kind == Kind.DIRECT and quote == 0),
        brief=1.0 / (1.0 + one.mass),
        inside=float(inside),
        near=float(inside and step <= 2),
        leads=float(inside and step <= 2 and _leads(one, other)),
        denial=float(inside and one.act == other.act == Act.DENIES and step <= 3),
        head=float(inside and (one.head != other.head)),
        turn=float(not inside and (one.turn or other.turn)),
    )


def _leads(one: Traits, other: Traits) -> bool:
    """Whether the first tells in the outlet's words what the second, right behind it, quotes."""
    first, second = sorted((one, other), key=lambda t: t.place)
    return first.kind != Kind.DIRECT and second.kind == Kind.DIRECT


def _opposed(one: Traits, other: Traits) -> bool:
    """Whether one denies what the other asserts, as far as words of negation tell."""
    denies = {one.act == Act.DENIES, other.act == Act.DENIES}
    return len(denies) == 2 and one.negated == other.negated


def _numbers(one: Traits, other: Traits) -> float:
    if not one.numbers or not other.numbers:
        return 0.0
    return 0.0 if one.numbers & other.numbers else 1.0


def _cover(one: Traits, other: Traits, table: Senses) -> tuple[float, float]:
    """How much of one statement's words the other has, each sentence laid on the one or two that fit it best:
    a share, and how much the shared words tell."""
    windows = _windows(other.parts)
    whole = sum(p.mass for p in one.parts)
    if not whole or not windows:
        return 0.0, 0.0
    shared = sum(max(table.mass(p.bag & w) for w in windows) for p in one.parts)
    return shared / whole, shared


def _windows(parts: Sequence[Part]) -> list[frozenset[str]]:
    if len(parts) == 1:
        return [parts[0].bag]
    return [a.bag | b.bag for a, b in pairwise(parts)]


def _quote_cover(one: Traits, other: Traits, table: Senses) -> float:
    """The share of the lighter one's quoted words that the other says, where they tell enough."""
    lighter, heavier = sorted((one, other), key=lambda t: (t.quotes.mass, t.id))
    if lighter.kind != Kind.MIXED or lighter.quotes.mass < 1.5:
        return 0.0
    words = heavier.quotes if heavier.quotes.mass > lighter.quotes.mass else None
    bag = words.bag if words else frozenset(heavier.words)
    return 0.9 * table.mass(lighter.quotes.bag & bag) / lighter.quotes.mass


def _runs(one: Sequence[str], other: Sequence[str]) -> float:
    first, second = set(pairwise(one)), set(pairwise(other))
    least = min(len(first), len(second))
    return len(first & second) / least if least else 0.0


def _quote(one: Traits, other: Traits) -> tuple[float, float]:
    """The share of the shorter one's quoted words that stand in a row inside the other's marks, and how much
    is shared, from 0 to 1 for about ten words."""
    first, second = _threes(one.quoted), _threes(other.quoted)
    least = min(len(first), len(second))
    if not least:
        return 0.0, 0.0
    shared = len(first & second)
    return shared / least, min(shared, 8) / 8


def _threes(words: Sequence[str]) -> set[tuple[str, ...]]:
    if 0 < len(words) < 3:
        return {tuple(words)}
    return set(zip(words, words[1:], words[2:], strict=False))


WEIGHTS = {
    "": -5.6,
    "small": 4.0,
    "large": 2.0,
    "amount": 2.5,
    "runs": 1.5,
    "quote": 1.5,
    "quoted": 1.5,
    "meaning": 4.0,
    "metonym": -0.8,
    "open": -1.0,
    "days": -5.0,
    "undated": -0.3,
    "acts": -0.3,
    "polarity": -1.5,
    "numbers": -1.0,
    "apart": -2.0,
    "brief": -1.0,
    "inside": -0.7,
    "near": 0.4,
    "leads": 1.0,
    "denial": 3.0,
    "head": 1.0,
    "turn": -1.0,
}


def score_pair(one: Traits, other: Traits) -> float:
    """How surely both report one act of speech, from 0 to 1; 0 where something forbids it."""
    if forbids(one, other):
        return 0.0
    return weigh(likeness(one, other))


def weigh(measured: Likeness) -> float:
    """The probability that stands for what was measured."""
    total = WEIGHTS[""] + sum(WEIGHTS[name] * getattr(measured, name) for name in FEATURES)
    return 1.0 / (1.0 + math.exp(-total))
