"""The invented pages with gold: none is read worse than by trafilatura, and facts are right or open."""

import pytest

from benchmarks.pages.__main__ import LEAST_RIGHT, MOST_WRONG, show
from benchmarks.pages.facts import judge, shares
from benchmarks.pages.shapes import PAGES, Shape, compare, shingle_f1


@pytest.fixture(scope="module")
def verdicts():
    return list(judge())


def test_clean_reads_no_shape_of_page_worse_than_trafilatura():
    shapes = list(compare())
    assert len(shapes) == len(list(PAGES.glob("*.html"))) >= 15
    assert [s for s in shapes if s.ours < s.theirs] == []


def test_clean_reads_the_facts_of_invented_pages(verdicts):
    whole = shares(verdicts)["all"]
    assert len({v.page for v in verdicts}) >= 30
    assert (whole["right"] >= LEAST_RIGHT, whole["wrong"] <= MOST_WRONG) == (True, True)


def test_pages_benchmark_shows_every_page_and_every_miss(verdicts):
    shown = show([Shape("a-page", 0.5, 0.6)], verdicts)
    assert "a-page" in shown
    assert "below" in shown
    assert all(v.said in shown for v in verdicts if v.verdict != "right")


@pytest.mark.parametrize(
    ("true", "found", "expected"),
    [("", "", 1.0), ("a b c d e", "a b c d e", 1.0), ("a b c d", "", 0.0), ("a b c d e", "a b c d", 2 / 3)],
)
def test_shingle_f1_counts_runs_of_four_words(true, found, expected):
    assert shingle_f1(true, found) == pytest.approx(expected)
