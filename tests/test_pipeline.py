"""The order of the stages: what is written, what is skipped, and what is not done twice."""

from __future__ import annotations

import pytest

from dragoman import pipeline
from dragoman.ledger import Ledger
from dragoman.linking import link
from dragoman.model import Given
from dragoman.pipeline import NOBODY, Summary, read, read_article

TEXT = "Petra Voss said on Friday that the ferries would sail again on Sunday.\n"
GERMAN = (
    "Die Fähren fahren am Sonntag wieder, sagte Petra Voss am Freitag in Karsk. Die Meerenge bleibt offen, "
    "und niemand muss warten, bis die Gespräche zu Ende sind.\n"
)


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "new.db") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ferries.txt").write_text(TEXT, "utf-8")
    return tmp_path / "in"


def counts(summary: Summary):
    return summary.added, summary.replaced, summary.unchanged, len(summary.skipped)


def test_read_counts_articles_statements_and_words(folder, ledger):
    summary = read([folder], ledger)
    assert counts(summary) == (1, 0, 0, 0)
    assert (summary.statements, summary.words) == (1, len(TEXT.split()))
    assert summary.seconds > 0


def test_read_again_does_not_parse_again(folder, ledger, monkeypatch):
    read([folder], ledger)

    def refuse(*_):
        raise AssertionError("parsed again")

    monkeypatch.setattr(pipeline, "extract", refuse)
    assert counts(read([folder], ledger)) == (0, 0, 1, 0)


def test_read_with_other_given_facts_replaces_the_reading(folder, ledger):
    read([folder], ledger)
    assert counts(read([folder], ledger, given=Given(outlet="Radio Tessaly"))) == (0, 1, 0, 0)
    assert ledger.entry("ferries").reading.page.outlet == "Radio Tessaly"


def test_read_keeps_an_article_in_a_language_without_a_reader(folder, ledger):
    (folder / "fahren.txt").write_text(GERMAN, "utf-8")
    summary = read([folder], ledger)
    assert counts(summary) == (2, 0, 0, 1)
    reading = ledger.entry("fahren").reading
    assert (reading.maker, reading.statements) == (NOBODY, ())
    assert reading.page.blocks
    assert [(one.stage, one.subject, one.why) for one in ledger.skipped()] == [
        ("extract", "fahren", "no reader for de")
    ]


def test_read_tries_again_what_nobody_could_read(folder, ledger):
    (folder / "fahren.txt").write_text(GERMAN, "utf-8")
    read([folder], ledger)
    assert counts(read([folder], ledger)) == (0, 0, 2, 1)


def test_read_makes_a_skipped_of_a_stage_that_fails(folder, ledger, monkeypatch):
    def fail(*_):
        raise RecursionError("too deep")

    (folder / "other.txt").write_text(TEXT * 2, "utf-8")
    for stage, kept in (("clean", 0), ("extract", 2)):
        with monkeypatch.context() as patch:
            patch.setattr(pipeline, stage, fail)
            summary = read([folder], ledger)
        assert counts(summary) == (kept, 0, 0, 2)
        assert {one.why for one in summary.skipped} == {"RecursionError: too deep"}
        assert all("report it" in one.advice for one in summary.skipped)


def test_read_forgets_the_failure_once_the_article_is_read(folder, ledger, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "extract", lambda *_: 1 / 0)
        read([folder], ledger)
    assert len(ledger.skipped()) == 1
    assert counts(read([folder], ledger)) == (0, 1, 0, 0)
    assert ledger.skipped() == []
    assert len(ledger.entry("ferries").reading.statements) == 1


def test_read_keeps_older_findings_where_a_newer_reader_fails(folder, ledger, monkeypatch):
    read([folder], ledger)
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "extract", lambda *_: 1 / 0)
        summary = read([folder], ledger, given=Given(outlet="Radio Tessaly"))
    assert counts(summary) == (0, 0, 0, 1)
    assert len(ledger.entry("ferries").reading.statements) == 1


def test_read_leaves_forgotten_articles_until_told(folder, ledger):
    read([folder], ledger)
    ledger.forget("ferries")
    assert read([folder], ledger).forgotten == 1
    assert list(ledger.entries()) == []
    assert counts(read([folder], ledger, remember=True)) == (1, 0, 0, 0)


def test_read_gives_the_same_in_any_order(folder, tmp_path):
    (folder / "other.txt").write_text(TEXT * 2, "utf-8")
    paths = sorted(folder.iterdir())
    found = []
    for name, order in (("one.db", paths), ("two.db", paths[::-1])):
        with Ledger.open(tmp_path / name) as opened:
            read(order, opened)
            found.append([(e.reading.page, e.reading.actors, e.reading.statements) for e in opened.entries()])
    assert found[0] == found[1]


def test_read_article_is_what_read_writes(folder, ledger):
    read([folder], ledger)
    stored = ledger.entry("ferries").reading
    again = read_article(stored.article)
    assert (again.page, again.statements, again.maker) == (stored.page, stored.statements, stored.maker)


def test_read_tells_notes_on_articles(folder, ledger):
    (folder / "cafe.txt").write_bytes("Petra Voss said that the café in Karsk was closed.\n".encode("cp1252"))
    [note] = read([folder], ledger).notes
    assert note.subject == "cafe"
    assert "guessed" in note.words


def test_read_links_what_it_reads(folder, ledger):
    read([folder], ledger, tie=False)
    assert not list(ledger.links.utterances())
    read([folder], ledger)
    assert list(ledger.links.utterances())
    assert not link(ledger).fresh
