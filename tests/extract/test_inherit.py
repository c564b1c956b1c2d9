"""Days that a statement has from what stands around it."""

import pytest

from dragoman import read_text

HEAD = "Karsk Today\n\nFriday, March 11, 2033\n\n"


def days(text, **given):
    reading = read_text(text, **given)
    found = {}
    for s in reading.statements:
        words = s.content[0].of(reading.article.text).strip(' ,.“”"')
        when = s.said_on
        found[words] = when and (str(when.first or ""), str(when.last or ""))
    return found


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        # the same speaker goes on
        (
            "Ilan Dravek said on Thursday that the lane was open. “Nobody will close it,” Dravek said.",
            "Nobody will close it",
            "2033-03-10",
            "2033-03-10",
        ),
        # ... and somebody else does not
        (
            "Ilan Dravek said on Thursday that the lane was open. “Nobody closed it,” Mirela Sandor said.",
            "Nobody closed it",
            "",
            "2033-03-11",
        ),
        # ... nor what the same speaker had said before
        (
            "Ilan Dravek said on Thursday that the lane was open. “Nobody will close it,” Dravek had said.",
            "Nobody will close it",
            "",
            "2033-03-11",
        ),
    ],
)
def test_statements_inherit_the_day_of_the_same_speaker(text, words, first, last):
    assert days(HEAD + text, published="2033-03-11")[words] == (first, last)


def test_statements_are_not_younger_than_the_one_that_quotes_them():
    text = HEAD + "Mirela Sandor said on Thursday that Ilan Dravek had promised to leave the strait."
    found = days(text, published="2033-03-11")
    assert ("", "2033-03-10") in found.values()


def test_statements_of_a_page_without_date_stay_open():
    found = days("Ilan Dravek said that the lane was open. Dravek said nobody would close it.")
    assert found
    assert set(found.values()) == {None}
