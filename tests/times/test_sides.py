"""On which side of the article an expression lies, and what later expressions lean on."""

from datetime import date

import pytest

from dragoman.model import Interval
from dragoman.times import find_times

FRIDAY = Interval.day(date(2033, 3, 11), "the article's day")


def values(text):
    return [t.value for t in find_times(text, FRIDAY, "en")]


@pytest.mark.parametrize(
    "dateline", ["KARSK, May 9 (MPA) - ", "KARSK, 9 May (MPA) - ", "In May's first week "]
)
def test_a_month_is_no_verb(dateline):
    *_, thursday = find_times(f"{dateline}Sandor told reporters on Thursday", FRIDAY, "en")
    assert thursday.interval == Interval.day(date(2033, 3, 10), "“Thursday”, written 2033-03-11")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # the verb behind an expression that opens its sentence
        ("On Tuesday, Dravek plans to meet Sandor.", "2033-03-15"),
        ("On Tuesday, Dravek met Sandor and will meet Hale.", "2033-03-08"),
        ("Until Thursday, they had not spoken.", "2033-03-10"),
        ("Until Thursday they will not speak.", "2033-03-17"),
        # a verb in the present
        ("Dravek and Sandor meet on Monday.", "2033-03-14"),
        # the last word that tells is the one that counts
        ("She said that the vote was planned for Tuesday.", "2033-03-15"),
        ("The vote is better than expected, she said on Tuesday.", "2033-03-08"),
        ("Better-than-expected figures came on Tuesday.", "2033-03-08"),
        # months and days that no verb places are the nearer ones
        ("the cutback in its oil supply in May", "2033-05"),
        ("The case is heard in May.", "2033-05"),
        ("It has extended the loans through May.", "2033-05"),
        ("The case was heard in May.", "2032-05"),
        ("In May, the union brought in a lawyer.", "2032-05"),
        ("the rise in November", "2032-11"),
        ("The reduced fee is payable June 2.", "2033-06-02"),
    ],
)
def test_find_times_takes_the_side_that_the_verbs_tell(text, value):
    assert values(text) == [value]


def test_find_times_dates_what_will_be_on_the_day_that_opens_the_sentence():
    (found,) = find_times("On Tuesday, Dravek will meet Sandor.", FRIDAY, "en")
    assert found.interval is not None
    assert found.interval.first == date(2033, 3, 15)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In July 2030 he left. The following year he came back.", ["2030-07", "2031"]),
        ("In July 2030 he left. The following month he came back.", ["2030-07", "2030-08"]),
        ("On March 3, 2031 he left. The following day he rested.", ["2031-03-03", "2031-03-04"]),
        ("On March 3, 2031 he left. The previous week he rested.", ["2031-03-03", "2031-W09"]),
        ("In July 2030 he left. The following day he rested.", ["2030-07", "2033-03-12"]),
        ("The following year was calm.", ["2034"]),
        ("In 2025 he left. Two years later he came back.", ["2025", "2027"]),
        ("In 2025 he left. Today they recall that year.", ["2025", "2033-03-11", "2025"]),
        ("In 2025 he left. She had come eight years earlier.", ["2025", "2025"]),
        ("In 2025 he left. The year before, he was ill.", ["2025", "2024"]),
        ("On March 3, 2031 he came; the same day he left, and that evening he wrote.",
         ["2031-03-03", "2031-03-03", "2031-03-03TEV"]),
        # the event that the text goes back to was dated where it was first named
        ("After the Oct. 2 raid and in January they fled, in the days before the raid not.",
         ["2032-10-02", "2033-01", "2032-10"]),
        ("He came in the weeks before the war.", ["PXW"]),
        ("He came on Monday, in the days before the vote.", ["2033-03-07", "PXD"]),
    ],
)  # fmt: skip
def test_find_times_leans_on_what_was_named(text, expected):
    assert values(text) == expected
