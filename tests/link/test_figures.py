"""Quantities in running text, and figures of several articles for the same thing."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.link.figures import align_figures, find_figures
from dragoman.link.quantities import find_quantities
from dragoman.link.sheet import Sheet


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit"),
    [
        (
            "There are more than 100 thousand soldiers there.",
            "more than 100 thousand soldiers",
            1e5,
            None,
            "soldiers",
        ),
        ("over 100,000 troops in both states", "over 100,000 troops", 1e5, None, "troops"),
        ("a two-hour meeting", "two-hour", 2, 2, "hours"),
        ("a week-long drill", "week-long", 1, 1, "weeks"),
        ("Fewer than 30 boats came.", "Fewer than 30 boats", None, 30, "boats"),
        ("between 30 and 40 patrol boats", "30 and 40 patrol boats", 30, 40, "boats"),
        ("It took 12 to 15 days.", "12 to 15 days", 12, 15, "days"),
        ("It cost $4.5 billion.", "$4.5 billion", 4.5e9, 4.5e9, "dollars"),
        ("Prices rose 7 per cent.", "7 per cent", 7, 7, "percent"),
        ("Prices rose 7%.", "7%", 7, 7, "percent"),
        ("the first visit since 2031", "since 2031", 2031, 2031, "year"),
        ("half of its boats", "half", 0.5, 0.5, "share"),
        ("about fifty of them", "about fifty", 50, 50, None),
        ("forty or more", "forty or more", 40, None, None),
        ("thirty-eight boats", "thirty-eight boats", 38, 38, "boats"),
    ],
)
def test_quantities_are_read_with_their_bounds_and_unit(text, words, low, high, unit):
    [found] = find_quantities(text, "en")
    assert (found.span.of(text), found.low, found.high, found.unit) == (words, low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "They met at 12:30 on 4 March.",
        "the 34-year-old captain",
        "the Second Fleet",
        "It was printed on 24.08.2032.",
        "The two sides met.",
        "One of them left.",
        "The Sele-3 platform",
        "In 2031 they met.",
    ],
)
def test_what_is_no_quantity_is_none(text):
    assert not list(find_quantities(text, "en"))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_may_come_in(text):
    for found in find_quantities(text, "en"):
        assert 0 <= found.span.start < found.span.end <= len(text)


def relations(*texts):
    """How the figures of some pages, written day after day, stand to each other."""
    days = [date(2033, 3, 3 + n).isoformat() for n in range(len(texts))]
    sheets = [
        Sheet(dragoman.read_text(t, outlet=f"Paper {n}", published=day))
        for n, (t, day) in enumerate(zip(texts, days, strict=True))
    ]
    figures = find_figures(sheets)
    by_id = {f.id: f.span.of(next(s.text for s in sheets if s.id == f.article)) for f in figures}
    return {
        (frozenset((by_id[a.one], by_id[a.other])), a.relation.value) for a in align_figures(figures, sheets)
    }


@pytest.mark.parametrize(
    ("one", "other", "pair", "relation"),
    [
        (
            "Mirela Sandor said that more than 100,000 soldiers stood on the Veldorian border.",
            "Over 100 thousand troops are massed along the Veldorian border, Tomas Hale said.",
            {"more than 100,000 soldiers", "Over 100 thousand troops"},
            "same",
        ),
        (
            "It was the first visit to Karsk by an Ostmari minister since 2028.",
            "An Ostmari minister has come to Karsk for the first visit in more than four years.",
            {"since 2028", "more than four years"},
            "compatible",
        ),
        (
            "The storm killed 12 sailors off the Sele islands, the coast guard said.",
            "The storm has killed 31 sailors off the Sele islands, the coast guard said.",
            {"12 sailors", "31 sailors"},
            "growth",
        ),
        (
            "Mirela Sandor said that Veldoria had more than 40 patrol boats in the strait.",
            "Ilan Dravek said that Veldoria had 38 patrol boats in the strait.",
            {"more than 40 patrol boats", "38 patrol boats"},
            "different",
        ),
    ],
)
def test_figures_for_the_same_thing_are_aligned(one, other, pair, relation):
    assert (frozenset(pair), relation) in relations(one, other)


def test_figures_for_other_things_are_not_aligned():
    one = "Mirela Sandor said that more than 40 patrol boats were in the strait."
    other = "The harbour of Port Amiel sold 38 tonnes of herring, the guild said."
    assert not relations(one, other)


def test_a_bare_number_counts_what_was_counted_before_it():
    text = "Mirela Sandor said there were more than 40 boats in the strait. Oren Kasimir put it at 38."
    assert [f.unit for f in find_figures([Sheet(dragoman.read_text(text))])] == ["boats", "boats"]


def test_a_figure_belongs_to_the_innermost_statement_that_holds_it():
    sheet = Sheet(dragoman.read_text("The strait is narrow. Oren Kasimir said that 38 boats were on duty."))
    [figure] = find_figures([sheet])
    assert figure.by == next(s.id for s in sheet.statements if "38" in sheet.content(s))
