"""Edges of a content move to quotation marks where few words lie between."""

from __future__ import annotations

import pytest

from dragoman.extract.draft import Draft
from dragoman.extract.edges import Quotations, keep_to_line, part, straighten, tidy
from dragoman.extract.quotes import find_quotes
from dragoman.model import Block, BlockRole, Span

TEASER, BODY = BlockRole.TEASER, BlockRole.BODY


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Hale said “[the boats left].”", "“the boats left.”"),
        ("“The boats [left” on Monday], Hale said", "“The boats left” on Monday"),
        ("the [boats “left] at noon”, Hale said", "boats “left at noon”"),
        ("“One two three four five [six],” Hale said", "six,”"),
        ("Hale [said] “boats”", "said"),
        ("[the boats left]", "the boats left"),
    ],
)
def test_edges_move_to_marks(marked: str, expected: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    quotes = Quotations(find_quotes(text, Span(0, len(text))))
    (span,) = straighten(text, [Span(start, end)], [], quotes)
    assert span.of(text) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Hale’[s ministry], he claimed", "Hale’s ministry"),
        ("Hale'[s ministry], he claimed", "Hale's ministry"),
        ("‘[boats] left’, he claimed", "boats"),
        ("his [ministry], he claimed", "ministry"),
    ],
)
def test_tidy_takes_words_whole(marked: str, expected: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    (span,) = tidy(text, [Span(start, end)], [])
    assert span.of(text) == expected
    assert tidy(text, [Span(start, end)], [Span(0, start)]) == [Span(start, end)]


def test_edge_does_not_move_over_the_cue() -> None:
    text = "“The boats,” “he said, left”"
    quotes = Quotations(find_quotes(text, Span(0, len(text))))
    content = Span(text.index("left"), text.index("left") + 4)
    cue = Span(text.index("said"), text.index("said") + 4)
    assert straighten(text, [content], [cue], quotes) == [Span(content.start, content.end + 1)]


@pytest.mark.parametrize(
    ("text", "claims", "left"),
    [
        (
            "“We agree,” Hale said. “We do not,” Voss said.",
            {"Hale": ["We agree"], "Voss": ["We agree", "We do not"]},
            {"Hale": ["We agree"], "Voss": ["We do not"]},
        ),
        (
            "Hale said the port was open\nVoss said it was shut.",
            {"Hale": ["the port was open", "it was shut"], "Voss": ["it was shut"]},
            {"Hale": ["the port was open"], "Voss": ["it was shut"]},
        ),
        (
            "Hale said and Voss repeated that it was shut.",
            {"Hale": ["that it was shut"], "Voss": ["that it was shut"]},
            {"Hale": ["that it was shut"], "Voss": ["that it was shut"]},
        ),
    ],
)
def test_words_claimed_twice_belong_to_the_sentence_they_stand_in(
    text: str, claims: dict[str, list[str]], left: dict[str, list[str]]
) -> None:
    def spans(words: list[str]) -> list[Span]:
        return [Span(text.index(w), text.index(w) + len(w)) for w in words]

    drafts = []
    for name, words in claims.items():
        (source,) = spans([name])
        cue = Span(
            source.end + 1, text.index(" ", source.end + 1) if " " in text[source.end + 1 :] else len(text)
        )
        drafts.append(Draft("trained", "say", [cue], [source], spans(words)))
    part(text, drafts)
    assert {d.source[0].of(text): [c.of(text) for c in d.content] for d in drafts} == left


@pytest.mark.parametrize(
    ("text", "cue", "content", "role", "left"),
    [
        (
            "Most read\nBoats left, says Hale",
            "says",
            ["Most read", "Boats left"],
            BlockRole.TEASER,
            ["Boats left"],
        ),
        (
            "Boats left, says Hale\nTide tables",
            "says",
            ["Boats left", "Tide tables"],
            BlockRole.TEASER,
            ["Boats left"],
        ),
        ("Most read\nsays Hale", "says", ["Most read"], BlockRole.TEASER, ["Most read"]),
        ("Hale said no.\n“And yes.”", "said", ["no", "“And yes.”"], BlockRole.BODY, ["no", "“And yes.”"]),
    ],
)
def test_a_teaser_tells_nothing_of_another_line(
    text: str, cue: str, content: list[str], role: BlockRole, left: list[str]
) -> None:
    def place(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    draft = Draft(rule="", lemma="say", cue=[place(cue)], source=[], content=[place(c) for c in content])
    apart = [Block(Span(0, len(text)), role)] if role is not BODY else []
    keep_to_line(text, draft, apart)
    assert [c.of(text) for c in draft.content] == left
