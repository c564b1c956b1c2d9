"""Many pairs are scored as each is alone, bit by bit."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import numpy as np
import pytest
from said_sheets import Said, article, said

from dragoman.link.compare import score_pair
from dragoman.link.crosswise import FORBIDDEN, scores_of
from dragoman.link.forbidding import forbids
from dragoman.link.people import find_people
from dragoman.link.traits import Traits, members_of, traits_of
from dragoman.model import Act, Interval, Precision

WORDS = ("boats", "fog", "ferries", "treaty", "17", "counted", "40", "Sandor", "shameful", "peace", "not")
PRECISIONS = {0: Precision.DAY, 13: Precision.WEEK}
SPEAKERS = ("Ilan Dravek", "Dravek", "Mirela Sandor", "Veldoria", None)


def words(chance: random.Random) -> str:
    """Some sentences, some of them with words inside quotation marks."""
    told = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        several = chance.choices(WORDS, k=chance.randint(2, 9))
        if chance.random() < 0.5:
            at = chance.randrange(len(several))
            several[at:] = ["“" + " ".join(several[at:]) + "”"]
        told.append(" ".join(several).capitalize() + ".")
    return " ".join(told)


def spoken(chance: random.Random) -> Said:
    text = words(chance)
    return said(
        f"“{text.replace('“', '').replace('”', '')}”" if chance.random() < 0.5 else text,
        chance.choice(SPEAKERS),
    )


def changed(traits: Traits, chance: random.Random) -> Traits:
    """The same with other days, acts and meanings."""
    day = date(2033, 3, 1) + timedelta(chance.randrange(6))
    told, days = chance.random() < 0.4, chance.choice((0, 0, 0, 13))
    rows = np.array([[chance.randint(-60, 60) for _ in range(4)] for _ in range(chance.choice((1, 1, 3)))])
    return replace(
        traits,
        act=chance.choice((Act.ASSERTS, Act.ASSERTS, Act.DENIES, Act.ASKS)),
        turn=chance.random() < 0.1,
        negated=chance.random() < 0.2,
        medium=frozenset(chance.sample(("interview", "tweet"), chance.choice((0, 0, 1, 2)))),
        said_on=Interval(day, day + timedelta(days), PRECISIONS[days], "its day") if told else None,
        first=day.toordinal() if told else None,
        last=day.toordinal() + days if told or chance.random() < 0.5 else None,
        told=told,
        vectors=rows.astype(np.int8) if chance.random() < 0.8 else None,
    )


def statements(seed: int) -> Sequence[Traits]:
    chance = random.Random(seed)
    lines = [spoken(chance) for _ in range(6)]
    sheets = [
        article(
            f"p{n}",
            *(
                replace(chance.choice(lines), by=chance.choice(SPEAKERS))
                if chance.random() < 0.6
                else spoken(chance)
                for _ in range(3)
            ),
            published=date(2033, 3, 1) + timedelta(chance.randrange(20)) if chance.random() < 0.8 else None,
        )
        for n in range(14)
    ]
    members = members_of(find_people(sheets))
    return [changed(traits, chance) for sheet in sheets for traits in traits_of(sheet, members)]


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("least", [0.0, 0.5])
def test_many_pairs_score_as_each_alone(seed: int, least: float) -> None:
    pairs = list(combinations(statements(seed), 2))
    alone = [FORBIDDEN if forbids(one, other) else score_pair(one, other) for one, other in pairs]
    together = scores_of(pairs, least)
    assert [s for s in together if s >= least] == [s for s in alone if s >= least]
    assert [s >= 0.5 for s in together] == [s >= 0.5 for s in alone]
    assert min(alone) == FORBIDDEN
    assert max(alone) >= 0.5


def of_one_article(seed: int) -> Sequence[Traits]:
    """Statements of one article, some told inside others, some in its headline."""
    chance = random.Random(seed)
    sheet = article("p", *(replace(spoken(chance), by=chance.choice(SPEAKERS)) for _ in range(30)))
    several = [changed(traits, chance) for traits in traits_of(sheet, members_of(find_people([sheet])))]
    return [
        replace(
            traits,
            head=chance.random() < 0.2,
            place=traits.place - (chance.random() < 0.2),
            within=chance.choice(several).id if chance.random() < 0.3 else None,
        )
        for traits in several
    ]


@pytest.mark.parametrize("seed", range(5))
def test_pairs_of_one_article_score_as_each_alone(seed: int) -> None:
    pairs = list(combinations(of_one_article(seed), 2))
    alone = [FORBIDDEN if forbids(one, other) else score_pair(one, other) for one, other in pairs]
    assert scores_of(pairs) == alone
    assert len({score for score in alone if score >= 0}) > 20


def test_pairs_score_alike_in_either_order() -> None:
    pairs = list(combinations(statements(4), 2))[:400]
    assert scores_of(pairs) == scores_of([(other, one) for one, other in pairs])


def test_no_pairs_have_no_scores() -> None:
    assert scores_of([]) == []
