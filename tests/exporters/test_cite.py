"""Footnotes and CSL-JSON."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.ids import text_hash
from dragoman.model import Interval, Page, Precision
from dragoman.report.cite import cite, csl, footnote, published


def test_footnote_names_outlet_title_address_date_retrieval_and_hash(entry):
    assert footnote(cite(entry)) == (
        "Petra Voss, “Strait stays open”, The Lindhaven Courier, not before 2031-03-05, "
        "https://courier.example/strait, retrieved 2031-03-06 08:30 UTC, "
        f"{text_hash(entry.reading.article.text)}."
    )


def test_footnote_of_a_statement_quotes_it(entry):
    citation = cite(entry, entry.reading.statements[1])
    assert footnote(citation).startswith("“him”, Petra Voss, “Strait stays open”")


def test_footnote_says_what_is_not_known(entry):
    bare = replace(entry, reading=replace(entry.reading, page=Page(blocks=())))
    assert footnote(cite(bare)).startswith("“strait”, outlet not known, date not known, ")


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Strait stays open", "“Strait stays open”"),
        ("“No fog”: Lindhaven hits back", "“‘No fog’: Lindhaven hits back”"),
        ("“The strait stays open”", "“The strait stays open”"),
        ("“No fog,” … “no horn”", "“‘No fog,’ … ‘no horn’”"),
    ],
)
def test_footnote_sets_quotation_marks_inside_single(entry, title, printed):
    page = replace(entry.reading.page, title=title)
    assert f", {printed}, " in footnote(cite(replace(entry, reading=replace(entry.reading, page=page))))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2031, 3, 5), date(2031, 3, 5), "2031-03-05"),
        (date(2031, 3, 1), date(2031, 3, 31), "between 2031-03-01 and 2031-03-31"),
        (None, date(2031, 3, 5), "not after 2031-03-05"),
        (date(2031, 3, 5), None, "not before 2031-03-05"),
        (None, None, "date not known"),
    ],
)
def test_published_says_as_much_as_is_known(first, last, words):
    assert published(Interval(first, last, Precision.DAY, "words")) == words


def test_csl_has_dates_as_parts_and_no_empty_keys(entry):
    page = replace(entry.reading.page, published=Interval.day(date(2031, 3, 5), "dateline"))
    item = csl(cite(replace(entry, reading=replace(entry.reading, page=page))))
    assert item["issued"] == {"date-parts": [[2031, 3, 5]]}
    assert item["accessed"] == {"date-parts": [[2031, 3, 6]]}
    assert item["container-title"] == "The Lindhaven Courier"
    assert "source" not in item


def test_csl_gives_a_range_and_leaves_an_open_date_out(entry):
    month = Interval(date(2031, 3, 1), date(2031, 3, 31), Precision.MONTH, "words")
    page = replace(entry.reading.page, published=month)
    item = csl(cite(replace(entry, reading=replace(entry.reading, page=page))))
    assert item["issued"] == {"date-parts": [[2031, 3, 1], [2031, 3, 31]]}
    assert "issued" not in csl(cite(entry))
