"""Whose turn it is in a printed interview."""

import pytest

INTRO = (
    "Mirela Sandor visited the studio of Radio Tessaly on her way home and spoke about the talks in Karsk."
)
ANSWER = "Our coast guard speaks of more than forty. I do not wish to quarrel because of two boats."


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (["- How many boats have you counted?", f"- {ANSWER}"], "qa"),
        (["– How many boats have you counted?", f"– {ANSWER}", "And one thing more I will say."], "qaa"),
        (["— You counted boats. Tell us.", f"— {ANSWER}", "— Did it help?", "— Why should it not?"], "qaqa"),
        (["Q: How many boats?", f"A: {ANSWER}", "Q: Tell us of the talks.", "A: They were short."], "qaqa"),
        (
            [
                "Radio Tessaly: How many boats?",
                f"Sandor: {ANSWER}",
                "Radio Tessaly: And the nets?",
                "Sandor: Cut.",
            ],
            "qaqa",
        ),
        (
            [
                "How many boats?",
                ANSWER,
                "And the nets?",
                "They are cut.",
                "What now?",
                "Now we wait for Monday.",
            ],
            "qaqaqa",
        ),
        (["“How many boats?” asked Hale.", ANSWER, "“And the nets?” asked Hale.", "He laughed."], "aaaa"),
        (["- the boats go home;", "- the lane is opened."], "aa"),
        (["Who counts the boats?", ANSWER], "aa"),
    ],
)
def test_clean_finds_the_interviewer_s_turns(cleaned, turns, expected):
    _, blocks = cleaned("\n\n".join([INTRO, *turns]))
    assert [role.value for role, _ in blocks[1:]] == [{"q": "question", "a": "body"}[t] for t in expected]


EXPLAINER = [
    "What happened in the strait?",
    "Veldoria sent forty boats to the Strait of Maren, and Lindhaven closed its port by noon.",
    "Who counts the boats?",
    "Both sides do. “We count forty,” says Tomas Hale of the foreign ministry. Karsk admits to two.",
    "Is it over?",
    "Anika Brandt has said that she will bring both ministers to one table before the month is out.",
]


def test_clean_takes_subheads_that_ask_for_no_interview(cleaned):
    _, blocks = cleaned("\n\n".join([INTRO, *EXPLAINER]))
    assert "question" not in [role.value for role, _ in blocks]


def test_clean_takes_a_column_that_asks_itself_for_no_interview(cleaned):
    own = [line.replace("Both sides do.", "I do, every night.") for line in EXPLAINER]
    _, blocks = cleaned("\n\n".join(["The strait is full of boats and nobody knows whose they are.", *own]))
    assert "question" not in [role.value for role, _ in blocks]
    asked = ["Who counts the boats for you?" if line == "Who counts the boats?" else line for line in own]
    _, blocks = cleaned("\n\n".join(["The strait is full of boats and nobody knows whose they are.", *asked]))
    assert [role.value for role, _ in blocks[1:]] == ["question", "body"] * 3


def test_clean_takes_questions_for_an_interview_where_somebody_answers_as_i(cleaned):
    told = [line.replace("Both sides do.", "I do, every night.") for line in EXPLAINER]
    _, blocks = cleaned("\n\n".join([INTRO, *told]))
    assert [role.value for role, _ in blocks[1:]] == ["question", "body"] * 3


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("That is half an answer.", "qaqaqaqa"),
        ("I gave my word on that.", "qaqaaaqa"),
        ("And so on, " + "with boat after boat after boat " * 5 + "in the strait.", "qaqaaaqa"),
    ],
)
def test_clean_lets_two_people_take_turns_whose_names_only_open_the_first(cleaned, remark, expected):
    turns = [
        "Radio Tessaly: Minister, how many boats have you counted?",
        f"Mirela Sandor: {ANSWER}",
        "And the nets?",
        "They are cut, as I told the fishermen on the quay.",
        remark,
        "It is the half that I know.",
        "What now?",
        "Now we wait for Monday.",
    ]
    _, blocks = cleaned("\n\n".join([INTRO, *turns]))
    assert [role.value for role, _ in blocks[1:]] == [{"q": "question", "a": "body"}[t] for t in expected]
