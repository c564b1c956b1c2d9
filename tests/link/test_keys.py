"""The keys of statements: what has two of them in common, and that many at once have those that each has."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from said_sheets import article, said

from dragoman.link.keys import keys_of, keys_of_all
from dragoman.link.people import find_people
from dragoman.link.traits import Traits, members_of, traits_of
from dragoman.link.vectors import encode_sheet

TOLD = (
    "trawlers stay in harbour",
    "the trawlers must stay in harbour until winter",
    "nobody counted the pencils",
    "yes",
    "the the the",
    "fog, fog, fog and more fog",
)


class Letters:
    """Texts as the letters that they have."""

    version = "letters"

    def encode(self, texts: list[str]) -> np.ndarray:
        rows = np.array([[text.count(chr(97 + n % 26)) + n / 64 for n in range(32)] for text in texts])
        return (rows / np.linalg.norm(rows, axis=1)[:, None]).astype(np.float32)


def traits(*, meant: bool) -> list[Traits]:
    """What the people of some articles said, and what it means if that is asked for."""
    sheets = [article(f"p{n}", said(words), published=date(2033, 3, 1)) for n, words in enumerate(TOLD)]
    members = members_of(find_people(sheets))
    return [t for s in sheets for t in traits_of(s, members, encode_sheet(s, Letters()) if meant else {})]


@pytest.mark.parametrize("meant", [False, True])
def test_many_statements_have_the_keys_that_each_has_alone(meant: bool) -> None:
    told = traits(meant=meant)
    found = keys_of_all(told)
    together = [found.members[found.starts[n] : found.starts[n + 1]].tolist() for n in range(len(told))]
    assert together == [list(keys_of(t)) for t in told]
    assert all(several == sorted(set(several)) for several in together)
    assert together[-1] != together[0]


def test_meaning_adds_keys_and_takes_none_away() -> None:
    plain, meant = (list(map(keys_of, traits(meant=told))) for told in (False, True))
    assert all(set(few) < set(more) for few, more in zip(plain, meant, strict=True))


def test_statements_that_share_words_share_keys() -> None:
    one, other, far = map(set, map(keys_of, traits(meant=False)[:3]))
    assert len(one & other) > len(one & far) == 1


def test_nothing_has_no_keys() -> None:
    assert len(keys_of_all([]).starts) == 1
