"""Reading back: order, names, near matches, counts, and the law that writing loses nothing."""

import tracemalloc
from dataclasses import replace
from datetime import date

import pytest

from dragoman.errors import NotInLedger
from dragoman.ledger import Counts, Ledger
from dragoman.model import Skipped


def test_entries_are_ordered_by_day_then_doc_with_undated_last(ledger, make):
    days = {"late": date(2031, 3, 12), "b": date(2031, 3, 10), "a": date(2031, 3, 10), "undated": None}
    for n, (doc, day) in enumerate(days.items()):
        ledger.write(make(make().article.text + "!" * n, doc=doc, published=day))
    assert [e.reading.article.doc for e in ledger.entries()] == ["a", "b", "late", "undated"]


def test_entries_leaves_out_what_is_forgotten_meanwhile(ledger, make):
    for n in range(3):
        ledger.write(make(make().article.text + "!" * n, doc=f"d{n}"))
    entries = ledger.entries()
    next(entries)
    ledger.forget("d1")
    assert [e.reading.article.doc for e in entries] == ["d2"]


def test_entries_holds_one_article_at_a_time(ledger, make):
    for n in range(20):
        ledger.write(make(f"{make().article.text}{n} " + "sea " * 100_000, doc=f"d{n}"))
    tracemalloc.start()
    assert sum(1 for _ in ledger.entries()) == 20
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000  # bytes; one entry takes some 1.2 MB, all of them 16 MB


@pytest.mark.parametrize("length", [6, 10, 17])
def test_entry_and_statement_take_the_beginning_of_an_id(ledger, make, length):
    ledger.write(make())
    one = make().statements[0]
    assert ledger.entry(one.article[:length]).reading == make()
    entry, statement = ledger.statement(one.id[:length])
    assert (entry.reading, statement) == (make(), one)


@pytest.mark.parametrize("name", ["", "a", "%", "harbor", "a00000", "aé0000", "x" * 5000, "\udcff"])
def test_entry_and_statement_refuse_unknown_names_with_advice(ledger, make, name):
    ledger.write(make())
    for ask in (ledger.entry, ledger.statement):
        with pytest.raises(NotInLedger) as caught:
            ask(name)
        assert caught.value.advice


def test_entry_names_near_matches(ledger, make):
    ledger.write(make())
    with pytest.raises(NotInLedger, match="harbour"):
        ledger.entry("harbor")


def test_entry_refuses_a_prefix_of_several_ids(ledger, make):
    first = make()
    ledger.write(first)
    with Ledger.open(ledger.path) as other:
        twin = first.article.id[:9] + "0" * 8
        other._db.run("UPDATE article SET doc = 'x'")
        columns = "path, media_type, charset, retrieved, added_at, given, extra, notes, text_hash, text, raw"
        other._db.run(
            f"INSERT INTO article (id, doc, {columns}) SELECT '{twin}', 'y', {columns} FROM article"
        )
    with pytest.raises(NotInLedger, match=twin):
        ledger.entry(first.article.id[:9])


def test_counts_counts_everything(ledger, make):
    ledger.write(make())
    ledger.write(make(make().article.text + "!", doc="other"))
    ledger.forget("other")
    ledger.skip(Skipped("acquire", "x", "empty", "fill it"))
    assert ledger.counts() == Counts(
        articles=1, statements=1, said=1, actors=1, skipped=1, judgements=0, forgotten=1
    )


def test_several_are_entries_without_what_their_text_was_taken_from(ledger, make):
    made = [make(), make(make().article.text + "!", doc="other")]
    for reading in made:
        ledger.write(reading)
    ids = [reading.article.id for reading in made]
    found = [entry.reading for entry in ledger.several([ids[1], "a0000000000000000", ids[0]])]
    bare = [replace(r, article=replace(r.article, raw=b"", source_map=())) for r in reversed(made)]
    assert found == bare
