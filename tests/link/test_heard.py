"""Words that are looked for first, so that texts without them are not read closely."""

from __future__ import annotations

import re

import pytest

from dragoman.languages import data
from dragoman.link.forms import folded_words
from dragoman.link.quantities import find_quantities, may_count
from dragoman.link.signs import heard, negates, signs

_UNTRUE = data("en", "exchanges")["untrue_words"].split("|")
UNTRUE = [re.sub(r"\(\?:([^)]*)\)\?|(\w)\?", r"\1\2", words) for words in _UNTRUE]


@pytest.mark.parametrize("words", UNTRUE)
def test_every_word_for_the_untrue_is_heard(words: str) -> None:
    known = signs("en")
    assert known.untrue.pattern.search(f"That is {words}.")
    assert known.untrue.search(f"That is {words}.")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("untrue_sentence", "We met. That’s simply a lie."),
        ("no_such", "There was no such letter."),
        ("any_such", "He denied that any such draft exists."),
        ("own_words", "I didn’t tell that."),
        ("own_words", "We did not ever promise anything."),
        ("against_it", "There is no basis for such a step."),
        ("respect", "With all due respect to Mr Dravek, no."),
        ("speaks_of", "Mr Dravek raves about a garden."),
    ],
)
def test_wordings_are_found_in_remarks_that_hold_them(name: str, words: str) -> None:
    wording = getattr(signs("en"), name)
    assert wording.search(words)
    assert wording.words & heard(words)
    assert not wording.search("The ferries sail at noon.")


@pytest.mark.parametrize(
    ("words", "expected"),
    [("We did not sail", True), ("We don’t sail", True), ("WE DON'T", True), ("We sail", False), ("", False)],
)
def test_negations_are_heard(words: str, expected: bool) -> None:
    assert negates(words, signs("en")) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Forty boats,” said Élan.", {"forty", "boats", "said", "elan"}),
        ("op-ed, 30km and Straße_x", {"op", "ed", "km", "and", "strasse", "x"}),
        (" \n", set()),
    ],
)
def test_folded_words_are_stretches_of_letters(text: str, expected: set[str]) -> None:
    assert folded_words(text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The boats sail.", 0),
        ("A million people left.", 1),
        ("Half of the boats sail.", 1),
        ("A week-long strike.", 1),
        ("They waited twelve days.", 1),
        ("At least 40 boats sail.", 1),
        ("Twenty–thirty boats sail.", 1),
    ],
)
def test_quantities_are_found_with_and_without_digits(text: str, count: int) -> None:
    assert len(list(find_quantities(text, "en"))) == count
    assert may_count(text, folded_words(text), "en") is bool(count)
