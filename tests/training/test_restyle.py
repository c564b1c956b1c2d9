"""Copies in another style: the gold stays on its words."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Span
from training.reader.restyle import STYLES, any_style, with_capitals, with_marks, with_narrow_lines

TEXT = "Talks begin\n\n“The boats left,” Hale said. Voss called it ''false'' (“mad”).\n"


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("straight", '"The boats left," Hale said. Voss called it "false" ("mad").'),
        ("angled", "«The boats left,» Hale said. Voss called it «false» («mad»)."),
        ("doubled", "''The boats left,'' Hale said. Voss called it ''false'' (''mad'')."),
        ("no", "The boats left, Hale said. Voss called it false (mad)."),
    ],
)
def test_marks_change(style: str, expected: str) -> None:
    assert with_marks(TEXT, style).text.split("\n")[2] == expected


def test_headline_gets_capitals() -> None:
    assert with_capitals(TEXT).text.startswith("TALKS BEGIN\n\n“The")


def test_lines_are_broken_at_a_width() -> None:
    broken = with_narrow_lines("the boats left " * 30 + "\nagain")
    lines = broken.text.split("\n")
    assert max(map(len, lines)) <= 72
    assert lines[-2:] == ["", "again"]


WORDS = st.lists(st.sampled_from(["boats", "“left”", "said", "''so''", "\n\n", "Hale"]), max_size=30).map(
    " ".join
)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(WORDS, st.sampled_from(sorted(STYLES)))
def test_spans_stay_on_their_words(text: str, style: str) -> None:
    copy = STYLES[style](text)
    for match in re.finditer(r"\w+", text):
        (moved,) = copy.move((Span(match.start(), match.end()),))
        assert moved.of(copy.text).lower() == match.group().lower()


def test_styles_by_chance_repeat_with_their_seed() -> None:
    assert any_style(TEXT, random.Random(3)).text == any_style(TEXT, random.Random(3)).text
