"""The public API: read into a ledger, read one text without, open what exists."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman
from dragoman import model
from tests.serving import sites


def test_public_names_hold_every_noun():
    nouns = {
        name
        for name, value in vars(model).items()
        if isinstance(value, type) and value.__module__ == model.__name__
    }
    assert nouns <= set(dragoman.__all__)


def test_open_refuses_to_make_a_ledger(tmp_path):
    with pytest.raises(dragoman.LedgerError, match="there is no ledger"):
        dragoman.open(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


TEXT = "“The ferries will sail on Sunday,” Petra Voss, a spokeswoman for the government, said on Friday.\n"


def test_read_gives_back_an_open_ledger(tmp_path):
    (tmp_path / "ferries.txt").write_text(TEXT, "utf-8")
    with dragoman.read(tmp_path / "ferries.txt", tmp_path / "new.db", outlet="Radio Tessaly") as ledger:
        [entry] = ledger.entries()
    assert entry.reading.article.doc == "ferries"
    assert entry.reading.page.outlet == "Radio Tessaly"
    assert len(entry.reading.statements) == 1


def test_read_takes_several_paths_and_stores_what_it_skips(tmp_path):
    (tmp_path / "ferries.txt").write_text(TEXT, "utf-8")
    steps = []
    paths = [tmp_path / "ferries.txt", str(tmp_path / "none.txt")]
    with dragoman.read(paths, tmp_path / "new.db", progress=steps.append) as ledger:
        [skipped] = ledger.skipped()
    assert skipped.why == "no such file"
    assert [step.skipped for step in steps if step.skipped] == [skipped]
    assert [step.subject for step in steps if step.outcome] == ["ferries"]


def test_read_text_needs_no_ledger(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    reading = dragoman.read_text(TEXT, outlet="Radio Tessaly", published="2033-03-12")
    [statement] = reading.statements
    assert reading.actor(statement.speaker).name == "Petra Voss"
    assert "The ferries will sail on Sunday" in " ".join(span.of(TEXT) for span in statement.content)
    assert (reading.page.published.first, reading.page.outlet) == (date(2033, 3, 12), "Radio Tessaly")
    assert list(tmp_path.iterdir()) == []


def test_read_text_refuses_a_language_without_a_reader():
    with pytest.raises(dragoman.MissingReader, match="no reader for de"):
        dragoman.read_text("Die Fähren fahren am Sonntag, sagte Petra Voss.", language="de")


@pytest.mark.parametrize("options", [{"published": "soon"}, {"language": "English"}])
def test_read_refuses_options_that_cannot_be_meant(tmp_path, options):
    with pytest.raises(dragoman.InputError):
        dragoman.read([], tmp_path / "new.db", **options)
    with pytest.raises(dragoman.InputError):
        dragoman.read_text(TEXT, **options)
    assert list(tmp_path.iterdir()) == []


PIECES = (
    "“", "”", '"', "‘", "’", "«", "(", "]", "\n", "\n\n", " ", ", ", ": ", ". ", "—", "\u2028", "\ufffd",
    "\u0301", "Petra Voss", "she", "the minister", "said", "told", "according to", "denied that", "Q: ",
    "Read more", "on Monday", "10 March 2033", "38 boats", "would sail", "because", "Karsk", "😀",
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map(" ".join))
def test_read_text_takes_any_text_and_points_into_it(text):
    reading = dragoman.read_text(text, language="en")
    whole = dragoman.Span(0, len(reading.article.text))
    spans = [span for one in reading.statements for span in one.source + one.cue + one.content]
    spans += [span for actor in reading.actors for span in actor.mentions]
    assert all(whole.covers(span) and span.start < span.end for span in spans)
    ids = [actor.id for actor in reading.actors] + [one.id for one in reading.statements]
    assert len(set(ids)) == len(ids)
    assert {one.speaker for one in reading.statements} <= {*ids, None}
    assert {one.nested_in for one in reading.statements} <= {*ids, None}


def test_read_asks_before_it_reads_from_a_private_network(tmp_path):
    for site in sites():
        site.page("/ferries.html", f"<html><body><p>{TEXT}</p></body></html>")
        with dragoman.read([site.url("/ferries.html")], tmp_path / "shut.db") as ledger:
            assert (list(ledger.entries()), len(list(ledger.skipped()))) == ([], 1)
        with dragoman.read([site.url("/ferries.html")], tmp_path / "open.db", allow_private=True) as ledger:
            assert len(list(ledger.entries())) == 1
