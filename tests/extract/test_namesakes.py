"""Surnames that several bear, words that only look like names, parties, and bodies that one person has."""

from __future__ import annotations

import pytest
from invented_texts import DAY, cut

from dragoman.extract.cast import Cast
from dragoman.extract.descriptions import Descriptions
from dragoman.extract.pronouns import Pronouns
from dragoman.model import ActorKind, Page, Span


def cast_of(marked: str) -> Cast:
    text, blocks = cut(marked)
    return Cast(text, blocks, DAY, "en")


def people(cast: Cast) -> list[str]:
    return [m.label for m in cast.members if m.kind == ActorKind.PERSON]


def meant(marked: str, words: str, nth: int = -1) -> tuple[str | None, str | None]:
    """Whom a source means by its words: the label and the kind, where the words stand last (or n-th)."""
    text, blocks = cut(marked)
    cast = Cast(text, blocks, DAY, "en")
    asked = Descriptions(cast, Pronouns(text, Page(blocks=blocks, language="en"), cast))
    places = [i for i in range(len(text)) if text.startswith(words, i)]
    start = places[nth]
    member = asked.find(words, Span(start, start + len(words))).member
    return (member.label, str(member.kind)) if member is not None else (None, None)


COUPLE = (
    "Mirela Sandor opened the port on Monday. Sandor spoke for an hour. Her husband is a baker.\n"
    "Her husband, Pavel Sandor, stayed at home that day and baked bread for the men who were on the boats.\n"
    "The boats had been out for three weeks, and nobody in the village knew when they would come back to "
    "the harbour, or who would pay for the fish that lay on ice, or for the nets that the storm had torn, or "
    "what the winter would be like, and the last of them had been seen near the northern lighthouse, where "
    "the current is strong and where two other boats had been lost in the same month of the year before.\n"
    "{}Sandor said that the port would stay open."
)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (COUPLE.format(""), "Sandor", "Mirela Sandor"),
        (COUPLE.format("Pavel Sandor came. "), "Sandor", None),
        (COUPLE, "Pavel Sandor", "Pavel Sandor"),
        ("Mirela Sandor and Pavel Sandor came.\nSandor said so.", "Sandor", None),
    ],
)
def test_surname_of_several_means_whom_the_article_calls_by_it(text: str, words: str, expected: str) -> None:
    assert meant(text, words)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mirela Sandor spoke. Besides Sandor, two men came.", ["Mirela Sandor"]),
        ("Mirela Sandor spoke.\nTop Sandor aide resigns at the port, the top of three.", ["Mirela Sandor"]),
        ("Mirela Sandor spoke. They asked Bovik Sandor.", ["Mirela Sandor", "Bovik Sandor"]),
        ("Asking Ilan Dravek about fish is no use. Ilan Dravek left.", ["Ilan Dravek"]),
        ("headline| Council To Condemn Ilan Dravek Over Port\nIlan Dravek left.", ["Ilan Dravek"]),
        ("The vote was close. Liberal Ilan Dravek won, and the Liberals sang.", ["Ilan Dravek"]),
        ("Senators Ilan Dravek and Tomas Hale left.", ["Ilan Dravek", "Tomas Hale"]),
        ("The boats lay in Vel Arno. Ilan Dravek saw them in Vel Arno.", ["Ilan Dravek"]),
    ],
)
def test_words_that_only_look_like_names_name_nobody(text: str, expected: list[str]) -> None:
    assert people(cast_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Many liberals left.\nLiberals say the vote was fair.", "Liberals", ("Liberals", "group")),
        ("Some polls are wrong.\nPolls suggest a close vote.", "Polls", ("Polls", "group")),
        ("The state pays.\nState calls the letters secret.", "State", (None, None)),
        (
            "headline| Harbour calls the letters secret\nThe Harbour Council met. A harbour needs money.",
            "Harbour",
            ("Harbour Council", "organisation"),
        ),
        ("Talks began in Karsk.\nKarsk said the strait was open.", "Karsk", ("Karsk", "state")),
    ],
)
def test_a_capital_of_the_sentence_makes_no_person(
    text: str, words: str, expected: tuple[str | None, str | None]
) -> None:
    assert meant(text, words, 0 if text.startswith("headline") else -1) == expected


