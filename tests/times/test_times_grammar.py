"""Rules are tried only where they can begin, which may not change what is found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.times.grammar import _first, grammar

RULES = grammar("en")
CODES = sorted(RULES.lexicon.codes.values())


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(CODES), max_size=30))
def test_matches_are_those_of_all_rules_tried_everywhere(classes: str) -> None:
    expected = []
    for at in range(len(classes)):
        found = [
            (m.end(), -i, rule.kind)
            for i, rule in enumerate(RULES.rules)
            if (m := rule.pattern.match(classes, at))
        ]
        if found:
            end, _, kind = max(found)
            expected.append((kind, at, end))
    assert list(RULES.matches(classes)) == expected


@pytest.mark.parametrize(
    ("pattern", "first"),
    [("a", "a"), ("a?b", "ab"), ("(?:a|b?)c", "abc"), ("(?<=x)a", "a"), ("(?!x)(?:ab)?(?=y)c", "ac")],
)
def test_first_classes_of_a_rule(pattern: str, first: str) -> None:
    assert _first(pattern) == set(first)


@pytest.mark.parametrize("pattern", ["a)", "(?P<n>a)"])
def test_rule_with_brackets_that_are_none_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        _first(pattern)
