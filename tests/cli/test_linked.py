"""``show`` of an utterance, ``check``, and ``read --primary``: three pages on one press conference."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli import main

PAGES = Path(__file__).parent / "linked"


def lines(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def linked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("linked")
    ledger = folder / "linked.db"
    for words in (["read", str(PAGES)], ["link"]):
        result = CliRunner().invoke(main, [*words, "--ledger", str(ledger)])
        assert result.exit_code == 0, result.stderr
    return ledger


@pytest.fixture
def linked(linked_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(linked_once, tmp_path / "linked.db"))


@pytest.fixture
def ports(run, linked):
    """The utterance that all three pages carry."""
    rows = lines(run("export", "utterances", "--ledger", linked))
    return next(row for row in rows if len(row["renderings"]) >= 3)


def test_show_tells_an_utterance_in_all_its_wordings(run, linked, ports):
    shown = run("show", ports["id"], "--ledger", linked, "--format", "text").stdout
    told = shown[shown.index("one utterance") :]
    assert "4 wordings" in told
    assert all(outlet in told for outlet in ("The Lindhaven Courier", "Karsk Today", "The Harbour Post"))
    assert "told by this wording" in told.split("\n\n")[1].splitlines()[0]
    assert "[stop → wait: altered]" in told
    assert "ALTERED inside the quotation marks" in told
    assert "[left out: while these talks last]" in told


def test_show_has_no_escapes_where_no_terminal_looks(run, linked, ports):
    assert "\x1b" not in run("show", ports["id"], "--ledger", linked, "--format", "text").stdout


def test_show_tells_what_answers_an_utterance(run, linked):
    tie = lines(run("export", "exchanges", "--ledger", linked))[0]
    shown = run("show", tie["to"], "--ledger", linked, "--format", "text", "--utterance").stdout
    assert tie["from"] in shown
    assert tie["kind"] in run("show", tie["from"], "--ledger", linked, "--format", "text").stdout


def test_show_utterance_as_json_is_its_export_line_with_its_exchanges(run, linked, ports):
    [row] = lines(run("show", ports["statements"][1], "--utterance", "--ledger", linked))
    assert row.pop("exchanges") is not None
    assert row == ports


def test_show_of_a_statement_as_json_stays_its_own_line(run, linked, ports):
    [row] = lines(run("show", ports["id"], "--ledger", linked))
    assert row["cue"]


def test_show_utterance_of_what_was_never_linked_says_what_to_do(run, linked):
    result = run("show", "courier", "--utterance", "--ledger", linked)
    assert result.exit_code == 1
    assert "dragoman link" in result.stderr


ASKED = [
    ("No port will close, and no ferry on the whole coast will stop", "verbatim"),
    ("No port will close", "verbatim"),
    ("No port will ever close, and no ferry on the whole coast will stop", "altered"),
    ("The zeppelins are late again", "absent"),
    ("?!", "absent"),
    ('a "quote" with \x00 and % and *', "absent"),
]


@pytest.mark.parametrize(("words", "finding"), ASKED)
def test_check_finds(run, linked, words, finding):
    [row] = lines(run("check", words, "--ledger", linked))
    assert (row["words"], row["finding"]) == (words, finding)


def test_check_tells_speaker_date_carriers_and_differences(run, linked):
    asked = "No port will close, and no ferry on the whole coast will wait"
    [row] = lines(run("check", asked, "--ledger", linked))
    verbatim, altered = row["near"][0], row["near"][1]
    assert (verbatim["finding"], verbatim["outlet"]) == ("verbatim", "Karsk Today")
    assert verbatim["speaker_name"] == "Ilan Dravek"
    assert set(verbatim["carriers"]) == {"The Lindhaven Courier", "Karsk Today", "The Harbour Post"}
    assert altered["finding"] == "altered"
    assert [(c["was"], c["is"], c["what"]) for c in altered["changes"]] == [("wait", "stop", "altered")]


def test_check_as_text_is_for_reading(run, linked):
    asked = "no ferry on the whole coast will wait"
    shown = run("check", asked, "--ledger", linked, "--format", "text").stdout
    assert shown.startswith("Verbatim in this ledger\n")
    assert "verbatim in Karsk Today" in shown
    assert "altered in The Harbour Post" in shown
    assert "[wait → stop: altered]" in shown


def test_check_says_that_absence_proves_nothing(run, linked):
    shown = run("check", "zeppelins", "--ledger", linked, "--format", "text").stdout
    assert shown == "Not in this ledger, which is no proof that it was not said\n"


def test_check_keeps_another_speaker_apart(run, linked):
    [row] = lines(run("check", "No port will close", "--speaker", "Sandor", "--ledger", linked))
    assert row["finding"] == "absent"
    assert {near["speaker_name"] for near in row["others"]} == {"Ilan Dravek"}


def test_check_works_on_a_ledger_that_was_never_linked(run, week, tmp_path):
    ledger = tmp_path / "plain.db"
    assert run("read", week, "--no-link", "--ledger", ledger).exit_code == 0
    [row] = lines(run("check", "Forty boats are not an inspection", "--ledger", ledger))
    assert (row["finding"], row["near"][0]["speaker_name"]) == ("verbatim", "Mirela Sandor")


def test_read_primary_makes_a_transcript_the_wording_others_are_told_by(run, linked, tmp_path):
    transcript = tmp_path / "transcript.txt"
    transcript.write_text(
        (PAGES / "karsk.txt").read_text("utf-8").replace("Karsk Today", "Radio Tessaly"), "utf-8"
    )
    assert run("read", transcript, "--primary", "--ledger", linked).exit_code == 0
    assert run("link", "--ledger", linked).exit_code == 0
    rows = lines(run("export", "utterances", "--ledger", linked))
    row = next(row for row in rows if len(row["renderings"]) > 2)
    assert row["text"].startswith("“No port will close, and no ferry on the whole coast will wait while")
    [found] = lines(run("check", "no ferry on the whole coast will wait", "--ledger", linked))
    assert found["near"][0]["primary"]
