"""``dragoman read``: what lands in the ledger, and what is said of it."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

import dragoman

CLEAN_PAGE = "Petra Voss said on Friday that the ferries would sail again on Sunday, as the strait is open.\n"


def docs(ledger):
    with dragoman.open(ledger) as opened:
        return sorted(entry.reading.article.doc for entry in opened.entries())


def test_read_fills_a_ledger_and_sums_up(run, week, tmp_path):
    result = run("read", week, "--ledger", tmp_path / "new.db")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert docs(tmp_path / "new.db") == ["harbour", "karsk"]
    words = result.stderr.split()
    assert words[words.index("added") + 1] == "2"
    assert words[words.index("skipped") + 1] == "0"
    assert int(words[words.index("statements") + 1]) >= 3


def test_read_again_changes_nothing(run, week, ledger):
    before = ledger.read_bytes()
    result = run("read", week, "--ledger", ledger)
    assert result.exit_code == 0
    assert "unchanged" in result.stderr
    assert run("export", "statements", "--ledger", ledger).exit_code == 0
    assert ledger.read_bytes() == before


def test_read_quiet_says_nothing(run, week, ledger):
    result = run("read", week, "--ledger", ledger, "--quiet")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_read_shows_no_progress_where_no_terminal_looks(run, week, tmp_path):
    result = run("read", week, "--ledger", tmp_path / "new.db")
    assert "\r" not in result.stderr
    assert "\x1b" not in result.stderr


def test_read_takes_standard_input(run, tmp_path):
    result = run("read", "-", "--ledger", tmp_path / "new.db", stdin=CLEAN_PAGE)
    assert result.exit_code == 0, result.stderr
    assert docs(tmp_path / "new.db") == ["stdin"]


def test_read_takes_a_zip_file_and_json_lines(run, tmp_path):
    row = {"id": "strait-7", "text": CLEAN_PAGE, "outlet": "Radio Tessaly"}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("rows.jsonl", json.dumps(row) + "\n")
        archive.writestr("page.txt", CLEAN_PAGE + "Nobody else said anything at all that day.\n")
    (tmp_path / "week.zip").write_bytes(packed.getvalue())
    result = run("read", tmp_path / "week.zip", "--ledger", tmp_path / "new.db")
    assert result.exit_code == 0, result.stderr
    assert docs(tmp_path / "new.db") == ["page", "strait-7"]


def test_read_options_fill_what_the_page_does_not_say(run, tmp_path):
    (tmp_path / "bare.txt").write_text(CLEAN_PAGE)
    options = ("--outlet", "Radio Tessaly", "--published", "2033-03-12", "--language", "en")
    run("read", tmp_path / "bare.txt", "--ledger", tmp_path / "new.db", *options)
    [row] = [
        json.loads(line)
        for line in run("export", "articles", "--ledger", tmp_path / "new.db").stdout.splitlines()
    ]
    assert row["outlet"] == "Radio Tessaly"
    assert (row["published"]["from"], row["published"]["to"]) == ("2033-03-12", "2033-03-12")


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [("--published", "soon", "'soon' is no date"), ("--language", "English", "'English' is no language")],
)
def test_read_refuses_options_that_cannot_be_meant(run, week, tmp_path, option, value, message):
    result = run("read", week, "--ledger", tmp_path / "new.db", option, value)
    assert result.exit_code == 1
    assert f"error: {message}" in result.stderr
    assert "try: " in result.stderr
    assert not (tmp_path / "new.db").exists()


def test_read_keeps_an_article_without_a_reader_and_says_so(run, week, tmp_path):
    foreign = week / "fremd.txt"
    foreign.write_text(
        "Die Fähren fahren am Sonntag wieder, sagte Petra Voss am Freitag in Karsk. Die Meerenge bleibt "
        "offen, und niemand muss warten, bis die Gespräche zu Ende sind.\n",
        "utf-8",
    )
    result = run("read", week, "--ledger", tmp_path / "new.db")
    assert result.exit_code == 3
    assert "skipped fremd: no reader for de" in result.stderr
    assert docs(tmp_path / "new.db") == ["fremd", "harbour", "karsk"]
    assert run("read", week, "--ledger", tmp_path / "new.db").exit_code == 3


def test_read_names_twenty_skipped_inputs_and_counts_the_rest(run, week, tmp_path):
    for number in range(25):
        (week / f"empty-{number:02}.txt").write_bytes(b"")
    result = run("read", week, "--ledger", tmp_path / "new.db")
    assert result.exit_code == 3
    assert result.stderr.count("skipped ") - 1 <= 21
    assert "and 5 more" in result.stderr


def test_read_of_nothing_readable_is_an_error(run, tmp_path):
    result = run("read", tmp_path / "nowhere.txt", "--ledger", tmp_path / "new.db")
    assert result.exit_code == 1
    assert "nowhere.txt: no such file" in result.stderr
    assert "try: check the spelling" in result.stderr


def test_read_leaves_forgotten_articles_alone_until_told(run, week, ledger):
    run("forget", "harbour", "--ledger", ledger)
    again = run("read", week, "--ledger", ledger)
    assert (again.exit_code, docs(ledger)) == (0, ["karsk"])
    assert "--remember" in again.stderr
    assert run("read", week, "--ledger", ledger, "--remember").exit_code == 0
    assert docs(ledger) == ["harbour", "karsk"]
