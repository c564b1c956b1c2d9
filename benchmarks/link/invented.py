"""Any number of invented statements, many of them renderings of one remark: trimmed, reworded, told again.

A remark is a row of invented words, some of them common, by an invented speaker on a day. Its renderings drop
words at either end, replace some, or tell a half; one remark in fifty is a stock phrase that many speakers
use; one in twenty is told again by the same speaker weeks later. Nothing is taken from any text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from dragoman.link.traits import Part, Traits, Voice
from dragoman.model import Act, ActorKind, Kind

_SYLLABLES = ("ba", "do", "fe", "gu", "ki", "lo", "ma", "ne", "po", "ru", "sa", "ti", "vo", "wu", "ze")
_STATEMENTS_A_DAY = 400
_SPEAKERS_A_THOUSAND = 40
_FIRST_DAY = 742_000


@dataclass(frozen=True, slots=True)
class Made:
    """A statement and the number of the remark that it renders."""

    traits: Traits
    remark: int


def statements(count: int, seed: int = 1) -> Iterator[Made]:
    """``count`` statements, remark by remark; more statements mean more days and more speakers."""
    chance = random.Random(seed)
    words = ["".join(p) for p in product(_SYLLABLES, repeat=3)]
    weights = [1 / (rank + 20) for rank in range(len(words))]
    speakers = [f"speaker {n}" for n in range(speakers_of(count))]
    days = max(10, count // _STATEMENTS_A_DAY)
    stock = [chance.choices(words, weights, k=3) for _ in range(20)]
    made = remark = 0
    told: list[str] = []
    while made < count:
        again = chance.random() < 0.05 and bool(told)
        if chance.random() < 0.02:
            told = list(chance.choice(stock))
        elif not again:
            told = chance.choices(words, weights, k=chance.randint(6, 24))
        speaker = speakers[min(int(chance.expovariate(12 / len(speakers))), len(speakers) - 1)]
        day = _FIRST_DAY + chance.randrange(days)
        for _ in range(min(count - made, _carriers(chance))):
            rendering = reword(told, words, chance)
            yield Made(_traits(made, rendering, speaker, day, chance), remark)
            made += 1
        remark += 1


def speakers_of(count: int) -> int:
    """How many people make so many statements."""
    return max(8, count * _SPEAKERS_A_THOUSAND // 1000)


def _carriers(chance: random.Random) -> int:
    """How many papers carry a remark: most one, few very many."""
    return min(60, int(chance.paretovariate(1.3)))


def reword(told: Sequence[str], words: Sequence[str], chance: random.Random) -> list[str]:
    """Another wording of a remark."""
    shape = chance.random()
    if shape < 0.4 or len(told) < 5:
        return list(told)
    if shape < 0.6:
        start = chance.randrange(len(told) // 2)
        return list(told[start : start + max(4, len(told) * 2 // 3)])
    return [chance.choice(words) if chance.random() < 0.2 else w for w in told]


def _traits(number: int, words: Sequence[str], speaker: str, day: int, chance: random.Random) -> Traits:
    part = Part(tuple(words), "en")
    direct = chance.random() < 0.5
    return Traits(
        id=f"s{number:08d}",
        article=f"a{number:08d}",
        place=0,
        voice=Voice(person=speaker, kind=ActorKind.PERSON),
        speaker=None,
        said_on=None,
        kind=Kind.DIRECT if direct else Kind.INDIRECT,
        act=Act.ASSERTS,
        head=False,
        turn=False,
        within=None,
        language="en",
        first=None,
        last=day + chance.randrange(2),
        told=False,
        published=day + 1,
        parts=(part,),
        quoted=(part.words,) if direct else (),
        quotes=part if direct else Part((), "en"),
        names=frozenset(),
        negated=False,
        medium=frozenset(),
    )
