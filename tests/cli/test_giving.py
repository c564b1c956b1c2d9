"""``dragoman export``, ``report`` and ``cite``."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import dragoman
from dragoman.judging import Judge
from dragoman.report.exporters import EXPORTERS, FORMS

GOLDEN = Path(__file__).parent / "golden"
SCORES = ("doubt", "doubt_speaker", "doubt_span")


def lines(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_export_statements_matches_the_golden_file(run, ledger, golden):
    rows = lines(run("export", "statements", "--ledger", ledger, "--attitudes"))
    decided = [{key: value for key, value in row.items() if key not in SCORES} for row in rows]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in decided)
    golden(GOLDEN / "statements.jsonl", text)


def test_export_spans_are_the_words_of_the_text(run, ledger):
    texts = {
        row["doc"]: row["text"] for row in lines(run("export", "articles", "--ledger", ledger, "--with-text"))
    }
    rows = lines(run("export", "statements", "--ledger", ledger, "--attitudes"))
    assert rows
    for row in rows:
        for part in row["source"] + row["cue"] + row["content"]:
            assert texts[row["doc"]][part["start"] : part["end"]] == part["text"]


def test_export_articles_leaves_the_text_out_unless_asked(run, ledger):
    rows = lines(run("export", "articles", "--ledger", ledger))
    assert [row["doc"] for row in rows] == ["karsk", "harbour"]
    assert all("text" not in row for row in rows)


def test_export_shows_attitudes_on_demand(run, ledger):
    said = lines(run("export", "statements", "--ledger", ledger))
    both = lines(run("export", "statements", "--ledger", ledger, "--attitudes"))
    assert {row["mode"] for row in said} == {"said"}
    assert {row["mode"] for row in both} == {"said", "attitude"}


def test_export_writes_csv_to_a_file_that_says_so(run, ledger, tmp_path):
    out = tmp_path / "statements.csv"
    result = run("export", "statements", "--ledger", ledger, "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert "Ilan Dravek" in [row["speaker_name"] for row in rows]


def test_export_to_a_place_that_cannot_be_written_is_an_error(run, ledger, tmp_path):
    result = run("export", "articles", "--ledger", ledger, "--out", tmp_path / "none" / "articles.jsonl")
    assert result.exit_code == 1
    assert "error: cannot write" in result.stderr


def test_report_to_a_place_that_cannot_be_written_is_an_error(run, ledger, tmp_path):
    result = run("report", "--ledger", ledger, "--out", tmp_path / "nowhere" / "week.html")
    assert result.exit_code == 1
    assert "cannot write" in result.stderr


def test_serve_without_a_ledger_is_an_error(run, tmp_path):
    result = run("serve", "--ledger", tmp_path / "none.db")
    assert (result.exit_code, list(tmp_path.glob("none*"))) == (1, [])
    assert "there is no ledger" in result.stderr


def test_export_of_something_unknown_names_what_there_is(run, ledger):
    result = run("export", "gossip", "--ledger", ledger)
    assert result.exit_code == 2
    assert all(name in result.stderr for name in EXPORTERS)


@pytest.mark.parametrize("name", EXPORTERS)
def test_export_help_names_every_exporter(run, name):
    assert name in run("export", "--help").stdout.split("Options:")[0]


@pytest.mark.parametrize("name", EXPORTERS)
@pytest.mark.parametrize("form", ["jsonl", "csv", "table"])
def test_export_prints_every_exporter_in_every_format(run, ledger, name, form):
    result = run("export", name, "--ledger", ledger, "--format", form)
    assert result.exit_code == 0, result.stderr
    told = name in ("articles", "statements", "utterances")
    assert "ferries" in result.stdout.lower() or not told


def test_report_writes_one_file_and_prints_its_path(run, ledger, tmp_path):
    out = tmp_path / "week.html"
    result = run("report", "--ledger", ledger, "--out", out)
    assert (result.exit_code, result.stdout) == (0, f"{out}\n")
    page = out.read_text("utf-8")
    assert "Mirela Sandor" in page
    assert page.rstrip().endswith("</html>")


def test_cite_article_is_one_line_with_all_that_is_known(run, ledger):
    result = run("cite", "karsk", "--ledger", ledger)
    assert result.stdout.count("\n") == 1
    for part in (
        "Talks on the strait end without agreement",
        "Karsk Today",
        "2033-03-10",
        "sha256:",
    ):
        assert part in result.stdout


def test_cite_statement_quotes_it(run, ledger):
    row = lines(run("search", "inspection", "--ledger", ledger))[0]
    assert run("cite", row["id"], "--ledger", ledger).stdout.startswith(
        "“Forty boats are not an inspection,”, "
    )


def test_cite_as_csl_is_json(run, ledger):
    [item] = json.loads(run("cite", "karsk", "--ledger", ledger, "--csl").stdout)
    assert item["container-title"] == "Karsk Today"
    assert item["issued"] == {"date-parts": [[2033, 3, 10]]}


@pytest.mark.parametrize(
    "words", [("report",), ("export", "articles"), ("cite", "x"), ("show", "x"), ("search", "x")]
)
def test_commands_without_a_ledger_make_none(run, tmp_path, words):
    result = run(*words, "--ledger", tmp_path / "none.db")
    assert result.exit_code == 1
    assert "error: there is no ledger" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_commands_refuse_a_file_that_is_no_ledger(run, tmp_path):
    (tmp_path / "notes.db").write_text("not a database, but long enough to be taken for one" * 30)
    result = run("export", "articles", "--ledger", tmp_path / "notes.db")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: ")


@pytest.mark.parametrize(("form", "suffix"), [(f.name, f.suffix) for f in FORMS.values()])
def test_export_writes_every_form(run, ledger, tmp_path, form, suffix):
    out = tmp_path / f"statements{suffix}"
    result = run("export", "statements", "--ledger", ledger, "--format", form, "--out", out)
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    assert out.stat().st_size > 1_000


def test_export_prints_a_form_to_standard_output(run, ledger):
    printed = run("export", "statements", "--ledger", ledger, "--format", "web-annotation").stdout
    said = lines(run("export", "statements", "--ledger", ledger))
    assert len(json.loads(printed)["items"]) == len(said)


def test_export_takes_parquet_from_the_name_of_the_file(run, ledger, tmp_path):
    out = tmp_path / "figures.parquet"
    assert run("export", "figures", "--ledger", ledger, "--out", out).exit_code == 0
    assert out.read_bytes().startswith(b"PAR1")


def test_export_says_which_things_a_form_is_there_for(run, ledger):
    result = run("export", "figures", "--ledger", ledger, "--format", "tei")
    assert result.exit_code == 2
    assert "these have: articles, statements" in result.stderr


@pytest.mark.parametrize("form", FORMS)
def test_export_help_names_every_form(run, form):
    assert form in run("export", "--help").stdout


def test_export_lists_what_was_judged_wrong_on_demand(run, ledger):
    said = lines(run("export", "statements", "--ledger", ledger))
    with dragoman.open(ledger) as opened:
        Judge(opened, "Petra Voss").wrong(said[0]["id"])
    left = lines(run("export", "statements", "--ledger", ledger))
    every = lines(run("export", "statements", "--ledger", ledger, "--wrong"))
    assert said[0]["id"] not in [row["id"] for row in left]
    assert {row["id"]: row["judged"] for row in every}[said[0]["id"]] == "wrong"
    assert len(every) == len(left) + 1
