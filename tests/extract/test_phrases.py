"""Reporting without a verb of its own: phrases, nouns, labels, signatures and headlines."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dragoman.extract.draft import Draft
from dragoman.extract.parse import is_title_case, parse
from dragoman.extract.phrases import find_according, find_headline, find_label, find_nouns, find_signature
from dragoman.languages.profile import cues
from dragoman.model import Span

CUES = cues("en")
Words = tuple[list[str], list[str], list[str]]


def in_words(text: str, draft: Draft) -> Words:
    source, cue, content = (
        [s.of(text).strip(" ,.") for s in part] for part in (draft.source, draft.cue, draft.content)
    )
    return source, cue, [c for c in content if c]


def whole(text: str) -> Span:
    return Span(0, len(text))


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("According to Voss, the lighthouse was never closed.", "Voss", ["the lighthouse was never closed"]),
        (
            "The lighthouse was never closed, according to the harbour master.",
            "the harbour master",
            ["The lighthouse was never closed"],
        ),
        ("The patrol, according to Voss, ended at noon.", "Voss", ["The patrol", "ended at noon"]),
        ("The patrol ended, according to Hale, a spokesman.", "Hale, a spokesman", ["The patrol ended"]),
    ],
)
def test_according_names_its_source(text: str, source: str, content: list[str]) -> None:
    (draft,) = [d for p in [parse(text, whole(text), "en")] for d in find_according(p, CUES)]
    found, cue, said = in_words(text, draft)
    assert (found, [c.lower() for c in cue], said) == ([source], ["according to"], content)


def nouns(text: str) -> Iterator[Words]:
    for parsed in [parse(text, whole(text), "en")]:
        yield from (in_words(text, d) for d in find_nouns(parsed, CUES))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hale rejected Dravek's claim that the ferry had no lights.",
            (["Dravek's"], ["claim"], ["that the ferry had no lights"]),
        ),
        ("Brandt's call for a truce went unheard.", (["Brandt's"], ["call"], ["a truce"])),
        (
            "The envoys discussed Sandor's promise to return the maps.",
            (["Sandor's"], ["promise"], ["to return the maps"]),
        ),
    ],
)
def test_noun_reports_for_its_owner(text: str, expected: Words) -> None:
    assert list(nouns(text)) == [expected]


@pytest.mark.parametrize(
    "text", ["The claim that the ferry had no lights spread fast.", "Hale's boat is blue."]
)
def test_noun_without_owner_or_content_is_silent(text: str) -> None:
    assert list(nouns(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dravek: we shall not wait", (["Dravek"], [":"], ["we shall not wait"])),
        ("Ilan Dravek: “We shall not wait”", (["Ilan Dravek"], [":"], ["“We shall not wait”"])),
        ("Strait closed again: boats wait", None),
        ("boats: forty of them", None),
        ("10:30 in the harbour", None),
    ],
)
def test_label_opens_a_line(text: str, expected: Words | None) -> None:
    draft = find_label(text, whole(text))
    assert (in_words(text, draft) if draft else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks will go on before winter – Ostmar", (["Ostmar"], ["–"], ["Talks will go on before winter"])),
        ("Boats will stay in the strait - Dravek", (["Dravek"], ["-"], ["Boats will stay in the strait"])),
        ("Boats stay – Dravek", None),
        ("Talks will go on before the winter, Ostmar", None),
        ("Talks will go on before the winter", None),
    ],
)
def test_signature_closes_a_line(text: str, expected: Words | None) -> None:
    draft = find_signature(text, whole(text))
    assert (in_words(text, draft) if draft else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dravek Vows To Reopen Strait", (["Dravek"], ["Vows"], ["To Reopen Strait"])),
        ("Ilan Dravek says boats stay", (["Ilan Dravek"], ["says"], ["boats stay"])),
        ("Ostmar denied entry to the harbour", (["Ostmar"], ["denied"], ["entry to the harbour"])),
        ("Ferry sinks in the strait", None),
        ("Calm returns", None),
    ],
)
def test_headline_is_name_verb_words(text: str, expected: Words | None) -> None:
    draft = find_headline(text, whole(text), CUES)
    assert (in_words(text, draft) if draft else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dravek Vows To Reopen Strait Soon", True),
        ("DRAVEK VOWS REOPENING STRAIT SOON", True),
        ("Dravek vows to reopen the strait soon", False),
        ("Dravek Vows Calm", False),
    ],
)
def test_title_case_needs_most_longer_words(text: str, expected: bool) -> None:
    assert is_title_case(text) == expected
