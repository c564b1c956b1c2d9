"""Vectors lie in the ledger: made once, gone with their statement, kept where a page is read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dragoman.encoder.sentences import shipped
from dragoman.judging import Judge
from dragoman.ledger import Ledger
from dragoman.ledger.vectors import WORD, Meant, codes_of, packed, unpacked
from dragoman.link.check import check
from dragoman.linking import keep_vectors, link
from dragoman.linking.shelf import Shelf
from dragoman.model import Aspect, Maker

ROWS = st.tuples(st.integers(0, 4), st.integers(1, 40)).flatmap(lambda shape: arrays(np.int8, shape))


class Counting:
    """An encoder by lengths, which tells what it was asked for."""

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.asked += texts
        return np.array([[1.0, -1.0, len(text) / 100] for text in texts], dtype=np.float32)


@given(ROWS)
@settings(max_examples=50, deadline=None)
def test_packing_gives_back_what_was_packed(rows: npt.NDArray[np.int8]) -> None:
    if len(rows):
        assert (unpacked(packed(rows)) == rows).all()
    assert len(codes_of(rows)) == len(rows) * -(-rows.shape[1] // (8 * WORD)) * WORD


def test_a_statement_is_encoded_once(ledger: Ledger, make) -> None:
    encoder = Counting()
    ledger.write(make())
    assert keep_vectors(ledger, encoder) == 1
    assert encoder.asked == ["We saw no ships,"]
    article = make().article.id
    assert list(ledger.vectors.of([article], "1")) == [make().statements[0].id]
    assert (keep_vectors(ledger, encoder), link(ledger, anew=True, encoder=encoder).articles) == (0, 1)
    ledger.write(replace(make(), maker=Maker("rules", "2")))
    assert list(ledger.vectors.of([article], "1")) == [make().statements[0].id]
    assert keep_vectors(ledger, encoder) == 0
    assert encoder.asked == ["We saw no ships,"]


def test_checking_takes_what_was_encoded_from_the_ledger(ledger: Ledger, make) -> None:
    encoder = Counting()
    ledger.write(make())
    keep_vectors(ledger, encoder)
    shelf = Shelf(ledger, encoder)
    encoder.asked.clear()
    finding = check("we saw no whales", shelf, encode=shelf.encode)
    assert [near.known.rendering.text for near in finding.near] == ["We saw no ships,"]
    assert set(encoder.asked) == {"we saw no whales"}


def test_another_encoder_encodes_all_anew(ledger: Ledger, make) -> None:
    ledger.write(make())
    keep_vectors(ledger, Counting())
    assert keep_vectors(ledger, Counting("2")) == 1
    assert (ledger.vectors.has("1"), ledger.vectors.has("2")) == (False, True)


def test_a_corrected_statement_is_encoded_as_it_is_now(ledger: Ledger, make) -> None:
    encoder = Counting()
    ledger.write(make())
    keep_vectors(ledger, encoder)
    Judge(ledger, "Petra").quote(make().statements[0].id, Aspect.CONTENT, ["no ships,"])
    keep_vectors(ledger, encoder)
    assert encoder.asked == ["We saw no ships,", "no ships,"]


def test_a_forgotten_article_takes_its_vectors_along(ledger: Ledger, make) -> None:
    ledger.write(make())
    keep_vectors(ledger, Counting())
    ledger.forget(make().article.id)
    assert not ledger.vectors.has("1")
    assert ledger.vectors.due(5) == {}


def test_a_statement_that_is_gone_is_passed_over(ledger: Ledger, make) -> None:
    ledger.write(make())
    with ledger.vectors.together():
        ledger.vectors.put("1", {"s0000000000000000": Meant(1, np.ones((1, 3), np.int8))})
    assert not ledger.vectors.has("1")


def test_an_article_that_came_again_meanwhile_stays_due(ledger: Ledger, make) -> None:
    ledger.write(make())
    due = ledger.vectors.due(5)
    ledger.write(replace(make(), maker=Maker("rules", "2")))
    ledger.vectors.done(due.values())
    assert list(ledger.vectors.due(5)) == [make().article.id]


def test_a_text_has_one_vector_whatever_is_encoded_beside_it() -> None:
    encoder = shipped()
    if encoder is None:
        pytest.skip("no weights of a sentence encoder are installed")
    texts = ["two ferries in the fog", "No.", "the ministers agreed to move nothing at night " * 9]
    together = encoder.encode(texts)
    assert (together == np.concatenate([encoder.encode([text]) for text in texts])).all()
    assert encoder.encode([]).shape == (0, together.shape[1])
