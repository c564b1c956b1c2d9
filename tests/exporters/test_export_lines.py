"""The lines that other programs read: their keys, in their order, and their values."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Attribution, Block, BlockRole, Interval, Kind, Loan, Mode, Span
from dragoman.report.exporters import EXPORTERS, Field, Shape, Wanted, json_line, write_csv, write_jsonl
from dragoman.report.exporters.lines import columns, safe
from dragoman.report.exporters.loose import actor_row, attribution_rows, block_rows

ARTICLE_KEYS = "id doc text_hash outlet original_outlet title published language copy_of supersedes"
STATEMENT_KEYS = (
    "id doc article mode speaker speaker_name role source cue content kind act addressee said_on relay block "
    "nested_in doubt doubt_speaker doubt_span"
)


def rows(ledger, what, **wanted):
    return list(EXPORTERS[what].rows(ledger, Wanted(**wanted)))


KEYS = {
    "articles": ARTICLE_KEYS,
    "statements": STATEMENT_KEYS,
    "utterances": "id speaker_name said_on event statements renderings carriers doubt",
    "exchanges": "id kind from to evidence inferred doubt",
    "figures": "id doc start end text low high unit what where by aligned_with",
    "events": "id kind participants place held people stories evidence",
    "people": "id name kind names within articles",
}


@pytest.mark.parametrize(("what", "keys"), KEYS.items())
def test_export_keeps_documented_keys_first(ledger, what, keys):
    documented = keys.split()
    assert list(rows(ledger, what)[0])[: len(documented)] == documented


@pytest.mark.parametrize("what", EXPORTERS)
@pytest.mark.parametrize("wanted", [Wanted(), Wanted(with_text=True, attitudes=True)])
def test_export_fields_name_every_key_in_order(ledger, what, wanted):
    exporter = EXPORTERS[what]
    names = [field.name for field in exporter.fields(wanted)]
    assert all(list(row) == names for row in exporter.rows(ledger, wanted))


def test_articles_say_what_is_known_and_leave_the_rest_open(ledger):
    [row] = rows(ledger, "articles")
    assert row["published"] == {"from": "2031-03-05", "to": None, "precision": "open", "basis": "dateline"}
    assert row["outlet"] == "The Lindhaven Courier"
    assert row["original_outlet"] is row["copy_of"] is row["supersedes"] is None
    assert "text" not in row


def test_articles_with_text_end_in_the_text(ledger, entry):
    [row] = rows(ledger, "articles", with_text=True)
    assert list(row)[-1] == "text"
    assert row["text"] == entry.reading.article.text


def test_statements_are_said_unless_attitudes_are_wanted(ledger):
    assert [row["id"] for row in rows(ledger, "statements")] == ["s1"]
    assert [row["mode"] for row in rows(ledger, "statements", attitudes=True)] == ["said", "attitude"]


def test_statements_carry_the_words_of_their_spans(ledger, entry):
    [row] = rows(ledger, "statements")
    text = entry.reading.article.text
    parts = row["source"] + row["cue"] + row["content"]
    assert len(parts) == 4
    assert all(text[part["start"] : part["end"]] == part["text"] for part in parts)


def test_statements_name_speaker_and_addressee(ledger):
    [row] = rows(ledger, "statements")
    assert (row["speaker"], row["speaker_name"], row["addressee"]) == ("p1", "Ilan Dravek", "Mirela Sandor")


def test_statements_with_open_speaker_have_none(ledger):
    row = rows(ledger, "statements", attitudes=True)[1]
    assert row["speaker"] is row["speaker_name"] is row["said_on"] is None


def test_blocks_give_offsets_and_role():
    blocks = [Block(Span(0, 4), BlockRole.HEADLINE), Block(Span(5, 9), BlockRole.BODY)]
    assert list(block_rows("d", blocks)) == [
        {"doc": "d", "start": 0, "end": 4, "role": "headline"},
        {"doc": "d", "start": 5, "end": 9, "role": "body"},
    ]


def test_attributions_are_outermost_only():
    outer = Attribution(
        source=(Span(0, 2),),
        cue=(Span(3, 5),),
        content=(Span(6, 9), Span(12, 20)),
        mode=Mode.SAID,
        kind=Kind.MIXED,
    )
    inner = Attribution(
        source=(), cue=(Span(13, 14),), content=(Span(15, 20),), mode=Mode.SAID, kind=Kind.DIRECT, parent=0
    )
    assert list(attribution_rows("d", [outer, inner])) == [
        {"doc": "d", "source": [[0, 2]], "cue": [[3, 5]], "content": [[6, 9], [12, 20]]}
    ]


def test_actor_carries_names_and_roles_with_their_words(entry):
    row = actor_row(entry.reading.actors[0], entry.reading)
    assert row["roles"][0]["text"] == "foreign minister"
    assert row["roles"][0]["valid"] == "2031-03-05"
    assert [mention["text"] for mention in row["mentions"]] == ["Ilan Dravek"]


def test_jsonl_keeps_letters_as_they_are(entry):
    out = io.StringIO()
    write_jsonl([{"title": "Åland ‘talks’\n"}], out)
    assert out.getvalue() == '{"title": "Åland ‘talks’\\n"}\n'


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.characters(codec=None), max_size=20))
def test_json_line_gives_any_text_back(text):
    line = json_line({"text": text})
    assert "\n" not in line
    assert json.loads(line.encode("utf-8")) == {"text": text}


def as_csv(ledger, what, **wanted):
    out = io.StringIO(newline="")
    exporter = EXPORTERS[what]
    write_csv(exporter.rows(ledger, Wanted(**wanted)), exporter.fields(Wanted(**wanted)), out)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def test_csv_lays_spans_dates_and_relays_out_in_cells(ledger):
    [row] = as_csv(ledger, "statements")
    assert row["content"] == "'=We will not close it,\" … on Tuesday"
    assert row["content_spans"] == "[[18, 41], [90, 100]]"
    assert (row["said_on_from"], row["said_on_precision"]) == ("2031-03-04", "day")
    assert row["relay"] == "Radio Tessaly > MPA"
    assert row["nested_in"] == ""


def test_csv_has_the_same_columns_for_open_values(ledger):
    for row in as_csv(ledger, "statements", attitudes=True):
        assert None not in row
        assert None not in row.values()


@pytest.mark.parametrize("what", EXPORTERS)
def test_csv_columns_are_distinct(what):
    names = [column for field in EXPORTERS[what].fields(Wanted(with_text=True)) for column in columns(field)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@sum", "'@sum"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠sum", "'＠sum"),
        ("  =1", "'  =1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("a=1", "a=1"),
        ("– a dash", "– a dash"),
        ("", ""),
    ],
)
def test_safe_disarms_formulas(cell, expected):
    assert safe(cell) == expected


def test_csv_leaves_numbers_as_numbers():
    out = io.StringIO(newline="")
    write_csv([{"low": -3.5, "unit": "-3.5"}], (Field("low", "", Shape.NUMBER), Field("unit", "")), out)
    assert out.getvalue() == "low,unit\r\n-3.5,'-3.5\r\n"


def test_utterances_tell_what_differs_in_a_rendering(ledger):
    [row] = rows(ledger, "utterances")
    assert row["renderings"][0]["altered"] == [
        {"start": 4, "end": 7, "was": "shall", "is": "will", "what": "altered"}
    ]


def test_exchanges_carry_the_words_that_show_them(ledger):
    [row] = rows(ledger, "exchanges")
    assert (row["from"], row["to"], row["evidence"][0]["text"]) == ("s1", "s0", "told")


def test_figures_are_aligned_both_ways(ledger):
    assert [row["aligned_with"] for row in rows(ledger, "figures")] == [
        [{"id": "f2", "relation": "same"}],
        [{"id": "f1", "relation": "same"}],
    ]


def test_statements_take_the_date_that_is_lent_to_them(ledger, entry):
    day = Interval.day(date(2031, 3, 1), "lent")
    lent = replace(ledger, held=replace(entry, loans=(Loan(statement="s1", said_on=day, lender="a1"),)))
    assert rows(lent, "statements")[0]["said_on"]["from"] == "2031-03-01"


def test_coverage_gives_one_line_for_each_thing_it_tells(ledger):
    carried, share, label = rows(ledger, "coverage")
    assert [row["what"] for row in (carried, share, label)] == ["carried", "share", "label"]
    assert (carried["utterance"], carried["side"], carried["words"]) == ("s1", "Veldoria", 5)
    assert (share["articles"], share["share"]) == (["a1"], 1.0)
    assert label["evidence"] == [{"doc": "strait", "start": 0, "end": 6, "text": "Strait"}]


def test_events_name_their_stories_and_the_words_that_tell_of_them(ledger):
    [row] = rows(ledger, "events")
    assert row["participants"] == ["Ilan Dravek", "Radio Tessaly"]
    assert row["people"] == ["h1"]
    assert row["stories"] == ["y1"]
    assert row["held"]["from"] == "2031-03-04"
    assert [place["text"] for place in row["evidence"]] == ["told Radio Tessaly"]


def test_people_name_each_article_once(ledger):
    [row] = rows(ledger, "people")
    assert row["articles"] == ["a1", "a2"]
    assert row["names"] == ["Dravek", "Ilan Dravek"]


def test_csv_joins_names_and_ids_otherwise_than_a_relay(ledger):
    out = io.StringIO()
    write_csv(rows(ledger, "people"), EXPORTERS["people"].fields(Wanted()), out)
    [row] = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
    assert (row["names"], row["articles"]) == ("Dravek; Ilan Dravek", "a1; a2")
