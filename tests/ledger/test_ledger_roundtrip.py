"""The law of the ledger: what is written is what is read, whatever a reading holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ids import article_id, finding_id
from dragoman.ledger import Ledger, Outcome
from dragoman.model import (
    Act,
    Actor,
    ActorKind,
    Article,
    Block,
    BlockRole,
    Given,
    Interval,
    Kind,
    Maker,
    Mode,
    Page,
    Precision,
    Reading,
    Role,
    SourceBlock,
    Span,
    Statement,
)

words = st.text(max_size=12)  # any characters but lone surrogates, NUL included
maybe = st.none() | words
doubts = st.floats(0, 1)
days = st.none() | st.dates()
moments = st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))
json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)
intervals = st.none() | st.builds(Interval, days, days, st.sampled_from(Precision), words)


def spans(length: int) -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, length), st.integers(0, length)).map(
        lambda ends: Span(min(ends), max(ends))
    )


def several(things: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(things, max_size=2).map(tuple)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    raw, text, given = draw(st.binary(max_size=30)), draw(st.text(max_size=40)), draw(givens)
    return Article(
        id=article_id(raw, given.url),
        doc=draw(words),
        raw=raw,
        text=text,
        media_type=draw(words),
        charset=draw(words),
        path=draw(words),
        retrieved=draw(moments),
        given=given,
        flattener=draw(maybe),
        source_map=draw(several(st.builds(SourceBlock, spans(len(text)), words))),
        notes=draw(several(words)),
        extra=MappingProxyType(draw(st.dictionaries(words, json, max_size=2))),
    )


givens = st.builds(Given, url=maybe, title=maybe, published=maybe, outlet=maybe, author=maybe, language=maybe)


@st.composite
def actors(draw: st.DrawFn, article: Article) -> tuple[Actor, ...]:
    places = spans(len(article.text))
    role = st.builds(Role, words, maybe, places, days, st.booleans())
    return tuple(
        Actor(
            id=finding_id("p", article.id, [Span(n, n)]),
            name=draw(words),
            kind=draw(st.sampled_from(ActorKind)),
            mentions=draw(several(places)),
            roles=draw(several(role)),
        )
        for n in range(draw(st.integers(0, 2)))
    )


@st.composite
def statements(draw: st.DrawFn, article: Article, speakers: tuple[Actor, ...]) -> tuple[Statement, ...]:
    places = several(spans(len(article.text)))
    ids = [finding_id("s", article.id, [Span(n, n)]) for n in range(draw(st.integers(0, 3)))]
    return tuple(
        Statement(
            id=id,
            article=article.id,
            mode=draw(st.sampled_from(Mode)),
            source=draw(places),
            cue=draw(places),
            content=draw(places),
            kind=draw(st.sampled_from(Kind)),
            act=draw(st.sampled_from(Act)),
            block=draw(st.sampled_from(BlockRole)),
            speaker=draw(st.sampled_from([None, *(a.id for a in speakers)])),
            role=draw(maybe),
            addressee=draw(maybe),
            said_on=draw(intervals),
            relay=draw(several(words)),
            nested_in=draw(st.sampled_from([None, *ids])),
            doubt=draw(doubts),
            doubt_speaker=draw(doubts),
            doubt_span=draw(doubts),
        )
        for id in ids
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    article = draw(articles())
    blocks = several(st.builds(Block, spans(len(article.text)), st.sampled_from(BlockRole), doubts))
    page = st.builds(
        Page,
        blocks=blocks,
        title=maybe,
        outlet=maybe,
        original_outlet=maybe,
        author=maybe,
        published=intervals,
        updated=intervals,
        language=maybe,
    )
    speakers = draw(actors(article))
    return Reading(
        article=article,
        page=draw(page),
        actors=speakers,
        statements=draw(statements(article, speakers)),
        maker=draw(st.builds(Maker, words, words)),
    )


@given(readings(), moments)
@settings(max_examples=40, deadline=None)
def test_write_then_entry_gives_an_equal_reading(tmp_path_factory, reading, read_at):
    path = tmp_path_factory.mktemp("law") / "law.db"
    with Ledger.open(path) as ledger:
        assert ledger.write(reading, read_at=read_at) is Outcome.ADDED
        assert ledger.write(reading) is Outcome.UNCHANGED
    with Ledger.open(path, readonly=True) as ledger:
        entry = ledger.entry(reading.article.id)
        assert (entry.reading, entry.read_at) == (reading, read_at)
        assert [e.reading for e in ledger.entries()] == [reading]
        for statement in reading.statements:
            assert ledger.statement(statement.id) == (entry, statement)


@given(readings(), readings())
@settings(max_examples=15, deadline=None)
def test_forget_and_write_again_gives_an_equal_reading(tmp_path_factory, first, second):
    with Ledger.open(tmp_path_factory.mktemp("law") / "law.db") as ledger:
        ledger.write(first)
        if second.article.id != first.article.id:
            ledger.write(second)
        ledger.forget(first.article.id)
        ledger.write(first, remember=True)
        entry = ledger.entry(first.article.id)
        assert entry.reading.statements == first.statements
        assert entry.reading.page == first.page


def test_values_of_every_enum_are_storable(ledger, make):
    """The schema names them; a new value needs a migration."""
    base = make()
    for field, values in {"act": Act, "kind": Kind, "mode": Mode, "block": BlockRole}.items():
        for value in values:
            changed = replace(base.statements[0], **{field: value})
            ledger.write(replace(base, statements=(changed,), maker=Maker(field, value)))
            assert ledger.entry("harbour").reading.statements == (changed,)


def test_a_day_keeps_its_century(ledger, make):
    ledger.write(make(published=date(33, 4, 3)))
    assert ledger.entry("harbour").reading.page.published.first == date(33, 4, 3)
