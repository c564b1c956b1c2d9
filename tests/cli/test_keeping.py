"""``dragoman forget`` and ``merge``."""

from __future__ import annotations

import json

import pytest


def docs(run, ledger):
    return [
        json.loads(line)["doc"] for line in run("export", "articles", "--ledger", ledger).stdout.splitlines()
    ]


def test_forget_removes_article_and_words(run, ledger):
    result = run("forget", "karsk", "--ledger", ledger)
    assert result.exit_code == 0, result.stderr
    assert docs(run, ledger) == ["harbour"]
    assert b"not an inspection" not in ledger.read_bytes()
    assert "forgotten: a" in result.stderr


def test_forget_of_something_unknown_is_an_error(run, ledger):
    result = run("forget", "nothing", "--ledger", ledger)
    assert result.exit_code == 1
    assert "error: " in result.stderr


def test_merge_takes_another_ledger_in(run, ledger, tmp_path):
    (tmp_path / "more.txt").write_text(
        "Oren Kasimir said on Monday that 38 boats were on duty in the strait.\n"
    )
    other = tmp_path / "other.db"
    assert run("read", tmp_path / "more.txt", "--ledger", other).exit_code == 0
    result = run("merge", other, "--ledger", ledger)
    assert result.exit_code == 0, result.stderr
    assert sorted(docs(run, ledger)) == ["harbour", "karsk", "more"]
    assert "added 1" in result.stderr


def test_merge_twice_brings_nothing_new(run, ledger, tmp_path):
    run("merge", ledger, "--ledger", tmp_path / "copy.db")
    before = docs(run, tmp_path / "copy.db")
    assert run("merge", ledger, "--ledger", tmp_path / "copy.db").exit_code == 0
    assert docs(run, tmp_path / "copy.db") == before == ["karsk", "harbour"]


@pytest.mark.parametrize("content", [None, b"no ledger at all"])
def test_merge_of_something_else_is_an_error(run, ledger, tmp_path, content):
    if content:
        (tmp_path / "other.db").write_bytes(content)
    result = run("merge", tmp_path / "other.db", "--ledger", ledger)
    assert result.exit_code == 1
    assert "error: " in result.stderr
