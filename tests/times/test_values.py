"""TIMEX3 types and values."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.cli import main
from dragoman.languages import data
from dragoman.model import Interval
from dragoman.times import find_times

FRIDAY = Interval.day(date(2033, 3, 11), "the article's day")


def timex(text, anchor=FRIDAY):
    return [(t.span.of(text), str(t.type), t.value) for t in find_times(text, anchor, "en")]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("He left on Friday.", "Friday", "DATE", "2033-03-11"),
        ("He planned to leave on Tuesday.", "Tuesday", "DATE", "2033-03-15"),
        ("He left on Thursday night.", "Thursday night", "TIME", "2033-03-10TNI"),
        ("He left at 5 p.m. on Thursday.", "5 p.m. on Thursday", "TIME", "2033-03-10T17:00"),
        ("He left at 10:35 a.m. Monday", "10:35 a.m. Monday", "TIME", "2033-03-07T10:35"),
        ("He left this morning.", "this morning", "TIME", "2033-03-11TMO"),
        ("the mood last week", "last week", "DATE", "2033-W09"),
        ("early in the week", "early in the week", "DATE", "2033-W10"),
        ("over the weekend", "the weekend", "DATE", "2033-W10-WE"),
        ("two months ago", "two months ago", "DATE", "2033-01"),
        ("almost four years ago", "almost four years ago", "DATE", "2029"),
        ("in the third quarter of 2032", "the third quarter of 2032", "DATE", "2032-Q3"),
        ("fiscal 2032", "fiscal 2032", "DATE", "2032"),
        ("last fall", "last fall", "DATE", "2032-FA"),
        ("in the 1990s", "the 1990s", "DATE", "199"),
        ("Thanksgiving Day", "Thanksgiving Day", "DATE", "2032-11-25"),
        ("on Easter Sunday", "Easter Sunday", "DATE", "2033-04-17"),
        ("nineteen ninety-seven", "nineteen ninety-seven", "DATE", "1997"),
        ("It is now calm.", "now", "DATE", "PRESENT_REF"),
        ("It recently rained.", "recently", "DATE", "PAST_REF"),
        ("in the near future", "the near future", "DATE", "FUTURE_REF"),
        ("for two days", "two days", "DURATION", "P2D"),
        ("a three-hour speech", "three-hour", "DURATION", "PT3H"),
        ("the past 20 years", "the past 20 years", "DURATION", "P20Y"),
        ("for several months", "several months", "DURATION", "PXM"),
        ("5 1/2 hours", "5 1/2 hours", "DURATION", "PT5H30M"),
        ("weeks before the war", "weeks", "DURATION", "PXW"),
        ("in the late nineteen sixties", "the late nineteen sixties", "DATE", "196"),
        ("in July of last year", "July of last year", "DATE", "2032-07"),
        ("in a June hearing", "June", "DATE", "2033-06"),
        ("January nineteen ninety-seven", "January nineteen ninety-seven", "DATE", "1997-01"),
        ("the entire 2032 race", "2032", "DATE", "2032"),
        ("the post-1959 order", "post-1959", "DATE", "1959"),
        ("two years from now", "two years from now", "DATE", "2035"),
        ("a quarter-century ago", "a quarter-century ago", "DATE", "2008"),
        ("It is quiet these days.", "these days", "DATE", "PRESENT_REF"),
        ("at six o'clock", "six o'clock", "TIME", "2033-03-11T06:00"),
        ("for half a century", "half a century", "DURATION", "P50Y"),
        ("three hundred days", "three hundred days", "DURATION", "P300D"),
        ("a two-and-a-half-year term", "two-and-a-half-year", "DURATION", "P2Y6M"),
        ("for four consecutive months", "four consecutive months", "DURATION", "P4M"),
        ("in the year ended June 30", "the year", "DURATION", "P1Y"),
        ("It fell minutes later.", "minutes later", "DURATION", "PTXM"),
        ("every day", "every day", "SET", "P1D"),
        ("each Thursday", "each Thursday", "SET", "XXXX-WXX-4"),
    ],
)
def test_find_times_gives_type_and_value(text, words, kind, value):
    assert (words, kind, value) in timex(text)


@pytest.mark.parametrize(
    "text",
    [
        "the party daily Harbour Post",
        "on the programme “Thirty Minutes”,",
        "a rise of 20 percent annually",
        "all 2032 boats",
        "some open 2000 chairs",
    ],
)
def test_find_times_leaves_out_what_only_looks_like_a_time(text):
    assert timex(text) == []


def test_find_times_takes_the_month_of_a_range_from_its_start():
    assert timex("They met on March 6-8.") == [
        ("March 6", "DATE", "2033-03-06"),
        ("8", "DATE", "2033-03-08"),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [("on Friday", "XXXX-WXX-5"), ("on March 10", "XXXX-03-10"), ("yesterday", "XXXX-XX-XX")],
)
def test_find_times_leaves_x_for_what_the_missing_day_would_tell(text, value):
    assert [v for *_, v in timex(text, None)] == [value]


def test_times_table_gives_each_word_one_class():
    words = [word for listed in data("en", "times")["classes"].values() for word in listed]
    assert len(words) == len(set(words))


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="0123456789:/.- ,aempstdhr\nMyFiQ'", max_size=60))
def test_find_times_takes_any_text(text):
    assert all(t.value for t in find_times(text, FRIDAY, "en"))


def times(lines):
    return CliRunner().invoke(main, ["times"], input="".join(f"{line}\n" for line in lines))


def test_times_command_prints_a_line_for_each_text():
    result = times([json.dumps({"id": "a", "dct": "2033-03-11", "text": "He left on Thursday."})])
    (row,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert row["id"] == "a"
    assert [(t["start"], t["end"], t["type"], t["value"]) for t in row["timex"]] == [
        (11, 19, "DATE", "2033-03-10")
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("xx", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"id": 1}', 'no key "text"'),
        ('{"id": 1, "text": 2}', '"text" is no string'),
        ('{"id": 1, "dct": "soon", "text": ""}', '"dct" is no date'),
    ],
)
def test_times_command_tells_of_a_bad_line_and_does_the_others(line, why):
    result = times([line, '{"id": "b", "dct": null, "text": "now"}'])
    assert (result.exit_code, result.stdout.count("\n")) == (3, 1)
    assert "line 1" in result.stderr
    assert why in result.stderr
