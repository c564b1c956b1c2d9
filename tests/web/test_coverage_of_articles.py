"""A story is covered the same whether its articles are read wholly or no further than coverage looks."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.judging import Judge
from dragoman.ledger import Ledger
from dragoman.link.coverage import Coverage, cover, sides_of
from dragoman.linking.sheets import lay_out
from dragoman.linking.shown import LinkedLedger


@pytest.fixture
def ledger(own_ledger: Path) -> Ledger:
    with Ledger.open(own_ledger) as opened:
        yield opened


def _articles(ledger: Ledger) -> list[str]:
    return [entry.reading.article.id for entry in ledger.entries()]


def _wholly(ledger: Ledger, articles: list[str]) -> Coverage:
    sheets = [lay_out(ledger.entry(id)) for id in articles]
    browse = ledger.browse
    return cover(None, sheets, browse.told_in(articles), sides_of(browse.people_in(articles)))


def test_covering_tells_the_same_as_whole_articles(ledger: Ledger):
    articles = _articles(ledger)
    assert set(ledger.browse.covering(articles)) == set(articles)
    covered = LinkedLedger(ledger).cover(None, articles)
    assert covered == _wholly(ledger, articles)
    assert all((covered.carried, covered.shares, covered.labels))


def test_covering_leaves_out_where_anything_was_decided(ledger: Ledger):
    articles = _articles(ledger)
    first = next(entry for entry in ledger.entries() if entry.reading.statements).reading
    Judge(ledger, by="Petra Voss").wrong(first.statements[0].id)
    assert set(articles) - set(ledger.browse.covering(articles)) == {first.article.id}
    assert LinkedLedger(ledger).cover(None, articles) == _wholly(ledger, articles)


def test_covering_knows_nothing_of_what_is_not_here(ledger: Ledger):
    assert ledger.browse.covering(["nothing"]) == {}
