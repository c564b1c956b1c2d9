from datetime import date

import pytest

from dragoman.model import Interval, Precision
from dragoman.report.wording import DateState, one_line, visible, word_days, word_published, word_said

D = date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain, “quoted” and é", "plain, “quoted” and é"),
        ("a\x00b\x1b[31m", "a␀b␛[31m"),
        ("safe\u202egnp.exe", "safe⟨RLO⟩gnp.exe"),
        ("\u2066x\u2069", "⟨LRI⟩x⟨PDI⟩"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("lone \ud800 half", "lone ⟨U+D800⟩ half"),
        ("\x7f\x85\ufffe", "␡⟨U+0085⟩⟨U+FFFE⟩"),
        ("tab\tand\nline", "tab\tand\nline"),
    ],
)
def test_visible_takes_the_power_from_odd_characters(text, expected):
    assert visible(text) == expected


@pytest.mark.parametrize(
    ("first", "last", "precision", "expected"),
    [
        (D(2022, 3, 10), D(2022, 3, 10), Precision.DAY, "10 Mar 2022"),
        (D(2022, 3, 7), D(2022, 3, 13), Precision.WEEK, "7–13 Mar 2022"),
        (D(2022, 2, 28), D(2022, 3, 6), Precision.WEEK, "28 Feb – 6 Mar 2022"),
        (D(2021, 12, 27), D(2022, 1, 2), Precision.WEEK, "27 Dec 2021 – 2 Jan 2022"),
        (D(2022, 3, 1), D(2022, 3, 31), Precision.MONTH, "Mar 2022"),
        (D(2022, 1, 1), D(2022, 12, 31), Precision.YEAR, "2022"),
        (D(2022, 3, 1), None, Precision.DAY, "from 1 Mar 2022"),
        (None, D(2022, 3, 1), Precision.DAY, "until 1 Mar 2022"),
        (None, None, Precision.OPEN, "date open"),
    ],
)
def test_word_days_words_every_kind_of_interval(first, last, precision, expected):
    assert word_days(first, last, precision) == expected


PRINTED = Interval.day(D(2022, 3, 11), "the dateline")
OPEN = Interval(None, None, Precision.OPEN, "nothing")


@pytest.mark.parametrize(
    ("said_on", "published", "state", "label"),
    [
        (Interval.day(D(2022, 3, 10), "“Thursday”"), PRINTED, DateState.SAID, "10 Mar 2022"),
        (None, PRINTED, DateState.BY, "by 11 Mar 2022"),
        (OPEN, PRINTED, DateState.BY, "by 11 Mar 2022"),
        (Interval(None, D(2022, 3, 9), Precision.OPEN, "x"), PRINTED, DateState.BY, "by 9 Mar 2022"),
        (None, None, DateState.OPEN, "date open"),
        (OPEN, OPEN, DateState.OPEN, "date open"),
    ],
)
def test_word_said_tells_what_a_date_rests_on(said_on, published, state, label):
    when = word_said(said_on, published)
    assert (when.state, when.label) == (state, label)
    assert when.basis


def test_word_published_never_invents_a_date():
    assert word_published(None).label == "date not told"


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("two\n\n words ", None, "two words"),
        ("the strait of Maren, closed", 21, "the strait of Maren …"),
        ("x" * 30, 10, "x" * 10 + " …"),
    ],
)
def test_one_line_cuts_at_a_word(text, limit, expected):
    assert one_line(text, limit) == expected
