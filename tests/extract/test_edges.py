"""Edges of a content move to quotation marks where few words lie between."""

from __future__ import annotations

import pytest

from dragoman.extract.draft import Draft
from dragoman.extract.edges import (
    Quotations,
    in_sentence,
    keep_to_line,
    part,
    straighten,
    tidy,
    unchain,
    whole_source,
)
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
        ("[“One two] three four five six seven,” Hale said", "“One two three four five six seven,”"),
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


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[that two gates open by] Monday.", "that two gates open by Monday"),
        ("[a blank page every] day until she is back.", "a blank page every day until she is back"),
        ("[that the] boats, he said, left", "that the boats"),
        ("[that they go] by Monday.", "that they go"),
        ("[a map of the]", "a map of the"),
        ("[boats that] Mr. Hale saw", "boats that"),
        ("[ask for the] one two three four five six seven eight nine ten eleven.", "ask for the"),
    ],
)
def test_tidy_ends_what_cannot_end_there(marked: str, expected: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    (span,) = tidy(text, [Span(start, end)], [])
    assert span.of(text) == expected


def test_tidy_ends_nothing_over_the_cue() -> None:
    text = "the boats left by Monday said Hale."
    content = Span(0, text.index(" Monday"))
    assert tidy(text, [content], [Span(text.index("said"), text.index(" Hale"))]) == [content]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "[An official who] asked for silence and left <said> so.",
            "An official who asked for silence and left",
        ),
        ("[Tomas Hale, who edits] the Post, <said> so.", "Tomas Hale, who edits the Post"),
        ("[Those who] <said> so.", "Those who"),
        ("[Tomas Hale] of the ministry <said> so.", "Tomas Hale"),
        ("[An official who] asked. He <said> so.", "An official who"),
        ("<Said> [an official who] was there.", "an official who"),
    ],
)
def test_source_goes_on_with_the_clause_that_it_began(marked: str, expected: str) -> None:
    text = "".join(c for c in marked if c not in "[]<>")
    places = {c: i - n for n, (i, c) in enumerate((i, c) for i, c in enumerate(marked) if c in "[]<>")}
    source, cue = Span(places["["], places["]"]), Span(places["<"], places[">"])
    assert [s.of(text) for s in whole_source(text, [source], [cue])] == [expected]


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        (
            "The boats left, Hale said. So it goes.",
            "said",
            ["The boats left", "So it goes"],
            ["The boats left"],
        ),
        (
            "Hale said the boats left. So it goes.",
            "said",
            ["the boats left. So it goes"],
            ["the boats left."],
        ),
        ("Hale said Gov. Voss left in Sept. and came.", "said", ["Gov. Voss left in Sept. and came"], None),
        ("“They left,” Hale said. “So it goes.”", "said", ["“They left,”", "“So it goes.”"], None),
        ("Hale said they left. Maps “lie”.", "said", ["they left. Maps “lie”"], ["they left."]),
        ("Hale said they left. “So it goes.”", "said", ["they left", "“So it goes.”"], None),
        ("Hale: The boats left. So it goes.", ":", ["The boats left. So it goes"], None),
        ("Hale said so. The boats left.", "said", ["The boats left"], None),
    ],
)
def test_what_the_outlet_tells_ends_with_its_sentence(
    text: str, cue: str, content: list[str], expected: list[str] | None
) -> None:
    quotes = Quotations(find_quotes(text, Span(0, len(text))))
    spans = [Span(text.index(c), text.index(c) + len(c)) for c in (*content, cue)]
    found = in_sentence(text, spans[:-1], spans[-1:], quotes)
    assert [s.of(text).strip() for s in found] == (expected or content)


@pytest.mark.parametrize(
    ("text", "inner", "expected"),
    [
        ("Hale said he had left and promised a map.", ("Hale", "promised", "a map"), "he had left"),
        ("Hale said he had left, but also promised a map.", ("Hale", "promised", "a map"), "he had left"),
        ("Hale said he had left and Voss promised a map.", ("Voss", "promised", "a map"), None),
        ("Hale said he had left, as he promised a map.", ("Hale", "promised", "a map"), None),
        ("Hale said “he had left and promised a map”.", ("Hale", "promised", "a map"), None),
    ],
)
def test_a_content_ends_where_its_speaker_is_said_to_go_on(
    text: str, inner: tuple[str, str, str], expected: str | None
) -> None:
    def at(words: str) -> list[Span]:
        return [Span(text.index(words), text.index(words) + len(words))]

    whole = text[len("Hale said ") : -1]
    one = Draft("trained", "", at("said"), at("Hale"), at(whole))
    two = Draft("trained", "", at(inner[1]), at(inner[0]), at(inner[2]), nested=True)
    unchain(text, [two, one], Quotations(find_quotes(text, Span(0, len(text)))))
    assert [c.of(text) for c in one.content] == [expected or whole]
    assert two.nested is (expected is None)


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
