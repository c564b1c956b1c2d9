"""Who answers, denies and contradicts whom: read off the words of invented pages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.link.exchanges import find_exchanges
from dragoman.link.people import find_people
from dragoman.link.sheet import Sheet
from dragoman.link.signs import Phrase, signs
from dragoman.model import Utterance

MIST = (
    "KARSK, March 4 (MPA) - “The talks were like two ferries in the mist,” Veldorian Foreign Minister "
    "Ilan Dravek said on Friday.\n\n"
)


def exchanges(*texts):
    """Kind, who does it, and the words of both ends, of all exchanges in some pages; no two are joined."""
    sheets = [Sheet(dragoman.read_text(text, outlet=f"Paper {n}")) for n, text in enumerate(texts)]
    told = {s.id: (sheet, s) for sheet in sheets for s in sheet.statements}
    utterances = [Utterance(id=id, statements=(id,)) for id in told]

    def ends(exchange):
        for id in (exchange.origin, exchange.target):
            sheet, statement = told[id]
            speaker = sheet.speaker(statement)
            yield speaker.name if speaker else None, sheet.content(statement)

    found = find_exchanges(sheets, utterances, find_people(sheets))
    return {(x.kind.value, x.inferred, *ends(x)) for x in found}


def shapes(*texts):
    return {(kind, inferred, who, whom) for kind, inferred, (who, _), (whom, _) in exchanges(*texts)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ilan Dravek rejected a claim by Tomas Hale, who alleged that Veldoria had closed the strait.",
            {("denies", False, "Ilan Dravek", "Tomas Hale")},
        ),
        (
            "Ilan Dravek rejected a claim by Tomas Hale, who alleged that Veldoria had closed the strait. "
            "“It is not true,” Dravek stressed.",
            {("denies", False, "Ilan Dravek", "Tomas Hale")},
        ),
        (
            MIST + "Mirela Sandor said: “I was not in any mist. I read our paper aloud twice.”",
            {("denies", False, "Mirela Sandor", "Ilan Dravek")},
        ),
        (
            "Oren Kasimir mocked Tomas Hale’s claim that he was a pirate.",
            {("answers", False, "Oren Kasimir", "Tomas Hale")},
        ),
        (
            "Tomas Hale said that Veldoria had moved its guns. Petra Voss replied that they were lamps.",
            {("answers", False, "Petra Voss", "Tomas Hale")},
        ),
        (
            "“Mr Dravek has told me that the lane will stay open, but we need to see boats leave,” "
            "Mirela Sandor said.",
            {("answers", False, "Mirela Sandor", "Dravek")},
        ),
    ],
)
def test_words_show_who_takes_up_whom(text, expected):
    assert expected <= shapes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ilan Dravek denied that Tomas Hale had said the strait was closed.",
        "Ilan Dravek said that the strait was open. Mirela Sandor said that the harbour was full.",
        "Ilan Dravek never answered the letter. Mirela Sandor recalled that Karsk had offered an office.",
        "“It is not true that I like fish,” Anika Brandt said.",
    ],
)
def test_nothing_is_denied_that_no_word_denies(text):
    assert not [shape for shape in shapes(text) if shape[0] == "denies"]


def test_a_turn_answers_the_question_before_it():
    text = (
        "Radio Tessaly spoke with Foreign Minister Mirela Sandor.\n\n"
        "– Madam minister, how many boats have you counted in the strait?\n\n"
        "– More than forty, and I do not wish to quarrel about two of them.\n\n"
        "– Do you believe that nobody prepares a blockade?\n\n"
        "– I believe what I see.\n"
    )
    answers = [x for x in exchanges(text) if x[0] == "answers"]
    assert {(origin[1][:9], target[1][:12]) for _, _, origin, target in answers} == {
        ("More than", "Madam minist"),
        ("I believe", "Do you belie"),
    }


def test_contradictions_over_articles_are_inferred():
    one = "Ilan Dravek said on 4 March 2033 that patrol boats in the strait were no threat to fishermen."
    other = "Patrol boats in the strait are a threat to fishermen, Mirela Sandor said on 4 March 2033."
    assert {(kind, inferred) for kind, inferred, *_ in shapes(one, other)} == {("contradicts", True)}
    later = other.replace("4 March", "5 March")
    assert not shapes(one, later)


def test_one_position_on_two_occasions_is_repeated():
    one = "Ilan Dravek said that Veldorian patrol boats would leave the middle lane before the winter."
    other = (
        "Veldorian patrol boats will leave the middle lane before the winter, Ilan Dravek said in Port Amiel."
    )
    assert {(kind, inferred) for kind, inferred, *_ in shapes(one, other)} == {("repeats", True)}


def test_the_order_of_articles_changes_nothing():
    texts = [
        "Ilan Dravek rejected a claim by Tomas Hale, who alleged that Veldoria had closed the strait.",
        "Mirela Sandor said that patrol boats in the Strait of Maren posed a threat to Ostmari fishermen.",
        "Ilan Dravek said that patrol boats in the Strait of Maren posed no threat to Ostmari fishermen.",
    ]
    assert shapes(*texts) == shapes(*reversed(texts))


@pytest.mark.parametrize("phrase", signs("en").phrases, ids=lambda p: p.pattern.pattern[:30])
@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_words_that_point_lack_a_hint(phrase: Phrase, data: st.DataObject) -> None:
    words = data.draw(st.from_regex(phrase.pattern))
    assert any(hint in words.casefold() for hint in phrase.hints)
