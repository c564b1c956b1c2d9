"""Dates that travel, on invented pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from invented_week import docs, page, people, statement, week

from dragoman.extract.redate import date_anew
from dragoman.link.events import find_events
from dragoman.link.loans import lend_dates
from dragoman.link.sheet import Sheet
from dragoman.link.stories import find_stories
from dragoman.model import Interval, Loan, Utterance

TALKS = date(2033, 3, 10)
DAY = timedelta(days=1)


def lent(sheets: tuple[Sheet, ...], *utterances: Utterance) -> dict[str, Loan]:
    """Loans by statement."""
    joined = find_events(sheets, people())
    return {n.statement: n for n in lend_dates(sheets, joined, utterances, redate=date_anew)}


@pytest.mark.parametrize(
    ("doc", "first", "last"),
    [
        ("weekdays", TALKS, TALKS + 2 * DAY),
        ("yesterday", TALKS + DAY, TALKS + DAY),
        ("october weekdays", date(2033, 10, 4), date(2033, 10, 6)),
        ("looking back", date(2033, 10, 4), None),
    ],
)
def test_an_article_is_dated_through_others(doc: str, first: date, last: date | None) -> None:
    found = find_events(week(), people()).anchors[page(doc).id]
    assert (found.written.first, found.written.last) == (first, last)
    assert found.lender != page(doc).id


def test_articles_without_a_tie_stay_undated() -> None:
    alone = (page("weekdays"), page("namesake"), page("october"))
    assert not find_events(alone, people()).anchors


@pytest.mark.parametrize(
    ("doc", "words", "first", "last"),
    [
        ("weekdays", "pencil", TALKS, TALKS),
        ("weekdays", "gave me his word", TALKS, TALKS),
        ("weekdays", "all on his side", TALKS, TALKS),
        ("weekdays", "would fail", TALKS - DAY, TALKS - DAY),
        ("yesterday", "honest keel", TALKS + DAY, TALKS + DAY),
        ("yesterday", "useful", TALKS + DAY, TALKS + DAY),
        ("october weekdays", "radar", date(2033, 10, 4), date(2033, 10, 4)),
        ("looking back", "never ordered", date(2033, 9, 28), None),
    ],
)
def test_undated_statements_borrow_their_day(doc: str, words: str, first: date, last: date | None) -> None:
    loan = lent(week())[statement(doc, words).id]
    assert (loan.said_on.first, loan.said_on.last) == (first, last)
    assert loan.lender in {s.id for s in week()} - {page(doc).id}
    assert loan.said_on.basis


def test_a_loan_goes_when_its_lender_goes() -> None:
    rest = tuple(s for s in week() if s.reading.article.doc not in ("dated", "interview"))
    assert statement("weekdays", "pencil").id not in lent(rest)


def test_a_loan_never_contradicts_what_the_reader_found() -> None:
    found = lent(week())
    for sheet in week():
        for told in sheet.reading.statements:
            loan = found.get(told.id)
            if loan is None or told.said_on is None:
                continue
            assert told.said_on.first is None or (loan.said_on.first or date.min) >= told.said_on.first
            assert told.said_on.last is None or (loan.said_on.last or date.max) <= told.said_on.last


def test_reports_of_one_utterance_lend_each_other_their_day() -> None:
    other = statement("looking back", "drafted")
    utterance = Utterance(id="u1", statements=(statement("dated", "two ferries").id, other.id))
    sheets = tuple(s for s in week() if s.reading.article.doc in ("dated", "looking back"))
    loan = lent(sheets, utterance)[other.id]
    assert (loan.said_on.first, loan.lender) == (TALKS, page("dated").id)


def test_reports_that_disagree_lend_nothing() -> None:
    three = [statement("dated", "two ferries"), statement("looking back", "drafted")]
    october = page("october")
    said = statement("october", "logbook")
    day = Interval.day(date(2033, 10, 4), "“Tuesday”")
    dated = replace(
        october.reading,
        statements=tuple(
            replace(s, said_on=day) if s.id == said.id else s for s in october.reading.statements
        ),
    )
    utterance = Utterance(id="u1", statements=(*(s.id for s in three), said.id))
    sheets = (page("dated"), page("looking back"), Sheet(dated))
    joined = find_events(sheets, people())
    assert three[1].id not in {n.statement for n in lend_dates(sheets, joined, [utterance])}


def test_loans_do_not_depend_on_order() -> None:
    sheets, expected = list(week()), lent(week())
    for seed in range(5):
        Random(seed).shuffle(sheets)
        assert lent(tuple(sheets)) == expected


def test_stories_hold_the_articles_of_one_week() -> None:
    stories = find_stories(week(), find_events(week(), people()))
    found = {frozenset(docs(s.articles)): s.title for s in stories}
    assert found == {
        frozenset(
            {"dated", "weekdays", "interview", "yesterday"}
        ): "Three hours in Karsk bring ministers no closer",
        frozenset({"october", "october weekdays"}): "Dravek Offers Joint Coast Guard",
    }


def test_stories_do_not_depend_on_order() -> None:
    events = find_events(week(), people())
    sheets, expected = list(week()), find_stories(week(), events)
    for seed in range(10):
        Random(seed).shuffle(sheets)
        assert find_stories(sheets, events) == expected
