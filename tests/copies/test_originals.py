"""Which of several copies is the original."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import permutations

import pytest

from dragoman.copies import originals
from dragoman.model import Interval, Precision


@dataclass(frozen=True)
class Page:
    article: str
    published: Interval | None = None
    outlet: str | None = None
    original_outlet: str | None = None
    address: str | None = None


def day(number: int) -> Interval:
    return Interval.day(date(2033, 3, number), "given")


OPEN = Interval(None, date(2033, 3, 12), Precision.OPEN, "at the latest")

GROUPS = {
    "the earliest": ([Page("a", day(11)), Page("b", day(10)), Page("c", day(12))], {"a": "b", "c": "b"}),
    "two on one day leave it open": ([Page("a", day(10)), Page("b", day(10)), Page("c", day(12))], {}),
    "the undated stay open": ([Page("a", day(10)), Page("b"), Page("c", day(12))], {"c": "a"}),
    "an open date could be earlier": ([Page("a", day(10)), Page("b", OPEN)], {}),
    "the named origin, though later": (
        [Page("a", day(10), "Karsk Today", "Radio Tessaly"), Page("b", day(11), "Radio Tessaly"), Page("c")],
        {"a": "b", "c": "b"},
    ),
    "the named origin by its initials": (
        [Page("a", day(10), "The Harbour Post", "MPA"), Page("b", day(10), "Maren Press Agency")],
        {"a": "b"},
    ),
    "the named origin without article and case": (
        [Page("a", day(10), "StraitBlog", "harbour post"), Page("b", None, "The Harbour Post")],
        {"a": "b"},
    ),
    "a named origin that is not there": (
        [Page("a", day(11), "StraitBlog", "The Harbour Post"), Page("b", day(10), "Karsk Today")],
        {"a": "b"},
    ),
    "an outlet that passes it on is no origin": (
        [Page("a", None, "StraitBlog", "Post"), Page("b", None, "Post", "MPA"), Page("c", None, "MPA")],
        {"a": "c", "b": "c"},
    ),
    "other versions of the original are no copies": (
        [Page("a", day(10), address="x"), Page("b", day(10), address="x"), Page("c", day(11), address="y")],
        {"c": "a"},
    ),
    "an interval that is open at both ends is no date": (
        [Page("a", day(10)), Page("b", Interval(None, None, Precision.OPEN, "")), Page("c", day(11))],
        {"c": "a"},
    ),
    "nothing is known": ([Page("a"), Page("b")], {}),
    "alone": ([Page("a", day(1))], {}),
}  # fmt: skip


@pytest.mark.parametrize("name", GROUPS)
def test_original_is_told_by_the_pages_in_any_order(name):
    group, copies = GROUPS[name]
    wanted = {page.article: copies.get(page.article) for page in group}
    for order in permutations(group):
        assert originals(order) == wanted
