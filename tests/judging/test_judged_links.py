"""What linking found, as people see it: at once, and after the next linking."""

from __future__ import annotations

from dataclasses import replace

import pytest
from judged_tables import table
from judged_talks import TALKS

from dragoman.errors import NotInLedger
from dragoman.linking import LinkedLedger, link
from dragoman.model import (
    Exchange,
    ExchangeKind,
    Linked,
    Maker,
    Utterance,
)

NEWER = Maker("hand", "2")


def two_papers(ledger, make):
    """The same words by the same person in two papers, and other words."""
    one = make('Ilan Dravek said: "No port will close in this spring."\n', doc="one", outlet="Karsk Today")
    other = make('Ilan Dravek said: "No port will close in this spring."\n', doc="two", outlet="StraitBlog")
    ledger.write(one)
    ledger.write(other)
    return one.statements[0].id, other.statements[0].id


def members(ledger, id):
    return set(ledger.links.utterance(id).statements)


def test_pairs_that_were_judged_are_handed_to_linking(ledger, petra, make):
    one, other = two_papers(ledger, make)
    petra.apart(one, other)
    assert ledger.pairs_judged() == (frozenset(), frozenset({tuple(sorted((one, other)))}))
    petra.same(other, one)
    assert ledger.pairs_judged() == (frozenset({tuple(sorted((one, other)))}), frozenset())
    petra.undo(one, other)
    petra.undo(other, one)
    assert ledger.pairs_judged() == (frozenset(), frozenset())


def test_pairs_survive_when_either_article_is_read_again(ledger, petra, make):
    one, other = two_papers(ledger, make)
    petra.apart(one, other)
    text = 'Ilan Dravek said: "No port will close in this spring."\n'
    ledger.write(make("Karsk.\n" + text, doc="two", outlet="StraitBlog", maker=NEWER))
    again = ledger.entry("two").reading.statements[0].id
    assert again != other
    assert ledger.pairs_judged()[1] == {tuple(sorted((one, again)))}
    ledger.write(make("Monday.\n" + text, doc="one", outlet="Karsk Today", maker=NEWER))
    assert ledger.pairs_judged()[1] == {tuple(sorted((ledger.entry("one").reading.statements[0].id, again)))}


def test_a_wrong_statement_leaves_its_utterance_at_once_and_after_linking(ledger, petra, make):
    one, other = two_papers(ledger, make)
    link(ledger, anew=True)
    assert members(ledger, one) == {one, other}
    petra.wrong(other)
    assert members(ledger, one) == {one}
    petra.wrong(one)
    with pytest.raises(NotInLedger, match="judged wrong"):
        ledger.links.utterance(one)
    link(ledger, anew=True)
    assert {one, other}.isdisjoint(s for u in ledger.links.utterances() for s in u.statements)


@pytest.mark.parametrize("anew", [False, True])
def test_linking_follows_what_is_decided_and_taken_back(ledger, petra, ids, path, anew):
    linked = "SELECT statement, speaker_name FROM utterance_statement JOIN utterance ON utterance = id"
    link(ledger)
    before = sorted(table(path, linked))
    petra.wrong(ids[0])
    petra.speaker(ids[1], "Oren Kasimir")
    link(ledger, anew=anew)
    assert sorted(table(path, linked)) == sorted([(ids[1], "Oren Kasimir"), (ids[2], "Petra Voss")])
    petra.undo(ids[0])
    petra.undo(ids[1])
    link(ledger, anew=anew)
    assert sorted(table(path, linked)) == before


def test_an_utterance_has_the_corrected_speaker_at_once_and_after_linking(ledger, petra, ids):
    link(ledger, anew=True)
    petra.speaker(ids[1], "Oren Kasimir")
    assert ledger.links.utterance(ids[1]).speaker_name == "Oren Kasimir"
    link(ledger, anew=True)
    assert ledger.links.utterance(ids[1]).speaker_name == "Oren Kasimir"
    assert "Oren Kasimir" in {person.name for person in ledger.links.people()}
    (told,) = LinkedLedger(ledger).utterances(lambda u: u.id == ids[1])
    assert told.utterance.speaker_name == "Oren Kasimir"


def tied(ledger, ids):
    """The first statement denies the second."""
    utterances = tuple(Utterance(id=id, statements=(id,)) for id in ids)
    tie = Exchange(
        id="x0000000000000001",
        kind=ExchangeKind.DENIES,
        origin=ids[0],
        target=ids[1],
        evidence=(),
        inferred=True,
        doubt=0.5,
    )
    ledger.links.write(Linked(maker=Maker("hand", "1"), utterances=utterances, exchanges=(tie,)))
    return tie


def test_a_wrong_exchange_is_gone_and_a_right_one_is_sure(ledger, petra, ids):
    tie = tied(ledger, ids)
    petra.exchange_of(tie.id, right=False)
    assert list(ledger.links.exchanges()) == []
    assert ledger.links.exchange(tie.id) == tie
    petra.exchange_of(tie.id, right=True)
    assert list(ledger.links.exchanges(ids[1])) == [replace(tie, doubt=0.0)]
    petra.undo(tie.id)
    petra.undo(tie.id)
    assert list(ledger.links.exchanges()) == [tie]


def test_an_exchange_that_people_see_is_shown_though_linking_finds_none(ledger, petra, ids):
    tied(ledger, ids)
    petra.exchange(ExchangeKind.ANSWERS, ids[2], ids[1], right=True)
    (told,) = ledger.links.exchanges(ids[2])
    assert (told.kind, told.origin, told.target, told.doubt) == (ExchangeKind.ANSWERS, ids[2], ids[1], 0)
    assert told.evidence[0].span.of(TALKS) == "Nobody asked us about the port."
    assert next(ledger.links.exchanges(ids[0])).kind is ExchangeKind.DENIES


def test_exchanges_of_a_statement_that_is_none_are_gone(ledger, petra, ids):
    tied(ledger, ids)
    petra.wrong(ids[1])
    assert list(ledger.links.exchanges()) == []
