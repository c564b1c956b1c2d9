"""Reporting verbs in a parse: which shape of complement each rule reads."""

from __future__ import annotations

import pytest

from dragoman.extract.clauses import find_clauses
from dragoman.extract.parse import parse
from dragoman.languages.profile import cues
from dragoman.model import Span

CUES = cues("en")


def drafts(text: str) -> list[tuple[str, str, str, str]]:
    """(rule, source, cue, content) of every draft that has a content without quotations."""
    return [
        (d.rule, *(" | ".join(s.of(text) for s in part) for part in (d.source, d.cue, d.content)))
        for parsed in [parse(text, Span(0, len(text)), "en")]
        for d in find_clauses(parsed, CUES)
        if d.content
    ]


@pytest.mark.parametrize(
    ("text", "rule", "source", "cue", "content"),
    [
        ("Sandor said the boats were late.", "clause", "Sandor", "said", "the boats were late"),
        (
            "Sandor has said that the boats were late.",
            "clause",
            "Sandor",
            "has said",
            "that the boats were late",
        ),
        (
            "Voss made clear that the patrol would go on.",
            "clause",
            "Voss",
            "made clear",
            "that the patrol would go on",
        ),
        (
            "Kasimir threatened to close the harbour.",
            "infinitive",
            "Kasimir",
            "threatened",
            "to close the harbour",
        ),
        ("Dravek refused to comment.", "infinitive", "Dravek", "refused", "to comment"),
        ("Sandor criticised the plan.", "object", "Sandor", "criticised", "the plan"),
        (
            "Sandor accused Veldoria of blocking the ferry.",
            "object",
            "Sandor",
            "accused",
            "Veldoria of blocking the ferry",
        ),
        (
            "Sandor warned against closing the strait.",
            "preposition",
            "Sandor",
            "warned against",
            "closing the strait",
        ),
        ("Brandt called for a truce.", "preposition", "Brandt", "called for", "a truce"),
        (
            "Brandt called on Veldoria to withdraw its boats.",
            "infinitive",
            "Brandt",
            "called on",
            "to withdraw its boats",
        ),
        (
            "The drills were announced by the ministry.",
            "passive",
            "the ministry",
            "were announced",
            "The drills",
        ),
        (
            "It was reported that two ferries had collided.",
            "passive",
            "",
            "was reported",
            "that two ferries had collided",
        ),
        (
            "Brandt expressed hope that the ferries would sail.",
            "light",
            "Brandt",
            "expressed hope",
            "that the ferries would sail",
        ),
        (
            "Sandor issued a warning about the storms.",
            "light",
            "Sandor",
            "issued a warning about",
            "the storms",
        ),
        (
            "Hale told reporters that the ferry had no lights.",
            "clause",
            "Hale",
            "told",
            "that the ferry had no lights",
        ),
    ],
)
def test_verb_governs_its_complement(text: str, rule: str, source: str, cue: str, content: str) -> None:
    assert drafts(text) == [(rule, source, cue, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sailed at noon and nobody was hurt.",
        "The end of the patrol was announced.",
        "This shows the way to the harbour.",
        "The gulls followed the boats.",
    ],
)
def test_other_verbs_are_silent(text: str) -> None:
    assert drafts(text) == []


@pytest.mark.parametrize("text", ["Kasimir did not comment.", "Hale said.", "Voss went on."])
def test_verb_without_complement_waits_for_a_quotation(text: str) -> None:
    parsed = parse(text, Span(0, len(text)), "en")
    assert [(d.rule, d.content) for d in find_clauses(parsed, CUES)] == [("bare", [])]
