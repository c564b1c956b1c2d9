from dataclasses import replace
from datetime import date

import pytest
from invented_readings import B, Builder, agency, episode, interview, newspaper

from dragoman.report.coverage import build_coverage
from dragoman.report.document import build_report
from dragoman.report.timeline import LONGEST_GAP, make_axis


@pytest.fixture(scope="module")
def report():
    return build_report(episode(), [])


def speaker(report, name):
    return next(s for s in report.speakers if s.who.name == name)


def test_report_joins_speakers_across_articles_by_full_name_alone(report):
    assert [s.who.name for s in report.speakers] == ["Ilan Dravek", "Mirela Sandor", "Oren Kasimir"]
    assert {line.who.name for line in report.described} == {
        "Hale",
        "foreign ministry",
        "Tessalian presidency",
    }


def test_report_lists_statements_in_time_order_with_open_dates_last(report):
    labels = [line.when.label for line in speaker(report, "Mirela Sandor").lines]
    assert labels[0] == "by 11 Mar 2022"
    assert labels[-1] == "date open"


def test_report_marks_a_change_of_office(report):
    new = [line.role for line in speaker(report, "Ilan Dravek").lines if line.role_is_new]
    assert new == ["prime minister"]
    offices = [(o.title, o.is_past, o.more) for o in speaker(report, "Ilan Dravek").offices]
    assert offices == [
        ("foreign minister (Veldoria)", False, 0),
        ("foreign minister (Veldoria)", True, 1),
        ("prime minister (Veldoria)", False, 1),
    ]


def test_report_leaves_open_speakers_open(report):
    assert [line.pieces for line in report.left_open] == [("the mediator had lost patience",)]
    assert report.unnamed[0].printed_source == "A diplomat who asked not to be named"


def test_report_keeps_attitudes_out_of_every_list(report):
    lists = [report.described, report.unnamed, report.left_open, *(s.lines for s in report.speakers)]
    assert not any(line.is_attitude for lines in lists for line in lines)
    assert sum(page.attitudes for page in report.articles) == 1


def test_report_words_large_doubts(report):
    doubts = {line.number: [d.words for d in line.doubts] for line in report.articles[0].lines if line.doubts}
    assert doubts == {"9": ["finding unsure"], "10": ["finding unsure"]}


def test_report_shows_older_versions_without_counting_them():
    old = newspaper()
    builder = Builder([(B, "A newer text.")], url="https://karsk-today.example/strait")
    report = build_report([old, builder.entry(supersedes=old.reading.article.id)], [])
    assert report.totals.articles == 1
    assert report.totals.versions == 1
    assert report.totals.statements == 0
    by_id = {page.id: page for page in report.articles}
    assert by_id[old.reading.article.id].newer.anchor == by_id[builder.id].anchor


def test_report_names_a_copy_and_counts_it_for_its_outlet(report):
    copy = next(page for page in report.articles if page.copy_of)
    assert copy.outlet == "The Harbour Post"
    assert copy.copy_of.label.startswith("Maren Press Agency")
    assert all(line.is_copied for line in copy.lines)


def test_report_survives_a_copy_whose_original_is_not_held():
    report = build_report([agency(copy_of="a0000000000000000")], [])
    assert report.articles[0].copy_of.anchor is None


def test_report_gives_equal_ids_distinct_anchors():
    entry = newspaper()
    doubled = replace(entry.reading, statements=entry.reading.statements * 2)
    lines = build_report([replace(entry, reading=doubled)], []).articles[0].lines
    assert len({line.anchor for line in lines}) == len(lines)


def test_report_keeps_statements_whose_spans_lie_outside_the_text():
    entry = newspaper()
    short = replace(entry.reading.article, text="Too short.")
    page = replace(entry.reading.page, blocks=())
    report = build_report([replace(entry, reading=replace(entry.reading, article=short, page=page))], [])
    assert report.totals.statements == 10


def test_report_does_not_depend_on_the_order_of_entries():
    assert build_report(episode(), []) == build_report(list(reversed(episode())), [])


def test_coverage_counts_the_words_of_contents():
    lines = [line for line in build_report([interview()], []).articles[0].lines if not line.is_attitude]
    coverage = build_coverage(lines)
    assert coverage.outlets == ("The Lindhaven Courier",)
    assert coverage.rows[0].total.words == sum(len(" ".join(line.pieces).split()) for line in lines)


def test_axis_shortens_long_silences():
    axis = make_axis([date(2019, 3, 1), date(2022, 3, 1), date(2022, 3, 2)])
    assert axis.places == (0.0, LONGEST_GAP / (LONGEST_GAP + 1), 1.0)
    assert len(axis.breaks) == 1


@pytest.mark.parametrize(("days", "places"), [([], None), ([date(2022, 3, 1)] * 2, (0.5,))])
def test_axis_holds_no_day_or_one(days, places):
    axis = make_axis(days)
    assert (axis.places if axis else None) == places


def test_timeline_parts_dated_bounded_and_open(report):
    timeline = report.timeline
    assert (timeline.dated, timeline.bounded, len(timeline.open)) == (8, 16, 2)
    assert sum(len(day.lines) for day in timeline.days) == 24
