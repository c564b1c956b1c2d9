"""What is measured of a pair, and the table that weighs it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from said_sheets import DAY, Said, article, said

import dragoman
from dragoman.link.compare import ACROSS, FEATURES, INSIDE, Likeness, likeness, score_pair
from dragoman.link.forbidding import days_late
from dragoman.link.inferring import pack_stance, stances_of, unpack_stance
from dragoman.link.packing import pack, unpack
from dragoman.link.people import find_people
from dragoman.link.sheet import Sheet
from dragoman.link.traits import Part, Traits, lay_out, members_of, traits_of
from dragoman.model import Interval

FERRIES = "“We were two ferries in the fog, and neither of us changed course.”"
HORNS = "“We were two ferries in the fog, and the horn was the only thing that spoke.”"
INTERVIEW = """Radio Tessaly speaks with Ilan Dravek

- Mr Dravek, how many boats are in the strait tonight?

- More than forty, and we count them every evening before supper.

- What will your government do about them?

- We will write to the president, as we have done three times this year.
"""
NETS = said("the nets were empty")


def laid(one: Sheet, other: Sheet) -> tuple[Traits, Traits]:
    """The first statement of either article; both mean the same."""
    members = members_of(find_people([one, other]))
    alike = np.array([[127]], dtype=np.int8)
    first, second = (replace(traits_of(sheet, members)[0], vectors=alike) for sheet in (one, other))
    return first, second


def measured(one: Said, other: Said, *more: Said, days: int = 0) -> Likeness:
    return likeness(*laid(article("a", one, *more), article("b", other, published=DAY + timedelta(days))))


@pytest.mark.parametrize(
    ("other", "least", "most"),
    [
        (FERRIES, 0, 0),
        ("“We were two ferries in the fog.”", 0, 0),
        (HORNS, 0.1, 0.6),
        ("“I never sail.”", 1, 1),
    ],
)
def test_cut_is_what_one_quotation_has_not_of_the_other(other: str, least: float, most: float) -> None:
    assert least <= measured(said(FERRIES), said(other)).cut <= most


def test_cut_does_not_ask_the_outlets_own_words_to_be_the_same() -> None:
    assert measured(said(FERRIES), said("the ministers passed in mist")).cut == 0


def test_sole_falls_with_what_else_an_article_has_of_the_speaker() -> None:
    pair = said(FERRIES), said("ferries passed in mist")
    found = [measured(*pair, *[NETS] * more).sole for more in (0, 1, 5, 60)]
    assert found == sorted(found, reverse=True)
    assert (found[0], found[-1]) == (1, 0)
    assert measured(*pair, days=9).sole == 0


def test_count_tells_that_one_alone_has_a_number() -> None:
    assert measured(said("40 boats came"), said("boats came")).count == 1
    assert measured(said("40 boats came"), said("40 boats left")).count == 0


def test_a_speaker_in_doubt_keeps_nothing_apart() -> None:
    sheet = article("a", said(FERRIES, by="Mirela Sandor"))
    (statement,) = sheet.reading.statements
    unsure = replace(sheet.reading, statements=(replace(statement, source=(), doubt_speaker=0.4),))
    apart, together = (score_pair(*laid(one, article("b", said(FERRIES)))) for one in (sheet, Sheet(unsure)))
    assert apart == 0
    assert together > 0.5


def test_tables_weigh_what_is_measured() -> None:
    assert (ACROSS.keys() | INSIDE.keys()) - {""} <= set(FEATURES)


@pytest.mark.parametrize(
    "words", ["no British boat came. “The American boats”, “40 boats” left", FERRIES, ""]
)
def test_what_is_kept_in_a_ledger_comes_back(words: str) -> None:
    sheet = article("a", said(words, office=("British minister", "the American navy")), NETS)
    stances = {stance.id: stance for stance in stances_of(sheet)}
    for traits in lay_out(sheet):
        assert unpack(pack(traits)) == traits
        assert traits.company == 2
        stance = stances[traits.id]
        assert unpack_stance(pack_stance(stance), traits) == stance


@pytest.mark.parametrize(
    ("first", "last", "day", "late"),
    [
        (0, 30, 10, 7),  # "in December", and a report of the tenth
        (0, 30, 30, 0),
        (0, 6, 3, 1),
        (0, 0, 10, 10),
        (0, 30, 40, 10),
        (0, 360, 180, 90),
    ],
)
def test_days_late_of_words_that_tell_a_while(first: int, last: int, day: int, late: int) -> None:
    told, untold = laid(article("a", NETS), article("b", NETS))
    assert told.published is not None
    interval = Interval.day(DAY, "its words")
    start = told.published
    told = replace(told, said_on=interval, first=start + first, last=start + last, told=True)
    untold = replace(untold, first=None, last=start + day, told=False)
    assert days_late(told, untold) == days_late(untold, told) == late


def test_a_headline_and_the_quotation_under_it_are_one() -> None:
    one = article("a", said("the ferries would be sold"), said("“We sell the ferries.”"))
    head, quotation = traits_of(one, members_of(find_people([one])))
    alike = np.array([[127]], dtype=np.int8)
    head, quotation = (replace(t, vectors=alike) for t in (head, quotation))
    assert score_pair(replace(head, head=True), quotation) > 0.5
    other = replace(quotation, vectors=np.array([[-127]], dtype=np.int8), parts=(Part(("nets",), "en"),))
    assert score_pair(replace(head, head=True), other) < 0.5


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("Oren Kasimir told reporters that he was tired.\n\n“The lane is closed. It stays closed.”\n", 0),
        (INTERVIEW, 4),
    ],
)
def test_a_quotation_that_stands_alone_is_no_turn(text: str, turns: int) -> None:
    laid_out = list(lay_out(Sheet(dragoman.read_text(text, outlet="The Harbour Post"))))
    assert laid_out
    assert sum(t.turn for t in laid_out) == turns


@pytest.mark.parametrize(
    ("words", "numbers"), [("both sent two boats", set()), ("they sent 14 boats", {"14"})]
)
def test_one_and_two_are_no_numbers_that_tell(words: str, numbers: set[str]) -> None:
    first, _ = laid(article("a", said(words)), article("b", NETS))
    assert first.numbers == numbers
