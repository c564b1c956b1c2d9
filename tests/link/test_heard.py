"""Words that are looked for first, so that texts without them are not read closely."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.languages import data
from dragoman.link import quantities, senses
from dragoman.link import signs as signs_module
from dragoman.link.forms import words_in
from dragoman.link.quantities import find_quantities
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
        ("called_doubtful", "The reports were far-fetched."),
        ("nothing_of", "Nothing of the sort was offered."),
        ("none_of", "There have been no talks."),
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


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aÉßn ’'.,-_3\n\u00a0\u0301“x"))
def test_words_are_those_that_the_pattern_finds(text: str) -> None:
    for pattern in (senses._WORD, signs_module._WORD, signs_module._PLAIN, quantities._TOKEN):
        assert words_in(text, pattern) == pattern.findall(text)


@pytest.mark.parametrize("words", [*data("en", "exchanges")["heard"].values()])
def test_remarks_that_hold_a_word_for_a_sign_stir(words: str) -> None:
    assert signs("en").stirring >= {*words.split()}


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
