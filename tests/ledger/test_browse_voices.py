"""What an outlet says itself: articles with what others are reported to say, as people decided."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.judging import Judge
from dragoman.ledger import Ledger
from dragoman.link.labels import find_labels, labels_in
from dragoman.linking.sheets import lay_out

TEXT = (
    'The blockade of the Strait of Maren goes on. "The blockade is a siege," Ilan Dravek said. '
    "Mirela Sandor said that the siege was a quarantine. THE BLOCKADE-RUNNERS know no blockade."
)


@pytest.fixture
def read(tmp_path) -> Ledger:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    with dragoman.read(tmp_path / "one.txt", tmp_path / "one.db") as ledger:
        yield ledger


def _both(ledger: Ledger) -> tuple[list, list]:
    entry = next(iter(ledger.entries()))
    (own,) = ledger.browse.voices([entry.reading.article.id])
    lightly = list(labels_in(own.text, own.language, own.blocks, own.reported))
    return lightly, list(find_labels(lay_out(entry)))


def test_an_own_voice_is_the_same_without_the_rest_of_an_article(read: Ledger):
    lightly, wholly = _both(read)
    assert lightly == wholly
    assert [label.span.of(TEXT) for label in lightly][:1] == ["blockade"]


def test_what_is_judged_to_be_no_statement_is_the_own_voice(read: Ledger):
    before, _ = _both(read)
    for statement in next(iter(read.entries())).reading.statements:
        Judge(read, by="Petra Voss").wrong(statement.id)
    lightly, wholly = _both(read)
    assert lightly == wholly
    assert len(lightly) > len(before)


def test_what_is_not_here_is_left_out(read: Ledger):
    assert list(read.browse.voices(["nothing"])) == []
