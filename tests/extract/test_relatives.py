"""Whom "who" stands for, in sentences where the words alone tell, and in others where they do not."""

import pytest

import dragoman


def source_of(text, words):
    reading = dragoman.read_text(text + "\n", outlet="The Harbour Post")
    [statement] = [
        s
        for s in reading.statements
        if any(words in c.of(reading.article.text) for c in s.content)
        and not any("who" in c.of(reading.article.text) for c in s.content)
    ]
    speaker = reading.actor(statement.speaker)
    printed = " ".join(s.of(reading.article.text) for s in statement.source)
    return printed, speaker.name if speaker else None


@pytest.mark.parametrize(
    ("text", "printed", "speaker"),
    [
        ("Ilan Dravek met Tomas Hale, who said that the boats had left.", "Tomas Hale", "Tomas Hale"),
        (
            "Mirela Sandor met Tomas Hale, the spokesman of the ministry, who said that the boats had left.",
            "Tomas Hale",
            "Tomas Hale",
        ),
        (
            "The police spoke to a fisherman from Karsk who said that the boats had left.",
            "a fisherman from Karsk",
            "a fisherman from Karsk",
        ),
        (
            "It came from a lieutenant of the Veldorian Coast Guard, who said that the boats had left.",
            "a lieutenant of the Veldorian Coast Guard",
            "a lieutenant of the Veldorian Coast Guard",
        ),
        (
            "It followed the resignation of Prime Minister Helga Tarn, who said that the boats had left.",
            "Prime Minister Helga Tarn",
            "Helga Tarn",
        ),
        (
            "The harbour heard it from Defence Minister Oren Kasimir, who said that the boats had left.",
            "Defence Minister Oren Kasimir",
            "Oren Kasimir",
        ),
    ],
)
def test_a_relative_pronoun_stands_for_the_name_in_front(text, printed, speaker):
    assert source_of(text, "the boats had left") == (printed, speaker)


@pytest.mark.parametrize(
    "text",
    [
        "They asked a spokesman for Ilan Dravek, who said that the boats had left.",
        "In the harbour stood Oren Kasimir and Petra Voss, who said that the boats had left.",
    ],
)
def test_of_two_who_may_be_meant_neither_is(text):
    assert source_of(text, "the boats had left") == ("who", None)
