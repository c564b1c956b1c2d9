"""Which statements of invented articles report one act of speech, and which only look like it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said_sheets import DAY, Said, are_one, article, groups, said

from dragoman.link.decide import Judged, pair_of
from dragoman.link.people import find_people
from dragoman.link.utterances import find_utterances
from dragoman.model import Act, ActorKind, BlockRole

FERRIES = "“We were two ferries in the fog. Each of us sounded the horn, and neither of us changed course.”"
MINISTER = ("foreign minister", "Veldorian")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said(FERRIES), said(FERRIES)),
        (said(FERRIES), said("“We were two ferries in the fog.”")),
        (said(FERRIES), said("“Each of us sounded the horn, and neither of us changed course.”")),
        (said(FERRIES), said("that they had been like “two ferries in the fog”")),
        (said(FERRIES), said("that the two sides had been ferries in the fog and neither changed course")),
        (
            said("“The talks were a dialogue of a mute person with a deaf one.”"),
            said("that the negotiations resembled “a conversation between the dumb and the deaf”"),
        ),
        (
            said("“Nobody closes the middle lane, not today and not after Easter.”"),
            said("“Nobody will close the middle lane, not today, not after Easter.”", by="Dravek"),
        ),
        (
            said("Veldoria would withdraw 19 of its 38 patrol boats by the middle of April"),
            said("that nineteen of the 38 Veldorian patrol boats will be pulled back by mid-April"),
        ),
    ],
)
def test_renderings_of_one_remark_are_one(one: Said, other: Said) -> None:
    assert are_one(one, other)


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        pytest.param(said(FERRIES), said(FERRIES, by="Mirela Sandor"), 0, id="two people say it"),
        pytest.param(
            said(FERRIES, on=DAY),
            said(FERRIES, on=DAY + timedelta(9)),
            9,
            id="days later, on another occasion",
        ),
        pytest.param(said("“No comment.”"), said("“No comment.”"), 30, id="a stock phrase"),
        pytest.param(
            said("“We plan by the calendar and not by the stopwatch.”"),
            said("“A door that closes slowly is not yet shut.”"),
            0,
            id="two sentences of one speech",
        ),
        pytest.param(
            said("that Veldoria had drawn up a timetable for a blockade of the strait", by="Tomas Hale"),
            said(
                "that Veldoria had drawn up a timetable for a blockade of the strait",
                by="Petra Voss",
                act=Act.DENIES,
            ),
            0,
            id="a denial and what it denies",
        ),
        pytest.param(
            said("that Veldoria would stop the trawlers at night"),
            said("that Veldoria would stop the trawlers at night", act=Act.DENIES),
            0,
            id="one and the same person denies it",
        ),
        pytest.param(
            said("38 boats are on duty in the strait"),
            said("60 boats are on duty at the northern shore"),
            0,
            id="other numbers",
        ),
    ],
)
def test_what_only_looks_alike_stays_apart(one: Said, other: Said, days: int) -> None:
    assert not are_one(one, other, days)


def test_words_read_out_by_a_moderator_are_not_the_moderators() -> None:
    question = said(
        "Minister Dravek says: “We were two ferries in the fog.” Did you sound the horn?", by="Radio Tessaly"
    )
    assert not are_one(said(FERRIES), question)


def test_what_is_told_inside_a_denial_stays_apart_from_the_denial() -> None:
    paper = article(
        "a",
        said("that he had promised to end the night inspections", act=Act.DENIES),
        said("he had promised to end the night inspections", act=Act.PROMISES, inside=0),
    )
    assert groups(paper) == {frozenset({"a0"}), frozenset({"a1"})}


def test_an_office_without_a_name_may_be_its_holder() -> None:
    named = said("“We were two ferries in the fog.”", office=MINISTER)
    unnamed = said("the meeting as “two ferries in the fog”", by="Veldoria’s foreign minister")
    assert are_one(named, unnamed)


def test_a_state_stands_for_its_minister_but_not_for_anothers() -> None:
    words = "Russian patrol boats would leave the northern lane before the end of winter"
    state = said(words, by="Russia", kind_of=ActorKind.STATE)
    assert are_one(said(words, by="Oleg Tarn", office=("foreign minister", "Russia")), state)
    assert not are_one(said(words, by="Jane Holt", office=("foreign minister", "France")), state)


def test_a_headline_belongs_to_what_it_stands_over() -> None:
    paper = article(
        "a",
        said("Sandor will not buy quiet water with empty nets", by="Mirela Sandor", block=BlockRole.HEADLINE),
        said("that parliament would be informed", by="Mirela Sandor"),
        said("“We will not pay for quiet water with empty nets.”", by="Mirela Sandor", act=Act.PROMISES),
    )
    assert groups(paper) == {frozenset({"a0", "a2"}), frozenset({"a1"})}


def test_halves_of_a_remark_meet_in_the_whole() -> None:
    whole, first, second = (
        article("a", said(FERRIES)),
        article("b", said("“We were two ferries in the fog.”")),
        article("c", said("“Each of us sounded the horn, and neither of us changed course.”")),
    )
    assert groups(whole, first, second) == {frozenset({"a0", "b0", "c0"})}


def test_judgements_win() -> None:
    sheets = article("a", said(FERRIES)), article("b", said(FERRIES)), article("c", said("“No fog here.”"))
    a, b, c = (s.statements[0].id for s in sheets)
    judged = Judged(same=frozenset({pair_of(a, c)}), apart=frozenset({pair_of(a, b)}))
    assert groups(*sheets, judged=judged) == {frozenset({"a0", "c0"}), frozenset({"b0"})}


def test_first_carrier_gives_the_id_and_the_best_date_the_day() -> None:
    late = article("late", said(FERRIES, by="Dravek", on=DAY), published=DAY + timedelta(1))
    early = article("early", said(FERRIES))
    (found,) = find_utterances([late, early], find_people([late, early]))
    assert found.id == early.statements[0].id
    assert found.statements == (early.statements[0].id, late.statements[0].id)
    assert (found.speaker_name, found.said_on and found.said_on.first) == ("Ilan Dravek", DAY)
    assert 0 <= found.doubt < 0.5


def test_statements_without_words_stand_alone() -> None:
    papers = [article("a", said("this", act=Act.DENIES)), article("b", said("that", act=Act.DENIES))]
    assert groups(*papers) == {frozenset({"a0"}), frozenset({"b0"})}


REMARKS = (
    "“The boats will be counted by people who own none.”",
    "that the boats would be counted by people who owned none",
    "“Boats will be counted by people who own none, and that cost us three months.”",
    "“That is the whole agreement, and it cost us three months.”",
    "that nineteen boats might stay until the middle of April",
    "“Whoever cannot agree on the course can at least agree on the log.”",
    "they could at least agree on the log if not on the course",
)
SPEAKERS = ("Ilan Dravek", "Dravek", "Mirela Sandor", None)
PAPERS = st.lists(
    st.tuples(
        st.lists(st.tuples(st.sampled_from(REMARKS), st.sampled_from(SPEAKERS)), min_size=1, max_size=3),
        st.integers(0, 12),
    ),
    min_size=2,
    max_size=9,
)


@settings(max_examples=25, deadline=None)
@given(PAPERS, st.randoms(use_true_random=False))
def test_utterances_do_not_depend_on_arrival(papers, random) -> None:
    sheets = [
        article(f"p{n}", *(said(w, by=by) for w, by in told), published=date(2033, 3, 1) + timedelta(day))
        for n, (told, day) in enumerate(papers)
    ]
    people = find_people(sheets)
    found = find_utterances(sheets, people)
    statements = sorted(s.id for sheet in sheets for s in sheet.statements)
    assert sorted(id for u in found for id in u.statements) == statements
    assert all(u.id == u.statements[0] for u in found)
    random.shuffle(sheets)
    assert find_utterances(sheets, people) == found


def test_a_line_told_again_day_by_day_is_no_endless_chain() -> None:
    days = [DAY + timedelta(3 * n) for n in range(6)]
    papers = [article(f"p{n}", said(FERRIES, on=day), published=day) for n, day in enumerate(days)]
    found = groups(*papers)
    assert all(frozenset({f"p{a}0", f"p{b}0"}) not in found for a, b in pairwise(range(6)))
    assert len(found) == 6
