"""What invented articles tell beside their statements: half of them of a meeting of two speakers within three
days, some of a number of injured people. Each day has a few meetings, which several papers report, with the
day or the place or without. One article in twenty-five does not tell when it was written."""

from __future__ import annotations

import random
from datetime import date, timedelta

_TELLING = 0.5
_COUNTING = 0.2
_UNDATED = 0.04
_A_DAY = 6  # meetings of a day, of which a paper chooses one
_PLACES = ("Karsk", "Lindhaven", "Port Amiel", "Norhaven", "Sudborg")
_SYLLABLES = (
    *("Bra", "Den", "Fal", "Gor", "Hal", "Kas", "Lor", "Mir", "Nov", "Per", "Ras", "Sel", "Tam"),
    "Vos",
)


def name_of(speaker: str) -> tuple[str, str]:
    """What a speaker is called: the given name and the surname."""
    dice = random.Random(speaker)
    given, surname = ("".join(dice.choices(_SYLLABLES, k=k)).capitalize() for k in (2, 3))
    return given, surname


def is_undated(number: int) -> bool:
    """Whether the article of a number leaves open when it was written."""
    return random.Random(f"undated {number}").random() < _UNDATED


def told_by(number: int, day: date, speakers: int) -> str:
    """What the article of a number and a day tells of meetings and numbers; empty where it tells nothing."""
    chance = random.Random(f"told {number}")
    told = ""
    if chance.random() < _TELLING:
        held = day - timedelta(chance.randrange(3))
        one, other, place = _meeting(held, chance.randrange(_A_DAY), speakers)
        where = f" in {place}" if chance.random() < 0.5 else ""
        when = chance.choice((f" on {held:%A}", f" on {held.day} {held:%B %Y}", ""))
        told += f"{one} met {other}{where}{when}.\n"
    if chance.random() < _COUNTING:
        told += f"{chance.randint(2, 90)} people were injured in {chance.choice(_PLACES)}.\n"
    return told


def _meeting(day: date, which: int, speakers: int) -> tuple[str, str, str]:
    """Who met whom, and where."""
    chance = random.Random(f"{day} {which}")
    first, second = (min(int(chance.expovariate(12 / speakers)), speakers - 1) for _ in range(2))
    both = first, second if second != first else first + 1
    one, other = (" ".join(name_of(f"speaker {n}")) for n in both)
    return one, other, chance.choice(_PLACES)
