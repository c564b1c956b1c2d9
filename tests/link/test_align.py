"""Two wordings side by side: what is told, what is silent, who is accused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.link.align import align
from dragoman.link.differences import differences
from dragoman.link.layout import lay
from dragoman.model import Difference

SILENT = [
    ('"We will not sign," he said', "“We won’t sign”, he said"),
    ('"The defence programme cost 100 thousand crowns."', '"The defense program cost 100,000 crowns"'),
    ('"Thirty per cent of us voted."', '"30% of us voted"'),
    ('"I will leave Karsk tomorrow."', "that he would leave Karsk the next day"),
    ('"We have lost patience with these people."', "They had lost patience with those people."),
    ('"Sergei Olvanov is ready."', '"Sergey Olvanov is ready."'),
    ('"The cease-fire holds on 12 March."', '"The ceasefire holds on March 12."'),
    ('"The goverment has no plan."', '"The government has no plan."'),
    ('"We do not think that the ship carried arms."', "they thought that the ship did not carry arms"),
    ('"It cost $5 million."', '"It cost 5 million dollars."'),
]


@pytest.mark.parametrize(("reference", "other"), SILENT)
def test_spelling_and_indirect_speech_are_no_change(reference: str, other: str) -> None:
    assert align(reference, other) == ()


TOLD = [
    ('"This is a war."', '"This is a crime."', "altered", "war", "crime"),
    ('"It was a mistake."', '"It was a terrible mistake."', "altered", "", "terrible"),
    (
        '"Most pilots, though not all, left early."',
        '"Most pilots left early."',
        "altered",
        "though not all",
        "",
    ),
    ('"They shot first at dawn."', '"We shot first at dawn."', "person", "They", "We"),
    ('"We are not at war."', '"We are at war."', "negation", "not", ""),
    ('"It is possible."', '"It is impossible."', "negation", "possible", "impossible"),
    ('"I saw 130 ships there."', '"I saw 230 ships there."', "number", "130", "230"),
    ('"I trust Tessaly."', '"I trust Ostmar."', "name", "Tessaly", "Ostmar"),
    ('"We won. It was hard. We are glad."', '"We won. We are glad."', "trimmed", "It was hard", ""),
    ('"We are ready to talk in Karsk."', '"We are ready to talk"', "trimmed", "in Karsk", ""),
    ("that the hall was sold", "that the old hall was sold", "added", "", "old"),
    ("that he would not accept it", "that he would reject it", "replaced", "not accept", "reject"),
]


@pytest.mark.parametrize(("reference", "other", "what", "was", "now"), TOLD)
def test_change_is_told(reference: str, other: str, what: str, was: str, now: str) -> None:
    assert [(c.what, c.was, c.now) for c in align(reference, other)] == [(what, was, now)]


BLAMELESS = [
    ('"We came, we saw, and we left the hall."', '"We came ... and we left the hall."'),
    ('"He has made up his mind about it."', '"[Dravek] has made up his mind about it."'),
    ('"Well, I mean, the ferry was late."', '"The ferry was late."'),
    ('"What they did was a crime. It was murder."', 'spoke of "murder" and said it "was a crime"'),
    ("that the hall was sold to a brewer", "that the hall was sold to a baker"),
    ('"We will not sign the paper here."', "that they signed two papers"),
    ('"The lamps were lit."', '"Nobody asked about money on Tuesday."'),
]


@pytest.mark.parametrize(("reference", "other"), BLAMELESS)
def test_nobody_is_accused_of(reference: str, other: str) -> None:
    assert not any(edit.accuses for edit in differences(lay(reference, other)))


def test_transcript_without_marks_is_speech() -> None:
    changes = align("We met in a hut.", '"We met in a palace."', spoken=(True, False))
    assert [(c.what, c.was, c.now) for c in changes] == [(Difference.ALTERED, "hut", "palace")]


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=120), st.text(max_size=120))
def test_changes_stand_where_they_say(reference: str, other: str) -> None:
    for change in align(reference, other):
        assert change.span.of(other) == change.now
        assert change.was in reference


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_text_does_not_differ_from_itself(text: str) -> None:
    assert align(text, text) == ()


def test_long_wordings_are_laid_out() -> None:
    words = [f"word{n}" for n in range(1000)]
    other = [w if n % 50 else "altered" for n, w in enumerate(words)]
    assert len(align(f'"{" ".join(words)}"', f'"{" ".join(other)}"')) == 20


@pytest.mark.parametrize("text", ['"' * 900, "no yes " * 300, "thousand " * 300, "... " * 900, "9" * 9000])
def test_odd_text_is_borne(text: str) -> None:
    assert align(text, text[::-1]) is not None
