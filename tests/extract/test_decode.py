"""Scores to attributions, on scores made by hand: cues, roles, smoothing, twins, doubt."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.encoder.pieces import Pieces, Window
from dragoman.extract.decode import Found, Scores, Settings, calibrated, decode, log_odds
from dragoman.model import Span

HIGH = 6.0
FLAT = np.zeros((9, 2), dtype=np.float32)
PLAIN = Settings(begins=0.5, goes_on=0.5, source_edge=0.0, content_edge=1.0, common=0.5)


def laid(words: list[str]) -> tuple[str, Pieces]:
    """A text of words that are one piece each; "¶" is a paragraph mark."""
    starts, ends, numbers = [], [], []
    text, count = "", 0
    for word in words:
        if word == "¶":
            text = text.rstrip(" ") + "\n"
            starts.append(len(text))
            ends.append(len(text))
            numbers.append(-1)
            continue
        starts.append(len(text))
        ends.append(len(text) + len(word))
        numbers.append(count)
        count += 1
        text += word + " "
    zeros = np.zeros(len(words), dtype=np.int64)
    columns = (zeros, zeros, *(np.asarray(c, dtype=np.int64) for c in (starts, ends, numbers)))
    return text, Pieces(*columns)


def scored(tags: str, roles: str, strength: float = HIGH) -> Scores:
    """Tags as letters (O B I b i), roles as letters (- s c), alike for every cue; "?" leans to content."""
    tag_rows = np.zeros((len(tags), 5), dtype=np.float32)
    alone = np.full((len(roles), 2), -strength, dtype=np.float32)
    for row, (tag, role) in enumerate(zip(tags, roles, strict=True)):
        tag_rows[row, "OBIbi".index(tag)] = HIGH
        if role in "sc":
            alone[row, "sc".index(role)] = strength
        if role == "?":
            alone[row] = (-strength, 0.3)
    side = np.zeros((len(tags), 4), dtype=np.float32)
    return Scores(tag_rows, side, side, alone)


def read(text: str, tags: str, roles: str, settings: Settings = PLAIN) -> list[tuple[str, str, str]]:
    words = text.split(" ")
    shown, pieces = laid(words)
    window = Window(0, len(words), 0, len(words))
    found = decode(pieces, [window], [scored(tags, roles)], FLAT, settings)
    return [
        tuple(" | ".join(s.of(shown) for s in spans) for spans in (f.source, f.cue, f.content)) for f in found
    ]


@pytest.mark.parametrize(
    ("text", "tags", "roles", "expected"),
    [
        ("Hale said boats left .", "OBOOO", "s-cc-", [("Hale", "said", "boats left")]),
        ("Hale has said boats left", "OBIOO", "s--cc", [("Hale", "has said", "boats left")]),
        ("boats left Hale said maps stay", "OOOBOO", "ccs-cc", [("Hale", "said", "boats left | maps stay")]),
        (
            "boats left ¶ maps stay said Hale",
            "OOOOOBO",
            "ccccc-s",
            [("Hale", "said", "boats left | maps stay")],
        ),
        ("boats left", "BO", "cc", [("", "", "boats left")]),
        ("Hale said nothing", "OBO", "s--", []),
        ("said boats left", "BOO", "-cc", [("", "said", "boats left")]),
        ("Hale said ¶ boats left", "OBIOO", "s--cc", [("Hale", "said", "boats left")]),
    ],
)
def test_roles_become_spans(text: str, tags: str, roles: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text, tags, roles) == expected


def test_unsure_gap_in_a_content_is_closed() -> None:
    assert read("Hale said boats left for Karsk", "OBOOOO", "s-c?cc") == [
        ("Hale", "said", "boats left for Karsk")
    ]


def test_unsure_stray_words_are_dropped() -> None:
    settings = Settings(begins=0.5, content_edge=2.0)
    assert read("Hale said boats left at noon now", "OBOOOOO", "s-cc--?", settings) == [
        ("Hale", "said", "boats left")
    ]


def test_only_the_surest_source_is_kept() -> None:
    assert read("Tomas Hale and Voss said boats left", "OOOOBOO", "ss-s-cc") == [
        ("Tomas Hale", "said", "boats left")
    ]


def test_second_cue_of_one_content_is_a_twin() -> None:
    assert len(read("Hale came and said boats left", "OBOBOO", "s---cc")) == 1


def test_nested_finding_may_share_its_parents_content() -> None:
    _, pieces = laid(["Hale", "said", "Voss", "denied", "boats", "left"])
    found = decode(pieces, [Window(0, 6, 0, 6)], [scored("OBObOO", "cccccc")], FLAT, PLAIN)
    assert [f.nested for f in found] == [False, True]


def test_cue_outside_the_core_is_left_to_the_neighbour() -> None:
    _, pieces = laid(["Hale", "said", "boats", "left"])
    assert decode(pieces, [Window(0, 4, 2, 4)], [scored("OBOO", "s-cc")], FLAT, PLAIN) == []


def test_distance_from_the_cue_counts() -> None:
    _, pieces = laid(["Voss", "said", "Hale", "said", "boats", "left"])
    distance = np.asarray([[-20, 0], [3, 0], [-20, 0], [-20, 0], [-20, 0]], dtype=np.float32)
    found = decode(pieces, [Window(0, 6, 0, 6)], [scored("OOOBOO", "s-s-cc", 2.0)], distance, PLAIN)
    assert [f.source for f in found] == [(Span(10, 14),)]


def test_calibration_weighs_log_odds() -> None:
    found = Found((), (), (), False, 0.5, 0.5, 0.9)
    assert calibrated(found, [0, 1, 1, 0]) == pytest.approx(0.5)
    assert calibrated(found, [0, 0, 0, 1]) == pytest.approx(0.9)
    assert all(np.isfinite(log_odds(Found((), (), (), False, 0.0, 1.0, 1.0))))
