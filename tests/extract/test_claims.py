"""Claims told by a noun inside what somebody else says, and the edges that a network leaves ragged."""

import pytest

from dragoman.extract.claims import find_claims
from dragoman.extract.draft import Draft
from dragoman.extract.edges import tidy
from dragoman.model import Span


def at(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "content", "source", "cue", "claim"),
    [
        (
            "She disputed Karsk’s claim that the strait was closed.",
            "Karsk’s claim that the strait was closed",
            *("Karsk’s", "claim", "that the strait was closed"),
        ),
        (
            "He said: “I heard clearly from the Ostmari side that nobody wanted a blockade. We left.”",
            "“I heard clearly from the Ostmari side that nobody wanted a blockade. We left.”",
            *("the Ostmari side", "heard clearly from", "that nobody wanted a blockade"),
        ),
    ],
)
def test_a_noun_tells_a_nested_claim(text, content, source, cue, claim):
    outer = Draft(rule="trained", lemma="say", cue=[Span(0, 3)], source=[], content=[at(text, content)])
    [found] = find_claims(text, [outer], "en")
    assert [s.of(text) for s in (*found.source, *found.cue, *found.content)] == [source, cue, claim]
    assert found.nested


def test_a_word_without_end_is_looked_at_once():
    """A pattern that tries every way to cut it would not come to an end."""
    text = f"She said {'Aa' * 20_000} claim that nothing was closed."
    outer = Draft(rule="trained", lemma="say", cue=[Span(4, 8)], source=[], content=[Span(9, len(text))])
    assert [c.cue[0].of(text) for c in find_claims(text, [outer], "en")] == ["claim"]


@pytest.mark.parametrize("content", ["the claim that was made", "Karsk’s harbour that the ships left"])
def test_other_nouns_tell_none(content):
    text = f"She said {content}."
    outer = Draft(rule="trained", lemma="say", cue=[at(text, "said")], source=[], content=[at(text, content)])
    assert not list(find_claims(text, [outer], "en"))


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["the strait was open", "they had"], ["the strait was open"]),
        (["the strait", "open"], ["the strait was open"]),
        (
            ["the strait was open", "they had no plan to close it"],
            ["the strait was open", "they had no plan to close it"],
        ),
    ],
)
def test_strays_are_dropped_and_gaps_are_closed(pieces, expected):
    text = "He said the strait was open. Then they had no plan to close it."
    content = [at(text, piece) for piece in pieces]
    assert [s.of(text) for s in tidy(text, content, [at(text, "said")])] == expected
