"""The table of furniture tells for each list of patterns which words they need; no pattern may do without."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.clean.phrases import phrases
from dragoman.languages import data

TABLE = data("en", "furniture")
LISTS = ("patterns", "floating", "prose", "after", "closing", "list", "byline")
LETTERS = st.characters(codec="latin-1", exclude_categories=("Cc", "Cs"))
WORD = re.compile(r"\w+")


def hints(name: str) -> frozenset[str]:
    return frozenset(TABLE["hints"][name])


@pytest.mark.parametrize("name", LISTS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(chosen=st.data())
def test_line_that_a_pattern_matches_bears_a_hint(name: str, chosen: st.DataObject) -> None:
    pattern = re.compile(chosen.draw(st.sampled_from(TABLE[name])))
    line = chosen.draw(st.from_regex(pattern, fullmatch=name != "prose", alphabet=LETTERS))
    assert not hints(name).isdisjoint(WORD.findall(line.casefold()))


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
    assert phrases().is_furniture(line, WORD.findall(line.casefold())) is mark


def test_silent_line_holds_nothing_that_a_pattern_asks_for() -> None:
    ask = phrases()
    for line in ("Karsk", "Envoys met Wednesday"):
        words = WORD.findall(line.casefold())
        assert ask.is_silent(line, words)
        assert not any(is_it(line, words) for is_it in (ask.is_credit, ask.is_byline, ask.is_caption))
    assert not ask.is_silent("By Milo Sand", ["by", "milo", "sand"])
