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
