"""What is kept of pairs that were not joined, and sentence vectors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import numpy.typing as npt
import pytest
from said_sheets import DAY, Said, article, groups, said

from dragoman.link.people import find_people
from dragoman.link.ties import Layer, find_ties
from dragoman.link.traits import members_of, traits_of
from dragoman.link.utterances import find_utterances
from dragoman.link.vectors import encode_sheet, similarity

FERRIES = "“We were two ferries in the fog, and neither of us changed course.”"


class Sorter:
    """A toy encoder: texts that speak of one thing have one vector."""

    version = "toy"
    things = ("fog", "mist"), ("boats", "vessels"), ("net",)

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        rows = [[0.1, *(float(any(w in text for w in words)) for words in self.things)] for text in texts]
        vectors = np.array(rows, dtype=np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.mark.parametrize(
    ("one", "other", "layer"),
    [
        (said(FERRIES, on=DAY), said(FERRIES, on=DAY + timedelta(9)), Layer.REPEATS),
        (said(FERRIES), said(FERRIES, by="Mirela Sandor"), Layer.ALIKE),
    ],
)
def test_a_tie_tells_what_was_not_joined(one: Said, other: Said, layer: Layer) -> None:
    sheets = [article("a", one), article("b", other, published=DAY + timedelta(9))]
    people = find_people(sheets)
    traits = {t.id: t for s in sheets for t in traits_of(s, members_of(people))}
    (tie,) = find_ties(traits, find_utterances(sheets, people))
    assert (tie.layer, tie.score > 0.5) == (layer, True)
    assert "the same words inside quotation marks" in tie.why


def test_vectors_are_made_for_the_whole_and_for_its_sentences() -> None:
    sheet = article("a", said("“The fog came. The boats left.”"), said("the boats left"))
    vectors = encode_sheet(sheet, Sorter())
    assert sorted(len(rows) for rows in vectors.values()) == [1, 3]
    assert {rows.dtype for rows in vectors.values()} == {np.dtype(np.int8)}


def test_likeness_is_that_of_the_nearest_sentences_and_none_without_vectors() -> None:
    sheets = [article("a", said("“The fog came. The boats left.”")), article("b", said("vessels went away"))]
    members = members_of(find_people(sheets))
    with_vectors = [traits_of(s, members, encode_sheet(s, Sorter()))[0] for s in sheets]
    without = [traits_of(s, members)[0] for s in sheets]
    assert similarity(*with_vectors) == pytest.approx(1, abs=0.02)
    assert similarity(*without) == 0


def test_meaning_joins_what_shares_few_words() -> None:
    papers = [
        article("a", said("“The boats are counted by people who own no boats.”")),
        article("b", said("that vessels were counted by those who own nothing that floats")),
    ]
    assert groups(*papers, encoder=Sorter()) == {frozenset({"a0", "b0"})}
