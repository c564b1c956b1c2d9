"""Many articles linked at once, by one process or several, come to what ``find_links`` gives."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import replace
from itertools import count, pairwise
from pathlib import Path

import pytest
from test_linking_shuffled import held, papers, whole

from dragoman.ledger import Ledger
from dragoman.linking import link


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.linking.run._MANY", 1)


def read_in(path: Path, count: int, seed: int) -> Ledger:
    ledger = Ledger.open(path)
    for sheet in papers(count, seed):
        ledger.write(sheet.reading)
    return ledger


@pytest.mark.parametrize(("workers", "seed"), [(1, 7), (1, 3), (2, 5)])
def test_many_at_once_give_what_one_after_the_other_gives(tmp_path: Path, workers: int, seed: int) -> None:
    with read_in(tmp_path / "a.db", 24, seed) as ledger:
        link(ledger, encoder=None, workers=workers)
        assert held(ledger) == whole(papers(24, seed))
        assert not link(ledger, encoder=None).fresh


def test_what_is_read_after_many_is_linked_with_them(tmp_path: Path) -> None:
    sheets = papers(20, 4)
    with Ledger.open(tmp_path / "a.db") as ledger:
        for step in (sheets[:14], sheets[14:]):
            for sheet in step:
                ledger.write(sheet.reading)
            link(ledger, encoder=None)
        assert held(ledger) == whole(sheets)


def test_what_is_too_much_for_memory_is_taken_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, most in (("_ROWS_AT_ONCE", 50), ("_MEETINGS_AT_ONCE", 300)):
        monkeypatch.setattr(f"dragoman.linking.crowd.{name}", most)
    for name, most in (("_ROWS", 20), ("_PAIRS", 9), ("_STATEMENTS", 6), ("_AT_HAND", 10), ("_ARTICLES", 3)):
        monkeypatch.setattr(f"dragoman.linking.many.{name}", most)
    for name, most in (("_SIGNS", 2), ("_SETTLED", 12)):
        monkeypatch.setattr(f"dragoman.linking.many.{name}", most)
    with read_in(tmp_path / "a.db", 24, 9) as ledger:
        link(ledger, encoder=None)
        assert held(ledger) == whole(papers(24, 9))


@pytest.mark.parametrize(
    ("step", "call"),
    [
        ("ledger.cards.Cards.introduce", 2),
        ("linking.many._put_rows", 1),
        ("linking.many._put_signs", 1),
        ("linking.many._tie", 1),
        ("ledger.compared.Compared.place", 1),
        ("ledger.compared.Compared.place", 3),
        ("linking.many._settle", 1),
        ("linking.many.place", 3),
    ],
)
def test_many_that_were_interrupted_are_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, call: int
) -> None:
    for name in ("_STATEMENTS", "_SETTLED", "_ROWS"):
        monkeypatch.setattr(f"dragoman.linking.many.{name}", 5)
    monkeypatch.setattr("dragoman.linking.people._SHOWN", 2)
    with read_in(tmp_path / "a.db", 16, 6) as ledger:
        with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):  # noqa: PT012
            broken.setattr(f"dragoman.{step}", _broken(pkgutil.resolve_name(f"dragoman.{step}"), call))
            link(ledger, encoder=None)
        link(ledger, encoder=None)
        assert held(ledger) == whole(papers(16, 6))


def _broken(usual: Callable[..., object], call: int) -> Callable[..., object]:
    """Breaks at a call, counted from 1."""
    calls = count(1)

    def breaks(*given: object) -> object:
        if next(calls) == call:
            raise KeyboardInterrupt
        return usual(*given)

    return breaks


@pytest.mark.parametrize("many", [1, 1_000])
def test_what_an_older_version_joined_is_parted_wherever_its_parts_are_decided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    for name, most in (("run._MANY", many), ("many._STATEMENTS", 3), ("utterances._AT_ONCE", 2)):
        monkeypatch.setattr(f"dragoman.linking.{name}", most)
    with read_in(tmp_path / "a.db", 24, 7) as ledger:
        link(ledger, encoder=None)
        right = list(ledger.links.utterances())
        for one, other in pairwise(right[::3]):
            joined = replace(one, statements=(*one.statements, *other.statements))
            ledger.links.settle([joined], joined.statements)
        assert len(list(ledger.links.utterances())) < len(right)
        link(ledger, encoder=None, anew=True)
        assert held(ledger) == whole(papers(24, 7))
