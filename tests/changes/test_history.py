"""Versions in a ledger, through the API and the command line."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

import dragoman
from dragoman.cli import main
from dragoman.errors import NotInLedger

URL = "https://karsk-today.example/talks"
FIRST = (
    "Talks end in Karsk\n\nIlan Dravek, the foreign minister of Veldoria, said that the talks were over.\n\n"
    "The ferries left on time.\n"
)
SECOND = FIRST.replace("over", "only paused").replace("on time", "an hour late")
THIRD = SECOND + "\nPetra Voss, a spokeswoman, said that nobody had slept.\n\nUpdated: 12 March 2033, 10:15\n"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    folder = tmp_path_factory.mktemp("versions")
    path = folder / "versions.db"
    for number, text in enumerate((FIRST, SECOND, THIRD), 1):
        row = {"id": f"talks-{number}", "url": URL, "text": text, "published": "2033-03-10"}
        (folder / f"{number}.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
        dragoman.read(folder / f"{number}.jsonl", path).close()
    return path


def lines(*words):
    result = CliRunner().invoke(main, [str(w) for w in words], prog_name="dragoman")
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_changes_go_from_version_to_version(ledger):
    with dragoman.open(ledger, readonly=True) as opened:
        steps = list(dragoman.changes(opened))
        assert [(s.older.article.doc, s.newer.article.doc) for s in steps] == [
            ("talks-1", "talks-2"),
            ("talks-2", "talks-3"),
        ]
        assert [s.silent for s in steps] == [True, False]
        for name in (URL, "talks-2", steps[0].older.article.id):
            assert len(list(dragoman.changes(opened, name))) == 2
        assert list(dragoman.changes(opened, since=date.today().replace(year=2099))) == []
        assert len(list(dragoman.changes(opened, since=datetime.now(UTC).date().replace(day=1)))) == 2
        with pytest.raises(NotInLedger):
            list(dragoman.changes(opened, "nothing"))


def test_changes_command_prints_evidence_on_both_sides(ledger):
    rows = lines("changes", URL, "--ledger", ledger)
    assert {row["what"] for row in rows} == {"statement", "text"}
    texts = {row["id"]: row["text"] for row in lines("export", "articles", "--with-text", "--ledger", ledger)}
    for row in rows:
        for key, article in (("was", "supersedes"), ("now", "article"), ("notices", "article")):
            for span in row[key]:
                assert texts[row[article]][span["start"] : span["end"]] == span["text"]
    [changed] = [row for row in rows if row["what"] == "statement" and row["how"] == "changed"]
    assert (changed["parts"], changed["silent"]) == (["content"], True)
    assert "only paused" in changed["after"]
    [came] = [row for row in rows if row["what"] == "statement" and row["how"] == "came"]
    assert (came["silent"], came["notices"][0]["text"]) == (False, "Updated: 12 March 2033, 10:15")


def test_changes_command_as_a_table_and_with_nothing_to_say(ledger):
    runner = CliRunner()
    result = runner.invoke(main, ["changes", "--ledger", str(ledger), "--format", "table"])
    assert "an hour late" in result.stdout
    result = runner.invoke(main, ["changes", "--since", "2099-01-01", "--ledger", str(ledger)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nothing changed" in result.stderr


def test_versions_are_no_copies(ledger):
    assert all(row["copy_of"] is None for row in lines("copies", "--ledger", ledger))


def test_copies_command_lists_groups_and_ties(tmp_path):
    words = (
        "Anika Brandt said that both delegations had agreed to keep silent until Monday, and nobody slept. "
        * 2
    )
    rows = [
        {
            "id": "mpa",
            "outlet": "Maren Press Agency",
            "published": "2033-03-10",
            "text": words,
            "url": "https://mpa.example/1",
        },
        {
            "id": "post",
            "outlet": "The Harbour Post",
            "published": "2033-03-11",
            "text": words + "More soon.",
            "url": "https://post.example/1",
        },
    ]
    (tmp_path / "wire.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    path = tmp_path / "wire.db"
    dragoman.read(tmp_path / "wire.jsonl", path).close()
    found = lines("copies", "--ledger", path)
    assert [(row["doc"], row["copy_of_doc"]) for row in found] == [("mpa", None), ("post", "mpa")]
    [tie] = lines("copies", "--ties", "--ledger", path)
    assert (tie["tie"], max(tie["shared"], tie["shared_other"])) == ("copy", 1.0)
    lines("forget", "mpa", "--ledger", path)
    assert lines("copies", "--ledger", path) == []
