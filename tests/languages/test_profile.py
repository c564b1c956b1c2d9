"""A language's tables are well formed, and cues find their lemma and act in them."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from dragoman.errors import MissingReader
from dragoman.languages import LANGUAGES, data
from dragoman.languages.names import name_words
from dragoman.languages.profile import cues
from dragoman.model import Act

CUES = data("en", "cues")
NAMES = data("en", "names")
LISTS = {
    **{name: value for name, value in CUES.items() if isinstance(value, str)},
    **{
        f"{table}.{name}": value
        for table in ("prepositions", "nouns", "acts", "light", "venues")
        for name, value in CUES[table].items()
        if "|" not in value
    },
    **{
        f"names.{name}": value for name, value in NAMES.items() if isinstance(value, str) and name != "titles"
    },
    **{
        f"names.{table}.{name}": value
        for table in ("pronouns", "generic", "kinds")
        for name, value in NAMES[table].items()
    },
}
SHAPES = ("clause", "infinitive", "object", "accusing", "person", "quote_only")
REPORTING = {w for name in SHAPES for w in CUES[name].split()} | {
    w for words in CUES["prepositions"].values() for w in words.split()
}


def known(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


def twice(words: list[str]) -> list[str]:
    return sorted(w for w, count in Counter(words).items() if count > 1)


@pytest.mark.parametrize(
    "name",
    sorted(LISTS),
)
def test_list_names_each_word_once(name: str) -> None:
    assert twice(LISTS[name].split()) == []


@pytest.mark.parametrize("name", sorted(LISTS))
def test_list_holds_lower_case_words(name: str) -> None:
    assert [w for w in LISTS[name].split() if w != w.lower()] == []


@pytest.mark.parametrize("table", ["acts", "act_patterns"])
def test_acts_are_acts(table: str) -> None:
    assert set(CUES[table]) <= set(Act)


def test_light_nouns_show_acts() -> None:
    assert set(CUES["light"]) - {"verbs"} <= set(Act)


def test_verb_shows_one_act() -> None:
    assert twice([w for lemmas in CUES["acts"].values() for w in lemmas.split()]) == []


def test_noun_shows_one_act() -> None:
    nouns = [w for act, words in CUES["light"].items() if act != "verbs" for w in words.split()]
    assert twice(nouns) == []


def test_act_verbs_report() -> None:
    assert {w for words in CUES["acts"].values() for w in words.split()} - REPORTING == set()


def test_attitudes_report() -> None:
    assert set(CUES["attitudes"].split()) - REPORTING == set()


@pytest.mark.parametrize("pattern", CUES["act_patterns"].values())
def test_patterns_match_words_and_not_nothing(pattern: str) -> None:
    assert re.compile(pattern, re.IGNORECASE).search("") is None


def test_titles_are_listed_once() -> None:
    titles = list(name_words("en").titles)
    assert twice(titles) == []
    assert all(t == t.lower() and t for t in titles)
    assert titles == sorted(titles, key=len, reverse=True)


def test_states_share_no_name() -> None:
    names = [w for state, others in NAMES["states"].items() for w in (state, *others.split())]
    assert twice(names) == []


def test_no_word_is_of_both_genders() -> None:
    assert name_words("en").female & name_words("en").male == frozenset()


def test_pronouns_are_of_one_group() -> None:
    assert twice([w for words in NAMES["pronouns"].values() for w in words.split()]) == []


@pytest.mark.parametrize(
    ("cue", "lemma"),
    [
        ("said", "say"),
        ("SAYS", "say"),
        ("has said", "say"),
        ("did not say", "say"),
        ("told", "tell"),
        ("denies", "deny"),
        ("denied", "deny"),
        ("replied", "reply"),
        ("stresses", "stress"),
        ("hoping", "hope"),
        ("admitted", "admit"),
        ("begging", "beg"),
        ("wrote", "write"),
        ("rebutted", "rebut"),
        ("warned against", "warn"),
        ("made clear", "make"),
        ("sailed", ""),
        (":", ""),
        ("–", ""),
        ("", ""),
        pytest.param("according to", "accord", marks=known("phrases have no lemma of their own")),
    ],
)
def test_lemma_is_of_the_reporting_word(cue: str, lemma: str) -> None:
    assert cues("en").lemma(cue) == lemma


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("said", None),
        ("denied", "denies"),
        ("refused", "denies"),
        ("ruled out", "denies"),
        ("has not ruled out", None),
        ("urged", "demands"),
        ("vowed", "promises"),
        ("gave a pledge", "promises"),
        ("threatened", "threatens"),
        ("raised questions", "asks"),
        ("expressed hope", "expresses"),
        ("expressed anger", "expresses"),
        ("issued a warning", "asserts"),
        ("apologised", "expresses"),
        ("hoped", "expresses"),
        (":", None),
        ("", None),
        pytest.param("asked", "asks"),
        ("wondered", "asks"),
    ],
)
def test_act_is_of_the_cue(cue: str, act: str | None) -> None:
    assert cues("en").act(cue) == act


@pytest.mark.parametrize("lemma", sorted(set(CUES["clause"].split())))
def test_regular_forms_lead_back(lemma: str) -> None:
    assert cues("en").lemma(lemma) == lemma


def test_languages_without_a_folder_say_so() -> None:
    assert LANGUAGES == ("en",)
    for ask in (cues, name_words):
        with pytest.raises(MissingReader):
            ask("xx")
