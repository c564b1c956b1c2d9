"""What linking found: written whole, read back as it was, addresses that last."""

from datetime import date

import pytest

from dragoman.errors import NotInLedger
from dragoman.ledger import Ledger
from dragoman.model import (
    ActorKind,
    Alignment,
    Event,
    Evidence,
    Exchange,
    ExchangeKind,
    Figure,
    Interval,
    Linked,
    Loan,
    Maker,
    Person,
    Relation,
    Span,
    Story,
    Utterance,
)

DAY = Interval.day(date(2031, 3, 10), "Thursday, lent")


@pytest.fixture
def two(path, make):
    """A ledger of two articles with one statement each, and these statements, the lesser id first."""
    with Ledger.open(path) as ledger:
        ledger.write(make())
        ledger.write(make(url="https://courier.example/2", doc="courier", outlet="The Lindhaven Courier"))
        statements = [e.reading.statements[0] for e in ledger.entries()]
        yield ledger, *sorted(statements, key=lambda s: s.id)


def linked(one, two, *, apart: bool = False) -> Linked:
    """All kinds of links between two statements, in one utterance or apart."""
    words = Evidence(one.article, one.content[0])
    told = [Utterance(id=one.id, statements=(one.id,)), Utterance(id=two.id, statements=(two.id,))]
    together = [Utterance(id=one.id, statements=(one.id, two.id), said_on=DAY, event="e1", doubt=0.25)]
    exchange = Exchange(
        id="x1",
        kind=ExchangeKind.REPEATS,
        origin=one.id,
        target=two.id,
        evidence=(words,),
        inferred=True,
        doubt=0.5,
    )
    figures = [
        Figure(
            id=f"f{n}", article=s.article, span=Span(8, 10), low=0, high=None, unit=None, what="ships", by=by
        )
        for n, (s, by) in enumerate([(one, one.id), (two, None)])
    ]
    person = Person(
        id="h1",
        name="Ilan Dravek",
        kind=ActorKind.PERSON,
        members=tuple(sorted((s.article, s.speaker) for s in (one, two))),
        names=("Ilan Dravek", "Dravek"),
        within="Veldoria",
    )
    event = Event(
        id="e1", kind="talks", participants=("Ilan Dravek",), place="Lindhaven", held=DAY, evidence=(words,)
    )
    return Linked(
        maker=Maker("link", "1"),
        people=(person,),
        utterances=tuple(told if apart else together),
        exchanges=(exchange,) if apart else (),
        figures=tuple(sorted(figures, key=lambda f: f.article)),
        alignments=(Alignment("f0", "f1", Relation.COMPATIBLE),),
        events=(event,),
        stories=(Story(id="y1", title="No ships", articles=(one.article, two.article), events=("e1",)),),
        loans=(Loan(statement=two.id, said_on=DAY, lender=one.article),),
    )


def held(ledger: Ledger) -> Linked:
    links = ledger.links
    return Linked(
        maker=Maker("link", "1"),
        people=tuple(links.people()),
        utterances=tuple(links.utterances()),
        exchanges=tuple(links.exchanges()),
        figures=tuple(links.figures()),
        alignments=tuple(links.alignments()),
        events=tuple(links.events()),
        stories=tuple(links.stories()),
        loans=tuple(links.loans()),
    )


@pytest.mark.parametrize("apart", [False, True])
def test_links_come_back_as_they_were_written(two, apart):
    ledger, *statements = two
    ledger.links.write(linked(*statements, apart=apart))
    assert held(ledger) == linked(*statements, apart=apart)


def test_links_are_current_until_something_is_read(two, make):
    ledger, *statements = two
    maker = Maker("link", "1")
    assert not ledger.links.is_current(maker)
    ledger.links.write(linked(*statements))
    assert ledger.links.is_current(maker)
    assert not ledger.links.is_current(Maker("link", "2"))
    ledger.write(make(url="https://courier.example/3", doc="third"))
    assert not ledger.links.is_current(maker)


def test_an_utterance_that_went_into_another_keeps_its_address(two):
    ledger, one, other = two
    ledger.links.write(linked(one, other, apart=True))
    ledger.links.write(linked(one, other))
    assert ledger.links.utterance(other.id).id == one.id
    ledger.links.write(linked(one, other, apart=True))
    assert ledger.links.utterance(other.id).id == other.id


def test_a_lent_date_stands_apart_and_goes_with_its_lender(two):
    ledger, one, other = two
    ledger.links.write(linked(one, other))
    entry, statement = ledger.statement(other.id)
    assert statement.said_on != DAY
    assert [(n.said_on, n.lender) for n in entry.loans] == [(DAY, one.article)]
    ledger.forget(one.article)
    assert ledger.statement(other.id)[0].loans == ()


def test_an_article_that_goes_takes_its_links_along(two):
    ledger, one, other = two
    ledger.links.write(linked(one, other, apart=True))
    ledger.forget(one.article)
    assert [u.statements for u in ledger.links.utterances() if u.statements] == [(other.id,)]
    assert [f.article for f in ledger.links.figures()] == [other.article]


def test_an_unknown_utterance_says_what_to_do(two):
    with pytest.raises(NotInLedger, match="no utterance 's0'"):
        two[0].links.utterance("s0")
