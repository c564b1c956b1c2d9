"""What somebody speaks of."""

from __future__ import annotations

import pytest

from dragoman.link.topics import Topic, find_topics

FERRY = "the ferry line stays open"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([("a", FERRY), ("b", "The ferry line will be closed")], (Topic("ferry line", 2),)),
        ([("a", FERRY), ("a", "the ferry line will not close")], ()),
        ([("a", "ferry fares"), ("b", "ferry crews"), ("c", "a ferry")], (Topic("ferry", 3),)),
        ([("a", "on Monday, three times"), ("b", "on Monday, three weeks")], ()),
        ([("a", "Minister Dravek lied"), ("b", "Minister Dravek knew")], (Topic("Dravek", 2),)),
        ([("a", "Inspections at night"), ("b", "no inspections")], (Topic("inspections", 2),)),
        ([("a", ""), ("b", "…")], ()),
    ],
)
def test_find_topics_counts_acts_of_speech(said: list[tuple[str, str]], expected: tuple[Topic, ...]) -> None:
    assert find_topics(said) == expected


def test_find_topics_tells_the_weightiest_first_and_not_too_many() -> None:
    names = ("harbour", "pilot", "lighthouse", "buoy", "anchor")
    said = [(f"{name}{i}", f"{name}") for name in names for i in range(2)] + [("more", "a buoy")]
    assert find_topics(said, "en", most=2)[0] == Topic("buoy", 3)
    assert len(find_topics(said, "en", most=2)) == 2
