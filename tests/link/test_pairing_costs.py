"""What it costs that words stand for each other: most are told apart at once, and no cost changes by that."""

from __future__ import annotations

import pytest

from dragoman.link.sameness import pairing_cost, pairing_costs
from dragoman.link.wording import Word, words_of

TEXTS = (
    "\"We didn't close the Strait of Maren yesterday, and we'll not,\" Ilan Dravek of Veldoria said.",
    "The Veldorian minister said that none of them had closed the straits the day before, or would.",
    "Mr Drawek: \"I'd say it's 5,000 ships. All of us saw negociations; nobody negotiated here today.\"",
    "Ostmari officials denied that their harbour-master had seen 5000 ships; he is said to have refused.",
)


@pytest.mark.parametrize("spoken", [False, True])
def test_most_words_are_told_apart_at_once_and_no_cost_changes(spoken: bool) -> None:
    words: list[Word] = [w for text in TEXTS for w in words_of(text)]
    others: list[Word] = [w for text in TEXTS for w in words_of(text, spoken=spoken)]
    costs = pairing_costs(others, "en")
    for one in words:
        assert costs(one) == [pairing_cost(one, other, "en") for other in others]


def test_a_word_costs_nothing_beside_itself() -> None:
    words = words_of(TEXTS[0])
    for at, one in enumerate(words):
        assert pairing_costs(words, "en")(one)[at] == 0
