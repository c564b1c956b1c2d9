"""Time expressions, and the days they mean."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Interval, Precision
from dragoman.times import find_times

FRIDAY = Interval.day(date(2033, 3, 11), "the article's day")


def shown(text, anchor=FRIDAY):
    def day(value):
        return value and value.isoformat()

    found = find_times(text, anchor, "en")
    return [(t.span.of(text), t.interval and (day(t.interval.first), day(t.interval.last))) for t in found]


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        # weekdays behind the article, and on its day
        ("He said on Thursday.", "Thursday", "2033-03-10", "2033-03-10"),
        ("He said on Friday.", "Friday", "2033-03-11", "2033-03-11"),
        ("He said on Saturday.", "Saturday", "2033-03-05", "2033-03-05"),
        ("Thursday's talks failed.", "Thursday", "2033-03-10", "2033-03-10"),
        ("Thursday’s talks failed.", "Thursday", "2033-03-10", "2033-03-10"),
        ("He left on Thursday night.", "Thursday night", "2033-03-10", "2033-03-10"),
        ("He spoke last Friday.", "last Friday", "2033-03-04", "2033-03-04"),
        ("He spoke last Thursday.", "last Thursday", "2033-03-10", "2033-03-10"),
        # ... and ahead of it
        ("They will meet on Monday.", "Monday", "2033-03-14", "2033-03-14"),
        ("They meet next Friday.", "next Friday", "2033-03-18", "2033-03-18"),
        ("They are to meet on Friday.", "Friday", "2033-03-11", "2033-03-11"),
        # whole dates
        ("on March 10, 2033", "March 10, 2033", "2033-03-10", "2033-03-10"),
        ("on 10 March 2033", "10 March 2033", "2033-03-10", "2033-03-10"),
        ("the 10th of March 2033", "10th of March 2033", "2033-03-10", "2033-03-10"),
        ("Thursday, March 10, 2033", "Thursday, March 10, 2033", "2033-03-10", "2033-03-10"),
        ("Thu, 10 Mar 2033", "Thu, 10 Mar 2033", "2033-03-10", "2033-03-10"),
        ("Sept. 5, 2032", "Sept. 5, 2032", "2032-09-05", "2032-09-05"),
        ("at 2033-03-10", "2033-03-10", "2033-03-10", "2033-03-10"),
        ("stamped 24.03.2033", "24.03.2033", "2033-03-24", "2033-03-24"),
        ("stamped 03/24/2033", "03/24/2033", "2033-03-24", "2033-03-24"),
        # partial dates
        ("On March 10 he left.", "March 10", "2033-03-10", "2033-03-10"),
        ("On 12 March he left.", "12 March", "2032-03-12", "2032-03-12"),
        ("They will meet on March 28.", "March 28", "2033-03-28", "2033-03-28"),
        ("On Friday, March 12, he left.", "Friday, March 12", "2032-03-12", "2032-03-12"),
        ("In July he left.", "July", "2032-07-01", "2032-07-31"),
        ("In March he left.", "March", "2033-03-01", "2033-03-31"),
        ("They will vote in July.", "July", "2033-07-01", "2033-07-31"),
        ("In December 2031 he left.", "December 2031", "2031-12-01", "2031-12-31"),
        ("In 2027 he left.", "2027", "2027-01-01", "2027-12-31"),
        ("the first since 2027", "2027", "2027-01-01", "2027-12-31"),
        ("at a 2028 summit", "2028", "2028-01-01", "2028-12-31"),
        # against the article's day
        ("He left today.", "today", "2033-03-11", "2033-03-11"),
        ("He left earlier today.", "earlier today", "2033-03-11", "2033-03-11"),
        ("yesterday’s talks", "yesterday", "2033-03-10", "2033-03-10"),
        ("the day before yesterday", "the day before yesterday", "2033-03-09", "2033-03-09"),
        ("He leaves tomorrow.", "tomorrow", "2033-03-12", "2033-03-12"),
        ("He left three days ago.", "three days ago", "2033-03-08", "2033-03-08"),
        ("earlier this week", "earlier this week", "2033-03-07", "2033-03-11"),
        ("last week", "last week", "2033-02-28", "2033-03-06"),
        ("last month", "last month", "2033-02-01", "2033-02-28"),
        ("last year", "last year", "2032-01-01", "2032-12-31"),
    ],
)
def test_find_times_dates_an_expression(text, words, first, last):
    assert shown(text) == [(words, (first, last))]


@pytest.mark.parametrize(
    "text",
    [
        "They would meet on Monday.",
        "Silence was agreed until Monday.",
        "The report is due by Sunday.",
        "stamped 10.03.2033",
        "on February 30, 2033",
    ],
)
def test_find_times_leaves_open_what_the_words_do_not_tell(text):
    assert [interval for _, interval in shown(text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "The Sunday Times wrote of Black Friday.",
        "They march on and may win.",
        "2000 boats and 1,200 ships",
        "He left at 10.30.",
        "She sat in the sun.",
        "Resolution 2033 of the council",
        "",
    ],
)
def test_find_times_finds_nothing_in_other_words(text):
    assert shown(text) == []


@pytest.mark.parametrize(
    ("anchor", "text", "expected"),
    [
        (None, "on Thursday", None),
        (None, "on March 10", None),
        (None, "yesterday", None),
        (None, "in 2027", ("2027-01-01", "2027-12-31")),
        # bounded on one side only: nothing but the words that it was inferred from
        (Interval(date(2033, 3, 10), None, Precision.DAY, "b"), "on Thursday", None),
        (Interval(date(2033, 3, 10), None, Precision.DAY, "b"), "today", None),
        (
            Interval(date(2033, 3, 10), None, Precision.DAY, "b"),
            "Thursday, March 10",
            ("2033-03-10", "2033-03-10"),
        ),
        (Interval(None, date(2033, 3, 10), Precision.DAY, "b"), "on Thursday", None),
        # two days: dated where both give the same answer
        (
            Interval(date(2033, 3, 10), date(2033, 3, 11), Precision.DAY, "b"),
            "on Monday",
            ("2033-03-07", "2033-03-07"),
        ),
        (Interval(date(2033, 3, 10), date(2033, 3, 11), Precision.DAY, "b"), "yesterday", None),
        (
            Interval(date(2033, 3, 1), date(2033, 3, 31), Precision.MONTH, "b"),
            "in July",
            ("2032-07-01", "2032-07-31"),
        ),
        (
            Interval(date(2033, 1, 1), date(2033, 12, 31), Precision.YEAR, "b"),
            "last year",
            ("2032-01-01", "2032-12-31"),
        ),
        (Interval.day(date(1, 1, 1), "b"), "yesterday", None),
        (Interval.day(date(9999, 12, 31), "b"), "tomorrow", None),
    ],
)
def test_find_times_needs_an_anchor_that_gives_one_answer(anchor, text, expected):
    assert [interval for _, interval in shown(text, anchor)] == [expected]


def test_find_times_takes_a_year_that_the_text_gives_elsewhere():
    text = "This picture was taken on March 18, 2031. On March 18 Dravek mocked the map."
    assert shown(text)[1] == ("March 18", ("2031-03-18", "2031-03-18"))


def test_find_times_proves_the_order_of_numeric_dates_by_another():
    assert shown("10.03.2033 and 24.02.2033")[0] == ("10.03.2033", ("2033-03-10", "2033-03-10"))
    assert shown("10.03.2033, 24.02.2033 and 02/24/2033")[0] == ("10.03.2033", None)


def test_find_times_says_what_a_date_rests_on():
    (found,) = find_times("He said on Thursday.", FRIDAY, "en")
    assert found.interval is not None
    assert found.interval.basis == "“Thursday”, written 2033-03-11"


def test_find_times_has_nothing_to_say_of_a_language_without_a_table():
    assert find_times("в четверг, on Thursday", FRIDAY, "ru") == []


_WORDS = st.sampled_from(
    ["Thursday", "March", "May", "10", "31", "2033", ",", "last", "next", "in", "since", "today", "’s", ".",
     "ago", "24.03.2033", "three days", "week", "earlier", "this", " ", "\n", "will", "٣", "9999"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    text=st.one_of(st.text(), st.lists(_WORDS, max_size=20).map(" ".join)),
    anchor=st.none() | st.dates().map(lambda day: Interval.day(day, "a")),
)
def test_find_times_lie_in_the_text_in_order_and_apart(text, anchor):
    edges = [edge for t in find_times(text, anchor, "en") for edge in (t.span.start, t.span.end)]
    assert [0, *edges, len(text)] == sorted([0, *edges, len(text)])
    for time in find_times(text, anchor, "en"):
        assert time.span.of(text).strip()
        assert time.interval is None or (
            time.interval.first and time.interval.last and time.interval.first <= time.interval.last
        )
