"""``dragoman clean`` and ``attributions``: lines about texts, without a ledger."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def lines(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_clean_covers_every_character_that_is_no_space(run, week):
    text = (week / "karsk.txt").read_bytes().decode()
    covered = [False] * len(text)
    for row in lines(run("clean", week / "karsk.txt")):
        assert list(row) == ["doc", "start", "end", "role"]
        for at in range(row["start"], row["end"]):
            assert not covered[at]
            covered[at] = True
    assert all(seen or character.isspace() for seen, character in zip(covered, text, strict=True))


def test_clean_as_text_prints_the_body_alone(run, week):
    result = run("clean", week / "karsk.txt", "--format", "text")
    assert "Forty boats are not an inspection" in result.stdout
    assert "Karsk Today" not in result.stdout


def test_clean_takes_standard_input_for_plain_text_whatever_it_looks_like(run):
    page = '{"text": "no row"}\n<p>Petra Voss said that the ferries would sail.</p>\n'
    assert {row["doc"] for row in lines(run("clean", "-", stdin=page))} == {"stdin"}


def test_clean_of_empty_input_prints_nothing(run):
    result = run("clean", "-", stdin=b"")
    assert (result.exit_code, result.stdout) == (0, "")


def test_clean_skips_what_cannot_be_read_and_does_the_rest(run, week):
    result = run("clean", week / "karsk.txt", week / "nowhere.txt")
    assert result.exit_code == 3
    assert "karsk" in result.stdout
    assert "nowhere.txt: no such file" in result.stderr


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_clean_takes_any_bytes(run, data):
    result = run("clean", "-", stdin=data)
    assert result.exit_code == (1 if result.stderr.startswith("skipped -: ") else 0)


def test_attributions_take_the_text_as_it_is(run, week):
    text = (week / "karsk.txt").read_bytes().decode()
    rows = lines(run("attributions", week / "karsk.txt"))
    assert all(list(row) == ["doc", "source", "cue", "content"] for row in rows)
    cues = {text[start:end] for row in rows for start, end in row["cue"]}
    assert {"told", "said", "wants"} <= cues


def test_attributions_name_each_text_by_its_stem(run, week):
    assert {row["doc"] for row in lines(run("attributions", week))} == {"karsk", "harbour"}


def test_attributions_of_text_without_any_are_none(run, tmp_path):
    (tmp_path / "numbers.txt").write_text("1 2 3\n4 5 6\n")
    assert lines(run("attributions", tmp_path / "numbers.txt")) == []
