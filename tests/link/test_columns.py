"""Columns of statements: what is concluded from many pairs at once, and columns that lie in files."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from dragoman.link.codes import code_of, id_of
from dragoman.link.inferring import Stance, infer, position_of
from dragoman.link.sets import Columns, Sets
from dragoman.link.stands import inferred_among, lay_stances
from dragoman.linking.column_files import ColumnFiles, columns_in
from dragoman.model import ExchangeKind, Interval, Precision, Span

STEMS = ("boat", "fog", "ferri", "treati", "count", "peac", "strait")
SPEAKERS = ("Ilan Dravek", "Mirela Sandor", None)


def stance(chance: random.Random, number: int) -> Stance:
    """What somebody says on one of two days, or nobody knows when."""
    stems = frozenset(chance.sample(STEMS, chance.randint(4, 7)))
    day, start = date(2033, 3, 1) + timedelta(chance.randrange(2)), 40 * chance.randrange(4)
    precision = chance.choice((Precision.DAY, Precision.DAY, Precision.WEEK))
    return Stance(
        id=id_of(number),
        article=id_of(chance.randrange(6), "a"),
        place=(Span(start, start + chance.randint(5, 60)),),
        said_on=Interval(day, day, precision, "its day") if chance.random() < 0.9 else None,
        stems=stems,
        denied=frozenset(chance.sample(sorted(stems), chance.choice((0, 0, 1, 2)))),
    )


@pytest.mark.parametrize("seed", range(4))
def test_many_pairs_are_concluded_from_as_each_alone(seed: int) -> None:
    chance = random.Random(seed)
    told = [(stance(chance, n), chance.choice(SPEAKERS)) for n in range(70)]
    pairs = list(combinations(range(len(told)), 2))
    positions = [position_of(s, speaker) for s, speaker in told]
    alone = {
        (tie.origin, tie.target, tie.kind, tie.evidence)
        for a, b in pairs
        if (tie := infer(positions[a], positions[b])) is not None
    }
    one, other = np.array(pairs, dtype=np.int64).T
    articles = np.array([code_of(s.article) for s, _ in told], dtype=np.int64)
    found = inferred_among(lay_stances(told), np.arange(len(told)), articles, one, other)
    kinds = {True: ExchangeKind.CONTRADICTS, False: ExchangeKind.REPEATS}
    cells = (found.late, found.early, found.contradicts, found.start, found.end)
    together = {
        (told[late][0].id, told[early][0].id, kinds[contradicts], Span(start, end))
        for late, early, contradicts, start, end in zip(*(c.tolist() for c in cells), strict=True)
    }
    assert together == alone
    assert {kind for _, _, kind, _ in alone} == {*kinds.values()}


def test_columns_in_files_are_those_that_were_added(tmp_path: Path) -> None:
    parts = [
        Columns(
            {"day": np.array([[1, 2], [3, 4]], dtype=np.int32)},
            {"bag": Sets.of(np.array([0, 1, 0]), np.array([7, 8, 5]), 2), "none": Sets.of(*_NOTHING, 2)},
        ),
        Columns(
            {"day": np.array([[5, 6]], dtype=np.int32)},
            {"bag": Sets.of(np.array([0, 0]), np.array([9, 9]), 1), "none": Sets.of(*_NOTHING, 1)},
        ),
    ]
    files = ColumnFiles(tmp_path / "columns")
    for part in parts:
        files.add(part)
    files.close()
    found = columns_in(tmp_path / "columns").take(np.array([2, 0]))
    assert found.cells["day"].tolist() == [[5, 6], [1, 2]]
    assert (found.sets["bag"].starts.tolist(), found.sets["bag"].members.tolist()) == ([0, 1, 3], [9, 5, 7])
    assert found.sets["none"].starts.tolist() == [0, 0, 0]


_NOTHING = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)


def test_sets_share_what_both_have() -> None:
    sets = Sets.of(np.array([0, 0, 1, 1, 2]), np.array([5 << 50, 1 << 62, 1 << 62, 6 << 50, 5 << 50]), 3)
    one, other = np.array([0, 0, 1]), np.array([1, 2, 2])
    assert sets.shared(one, other).tolist() == [1, 1, 0]
    assert sets.sizes(one).tolist() == [2, 2, 2]
