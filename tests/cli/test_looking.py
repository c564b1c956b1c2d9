"""``dragoman show`` and ``search``: findings with their evidence."""

from __future__ import annotations

import json

import pytest

from dragoman.encoder.sentences import shipped


def lines(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def statement(run, ledger):
    rows = lines(run("export", "statements", "--ledger", ledger))
    return next(row for row in rows if row["speaker_name"] == "Ilan Dravek")


def test_search_finds_words_speakers_and_titles(run, ledger, statement):
    for words in ("close strait", "Dravek", "agreement strait"):
        found = lines(run("search", *words.split(), "--ledger", ledger))
        assert statement["id"] in [row["id"] for row in found], words


def test_search_marks_the_words_it_found(run, ledger):
    [row] = lines(run("search", "inspection", "--ledger", ledger))
    assert [row["snippet"][start:end] for start, end in row["marks"]] == ["inspection"]


def test_search_shows_attitudes_on_demand(run, ledger):
    assert lines(run("search", "meet again", "--ledger", ledger)) == []
    [row] = lines(run("search", "meet again", "--ledger", ledger, "--attitudes"))
    assert row["mode"] == "attitude"


def test_search_stops_at_the_limit(run, ledger):
    assert len(lines(run("search", "strait", "--ledger", ledger, "--limit", "1"))) == 1


def test_search_by_meaning_finds_other_words(run, ledger, statement):
    if shipped() is None:
        pytest.skip("no weights of a sentence encoder are installed")
    words = ["nobody", "will", "shut", "that", "waterway"]
    assert lines(run("search", *words, "--ledger", ledger)) == []
    first, *_ = found = lines(run("search", *words, "--ledger", ledger, "--meaning", "--limit", "3"))
    assert statement["id"] in [row["id"] for row in found]
    assert first["likeness"] in ("much alike", "alike", "akin")


def test_search_without_a_hit_says_so_and_prints_nothing(run, ledger):
    result = run("search", "zeppelin", "--ledger", ledger)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nothing found for zeppelin" in result.stderr


@pytest.mark.parametrize("command", ["search", "check"])
def test_blank_words_are_refused(run, ledger, command):
    result = run(command, " ", "--ledger", ledger)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "it is blank" in result.stderr


def test_search_without_a_hit_has_no_empty_table(run, ledger):
    assert run("search", "zeppelin", "--ledger", ledger, "--format", "table").stdout == ""


def test_search_as_a_table_is_for_reading(run, ledger):
    result = run("search", "inspection", "--ledger", ledger, "--format", "table")
    assert "Mirela Sandor" in result.stdout
    assert "Karsk" in result.stdout


def test_show_statement_marks_source_cue_and_content_in_their_place(run, ledger, statement):
    result = run("show", statement["id"], "--ledger", ledger, "--format", "text")
    assert result.exit_code == 0
    assert result.stdout.startswith("Ilan Dravek ")
    assert "[content: “We will not close the strait" in result.stdout
    assert "[cue: told]" in result.stdout
    assert "Karsk Today, 2033-03-10" in result.stdout


def test_show_statement_as_json_is_its_export_line(run, ledger, statement):
    assert lines(run("show", statement["id"], "--ledger", ledger)) == [statement]


def test_show_takes_the_beginning_of_an_id(run, ledger, statement):
    assert lines(run("show", statement["id"][:10], "--ledger", ledger)) == [statement]


def test_show_article_by_doc_lists_its_statements(run, ledger, statement):
    result = run("show", "karsk", "--ledger", ledger, "--format", "text")
    assert result.stdout.startswith("Talks on the strait end without agreement\nKarsk Today, 2033-03-10\n")
    assert statement["id"] in result.stdout


def test_show_article_as_json_has_its_text(run, ledger, week):
    [row] = lines(run("show", "karsk", "--ledger", ledger))
    assert row["text"] == (week / "karsk.txt").read_bytes().decode()


def test_show_actor_gives_names_roles_and_what_they_say(run, ledger, statement):
    result = run("show", statement["speaker"], "--ledger", ledger, "--format", "text")
    assert result.stdout.startswith("Ilan Dravek\n")
    assert "role: " in result.stdout
    assert statement["id"] in result.stdout
    [row] = lines(run("show", statement["speaker"], "--ledger", ledger))
    assert row["name"] == "Ilan Dravek"


@pytest.mark.parametrize("id", ["s0123456789abcdef", "a0123456789abcdef", "nothing", "x" * 500, "%_'\";--"])
def test_show_of_something_unknown_says_where_ids_are(run, ledger, id):
    result = run("show", id, "--ledger", ledger)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: ")
    assert "try: " in result.stderr
