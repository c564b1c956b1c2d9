"""The whole finder over short invented paragraphs: each row is a text and all that it gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from invented_texts import Row

from dragoman.extract import attributions
from dragoman.extract.rules import RuleFinder
from dragoman.model import Block, BlockRole, Span

Rows = Callable[[str], list[Row]]
Found = tuple[str, str, list[str], str, str]


def in_short(row: Row) -> Found:
    return row.source, row.cue, list(row.content), row.kind, row.mode


def known(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


DIRECT: list[tuple[str, list[Found]]] = [
    (
        '"The strait stays open," Dravek said.',
        [("Dravek", "said", ['"The strait stays open,"'], "direct", "said")],
    ),
    (
        "“The strait stays open,” said Ilan Dravek.",
        [("Ilan Dravek", "said", ["“The strait stays open,”"], "direct", "said")],
    ),
    ("'We will not move', says Dravek", [("Dravek", "says", ["'We will not move'"], "direct", "said")]),
    ('Hale said: "The patrol has ended."', [("Hale", "said", ['"The patrol has ended."'], "direct", "said")]),
    (
        '"Will the ferries sail?" Brandt asked.',
        [("Brandt", "asked", ['"Will the ferries sail?"'], "direct", "said")],
    ),
    ('"No," said Sandor.', [("Sandor", "said", ['"No,"'], "direct", "said")]),
    (
        '"The boats must leave," according to Sandor.',
        [("Sandor", "according to", ['"The boats must leave,"'], "direct", "said")],
    ),
    (
        "Sandor told parliament: 'The boats must leave.'",
        [("Sandor", "told", ["'The boats must leave.'"], "direct", "said")],
    ),
    (
        '"The boats left. The maps stayed. We went home," said Hale.',
        [("Hale", "said", ['"The boats left. The maps stayed. We went home,"'], "direct", "said")],
    ),
    (
        'The strait is calm," said Dravek.',
        [("Dravek", "said", ['The strait is calm,"'], "direct", "said")],
    ),
]

SPLIT: list[tuple[str, list[Found]]] = [
    (
        '"We counted the boats," Sandor said, "and we counted them twice."',
        [("Sandor", "said", ['"We counted the boats,"', '"and we counted them twice."'], "direct", "said")],
    ),
    (
        '"We counted the boats," Sandor said. "There were forty of them in the harbour."',
        [
            (
                "Sandor",
                "said",
                ['"We counted the boats,"', '"There were forty of them in the harbour."'],
                "direct",
                "said",
            )
        ],
    ),
    (
        "The maps were drawn in haste, Sandor said.",
        [("Sandor", "said", ["The maps were drawn in haste"], "indirect", "said")],
    ),
    (
        'Hale denied the report. "Not a single letter was sent to Karsk," he said.',
        [
            ("Hale", "denied", ["the report"], "indirect", "said"),
            ("he", "said", ['"Not a single letter was sent to Karsk,"'], "direct", "said"),
        ],
    ),
]

OVER_BLOCKS: list[tuple[str, list[Found]]] = [
    (
        '"The harbour is ours," Kasimir said. "It has been ours for a century.\n'
        '"Nobody will take it from us, and nobody should try."',
        [
            (
                "Kasimir",
                "said",
                [
                    '"The harbour is ours,"',
                    '"It has been ours for a century.',
                    '"Nobody will take it from us, and nobody should try."',
                ],
                "direct",
                "said",
            )
        ],
    ),
    (
        'Sandor said:\n"The boats must leave before the winter."',
        [("Sandor", "said", ['"The boats must leave before the winter."'], "direct", "said")],
    ),
    (
        'The minister added a warning of her own:\n"The boats must leave before the winter."',
        [("The minister", "added", ['"The boats must leave before the winter."'], "direct", "said")],
    ),
    (
        'The hall was silent.\n"We shall meet again in the spring, when the ice is gone."',
        [("", "", ['"We shall meet again in the spring, when the ice is gone."'], "direct", "said")],
    ),
]

INDIRECT: list[tuple[str, list[Found]]] = [
    (
        "Dravek said the strait would stay open.",
        [("Dravek", "said", ["the strait would stay open"], "indirect", "said")],
    ),
    (
        "In a letter to Brandt, Sandor wrote that the maps were wrong.",
        [("Sandor", "wrote", ["that the maps were wrong"], "indirect", "said")],
    ),
    (
        "The ministry said in a statement that the patrol had ended.",
        [("The ministry", "said", ["that the patrol had ended"], "indirect", "said")],
    ),
    (
        "Brandt asked whether the ferry had lights.",
        [("Brandt", "asked", ["whether the ferry had lights"], "indirect", "said")],
    ),
    (
        "The naval drills were announced by the defence ministry on Friday.",
        [("the defence ministry", "were announced", ["The naval drills"], "indirect", "said")],
    ),
    (
        "It was reported that two ferries had collided.",
        [("", "was reported", ["that two ferries had collided"], "indirect", "said")],
    ),
    (
        "Brandt expressed hope that the ferries would sail again.",
        [("Brandt", "expressed hope", ["that the ferries would sail again"], "indirect", "said")],
    ),
    (
        "Sandor warned against closing the strait.",
        [("Sandor", "warned against", ["closing the strait"], "indirect", "said")],
    ),
    (
        "Brandt called on Veldoria to withdraw its boats.",
        [("Brandt", "called on", ["to withdraw its boats"], "indirect", "said")],
    ),
    (
        "According to Voss, the lighthouse was never closed.",
        [("Voss", "According to", ["the lighthouse was never closed"], "indirect", "said")],
    ),
    (
        "Brandt believes the maps are wrong.",
        [("Brandt", "believes", ["the maps are wrong"], "indirect", "attitude")],
    ),
    ("Dravek hopes to return.", [("Dravek", "hopes", ["to return"], "indirect", "attitude")]),
    (
        "Sandor said the boats must leave, as Brandt stressed that talks would go on.",
        [
            ("Sandor", "said", ["the boats must leave"], "indirect", "said"),
            ("Brandt", "stressed", ["that talks would go on"], "indirect", "said"),
        ],
    ),
]

MIXED: list[tuple[str, list[Found]]] = [
    (
        'Sandor said that the boats were "a show of strength" near the lighthouse.',
        [
            (
                "Sandor",
                "said",
                ['that the boats were "a show of strength" near the lighthouse'],
                "mixed",
                "said",
            )
        ],
    ),
    (
        'Brandt spoke of "a long winter" for the islands.',
        [("Brandt", "spoke of", ['"a long winter" for the islands'], "mixed", "said")],
    ),
    (
        'Sandor called the maps "a joke".',
        [("Sandor", "called", ['the maps "a joke"'], "mixed", "said")],
    ),
]

HEADLINES: list[tuple[str, list[Found]]] = [
    (
        "headline| Dravek Vows To Reopen The Strait Before Winter",
        [("Dravek", "Vows", ["To Reopen The Strait Before Winter"], "indirect", "said")],
    ),
    (
        "headline| Sandor Says Ferries Must Sail Before The Winter",
        [("Sandor", "Says", ["Ferries Must Sail Before The Winter"], "indirect", "said")],
    ),
    (
        "headline| SANDOR SAYS FERRIES MUST SAIL BEFORE WINTER",
        [("SANDOR", "SAYS", ["FERRIES MUST SAIL BEFORE WINTER"], "indirect", "said")],
    ),
    (
        "headline| Brandt: 'Let the ferries cross'",
        [("Brandt", ":", ["'Let the ferries cross'"], "direct", "said")],
    ),
    (
        "teaser| Talks will go on before the winter – Ostmar",
        [("Ostmar", "–", ["Talks will go on before the winter"], "indirect", "said")],
    ),
    ("headline| Strait of Maren Closed For Third Night", []),
]

SILENT: list[tuple[str, list[Found]]] = [
    ("furniture| Dravek said the strait would stay open.", []),
    ("credit| Photo: Radio Tessaly said so", []),
    ('byline| "We sail," Dravek said.', []),
    ("dateline| Karsk, where Dravek said nothing was new", []),
    ('There was "a long winter" ahead.', []),
    ("The ferry sailed at noon and nobody was hurt.", []),
    ("Kasimir did not comment.", []),
    ("The end of the patrol was announced.", []),
]

KNOWN = [
    pytest.param(
        '"Will the ferries sail?" asked Brandt.',
        [("Brandt", "asked", ['"Will the ferries sail?"'], "direct", "said")],
        marks=known("the parser takes a name behind the verb for its object: the quotation is lost"),
    ),
    pytest.param(
        "The maps, Sandor said, were drawn in haste.",
        [("Sandor", "said", ["The maps", "were drawn in haste"], "indirect", "said")],
        marks=known("a cue between the halves of what is said without marks is lost"),
    ),
    pytest.param(
        "Hale said the patrol had ended and called on Veldoria to return the maps.",
        [
            ("Hale", "said", ["the patrol had ended"], "indirect", "said"),
            ("Hale", "called on", ["to return the maps"], "indirect", "said"),
        ],
    ),
    pytest.param(
        "Hale, asked about the maps, said the boats were late.",
        [("Hale", "said", ["the boats were late"], "indirect", "said")],
        marks=known("who was asked is taken for who asks"),
    ),
    pytest.param(
        '"The harbour is ours and was ours before.\n"Nobody will take it from us," Kasimir said.',
        [
            (
                "Kasimir",
                "said",
                ['"The harbour is ours and was ours before.', '"Nobody will take it from us,"'],
                "direct",
                "said",
            )
        ],
        marks=known("a cue in a later paragraph does not reach back to where the quotation opened"),
    ),
    pytest.param(
        'Brandt opened the meeting with an appeal:\n"Let the ferries cross before the winter comes."',
        [("Brandt", "appeal", ['"Let the ferries cross before the winter comes."'], "direct", "said")],
        marks=known("a noun with a colon introduces nothing"),
    ),
    pytest.param(
        'Sandor said the talks had gone well. "We shall meet again after the harvest."',
        [
            (
                "Sandor",
                "said",
                ["the talks had gone well", '"We shall meet again after the harvest."'],
                "mixed",
                "said",
            )
        ],
        marks=known("a quotation that follows indirect speech without a cue is dropped"),
    ),
    pytest.param(
        '"The strait is calm, said Dravek.',
        [("Dravek", "said", ['"The strait is calm,'], "direct", "said")],
        marks=known("a mark that never closes runs over its own cue"),
    ),
    pytest.param(
        "Sandor's insistence that the boats must leave angered Karsk.",
        [("Sandor's", "insistence", ["that the boats must leave"], "indirect", "said")],
        marks=known("the parser lets the content run on into the verb behind it"),
    ),
    pytest.param(
        "Prime Minister Ilan Dravek said on Friday the boats would leave.",
        [("Prime Minister Ilan Dravek", "said", ["the boats would leave"], "indirect", "said")],
        marks=known("a day between cue and content is taken into the content"),
    ),
    pytest.param(
        "Sandor said the following:\nThe boats must leave before the winter.",
        [("Sandor", "said", ["The boats must leave before the winter"], "direct", "said")],
        marks=known("behind a colon only quotation marks make the next block somebody's words"),
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*DIRECT, *SPLIT, *OVER_BLOCKS, *INDIRECT, *MIXED, *HEADLINES, *SILENT, *KNOWN],
)
def test_finder_finds(rows: Rows, text: str, expected: list[Found]) -> None:
    assert [in_short(r) for r in rows(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hale said Dravek had promised to send the maps.", [("said", None), ("had promised", 0)]),
        (
            "Hale said that Sandor said that Dravek had promised to leave.",
            [("said", None), ("said", 0), ("had promised", 1)],
        ),
        (
            "Hale rejected Dravek's claim that the ferry had no lights.",
            [("rejected", None), ("claim", 0)],
        ),
        ("Brandt said she hoped the ferries would sail.", [("said", None), ("hoped", 0)]),
        ('"I told him that the maps were wrong," Sandor said.', [("told", 1), ("said", None)]),
    ],
)
def test_finder_nests(rows: Rows, text: str, expected: list[tuple[str, int | None]]) -> None:
    assert [(r.cue, r.parent) for r in rows(text)] == expected


def test_finder_reads_interview_turns(rows: Rows) -> None:
    found = rows("question| - Will the boats stay?\n- They will stay, as we said.")
    turns = [r for r in found if not r.source]
    assert [(r.cue, r.content, r.kind) for r in turns] == [
        ("-", ("Will the boats stay?",), "direct"),
        ("-", ("They will stay, as we said",), "direct"),
    ]


def test_attributions_are_outermost_only() -> None:
    text = "Hale said Dravek had promised to send the maps.\n\nBrandt believes him."
    found = attributions(text, model="rules")
    assert [a.cue[0].of(text) for a in found] == ["said"]
    assert all(a.parent is None for a in found)


@pytest.mark.parametrize(
    ("sure", "unsure"),
    [
        ("Dravek said the strait would stay open.", "Sandor criticised the plan."),
        ("According to Voss, it was closed.", '"We shall meet again in the spring, he hoped."'),
    ],
)
def test_guesses_are_more_doubtful(sure: str, unsure: str) -> None:
    assert attributions(sure, model="rules")[0].doubt < attributions(unsure, model="rules")[0].doubt


def test_quotation_of_the_sentence_before_is_not_taken() -> None:
    text = "Dravek was of the view that “neither changed course”. Sandor said the boats must leave."
    said = next(a for a in attributions(text, model="rules") if a.cue[0].of(text) == "said")
    assert [c.of(text) for c in said.content] == ["the boats must leave"]


@pytest.mark.parametrize(
    "text",
    [
        "Brandt asked both ministers to say nothing.",
        "“I can name every one of them,” Kasimir said.",
    ],
)
def test_act_that_nobody_performs_is_no_attribution(finder: RuleFinder, text: str) -> None:
    assert len(finder.find(text, [Block(Span(0, len(text)), BlockRole.BODY)])) == 1
