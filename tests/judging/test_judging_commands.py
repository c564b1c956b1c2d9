"""``dragoman judge`` and ``judgements``: from the words of a call to every place where it shows."""

from __future__ import annotations

import csv
import json

import pytest
from click.testing import CliRunner

from dragoman.cli import main
from dragoman.ledger import Ledger


@pytest.fixture
def talks(path, make):
    with Ledger.open(path) as ledger:
        ledger.write(make())
    return path


@pytest.fixture
def run(talks):
    """Run a command on the ledger; the exit code is 0 unless told."""

    def invoke(*words, code=0, stdin=None):
        done = CliRunner().invoke(
            main, [*map(str, words), "--ledger", str(talks)], input=stdin, prog_name="dragoman"
        )
        assert done.exit_code == code, done.output
        return done

    return invoke


@pytest.fixture
def judge(run):
    def invoke(*words, by="Petra", code=0):
        return run("judge", *words, "--by", by, code=code)

    return invoke


def lines(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_corrected_speaker_shows_everywhere(run, judge, ids, tmp_path):
    id = judge(ids[1], "speaker", "Oren Kasimir").stdout.strip()
    exported = {row["id"]: row for row in lines(run("export", "statements"))}
    assert (exported[ids[1]]["speaker_name"], exported[ids[1]]["judged"]) == ("Oren Kasimir", "corrected")
    assert exported[ids[1]]["judged_by"] == "Petra"
    assert exported[ids[0]]["judged"] is None
    shown = run("show", ids[1], "--format", "text").stdout
    assert "Oren Kasimir asserts" in shown
    assert "judged: corrected (speaker) by Petra" in shown
    (hit,) = lines(run("search", "closed"))
    assert hit["speaker_name"] == "Oren Kasimir"
    spoken = {u["id"]: u["speaker_name"] for u in lines(run("export", "utterances"))}
    assert spoken[ids[1]] == "Oren Kasimir"
    page = tmp_path / "report.html"
    run("report", "--out", page)
    assert "Oren Kasimir" in page.read_text("utf-8")
    (row,) = lines(run("judgements"))
    assert (row["id"], row["correction"], row["found"]["speaker_name"]) == (
        id,
        "Oren Kasimir",
        "Mirela Sandor",
    )


def test_a_wrong_statement_is_listed_nowhere_and_shown_when_asked_for(run, judge, ids, tmp_path):
    judge(ids[0], "wrong")
    assert ids[0] not in [row["id"] for row in lines(run("export", "statements"))]
    assert ids[0] not in run("export", "utterances").stdout
    assert lines(run("search", "ships")) == []
    page = tmp_path / "report.html"
    run("report", "--out", page)
    assert f"s-{ids[0]}" not in page.read_text("utf-8")
    (row,) = lines(run("show", ids[0], "--format", "jsonl"))
    assert (row["judged"], row["judged_by"]) == ("wrong", "Petra")


@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        (["nobody"], "speaker_name", None),
        (["kind", "mixed"], "kind", "mixed"),
        (["act", "denies"], "act", "denies"),
        (["said-on", "2031-03"], "said_on", "2031-03-01"),
        (["content", "no ships"], "content", "no ships"),
        (["right"], "doubt", 0),
    ],
)
def test_each_decision_has_its_effect_and_can_be_undone(run, judge, ids, words, key, value):
    def told():
        row = lines(run("export", "statements"))[0]
        found = row[key]
        return (
            found[0]["text"] if key == "content" else found["from"] if key == "said_on" and found else found
        )

    before = told()
    judge(ids[0], *words)
    assert told() == value
    judge(ids[0], "undo")
    assert told() == before


def test_pairs_and_exchanges_are_decided(run, judge, ids):
    judge(ids[2], "same", ids[1])
    assert ids[1:] in [sorted(u["statements"], key=ids.index) for u in lines(run("export", "utterances"))]
    judge(ids[2], "undo", ids[1])
    judge(ids[2], "contradicts", ids[1])
    (tie,) = [x for x in lines(run("export", "exchanges")) if x["kind"] == "contradicts"]
    assert (tie["from"], tie["to"], tie["doubt"]) == (ids[2], ids[1], 0)
    judge(tie["id"], "wrong")
    assert [x for x in lines(run("export", "exchanges")) if x["id"] == tie["id"]] == []


def test_somebody_elses_decision_needs_insisting(run, judge, ids):
    judge(ids[0], "wrong")
    refused = judge(ids[0], "right", by="Anika", code=1)
    assert "Petra judged this meanwhile: statement wrong" in refused.stderr
    assert "insist" in refused.stderr
    judge(ids[0], "right", "--insist", by="Anika")
    assert [row["by"] for row in lines(run("judgements"))] == ["Petra", "Anika"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["s0000000000000000", "right"], 1, "no statement"),
        (["ID", "right", "now"], 1, "takes no words"),
        (["ID", "speaker"], 1, "takes one word or one name"),
        (["ID", "undo", "a", "b"], 1, "one other statement"),
        (["ID", "undo"], 1, "nothing was decided"),
        (["ID", "perhaps"], 2, "perhaps"),
    ],
)
def test_what_cannot_be_meant_is_told(judge, ids, words, code, says):
    told = judge(*(ids[0] if word == "ID" else word for word in words), code=code)
    assert says in told.stderr


def test_who_judges_can_be_set_for_good(run, ids, monkeypatch):
    monkeypatch.setenv("DRAGOMAN_BY", "Anika Brandt")
    run("judge", ids[0], "right")
    assert lines(run("judgements"))[0]["by"] == "Anika Brandt"


def test_judgements_travel_as_lines_and_are_printed_as_csv(run, judge, ids, tmp_path, make):
    judge(ids[1], "speaker", "=Oren")
    sent = tmp_path / "petra.jsonl"
    run("judgements", "--out", sent)
    other = tmp_path / "other.db"
    with Ledger.open(other) as ledger:
        ledger.write(make())

    def take(*more, code=0, stdin=None):
        words = ["judgements", "--ledger", str(other), *map(str, more)]
        done = CliRunner().invoke(main, words, input=stdin)
        assert done.exit_code == code, done.output
        return done

    assert "1 new, 0 known" in take("--import", sent).stderr
    assert "0 new, 1 known" in take("--import", "-", stdin=sent.read_text("utf-8")).stderr
    assert "line 1 is no judgement" in take("--import", "-", stdin="nonsense", code=1).stderr
    assert "1 known" in take("--import", "-", stdin="{}\n" + sent.read_text("utf-8"), code=3).stderr
    (row,) = csv.DictReader(take("--format", "csv").stdout.splitlines())
    assert (row["quotation"], row["correction"]) == ("The port of Karsk stays closed for now.", "'=Oren")
    assert take("--loose").stdout == ""
    assert "petra.jsonl" not in take("--format", "table").stdout


def test_help_tells_every_decision(run):
    told = CliRunner().invoke(main, ["judge", "--help"]).stdout
    for decision in ("right", "wrong", "speaker", "nobody", "said-on", "same", "apart", "denies", "undo"):
        assert decision in told
