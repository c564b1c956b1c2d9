"""When words were said. In the tables [square brackets] mark the content and <angle brackets> the cue."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dragoman.extract.said_on import date_statement
from dragoman.model import Interval, Page, Precision, Span

FRIDAY = Interval.day(date(2033, 3, 11), "the page's stamp")
BEFORE = (None, "2033-03-11")


def dated(marked, published=FRIDAY, *, with_cue=True):
    text, found, opened = "", {"[": [], "<": []}, {}
    for piece in re.split(r"([\[\]<>])", marked):
        if piece in ("[", "<"):
            opened[piece] = len(text)
        elif piece in ("]", ">"):
            kind = {"]": "[", ">": "<"}[piece]
            found[kind].append(Span(opened[kind], len(text)))
        else:
            text += piece
    page = Page(blocks=(), published=published, language="en")
    cue = tuple(found["<"]) if with_cue else ()
    said = date_statement(text, Span(0, len(text)), tuple(found["["]), page, cue)
    return said and tuple(day and day.isoformat() for day in (said.first, said.last))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # behind the cue
        ("Dravek <said> on Thursday [that the strait was open].", ("2033-03-10", "2033-03-10")),
        ("Dravek <said> Monday [that the strait was open].", ("2033-03-07", "2033-03-07")),
        (
            "[“It is open,”] Dravek <told> reporters in Karsk on Thursday. [“All of it.”]",
            ("2033-03-10", "2033-03-10"),
        ),
        ("Hale <had said> in July [that boats would come].", ("2032-07-01", "2032-07-31")),
        ("Sandor <said> at Thursday's talks [that she was tired].", ("2033-03-10", "2033-03-10")),
        ("Sandor <called>, in a speech on Wednesday, [for silence].", ("2033-03-09", "2033-03-09")),
        ("Voss <said> earlier this week [that no list exists].", ("2033-03-07", "2033-03-11")),
        ("Voss <told> the Harbour Post last week [that no list exists].", ("2033-02-28", "2033-03-06")),
        ("[“All of it,”] Voss <told> a Wednesday press conference.", ("2033-03-09", "2033-03-09")),
        ("[“All of it,”] Voss <said> at a briefing held on Wednesday.", ("2033-03-09", "2033-03-09")),
        # behind what is said, where the verb takes no clause
        ("Sandor <rejected> [the offer] on Wednesday.", ("2033-03-09", "2033-03-09")),
        ("Hale <dismissed> [the list as “a poem”] yesterday.", ("2033-03-10", "2033-03-10")),
        # in it
        ("Voss <issued a statement on Tuesday saying> [that no list exists].", ("2033-03-08", "2033-03-08")),
        ("[“All of it is open,”] Dravek <tweeted Wednesday> after a crash.", ("2033-03-09", "2033-03-09")),
        # before it
        ("The ministry on Wednesday <warned> [of boats on Thursday].", ("2033-03-09", "2033-03-09")),
        ("Speaking to the press on Thursday, Dravek <said> [it was open].", ("2033-03-10", "2033-03-10")),
        ("On Thursday Ilan Dravek <had compared> [the talks to ferries].", ("2033-03-10", "2033-03-10")),
        (
            "In December 2031, weeks before the vote, Ostmar sent a paper, <demanding> [an open lane].",
            ("2031-12-01", "2031-12-31"),
        ),
        (
            "At a 2028 summit in Karsk, leaders <declared> [that Ostmar would join].",
            ("2028-01-01", "2028-12-31"),
        ),
        ("Earlier, on February 21, Sandor <told> parliament [it was over].", ("2033-02-21", "2033-02-21")),
        ("Ostmar on Thursday denied the report, <saying> [that boats remain].", ("2033-03-10", "2033-03-10")),
        ("Boats came. In May Sandor <accused> [Karsk of counting them].", ("2032-05-01", "2032-05-31")),
        # two cues, two days
        ("Dravek <said> on Tuesday he had warned on Monday [of boats].", ("2033-03-08", "2033-03-08")),
        ("Dravek said on Tuesday he <had warned> on Monday [of boats].", ("2033-03-07", "2033-03-07")),
    ],
)
def test_date_statement_reads_the_time_that_hangs_on_the_cue(marked, expected):
    assert dated(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "Dravek <said> [the strait was shut on Monday].",
        "Dravek <said> [the strait was shut] on Monday.",
        "Dravek <said> earlier [that the strait was open].",
        "Dravek <had previously said> [that the strait was open].",
        "Hale, who met Sandor on Monday, <said> [the strait was open].",
        "Two officers detained on Monday <said> [they were innocent].",
        "After the talks on Monday, Dravek <said> [it was open].",
        "Sandor <said> after Thursday's talks [that she was tired].",
        "On Thursday the talks went on. <According to> Hale, [they were short].",
        "The talks on Monday failed, and Dravek <said> [so].",
        "On March 10 Hale was heard. On March 9 Voss mocked him. Dravek <spoke of> [foam].",
        "Voss on March 9 mocked Hale for <calling> [the lane a drain].",
        "“It closed on Monday,” he said, <adding> [that boats remain].",
        "Veldoria’s offer of Thursday was <called> [“foam on water”].",
        "“Dravek <told> me today [that it is open],” Sandor said on Thursday.",
    ],
)
def test_date_statement_knows_only_that_it_was_not_after_the_article(marked):
    assert dated(marked) == BEFORE


@pytest.mark.parametrize(
    ("marked", "published", "expected"),
    [
        ("Dravek <said> on Thursday [it was open].", None, None),
        ("Dravek <said> [it was open].", None, None),
        ("Dravek <said> in December 2031 [it was open].", None, ("2031-12-01", "2031-12-31")),
        ("“We’ve been <warning> since 2028 [that boats come],” he said.", None, ("2028-01-01", None)),
        (
            "“We’ve been <warning> since 2028 [that boats come],” he said.",
            FRIDAY,
            ("2028-01-01", "2033-03-11"),
        ),
        ("Dravek <said> [it was open].", Interval(date(2033, 3, 10), None, Precision.DAY, "b"), None),
        (
            "Dravek <said> on Tuesday [it was open].",
            Interval(date(2033, 3, 10), None, Precision.DAY, "b"),
            None,
        ),
        (
            "On Thursday, March 10, Dravek <said> [it was open].",
            Interval(date(2033, 3, 10), None, Precision.DAY, "b"),
            ("2033-03-10", "2033-03-10"),
        ),
    ],
)
def test_date_statement_stays_open_where_the_article_does_not_tell(marked, published, expected):
    assert dated(marked, published) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Dravek said on Thursday [that the strait was open].", ("2033-03-10", "2033-03-10")),
        ("[“It is open,”] Dravek told reporters in Karsk on Thursday.", ("2033-03-10", "2033-03-10")),
        ("Hale, who met Sandor on Monday, said [the strait was open].", BEFORE),
        ("Dravek said on Tuesday he had warned on Monday [of boats].", BEFORE),
    ],
)
def test_date_statement_works_without_a_cue(marked, expected):
    assert dated(marked, with_cue=False) == expected


def test_date_statement_looks_at_its_own_sentence_only():
    text = "On Monday it rained. Dravek said that it was open. On Thursday it snowed."
    page = Page(blocks=(), published=FRIDAY, language="en")
    said = date_statement(text, Span(21, 50), (Span(33, 49),), page)
    assert said == Interval(None, FRIDAY.last, Precision.OPEN, "not after the article (the page's stamp)")
