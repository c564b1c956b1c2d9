"""Warm and cold words: what tells a tone, what a negation does to it, who is meant, and means over time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.link.tone import (
    Signal,
    Step,
    Tone,
    Toned,
    called,
    each_once,
    first_of,
    means,
    step_over,
    tone_of,
)
from dragoman.model import Act, Kind

OSTMAR = called("Ostmar", ["Mirela Sandor", "Sandor", "Tomas Hale"])


@pytest.mark.parametrize(
    ("text", "cue", "act", "value"),
    [
        ("“We trust Ostmar,”", "said", Act.ASSERTS, 1.0),
        ("“We do not trust Ostmar,”", "said", Act.ASSERTS, -1.0),
        ("the talks with Sandor were constructive", "said", Act.ASSERTS, 1.0),
        ("Ostmar of a provocation", "accused", Act.ASSERTS, -1.0),
        ("Ostmar is no enemy", "said", Act.ASSERTS, 0.5),
        ("Ostmar is not only a partner", "said", Act.ASSERTS, 1.0),
        ("cooperation with the Ostmari coast guard, not with its navy", "offered", Act.ASSERTS, 1.0),
        ("the Ostmari offer", "welcomed", Act.ASSERTS, 1.0),
        ("to sink every Ostmari boat", "said", Act.THREATENS, -1.0),
        ("Ostmar a lighthouse", "offered", Act.PROMISES, 0.5),
        ("never to lend Ostmar a lighthouse", "vowed", Act.PROMISES, None),
        ("that he had betrayed Ostmar", "denied", Act.DENIES, -0.5),
        ("Ostmar had eleven boats in the bay", "said", Act.ASSERTS, None),
        ("Tessaly is a friend", "said", Act.ASSERTS, None),
        ("Sandor came late. The soup was hostile.", "said", Act.ASSERTS, None),
        ("Ostmar is a partner and a bully", "said", Act.ASSERTS, 0.0),
        ("", "said", Act.ASSERTS, None),
    ],
)
def test_tone_is_told_by_words_and_acts_that_are_about_the_other_side(text, cue, act, value):
    tone = tone_of(text, cue, act, Kind.INDIRECT, OSTMAR)
    assert (tone.value if tone else None) == value


def test_tone_says_what_tells_it():
    tone = tone_of("we don’t trust Ostmar", "warned", Act.THREATENS, Kind.DIRECT, OSTMAR)
    assert tone is not None
    assert tone.signals == (Signal("warned", -0.5), Signal("don’t … trust", -1.0), Signal("threatens", -1.0))


def test_words_of_a_direct_denial_are_the_speakers_own():
    tone = tone_of("“We never betrayed Ostmar”", "said", Act.DENIES, Kind.DIRECT, OSTMAR)
    assert tone is not None
    assert Signal("never … betrayed", 0.5) in tone.signals


@pytest.mark.parametrize(
    ("state", "names", "text", "is_named"),
    [
        ("Veldoria", [], "the Veldorian navy", True),
        ("Veldoria", [], "Veldorians know it", True),
        ("Veldoria", [], "a veldorian", False),
        ("France", [], "the French and nobody else", True),
        ("France", [], "what Paris wants", True),
        ("France", [], "what the Élysée wants", True),
        ("United States", [], "let us go", False),
        (None, ["Oren Kasimir"], "as Kasimir’s letter said", True),
        (None, ["Oren Kasimir"], "a Kasimirov", False),
        (None, [], "anybody", False),
    ],
)
def test_side_is_called_by_state_adjective_seat_and_people(state, names, text, is_named):
    assert called(state, names).is_in(text) is is_named


def test_names_that_both_sides_bear_name_neither():
    assert not called(None, ["Petra Voss"], besides=["Karl Voss"]).is_in("Voss said so")


def _toned(id: str, day: date | None, value: float, utterance: str = "") -> Toned:
    return Toned(id, utterance or id, day, Tone(value, ()))


def test_what_many_carried_counts_once_by_its_clearest_wording_on_its_first_day():
    several = [
        _toned("a", date(2031, 3, 4), -0.5, "u"),
        _toned("b", date(2031, 3, 2), -1.0, "u"),
        _toned("c", None, 0.5, "v"),
    ]
    once = each_once(several)
    assert {(one.id, one.day) for one in once} == {("b", date(2031, 3, 2)), ("c", None)}
    assert set(each_once(reversed(several))) == set(once)


def test_means_are_taken_by_stretch_and_leave_out_the_undated():
    toned = [_toned("a", date(2031, 3, 4), -1.0), _toned("b", date(2031, 3, 9), 0.5), _toned("c", None, 1.0)]
    points = means(toned, Step.MONTH)
    assert [(p.first, p.mean, len(p.statements)) for p in points] == [(date(2031, 3, 1), -0.25, 2)]


@pytest.mark.parametrize(
    ("last", "step"),
    [
        (date(2031, 1, 20), Step.DAY),
        (date(2031, 8, 1), Step.MONTH),
        (date(2033, 12, 31), Step.MONTH),
        (date(2034, 1, 1), Step.YEAR),
    ],
)
def test_step_grows_with_the_time(last, step):
    assert step_over([last, date(2031, 1, 5)]) is step


def test_no_days_are_counted_by_day():
    assert step_over([]) is Step.DAY


@settings(max_examples=60, deadline=None)
@given(
    st.text("Ostmar trust not hostile.,“” \n", max_size=120),
    st.sampled_from(list(Act)),
    st.sampled_from(list(Kind)),
)
def test_tone_of_any_words_lies_between_cold_and_warm(text, act, kind):
    tone = tone_of(f"Ostmar {text}", text, act, kind, OSTMAR)
    assert tone is None or (-1 <= tone.value <= 1 and tone.signals)


@given(st.lists(st.dates(), max_size=8), st.sampled_from(list(Step)))
def test_every_dated_statement_stands_behind_one_point(days, step):
    points = means([_toned(str(n), day, 0.5) for n, day in enumerate(days)], step)
    assert sorted(one.id for p in points for one in p.statements) == sorted(map(str, range(len(days))))
    assert all(first_of(one.day, step) == p.first for p in points for one in p.statements if one.day)
