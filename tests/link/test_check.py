"""Checking a quotation against renderings."""

from collections.abc import Sequence

import pytest

from dragoman.link.check import Bank, Known, Verdict, check
from dragoman.model import Kind, Rendering

TEXTS = [
    ("u1", "Ilan Dravek", Kind.DIRECT, '"We will not sign a treaty that was written in another capital."'),
    ("u1", "Ilan Dravek", Kind.INDIRECT, "that Veldoria would not sign a foreign treaty"),
    ("u2", "Otto Brem", Kind.DIRECT, '"The patrol boat rammed us twice. The second time it was laughing."'),
    ("u3", "Mirela Sandor", Kind.MIXED, 'said the talks were "a waste of coffee"'),
    ("u4", "Simon Hart", Kind.INDIRECT, "that the bridge at Selm would open in June"),
]


def _bank() -> Bank:
    return Bank(
        Known(
            utterance=utterance,
            rendering=Rendering(statement=f"s{n}", article=f"a{n}", outlet="MPA", kind=kind, text=text),
            speaker_name=speaker,
            carriers=("MPA",),
        )
        for n, (utterance, speaker, kind, text) in enumerate(TEXTS)
    )


ASKED = [
    ("We won’t sign a treaty that was written in another capital", Verdict.VERBATIM, "u1"),
    ("a waste of coffee", Verdict.VERBATIM, "u3"),
    ("We will sign a treaty that was written in another capital", Verdict.ALTERED, "u1"),
    ("The patrol boat rammed us twice. The second time it was singing.", Verdict.ALTERED, "u2"),
    ("The opening of the bridge at Selm is in June", Verdict.SAME_THOUGHT, "u4"),
    ("The bridge at Selm will be closed in June", Verdict.ABSENT, None),
    ("Nobody has ever painted the ferry", Verdict.ABSENT, None),
    ("", Verdict.ABSENT, None),
    ('"..." !?', Verdict.ABSENT, None),
]


@pytest.mark.parametrize(("words", "verdict", "utterance"), ASKED)
def test_verdict(words: str, verdict: Verdict, utterance: str | None) -> None:
    finding = check(words, _bank())
    assert finding.verdict is verdict
    assert utterance is None or finding.near[0].known.utterance == utterance


def test_changes_lead_to_the_rendering() -> None:
    near = check("The patrol boat rammed us twice. The second time it was singing.", _bank()).near[0]
    assert [(c.was, c.now) for c in near.changes] == [("singing", "laughing")]
    assert near.changes[0].span.of(near.known.rendering.text) == "laughing"


def test_part_of_a_quotation_has_no_changes() -> None:
    assert check("The second time it was laughing", _bank()).of(Verdict.VERBATIM)[0].changes == ()


def test_words_of_somebody_else_are_absent_and_shown() -> None:
    finding = check("a waste of coffee", _bank(), speaker="Dravek")
    assert finding.verdict is Verdict.ABSENT
    assert [n.known.speaker_name for n in finding.others] == ["Mirela Sandor"]


def test_speaker_may_be_a_part_of_the_name() -> None:
    assert check("a waste of coffee", _bank(), speaker="sandor").verdict is Verdict.VERBATIM


def test_vectors_find_what_words_do_not() -> None:
    def encode(texts: Sequence[str]) -> list[list[float]]:
        return [[1.0, 0.0] if "coffee" in text or "Beans" in text else [0.0, 1.0] for text in texts]

    words = "talks: Beans went overboard on Monday"
    assert check(words, _bank()).verdict is Verdict.ABSENT
    assert check(words, _bank(), encode=encode).near[0].known.utterance == "u3"


def test_beside_the_words_themselves_stands_nothing_that_cannot_say_the_same() -> None:
    words = "The patrol boat rammed us"

    def encode(texts: Sequence[str]) -> list[list[float]]:
        return [[1.0, 0.0] if words in text else [0.6, 0.8] for text in texts]

    found = check(words, _bank(), encode=encode)
    assert [near.verdict for near in found.near] == [Verdict.VERBATIM]
