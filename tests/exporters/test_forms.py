"""The forms that exports come in, read back by the parsers that others use."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dragoman.errors import InputError
from dragoman.model import Act, Kind, Mode, Span
from dragoman.report.exporters import EXPORTERS, FORMS, Wanted
from dragoman.report.exporters.nesting import Stretch, nest
from dragoman.report.exporters.tei import xml_text
from dragoman.report.exporters.terms import address, iso_date

GOLDEN = Path(__file__).parent / "golden"
NS = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
PAIRS = [(form, what) for form in FORMS for what in EXPORTERS if FORMS[form].fits(what)]


def written(ledger, form, what, **wanted):
    return b"".join(FORMS[form].pieces(ledger, EXPORTERS[what], Wanted(**wanted)))


def with_text(ledger, text):
    """The ledger with another text of the same length under the same findings."""
    reading = ledger.held.reading
    article = replace(reading.article, text=text)
    return replace(ledger, held=replace(ledger.held, reading=replace(reading, article=article)))


@pytest.mark.parametrize(("form", "what"), PAIRS)
def test_form_gives_bytes_piece_by_piece(ledger, form, what):
    pieces = list(FORMS[form].pieces(ledger, EXPORTERS[what], Wanted()))
    assert pieces
    assert all(isinstance(piece, bytes) for piece in pieces)


@pytest.mark.parametrize(
    ("form", "what"),
    [
        ("web-annotation", "statements"),
        ("schema-org", "statements"),
        ("schema-org", "articles"),
        ("tei", "statements"),
    ],
)
def test_form_matches_its_golden_file(ledger, golden, form, what):
    path = GOLDEN / f"{what}.{form}{FORMS[form].suffix}"
    golden(path, written(ledger, form, what, attitudes=True).decode())


def test_parquet_matches_its_golden_file(ledger, golden):
    frame = polars.read_parquet(io.BytesIO(written(ledger, "parquet", "statements", attitudes=True)))
    columns = {
        name: {"type": str(frame[name].dtype), "values": frame[name].to_list()} for name in frame.columns
    }
    lines = (f"{json.dumps(name)}: {json.dumps(held, default=str)}" for name, held in columns.items())
    golden(GOLDEN / "statements.parquet.json", "{\n" + ",\n".join(lines) + "\n}\n")


@pytest.mark.parametrize("what", EXPORTERS)
def test_jsonl_csv_and_parquet_hold_the_same_lines(ledger, what):
    lines = written(ledger, "jsonl", what).splitlines()
    table = list(csv.reader(io.StringIO(written(ledger, "csv", what).decode(), newline="")))
    frame = polars.read_parquet(io.BytesIO(written(ledger, "parquet", what)))
    assert len(lines) == len(table) - 1 == frame.height > 0


@pytest.mark.parametrize(("form", "what"), PAIRS)
def test_form_of_nothing_is_still_whole(ledger, form, what):
    bare = written(ledger, form, what, only=frozenset())
    if form == "parquet":
        assert polars.read_parquet(io.BytesIO(bare)).height == 0
    elif form == "tei":
        assert etree.fromstring(bare).findall("t:TEI", NS) == []
    elif form == "csv":
        assert len(bare.splitlines()) == 1
    elif form != "jsonl":
        assert list(json.loads(bare).values())[-1] == []


def test_only_what_is_asked_for_is_exported(ledger):
    assert json.loads(written(ledger, "web-annotation", "statements", only=frozenset({"s2"})))["items"] == []
    found = json.loads(
        written(ledger, "web-annotation", "statements", only=frozenset({"s2"}), attitudes=True)
    )["items"]
    assert [item["id"] for item in found] == ["urn:dragoman:s2"]


def test_annotation_targets_are_found_again_by_words_and_by_offsets(ledger, entry):
    text = entry.reading.article.text
    [item] = json.loads(written(ledger, "web-annotation", "statements"))["items"]
    assert item["target"]
    for target in item["target"]:
        quote, position = target["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text.count(around) == 1
        assert len(quote["prefix"]) == min(32, position["start"])
        assert target["source"] == "https://courier.example/strait"


def test_annotation_tells_speaker_kind_act_and_doubt(ledger):
    [item] = json.loads(written(ledger, "web-annotation", "statements"))["items"]
    sentence, *tags, finding = item["body"]
    assert [tag["value"] for tag in tags] == ["Ilan Dravek", "direct", "denies"]
    assert sentence["value"].startswith(
        "Ilan Dravek, foreign minister; “told”; denies (direct speech); doubt 0.10"
    )
    assert (finding["dragoman:doubt"], finding["dragoman:saidFrom"]) == (0.1, "2031-03-04")
    assert finding["dragoman:cue"][0]["selector"][0]["exact"] == "told"


def test_schema_org_calls_only_quoted_words_a_quotation(ledger):
    article, quoted, held = json.loads(written(ledger, "schema-org", "statements", attitudes=True))["@graph"]
    assert (article["@type"], quoted["@type"], held["@type"]) == ("NewsArticle", "Quotation", "Claim")
    assert quoted["spokenByCharacter"]["name"] == "Ilan Dravek"
    assert quoted["isPartOf"] == held["appearance"] == {"@id": article["@id"]}
    assert "author" not in held  # the speaker is left open
    assert quoted["dateCreated"] == "2031-03-04"


def test_schema_org_article_leaves_an_open_date_out(ledger):
    [article] = json.loads(written(ledger, "schema-org", "articles", with_text=True))["@graph"]
    assert "datePublished" not in article
    assert article["dragoman:publishedFrom"] == "2031-03-05"
    assert article["articleBody"] == ledger.held.reading.article.text


TEI_NAMES = """
TEI ab annotation author bibl body catDesc category classDecl date desc encodingDesc fileDesc idno
listAnnotation note occupation org orgName p particDesc persName person personGrp profileDesc ptr
publicationStmt publisher said seg sourceDesc standOff taxonomy teiCorpus teiHeader text title titleStmt
"""


def body_text(document):
    return "".join(document.find("t:text/t:body", NS).itertext())


def test_tei_keeps_every_character_of_the_text(ledger):
    [document] = etree.fromstring(written(ledger, "tei", "statements", attitudes=True)).findall("t:TEI", NS)
    assert body_text(document) == ledger.held.reading.article.text


def test_tei_chains_the_parts_of_a_statement(ledger):
    root = etree.fromstring(written(ledger, "tei", "statements"))
    first, second = root.iterfind(".//t:said", NS)
    assert (first.get(ID), first.get("next")) == ("s1", "#s1.2")
    assert (second.get(ID), second.get("prev")) == ("s1.2", "#s1")
    assert (first.get("who"), first.get("toWhom"), first.get("direct")) == ("#p1", "#p2", "true")


def test_tei_pointers_lead_to_ids(ledger):
    root = etree.fromstring(written(ledger, "tei", "statements", attitudes=True))
    ids = [element.get(ID) for element in root.iter() if element.get(ID)]
    pointers = {
        pointer
        for element in root.iter()
        for key in ("who", "toWhom", "corresp", "target", "next", "prev", "ana")
        for pointer in element.get(key, "").split()
    }
    assert len(set(ids)) == len(ids)
    assert {pointer.removeprefix("#") for pointer in pointers} <= set(ids)


def test_tei_uses_names_of_the_guidelines_only(ledger):
    root = etree.fromstring(written(ledger, "tei", "statements", attitudes=True))
    assert {etree.QName(element).namespace for element in root.iter()} == {NS["t"]}
    assert {etree.QName(element).localname for element in root.iter()} <= set(TEI_NAMES.split())


ODD = ["\x00", "\x0b", "\r", "\ud800", "\ufffe", "<", "&", "]]>", "“", "😀", "\u2028", "é"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(ODD) | st.characters(codec=None), min_size=131, max_size=131))
def test_forms_carry_any_text(pieces):
    ledger = any_ledger("".join(pieces)[:131])
    text = ledger.held.reading.article.text
    [document] = etree.fromstring(written(ledger, "tei", "statements", attitudes=True)).findall("t:TEI", NS)
    assert body_text(document) == xml_text(text)
    [item, _] = json.loads(written(ledger, "web-annotation", "statements", attitudes=True))["items"]
    assert item["target"][0]["selector"][0]["exact"] == text[18:41]
    assert polars.read_parquet(io.BytesIO(written(ledger, "parquet", "articles", with_text=True))).height == 1
    assert len(written(ledger, "csv", "statements", attitudes=True)) > 100


def any_ledger(text):
    from tests.exporters import conftest as made

    return with_text(made.HandMadeLedger(made.HandMade(made.make_reading())), text)


def stretch(start, end, entry):
    return Stretch(Span(start, end), "said", entry.reading.statements[0])


@pytest.mark.parametrize(
    ("spans", "nested"),
    [
        ([(0, 4), (6, 8)], [(0, 4), (6, 8)]),
        ([(0, 8), (2, 4)], [(0, 8), (2, 4)]),
        ([(0, 6), (4, 9)], [(0, 6), (4, 6), (6, 9)]),
        ([(0, 9), (2, 5), (4, 7)], [(0, 9), (2, 5), (4, 5), (5, 7)]),
        ([(2, 5), (2, 5)], [(2, 5), (2, 5)]),
        ([(8, 14)], [(8, 10)]),
    ],
)
def test_nest_cuts_marks_that_cross(entry, spans, nested):
    def walk(marks):
        for mark in marks:
            yield mark.span.start, mark.span.end
            yield from walk(mark.inside)

    found = nest([stretch(start, end, entry) for start, end in spans], Span(0, 10))
    assert list(walk(found)) == nested


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://courier.example/a?b=1", "https://courier.example/a?b=1"),
        ("javascript:alert(1)", "urn:dragoman:a1"),
        ("https://courier.example/two words", "urn:dragoman:a1"),
        ("http://[", "urn:dragoman:a1"),
        (None, "urn:dragoman:a1"),
    ],
)
def test_address_is_one_or_a_name(entry, url, expected):
    article = entry.reading.article
    assert address(replace(article, given=replace(article.given, url=url))) == expected


@pytest.mark.parametrize(
    ("first", "last", "precision", "expected"),
    [
        ("2031-03-04", "2031-03-04", "day", "2031-03-04"),
        ("2031-03-01", "2031-03-31", "month", "2031-03"),
        ("2031-01-01", "2031-12-31", "year", "2031"),
        ("2031-03-01", "2031-03-07", "week", None),
        ("2031-03-01", None, "open", None),
    ],
)
def test_iso_date_is_given_where_one_says_it(entry, first, last, precision, expected):
    from dragoman.model import Interval, Precision

    day = date.fromisoformat
    assert iso_date(Interval(day(first), last and day(last), Precision(precision), "")) == expected


def test_every_kind_act_and_mode_is_explained_in_the_tei_header(ledger):
    root = etree.fromstring(written(ledger, "tei", "articles"))
    explained = {category.get(ID) for category in root.iterfind(".//t:category", NS)}
    wanted = {f"kind-{k}" for k in Kind} | {f"act-{a}" for a in Act} | {f"mode-{m}" for m in Mode}
    assert explained == wanted


def test_parquet_without_polars_says_what_to_install(ledger, monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(InputError, match=r"pip install dragoman\[frames\]"):
        written(ledger, "parquet", "statements")


def test_parquet_columns_are_typed(ledger):
    frame = polars.read_parquet(io.BytesIO(written(ledger, "parquet", "statements")))
    [row] = frame.to_dicts()
    assert row["said_on_from"] == date(2031, 3, 4)
    assert row["doubt"] == 0.1
    assert row["relay"] == ["Radio Tessaly", "MPA"]
    assert row["cue"] == [{"start": 71, "end": 75, "text": "told"}]
