"""What linking found, on the page: wordings, dialogues, figures that differ, stories."""

from dataclasses import replace
from itertools import pairwise

import pytest
from invented_readings import Held, episode, linked_episode
from lxml import html

from dragoman.model import Change, Difference, Kind, Loan, Rendering, Span
from dragoman.report import render_report
from dragoman.report.document import build_report
from dragoman.report.linked import build_ties
from dragoman.report.ties import Shelf, components, pieces_of


def ties_of(ledger: Held):
    report = build_report(ledger.entries(), [])
    return build_ties(Shelf.of(ledger, report.articles, report.places))


@pytest.fixture(scope="module")
def ties():
    return ties_of(linked_episode())


@pytest.fixture(scope="module")
def page():
    return html.document_fromstring(render_report(linked_episode(), []))


def test_ties_of_a_ledger_never_linked_are_none():
    found = ties_of(Held(episode()))
    assert (found.stories, found.spoken, found.dialogues, found.figures) == ((), (), (), ())


def test_ties_lay_wordings_beside_the_one_they_are_told_by(ties):
    [spoken] = ties.spoken
    assert [w.is_told for w in spoken.wordings] == [True, False]
    told, other = ([p for p in w.pieces if p.what != "same"] for w in spoken.wordings)
    assert told == []
    assert [p.what for p in other] == ["altered"]
    assert {other[0].was, other[0].now} == {"day", "year"}


def test_ties_flag_altered_quotations(ties):
    assert ties.spoken[0].accused == 1


def test_ties_say_when_wordings_may_not_be_one_remark():
    assert [ties_of(linked_episode(doubt)).spoken[0].is_unsure for doubt in (0.1, 0.5)] == [False, True]


def test_dialogue_puts_the_answer_behind_what_it_answers(ties):
    [dialogue] = ties.dialogues
    assert [turn.speaker for turn in dialogue.turns] == ["Ilan Dravek", "Mirela Sandor"]
    [reply] = dialogue.turns[1].replies
    assert (reply.how, reply.to, reply.is_inferred, reply.is_unsure) == ("denies", "Ilan Dravek", True, True)
    assert [e.words for e in reply.evidence] == ["There is no"]


def test_figures_that_differ_name_each_other(ties):
    [group] = ties.figures
    assert [(row.words, row.differs) for row in group.rows] == [
        ("four", ("forty ships",)),
        ("forty ships", ("four",)),
    ]


def test_stories_come_first_and_the_articles_of_none_last(ties):
    assert [(story.title, len(story.articles)) for story in ties.stories] == [
        ("The strait stays closed", 2),
        ("", 4),
    ]


def test_story_tells_events_with_names_and_days(ties):
    [event] = ties.stories[0].events
    assert (event.kind, event.who, event.place) == ("meeting", ("Ilan Dravek",), "Karsk")
    assert event.when.label == "10 Mar 2022"


def test_story_timeline_has_a_lane_for_events_and_each_outlet(ties):
    assert [lane.label for lane in ties.stories[0].timeline.lanes] == [
        "Events",
        "Karsk Today",
        "Radio Tessaly",
    ]


def test_story_matrix_counts_words_by_outlet(ties):
    [row] = ties.stories[0].matrix.rows
    assert row.label.startswith("Ilan Dravek: “A cold")
    assert [cell.words for cell in row.cells] == [3, 3]


def test_story_bars_sum_to_the_whole(ties):
    for story in ties.stories:
        for bar in story.bars:
            assert sum(s.share for s in bar.segments) == pytest.approx(1, abs=0.001)
    assert ties.stories[0].sides == ("Veldoria", "no side told")


def test_story_tells_labels_of_outlets_that_choose(ties):
    [group] = ties.stories[0].labels
    assert [(term, [use.outlet for use in uses]) for term, uses in group.terms] == [
        ("conflict", ["Radio Tessaly"]),
        ("war", ["Radio Tessaly"]),
    ]


def test_lines_take_the_date_that_is_lent():
    ledger = linked_episode()
    entry, *others = ledger.held
    statement = next(s for s in entry.reading.statements if s.said_on is None)
    lent = linked_episode().linked.events[0].held
    loan = Loan(statement=statement.id, said_on=lent, lender="a")
    report = build_report([replace(entry, loans=(loan,)), *others], [])
    lines = {line.anchor: line for page in report.articles for line in page.lines}
    assert lines[f"s-{statement.id}"].when.label == "10 Mar 2022"


PIECES = [
    ("two ferries", (), "two ferries"),
    ("two fog", ((3, 3, "big", "", Difference.TRIMMED),), "two [big] fog"),
    ("two”", ((3, 3, "big", "", Difference.TRIMMED),), "two [big]”"),
    ("two fog", ((0, 0, "We were", "", Difference.TRIMMED),), "[We were] two fog"),
    ("a day", ((2, 5, "year", "day", Difference.ALTERED),), "a [year→day]"),
    (
        "a day",
        ((2, 5, "year", "day", Difference.ALTERED), (3, 4, "x", "y", Difference.ALTERED)),
        "a [year→day]",
    ),
]


@pytest.mark.parametrize(("text", "changes", "expected"), PIECES)
def test_pieces_show_differences_in_their_place(text, changes, expected):
    altered = tuple(
        Change(span=Span(start, end), was=was, now=now, what=what) for start, end, was, now, what in changes
    )
    rendering = Rendering(
        statement="s", article="a", outlet=None, kind=Kind.DIRECT, text=text, altered=altered
    )
    shown = "".join(
        p.now if p.what == "same" else f"[{'→'.join(filter(None, (p.was, p.now)))}]"
        for p in pieces_of(rendering)
    )
    assert shown == expected


def test_components_are_what_hangs_together():
    assert components([("b", "a"), ("c", "d"), ("b", "e")]) == [["a", "b", "e"], ["c", "d"]]


def test_page_anchors_of_links_all_resolve(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    missing = {href for href in page.xpath("//@href") if href.startswith("#")} - {f"#{i}" for i in ids}
    assert missing == set()


def test_page_headings_stay_in_order(page):
    levels = [int(h.tag[1]) for h in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_page_pictures_of_stories_have_tables(page):
    section = page.xpath("//section[@id='stories']")[0]
    assert len(section.xpath(".//*[local-name()='svg']")) >= 6
    assert section.xpath(".//table[caption='Words carried, by utterance and outlet']")
    assert section.xpath(".//table[caption='Reported words of each article by side']")


def test_page_tells_differences_without_colour(page):
    changed = page.xpath("//section[@id='utterances']//li[contains(@class, 'accused')]")[0]
    assert "altered quotation" in changed.text_content()
    assert changed.xpath(".//del//span[@class='vh']")
    assert changed.xpath(".//ins//span[@class='vh']")


def test_page_of_links_is_the_same_whatever_the_order_of_entries(page):
    ledger = linked_episode()
    turned = replace(ledger, held=list(reversed(ledger.held)))
    assert render_report(turned, []) == render_report(ledger, [])
