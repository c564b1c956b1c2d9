"""Which statements are compared, and that what an index gives is what all at once gives."""

from __future__ import annotations

from bisect import bisect_left, insort
from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from said_sheets import article, said

from dragoman.link.candidates import Row, near, needed_of, pairs_among, pairs_of_rows, rows_of
from dragoman.link.keys import keys_of
from dragoman.link.people import find_people
from dragoman.link.traits import Traits, members_of, traits_of

WORDS = ("boats", "fog", "ferries", "lane", "treaty", "trawlers", "winter", "counted", "harbour", "pencil")


class Shelf:
    """An index in memory."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(self, rows: list[Row]) -> None:
        for row in rows:
            insort(self.rows, row)

    def before(self, row: Row, most: int) -> list[int]:
        place = bisect_left(self.rows, row)
        return [n for key, _, n in self.rows[max(0, place - most) : place] if key == row[0]]

    def behind(self, row: Row, most: int) -> list[int]:
        place = bisect_left(self.rows, (row[0], row[1], row[2] + 1))
        return [n for key, _, n in self.rows[place : place + most] if key == row[0]]


def traits(*told: tuple[str, int]) -> list[Traits]:
    """One statement an article, some days apart."""
    start = date(2033, 3, 1)
    sheets = [
        article(f"p{n}", said(words), published=start + timedelta(day)) for n, (words, day) in enumerate(told)
    ]
    members = members_of(find_people(sheets))
    return [t for sheet in sheets for t in traits_of(sheet, members)]


def test_a_shared_word_of_a_speaker_makes_a_pair_and_the_speaker_alone_does_not() -> None:
    found = traits(("trawlers stay in harbour", 0), ("every harbour was closed", 1), ("nobody may fish", 2))
    assert list(pairs_among(found)) == sorted([tuple(sorted((found[0].id, found[1].id)))])


def test_a_stock_phrase_costs_each_statement_its_neighbours_only() -> None:
    found = traits(*(("trawlers stay in harbour", day) for day in range(40)))
    assert len(list(pairs_among(found, width=3))) == 3 * 40 - (1 + 2 + 3)


def test_keys_are_a_function_of_the_statement_alone() -> None:
    one, other = traits(("trawlers stay in harbour", 0)), traits(("trawlers stay in harbour", 0), ("fog", 3))
    assert keys_of(one[0]) == keys_of(other[0])


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), st.integers(0, 9)),
        min_size=2,
        max_size=14,
    )
)
def test_an_index_gives_a_new_statement_what_all_at_once_gives(told) -> None:
    found = traits(*told)
    rows = [rows_of(t, n) for n, t in enumerate(found)]
    together = np.array([r for several in rows for r in several], dtype=np.int64).reshape(-1, 3)
    last = len(found) - 1
    needed = np.array([needed_of(t) for t in found], dtype=np.int64)
    pairs = pairs_of_rows(together, needed, width=3)
    expected = [a if b == last else b for a, b in pairs if last in (a, b)]
    shelf = Shelf()
    for several in rows:
        shelf.add(several)
    assert near(found[last], last, shelf, lambda n: (int(needed[n]), None), 3) == sorted(expected)
