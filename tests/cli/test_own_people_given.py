"""``--people``: the user's own people, as commands take them."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from dragoman.cli import main
from dragoman.ledger import Ledger

TEXT = "The Harbour Post\n5 March 2033\n\nForeign Minister Ilan Dravek said the strait was open.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "people.csv").write_text("name,office,of\nIlan Dravek,foreign minister,Veldoria\n", "utf-8")
    return tmp_path


def run(*words):
    return CliRunner().invoke(main, [*words, "--quiet"])


def kept(folder):
    with Ledger.open(folder / "dragoman.db") as ledger:
        return ledger.own_people.file()


def test_people_are_kept_when_reading_and_forgotten_when_asked(folder):
    assert run("read", "a.txt", "--people", "people.csv").exit_code == 0
    assert kept(folder) == "people.csv"
    assert run("link").exit_code == 0
    assert kept(folder) == "people.csv"
    assert run("link", "--people", "none").exit_code == 0
    assert kept(folder) is None


@pytest.mark.parametrize(("raw", "words"), [(None, "people.csv"), (b"name\n\xff\xfe\n", "UTF-8")])
def test_a_file_that_cannot_be_read_is_said(folder, raw, words):
    if raw is not None:
        (folder / "people.csv").write_bytes(raw)
    else:
        (folder / "people.csv").unlink(missing_ok=True)
    said = run("read", "a.txt", "--people", "people.csv")
    assert said.exit_code == 1
    assert words in said.stderr


def test_a_file_that_is_none_is_said_with_advice(folder):
    (folder / "people.csv").write_text("who\nDravek\n", "utf-8")
    said = run("read", "a.txt", "--people", "people.csv")
    assert said.exit_code == 1
    assert "no column “name”" in said.output
    assert "name,spelling,office,of,from,to" in said.output
