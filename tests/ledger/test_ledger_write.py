"""Writing readings: what is added, replaced, left alone, renamed, or refused."""

import sqlite3
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, Outcome
from dragoman.model import Given, Judgement, Maker, Skipped, Span

NEWER = Maker("rules", "2")
AT = datetime(2031, 3, 12, tzinfo=UTC)


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with sqlite3.connect(path) as connection:
        tables = [r[0] for r in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    connection.close()
    return rows


def judgement(article: str) -> Judgement:
    return Judgement(
        article=article,
        field="speaker",
        quotation="We saw no ships,",
        before='strikes\n\n"',
        after='" foreign',
        verdict="right",
        by="Petra",
        at=AT,
    )


def test_write_adds_then_entry_gives_the_same_reading(ledger, make):
    assert ledger.write(make()) is Outcome.ADDED
    assert ledger.entry("harbour").reading == make()


def test_write_again_changes_no_row(ledger, make, path):
    ledger.write(make())
    before = dump(path)
    assert ledger.write(make()) is Outcome.UNCHANGED
    assert dump(path) == before


def test_write_by_a_newer_maker_replaces_findings(ledger, make, path):
    ledger.write(make())
    newer = replace(make(maker=NEWER), statements=())
    assert ledger.write(newer) is Outcome.REPLACED
    assert ledger.entry("harbour").reading == newer
    assert ledger.search("ships") == []
    rows = dump(path)
    assert rows["statement_span"] == rows["statement_relay"] == rows["statement_words"] == []


def test_write_by_a_newer_maker_leaves_judgements(ledger, make):
    ledger.write(make())
    ledger.judge(judgement(make().article.id))
    ledger.write(make(maker=NEWER))
    assert ledger.judgements(make().article.id) == [judgement(make().article.id)]


def test_write_of_another_text_replaces_text_and_findings_together(ledger, make):
    ledger.write(make())
    other = make()
    longer = replace(
        other, article=replace(other.article, text=other.article.text + "\nMore", flattener="flat 2")
    )
    assert ledger.write(longer) is Outcome.REPLACED
    assert ledger.entry("harbour").reading == longer


def test_write_with_other_given_facts_replaces(ledger, make):
    ledger.write(make())
    told = make()
    told = replace(told, article=replace(told.article, given=Given(outlet="Karsk Today")))
    assert ledger.write(told) is Outcome.REPLACED
    assert ledger.entry("harbour").reading.article.given.outlet == "Karsk Today"


def test_has_compares_article_and_maker(ledger, make):
    ledger.write(make())
    article = make().article
    assert ledger.has(article.id, make().maker)
    assert ledger.has(article, make().maker)
    assert not ledger.has(article.id, NEWER)
    assert not ledger.has(replace(article, given=Given(outlet="Karsk Today")), make().maker)


def test_write_of_an_equal_address_supersedes_the_newest_earlier_one(ledger, make):
    url = "https://harbour.example/1"
    first, second, third = (
        make(make().article.text + "!" * n, url=url, doc=f"v{n}", retrieved=AT + timedelta(days=n))
        for n in range(3)
    )
    for version in (first, third, second):  # in whatever order they come
        ledger.write(version)
    assert ledger.entry("v0").supersedes is None
    assert ledger.entry("v1").supersedes == first.article.id
    assert ledger.entry("v2").supersedes == second.article.id
    ledger.forget("v1")
    assert ledger.entry("v2").supersedes == first.article.id


def test_write_of_versions_retrieved_at_once_supersedes_in_order_of_arrival(ledger, make):
    texts = [make().article.text + "!" * n for n in range(6)]
    for n, text in enumerate(texts):
        ledger.write(make(text, url="https://harbour.example/1", doc=f"v{n}"))
    chain = [ledger.entry(f"v{n}") for n in range(6)]
    assert [e.supersedes for e in chain] == [None, *(e.reading.article.id for e in chain[:-1])]


@pytest.mark.parametrize(
    ("origin", "days", "is_copy"),
    [(None, 1, True), (None, 0, False), ("Maren Press Agency", 0, True), ("Karsk Today", 0, False)],
)
def test_entry_is_a_copy_where_text_and_day_or_outlet_say_so(ledger, make, origin, days, is_copy):
    agency = make(url="https://mpa.example/1", outlet="Maren Press Agency")
    day = agency.page.published.first + timedelta(days=days)
    copy = make(url="https://post.example/1", doc="copy", published=day, origin=origin)
    ledger.write(copy)
    ledger.write(agency)
    assert ledger.entry("copy").copy_of == (agency.article.id if is_copy else None)
    assert ledger.entry("harbour").copy_of is None


def test_write_makes_the_later_of_two_equal_docs_distinct(ledger, make):
    texts = [make().article.text + "!" * n for n in range(4)]
    paths = ["a/harbour.txt", "b/harbour.txt", "x/b/harbour.txt", "harbour.txt"]
    readings = [make(text, path=path) for text, path in zip(texts, paths, strict=True)]
    for one in readings:
        ledger.write(one)
    docs = [ledger.entry(one.article.id).reading.article.doc for one in readings]
    short = [one.article.id[1:7] for one in readings]
    assert docs == ["harbour", "harbour-b", f"harbour-{short[2]}", f"harbour-{short[3]}"]


def test_write_keeps_the_doc_when_replacing(ledger, make):
    ledger.write(make())
    ledger.write(make(doc="renamed", maker=NEWER))
    assert ledger.entry("harbour").reading.maker == NEWER


def test_write_escapes_names_that_are_no_unicode(ledger, make):
    ledger.write(make(doc="caf\udce9", path="p/caf\udce9.txt"))
    assert ledger.entry("caf\udce9").reading.article.doc == "caf\\udce9"


def broken(reading, what):
    """The same reading with one thing in it that cannot be."""
    article, statement, actor = reading.article, reading.statements[0], reading.actors[0]
    changed = {
        "surrogate": {"article": replace(article, text=article.text[:-1] + "\ud83d")},
        "span outside": {"statements": (replace(statement, content=(Span(0, 9999),)),)},
        "span backwards": {"statements": (replace(statement, content=(Span(9, 3),)),)},
        "unknown speaker": {"statements": (replace(statement, speaker="p0"),)},
        "unknown nesting": {"statements": (replace(statement, nested_in="s0"),)},
        "twice": {"statements": (statement, statement)},
        "actor twice": {"actors": (actor, actor)},
        "other article": {"statements": (replace(statement, article="a0"),)},
        "doubt": {"statements": (replace(statement, doubt=1.5),)},
        "extra": {"article": replace(article, extra={"x": object()})},
    }
    return replace(reading, **changed[what])


@pytest.mark.parametrize(
    "what",
    [
        *("surrogate", "span outside", "span backwards", "unknown speaker", "unknown nesting"),
        *("twice", "actor twice", "other article", "doubt", "extra"),
    ],
)
def test_write_refuses_a_broken_reading_and_keeps_the_old_one(ledger, make, path, what):
    ledger.write(make())
    before = dump(path)
    with pytest.raises(LedgerError) as caught:
        ledger.write(broken(make(maker=NEWER), what))
    assert caught.value.advice
    assert dump(path) == before
    assert ledger.write(make(maker=NEWER)) is Outcome.REPLACED


def test_skip_is_stored_once(ledger):
    lost = Skipped("acquire", "caf\udce9.txt", "no permission", "change its mode")
    ledger.skip(lost)
    ledger.skip(lost)
    ledger.skip(replace(lost, advice="chmod u+r"))
    assert ledger.skipped() == [Skipped("acquire", "caf\\udce9.txt", "no permission", "chmod u+r")]
    assert ledger.clear_skip("caf\udce9.txt") == 1
    assert ledger.skipped() == []


def test_skip_of_an_earlier_run_goes_when_its_path_is_read(path, make):
    note = Skipped("acquire", "pages/harbour.txt", "no permission", "change its mode")
    with Ledger.open(path) as ledger:
        ledger.skip(note)
        ledger.write(make())
        assert ledger.skipped() == [note]
    with Ledger.open(path) as ledger:
        ledger.write(make(maker=NEWER))
        assert ledger.skipped() == []


def test_judge_stores_each_decision_once(ledger, make):
    one = judgement("a0")
    assert ledger.judge(one)
    assert not ledger.judge(one)
    assert ledger.judge(replace(one, correction=""))
    assert ledger.judgements() == [one, replace(one, correction="")]
    assert ledger.judgements("a1") == []


def test_what_is_written_together_is_kept_together(ledger, make):
    with suppress(ZeroDivisionError), ledger.together():
        ledger.write(make())
        assert ledger.counts().articles == 1
        raise ZeroDivisionError
    assert ledger.counts().articles == 0


def test_part_of_what_is_written_together_can_fail_alone(ledger, make):
    with ledger.together():
        ledger.write(make())
        with suppress(ZeroDivisionError), ledger.together():
            ledger.skip(Skipped("acquire", "x.txt", "why", "advice"))
            raise ZeroDivisionError
    assert (ledger.counts().articles, ledger.skipped()) == (1, [])
