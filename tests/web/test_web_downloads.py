"""What is on screen as files, and all of a ledger."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import polars
import pytest
from lxml import etree
from samples import SAMPLES
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.ledger.pool import Pool
from dragoman.linking import LinkedLedger
from dragoman.report.exporters import FORMS, Wanted
from dragoman.web import downloads
from dragoman.web.contexts import Link, Shown
from dragoman.web.downloads import WHOLE, offered
from dragoman.web.pages import PAGES
from dragoman.web.tables import exporter_of

TABLES = [(page, address) for page in PAGES if page.rows for address in SAMPLES.get(page.name, ())]


def ask(client: TestClient, address: str, form: str):
    return client.get(f"{address}{'&' if '?' in address else '?'}format={form}")


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


@pytest.mark.parametrize(("page", "address"), TABLES, ids=lambda one: getattr(one, "name", one))
def test_page_gives_its_rows_in_every_form(client: TestClient, page, address: str):
    shown = ask(client, address, "json").json()[page.rows]
    for form in offered(page):
        answer = ask(client, address, form.name)
        assert (answer.status_code, answer.headers["content-type"]) == (200, form.media_type)
        assert page.name in answer.headers["content-disposition"]
        if form.name == "csv":
            assert len(table(answer.content)) == len(shown)
        if form.name == "parquet":
            assert polars.read_parquet(answer.content).height == len(shown)


def test_statements_stand_in_the_order_of_the_page(client: TestClient):
    shown = [s["id"] for s in ask(client, "/search?q=fog", "json").json()["statements"]]
    assert [row["id"] for row in table(ask(client, "/search?q=fog", "csv").content)] == shown
    annotations = ask(client, "/search?q=fog", "web-annotation").json()
    assert len(annotations["items"]) == len(shown)


def test_tei_marks_no_more_than_what_is_shown(client: TestClient):
    shown = {s["id"] for s in ask(client, "/person/Petra%20Voss", "json").json()["statements"]}
    corpus = etree.fromstring(ask(client, "/person/Petra%20Voss", "tei").content)
    said = {id.partition(".")[0] for id in corpus.xpath("//*[local-name()='said']/@xml:id")}
    assert said <= shown
    assert said


def test_a_form_that_does_not_fit_is_refused(client: TestClient):
    answer = ask(client, "/people", "tei")
    assert answer.status_code == 422
    assert "&#39;csv&#39;" in answer.text


def test_a_page_links_its_forms(client: TestClient):
    assert 'href="/people?format=csv"' in client.get("/people").text
    assert 'href="/search?q=fog&amp;format=tei"' in client.get("/search?q=fog").text


def test_parquet_is_offered_only_where_it_can_be_written(client: TestClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(downloads, "has_frames", lambda: False)
    assert "parquet" not in client.get("/people").text


class _Bold(Shown):
    link: Link | None
    names: tuple[str, ...]
    several: tuple[Link, ...]
    number: int
    is_so: bool


def test_rows_lie_flat_and_no_cell_is_a_formula():
    rows = [
        _Bold(link=Link(label="=1+1", href="/a"), names=("@x", "y"), several=(), number=-2, is_so=True),
        _Bold(link=None, names=(), several=(Link(label="b", href="/b"),), number=0, is_so=False),
    ]
    content = b"".join(FORMS["csv"].pieces(None, exporter_of("bold", _Bold, rows), Wanted()))
    assert table(content) == [
        {"link_label": "'=1+1", "link_href": "/a", "names": "'@x; y", "several": "[]", "number": "-2"}
        | {"is_so": "True"},
        {"link_label": "", "link_href": "", "names": "", "several": '[{"label": "b", "href": "/b"}]'}
        | {"number": "0", "is_so": "False"},
    ]


@pytest.mark.parametrize("file", WHOLE)
def test_whole_ledger_goes_out_as_one_file(client: TestClient, example_ledger: Path, file: str):
    form, exporter = WHOLE[file]
    answer = client.get(f"/download/{file}")
    assert answer.status_code == 200
    assert f'filename="{file}"' in answer.headers["content-disposition"]
    with Ledger.open(example_ledger, readonly=True) as ledger:
        expected = b"".join(form.pieces(LinkedLedger(ledger), exporter, Wanted()))
    if form.name == "parquet":
        assert polars.read_parquet(answer.content).equals(polars.read_parquet(expected))
    else:
        assert answer.content == expected


def test_what_is_no_file_is_refused(client: TestClient):
    assert client.get("/download/secrets.csv").status_code == 422


def test_a_download_that_nobody_waits_for_gives_the_ledger_back(example_ledger: Path):
    pool = Pool(example_ledger, size=1)
    form, exporter = WHOLE["statements.jsonl"]
    pieces = downloads._pieces(pool, form, exporter)
    assert json.loads(next(pieces))["id"]
    pieces.close()
    with pool.reader() as ledger:
        assert ledger.counts().articles
    pool.close()
