"""What holds for any text: reading never raises, spans lie inside, ids are unique, nesting has no circles."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_texts import Told, words

from dragoman.extract import attributions
from dragoman.extract.rules import RuleFinder
from dragoman.model import Attribution, Block, BlockRole, Span

Tell = Callable[..., Told]

_NAMES = [
    "Dravek ",
    "Ilan Dravek ",
    "she ",
    "I ",
    "the minister ",
    "two diplomats ",
    "Radio Tessaly ",
    "who ",
]
_CUES = [
    "said ",
    "told reporters ",
    "denied ",
    "according to ",
    "warned against ",
    "asked ",
    "his promise to ",
]
_MARKS = [*"\"“”‘’'«»:,.?–-\n\u00a0 ", "''", "\n\n", ", ", ". "]
_WORDS = ["the boats must leave ", "we will come back", "that ", "and ", "MAPS ", "İ", "ß", "\u0301", "\x00"]
NEWSLIKE = st.lists(st.sampled_from(_NAMES + _CUES + _MARKS + _WORDS), max_size=40).map("".join)
ANY = st.text(max_size=200)
ROLES = st.sampled_from(["", "headline| ", "question| ", "teaser| ", "caption| ", "furniture| "])
PAGES = st.lists(st.tuples(ROLES, NEWSLIKE), max_size=4).map(lambda ls: "\n".join(r + t for r, t in ls))
# The same examples each time: what a longer search found is kept below as examples of its own.
FEW = settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def check_spans(text: str, found: list[Attribution]) -> None:
    for one in found:
        assert one.content
        for span in (*one.source, *one.cue, *one.content):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip()
        assert not any(c.overlaps(w) for c in one.cue for w in one.content)
        assert 0 <= one.doubt <= 1
        assert 0 <= one.doubt_span <= 1


@FEW
@given(NEWSLIKE)
def test_attributions_of_newslike_text_have_sound_spans(text: str) -> None:
    check_spans(text, attributions(text))


@FEW
@given(ANY)
def test_attributions_of_any_text_have_sound_spans(text: str) -> None:
    check_spans(text, attributions(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Dravek according to »",
        ),
        pytest.param(
            "”? ”his claim that ",
        ),
    ],
)
def test_attributions_of_found_texts_have_sound_spans(text: str) -> None:
    check_spans(text, attributions(text))


@settings(FEW, max_examples=10)
@given(NEWSLIKE)
def test_attributions_are_the_same_each_time(text: str) -> None:
    assert attributions(text) == attributions(text)


@FEW
@given(PAGES)
def test_statements_are_sound(told: Tell, marked: str) -> None:
    found = told(marked)
    ids = [s.id for s in found.statements]
    actors = [a.id for a in found.actors]
    assert len(set(ids)) == len(ids)
    assert len(set(actors)) == len(actors)
    outer = {s.id: s.nested_in for s in found.statements}
    for statement in found.statements:
        assert statement.speaker is None or statement.speaker in actors
        assert 0 <= statement.doubt <= 1
        assert 0 <= statement.doubt_speaker <= 1
        seen = set()
        above = statement.nested_in
        while above is not None:
            assert above in outer
            assert above not in seen
            seen.add(above)
            above = outer[above]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dravek said the boats would stay. Sandor said the maps were wrong.", 2),
        ("Dravek\u00a0said\u00a0the\u00a0boats would\u00a0stay.", 1),
        ("“The boats will stay,”\u00a0Dravek\u00a0said.", 1),
        ("DRAVEK SAYS BOATS STAY\n\nDravek said the boats would stay.", 2),
        ("Dravek said the boats would stay.\r\nSandor said the maps were wrong.\r\n", 2),
        ("\n\n\n", 0),
        ("", 0),
        ("\ufeffDravek said the boats would stay.", 1),
    ],
)
def test_odd_paragraphs_are_read(text: str, expected: int) -> None:
    found = attributions(text, model="rules")
    check_spans(text, found)
    assert len([a for a in found if a.source]) == expected


@pytest.mark.xfail(strict=True, reason="two short lines are no proof of a fixed width")
def test_hard_wrapped_lines_are_read() -> None:
    text = "Sandor said the boats\nmust leave the\nstrait before winter.\n"
    assert [words(text, a.content) for a in attributions(text, model="rules")] == [
        "the boats\nmust leave the\nstrait before winter"
    ]


def test_hard_wrapped_block_is_read(finder: RuleFinder) -> None:
    text = "Sandor said the boats\nmust leave the\nstrait before winter.\n"
    found = finder.find(text, [Block(Span(0, len(text)), BlockRole.BODY)])
    assert [words(text, a.content) for a in found] == ["the boats\nmust leave the\nstrait before winter"]


def test_capitals_only_headline_is_read(told: Tell) -> None:
    found = told("headline| DRAVEK SAYS BOATS STAY IN STRAIT\nForeign minister Ilan Dravek left the strait.")
    assert [words(found.text, s.content) for s in found.statements] == ["BOATS STAY IN STRAIT"]


def test_endless_paragraph_is_read() -> None:
    text = "The gulls followed the boats into the harbour. " * 2_490 + "Dravek said the boats would stay."
    assert len(text.split()) > 19_900
    (found,) = attributions(text, model="rules")
    assert words(text, found.content) == "the boats would stay"


def test_unbroken_line_is_read() -> None:
    assert attributions("x" * 50_000) == []
    assert attributions('"' * 500) == []
