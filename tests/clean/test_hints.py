"""The table of furniture tells for each list of patterns which words they need; no pattern may do without."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.clean.phrases import BITS, SIGNED, phrases
from dragoman.languages import data

TABLE = data("en", "furniture")
LISTS = ("patterns", "floating", "prose", "after", "closing", "list", "byline")
LETTERS = st.characters(codec="latin-1", exclude_categories=("Cc", "Cs"))
WORD = re.compile(r"\w+")


def asks(line: str) -> int:
    return phrases().asks(line, WORD.findall(line.casefold()))


@pytest.mark.parametrize("name", LISTS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(chosen=st.data())
def test_line_that_a_pattern_matches_bears_a_hint(name: str, chosen: st.DataObject) -> None:
    pattern = re.compile(chosen.draw(st.sampled_from(TABLE[name])))
    line = chosen.draw(st.from_regex(pattern, fullmatch=name != "prose", alphabet=LETTERS))
    assert asks(line) & BITS[name]


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("00:00 / 01:42", True),
        ("www.straitblog.example", True),
        ("Comments (4)", True),
        ("• • •", True),
        ("Home | World | Strait of Maren", True),
        ("Updated12 March 2033", True),
        ("More videosMore videos", True),
        ("Harbour", False),
        ("Ships waited in the strait", False),
    ],
)
def test_line_is_furniture_by_its_marks_or_words(line: str, mark: bool) -> None:
    assert phrases().is_furniture(line, asks(line)) is mark


def test_line_that_no_pattern_asks_for_asks_nothing() -> None:
    for line in ("Karsk", "Envoys met Wednesday"):
        assert asks(line) == 0
    assert asks("By Milo Sand") == BITS["byline"]
    assert asks("7 March") == SIGNED


def test_hint_of_several_words_needs_all_of_them() -> None:
    assert not asks("The full text was shown") & BITS["prose"]
    assert asks("You can read the full story there") & BITS["prose"]
