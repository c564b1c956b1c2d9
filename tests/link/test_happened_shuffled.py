"""Events, stories and lent dates of a ledger linked bit by bit are those of one linking in memory."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from invented_news import news, read
from test_linking_shuffled import fed, held, whole

from dragoman.ledger import Ledger
from dragoman.link import Sheet
from dragoman.linking import link
from dragoman.linking.sheets import lay_out
from dragoman.model import Linked


def shuffled(count: int, seed: int) -> list[Sheet]:
    """Pages of a dense week, in some order."""
    sheets = list(news(count, seed))
    random.Random(seed).shuffle(sheets)
    return sheets


def found(linked: Linked) -> tuple[object, ...]:
    """What is compared."""
    return linked.people, linked.events, linked.stories, linked.loans, linked.utterances


@pytest.mark.parametrize(("seed", "step"), [(0, 4), (1, 1), (2, 14)])
def test_news_that_comes_bit_by_bit_is_joined_as_all_at_once(tmp_path: Path, seed: int, step: int) -> None:
    sheets = shuffled(14, seed)
    expected = whole(sheets)
    assert any(len({v.article for v in e.evidence}) > 1 for e in expected.events)
    assert expected.stories
    with fed(tmp_path / "a.db", sheets, step) as ledger:
        assert found(held(ledger)) == found(expected)
        assert not link(ledger, encoder=None).fresh


@pytest.mark.parametrize("workers", [1, 2])
def test_news_is_joined_by_helpers_as_well(tmp_path: Path, monkeypatch, workers: int) -> None:
    monkeypatch.setattr("dragoman.linking.run._MANY", 1)
    sheets = shuffled(14, 1)
    with Ledger.open(tmp_path / "a.db") as ledger:
        for half in (sheets[:9], [*sheets[9:], sheets[0]]):
            for sheet in half:
                again = replace(sheet.reading, maker=replace(sheet.reading.maker, version=str(len(half))))
                ledger.write(again)
            link(ledger, encoder=None, workers=workers)
        assert found(held(ledger)) == found(whole(sheets))


@pytest.mark.parametrize(("seed", "workers"), [(0, 1), (1, 1), (2, 2)])
def test_it_does_not_matter_how_much_each_helper_is_given(
    tmp_path: Path, monkeypatch, seed: int, workers: int
) -> None:
    for name, most in (
        *(("run._MANY", 1), ("working.FEW", 0), ("working.AT_ONCE", 3), ("people.FEW", 0)),
        *(("people._PIECE", 2), ("people._AT_ONCE", 4), ("exchanges._AT_ONCE", 5), ("keeping._AT_ONCE", 2)),
    ):
        monkeypatch.setattr(f"dragoman.linking.{name}", most)
    sheets = shuffled(14, seed)
    with Ledger.open(tmp_path / "a.db") as ledger:
        for half in (sheets[:9], [*sheets[9:], sheets[0]]):
            for sheet in half:
                again = replace(sheet.reading, maker=replace(sheet.reading.maker, version=str(len(half))))
                ledger.write(again)
            link(ledger, encoder=None, workers=workers)
        assert held(ledger) == whole(sheets)


def test_news_that_goes_parts_what_it_held_together(tmp_path: Path) -> None:
    sheets = shuffled(14, 1)
    with fed(tmp_path / "a.db", sheets, 14) as ledger:
        for gone in (*sheets[:3], *sheets[9:11]):
            ledger.forget(gone.id)
        link(ledger, encoder=None)
        assert found(held(ledger)) == found(whole([*sheets[3:9], *sheets[11:]]))


def test_news_that_is_read_anew_is_told_as_it_is_now(tmp_path: Path) -> None:
    sheets = shuffled(12, 0)
    with fed(tmp_path / "a.db", sheets, 12) as ledger:
        first = sheets[0].reading
        plain = tuple(s for s in first.statements if s.nested_in is None)[1:]
        fewer = replace(first, statements=plain, maker=replace(first.maker, version="x"))
        same = replace(sheets[1].reading, maker=replace(first.maker, version="x"))
        ledger.write(fewer)
        ledger.write(same)
        link(ledger, encoder=None)
        assert found(held(ledger)) == found(whole([Sheet(fewer), Sheet(same), *sheets[2:]]))


def test_news_is_joined_after_an_interruption(tmp_path: Path, monkeypatch) -> None:
    sheets = shuffled(12, 2)
    with Ledger.open(tmp_path / "a.db") as ledger:
        for half in (sheets[:6], sheets[6:]):
            for sheet in half:
                ledger.write(sheet.reading)
            for stage in (
                "run.find_events",
                "events._anchor",
                "run.lend_dates",
                "loans._share",
                "stories._tell",
            ):
                with monkeypatch.context() as broken:
                    broken.setattr(f"dragoman.linking.{stage}", _interrupted)
                    try:
                        link(ledger, encoder=None)
                    except KeyboardInterrupt:
                        continue
        link(ledger, encoder=None)
        assert found(held(ledger)) == found(whole(sheets))


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_copies_share_stories_whatever_came_first(tmp_path: Path) -> None:
    sheets = [_by(sheet, outlet="MPA") for sheet in shuffled(10, 1)]
    copies = [
        _by(read(f"copy{n}", s.text), outlet="The Harbour Post", original_outlet="MPA")
        for n, s in enumerate(sheets[:6])
    ]
    with fed(tmp_path / "a.db", [*copies[:3], *sheets, *copies[3:]], 8) as ledger:
        assert any(s.copy_of for s in _stored(ledger))
        assert found(held(ledger)) == found(whole(_stored(ledger)))
        for gone in (copies[0], sheets[1]):
            ledger.forget(gone.id)
        link(ledger, encoder=None)
        assert found(held(ledger)) == found(whole(_stored(ledger)))


def _by(sheet: Sheet, **told: str) -> Sheet:
    return Sheet(replace(sheet.reading, page=replace(sheet.reading.page, **told)))


def _stored(ledger: Ledger) -> Sequence[Sheet]:
    return [lay_out(entry) for entry in ledger.entries()]