RIVALS = "Liberal candidate Ilan Dravek met the Socialist candidate Tomas Hale."


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (f"{RIVALS}\nThe Green front-runner was ill.", "The Green front-runner", None),
        ("Liberal front-runner Ilan Dravek met Mirela Sandor.\nThe Socialist front-runner said no.",
         "The Socialist front-runner", None),
        ("Liberal front-runner Ilan Dravek met Mirela Sandor.\nThe Liberal front-runner said no.",
         "The Liberal front-runner", "Ilan Dravek"),
        ("Ilan Dravek, a shipping tycoon, met Tomas Hale.\nThe magnate said no.",
         "The magnate", "Ilan Dravek"),
        ("Ilan Dravek (D-Karsk) met Tomas Hale (R-Maren).\nThe Republican candidate was ill. Hale said no. "
         "The Republican candidate left.", "The Republican candidate", None),
        (f"{RIVALS}\nThe candidate said no.", "The candidate", None),
    ],
)  # fmt: skip
def test_a_party_or_a_trade_tells_who_is_meant(text: str, words: str, expected: str | None) -> None:
    assert meant(text, words)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Foreign minister Mirela Sandor opened the port. Sandor said the ferries would sail.\n"
            "The Sandor campaign had no money. Sandor said it needed none. Her campaign will borrow.",
            "Sandor’s campaign",
        ),
        (
            "Foreign minister Mirela Sandor opened the port. Sandor said the ferries would sail. "
            "Her campaign said it would borrow.",
            "Her campaign",
        ),
    ],
)
def test_her_campaign_is_called_by_its_owner_where_the_article_does(text: str, expected: str) -> None:
    assert meant(text, "Her campaign")[0] == expected


def test_possessive_pronoun_is_read_as_its_pronoun_is() -> None:
    text, blocks = cut("Ilan Dravek left. His claim that the strait was open was doubted.")
    cast = Cast(text, blocks, DAY, "en")
    place = Span(text.index("His"), text.index("His") + 3)
    group = cast.words.pronoun("his") or ""
    answer = Pronouns(text, Page(blocks=blocks, language="en"), cast).he_or_she(group, place)
    assert answer.member is not None
    assert answer.member.label == "Ilan Dravek"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Minister of Justice of Ostmar Zorvo Kelling left. It rained in Ostmar.\nMinister of Justice of "
            "Ostmar Zorvo Kelling at a meeting in Karsk said so.",
            "Minister of Justice of Ostmar Zorvo Kelling at a meeting in Karsk",
            "Zorvo Kelling",
        ),
        (
            "The spokesman for Tessalian President Anika Brandt said so.",
            "The spokesman for Tessalian President Anika Brandt",
            "spokesman for Tessalian President Anika Brandt",
        ),
        (
            "Pavel Sandor and Mirela Sandor came. The husband of captain Mirela Sandor said so.",
            "The husband of captain Mirela Sandor",
            "Pavel Sandor",
        ),
        ("The husband of captain Mirela Sandor said so.", "The husband of captain Mirela Sandor", None),
        ("Mirela Sandor and Pavel Sandor came.\nSandor herself said so.", "Sandor herself", "Mirela Sandor"),
        (
            "Mirela Sandor and Pavel Sandor came. Mirela Sandor spoke.\nHer namesake said so.",
            "Her namesake",
            "Pavel Sandor",
        ),
        (
            "Meanwhile source in the army of Ostmar said so.",
            "source in the army of Ostmar",
            "source in the army of Ostmar",
        ),
        ("Minister of Ostmar Mirela Sandor said so.", "Minister of Ostmar", "Mirela Sandor"),
    ],
)
def test_those_named_through_others_are_told_apart(text: str, words: str, expected: str | None) -> None:
    assert meant(text, words)[0] == expected
