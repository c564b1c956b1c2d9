"""A ledger linked bit by bit holds what all at once gives: in any order of arrival, in any instalments, after
articles went, were read anew or judged."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from invented_week import week
from said_sheets import article, said

from dragoman.encoder.sentences import shipped
from dragoman.extract.redate import date_anew
from dragoman.ledger import Ledger
from dragoman.link import Sheet, find_links
from dragoman.link.decide import NOTHING_JUDGED, Judged, pair_of
from dragoman.link.vectors import Encoder
from dragoman.linking import MAKER, link
from dragoman.model import ActorKind, Linked

WORDS = ("boats", "fog", "ferries", "lane", "treaty", "trawlers", "winter", "counted", "harbour", "pencil")
OFFICES = (
    None,
    ("foreign minister", "Veldorian"),
    ("foreign minister", "Ostmar"),
    ("prime minister", "Veldoria"),
    ("spokesman", None),
    ("president", "Tessalian"),
)
SPEAKERS = {
    **dict.fromkeys(
        [
            *("Ilan Dravek", "Dravek", "I. Dravek", "Petra Dravek", "Ilan", "Mirela Sandor", "Sandor"),
            *("Veldoria’s foreign minister", "Ostmar’s foreign minister", "Anika Brandt", "Brandt", None),
        ],
        ActorKind.PERSON,
    ),
    "Veldoria": ActorKind.STATE,
    "Ostmar": ActorKind.STATE,
    "the Ostmari foreign ministry": ActorKind.ORGANISATION,
}


def papers(count: int, seed: int) -> list[Sheet]:
    """Articles of a small world, in which much is said again and names mean several people."""
    chance = random.Random(seed)
    lines = [" ".join(chance.sample(WORDS, chance.randint(3, 8))) for _ in range(12)]
    return [
        article(
            f"p{n}",
            *(_said(chance, lines) for _ in range(chance.randint(1, 4))),
            published=date(2033, 3, 1) + timedelta(chance.randrange(20)) if chance.random() < 0.8 else None,
        )
        for n in range(count)
    ]


def _said(chance: random.Random, lines: Sequence[str]) -> object:
    words = chance.choice(lines)
    if chance.random() < 0.4:
        words = f"{chance.choice((19, 38, 60))} {chance.choice(WORDS)} {words}, not today"
    if chance.random() < 0.4:
        words = f"“{words}.”"
    by = chance.choice(list(SPEAKERS))
    return said(words, by=by, office=chance.choice(OFFICES), kind_of=SPEAKERS[by])


def held(ledger: Ledger) -> Linked:
    """All links of a ledger, as ``find_links`` gives them."""
    links = ledger.links
    return Linked(
        maker=MAKER,
        people=tuple(links.people()),
        utterances=tuple(links.utterances()),
        exchanges=tuple(links.exchanges()),
        figures=tuple(links.figures()),
        alignments=tuple(links.alignments()),
        events=tuple(sorted(links.events(), key=lambda e: e.id)),
        stories=tuple(links.stories()),
        loans=tuple(sorted(links.loans(), key=lambda n: n.statement)),
    )


def whole(sheets: Sequence[Sheet], judged: Judged = NOTHING_JUDGED, encoder: Encoder | None = None) -> Linked:
    """All links of articles in memory."""
    return find_links(sheets, MAKER, redate=date_anew, judged=judged, encoder=encoder)


def fed(path: Path, sheets: Sequence[Sheet], step: int, encoder: Encoder | None = None) -> Ledger:
    """A ledger that took articles in by instalments, linked after each, by words alone or with an encoder."""
    ledger = Ledger.open(path)
    for start in range(0, len(sheets), step):
        for sheet in sheets[start : start + step]:
            ledger.write(sheet.reading)
        link(ledger, encoder=encoder)
    return ledger


@pytest.mark.parametrize("seed", range(10))
def test_ten_shuffles_in_instalments_give_what_one_linking_gives(tmp_path: Path, seed: int) -> None:
    sheets = papers(16, 7)
    random.Random(seed).shuffle(sheets)
    with fed(tmp_path / "a.db", sheets, step=1 + seed % 4 * 3) as ledger:
        assert held(ledger) == whole(sheets)
        assert not link(ledger, encoder=None).fresh


def test_a_page_at_a_time_gives_what_all_pages_give(tmp_path: Path) -> None:
    with fed(tmp_path / "a.db", list(week()), step=1) as ledger:
        assert held(ledger) == whole(week())


@pytest.mark.parametrize("step", [1, 5, 16])
def test_instalments_give_what_one_linking_gives_by_meaning_too(tmp_path: Path, step: int) -> None:
    encoder = shipped()
    if encoder is None:
        pytest.skip("no weights of a sentence encoder are installed")
    sheets = [*week(), *papers(8, 9)]
    with fed(tmp_path / "a.db", sheets, step, encoder) as ledger:
        assert held(ledger) == whole(sheets, encoder=encoder)


def test_an_article_that_goes_takes_its_links_along(tmp_path: Path) -> None:
    sheets = papers(12, 3)
    with fed(tmp_path / "a.db", sheets, step=12) as ledger:
        for gone in (sheets[2], sheets[7]):
            ledger.forget(gone.id)
        link(ledger, encoder=None)
        assert held(ledger) == whole([s for s in sheets if s not in (sheets[2], sheets[7])])


def test_linking_anew_changes_nothing(tmp_path: Path) -> None:
    with fed(tmp_path / "a.db", papers(10, 5), step=4) as ledger:
        before = held(ledger)
        assert link(ledger, anew=True, encoder=None).articles == 10
        assert held(ledger) == before


def test_an_article_read_anew_is_linked_as_it_is_now(tmp_path: Path) -> None:
    sheets = papers(8, 2)
    with fed(tmp_path / "a.db", sheets, step=8) as ledger:
        first = sheets[0].reading
        fewer = replace(first, statements=first.statements[:1], maker=replace(first.maker, version="2"))
        ledger.write(fewer)
        link(ledger, encoder=None)
        assert held(ledger) == whole([Sheet(fewer), *sheets[1:]])


def test_judgements_touch_their_components_and_can_be_taken_back(tmp_path: Path) -> None:
    line = "“We were two ferries in the fog. Each of us sounded the horn, and neither changed course.”"
    sheets = [article("a", said(line)), article("b", said(line)), article("c", said("“No fog here.”"))]
    a, b, c = (s.statements[0].id for s in sheets)
    judged = Judged(same=frozenset({pair_of(a, c)}), apart=frozenset({pair_of(a, b)}))
    with fed(tmp_path / "a.db", sheets, step=3) as ledger:
        plain = held(ledger)
        link(ledger, judged=judged, encoder=None)
        assert held(ledger).utterances == whole(sheets, judged).utterances
        link(ledger, encoder=None)
        assert held(ledger) == plain


def test_what_was_interrupted_is_completed_by_the_next_linking(tmp_path: Path, monkeypatch) -> None:
    sheets = papers(10, 4)
    with Ledger.open(tmp_path / "a.db") as ledger:
        for sheet in sheets:
            ledger.write(sheet.reading)
        for stage in ("decide_people", "compare", "compare_figures", "settle_exchanges", "place_again"):
            with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):  # noqa: PT012
                broken.setattr(f"dragoman.linking.run.{stage}", _interrupted)
                link(ledger, encoder=None)
        link(ledger, encoder=None)
        assert held(ledger) == whole(sheets)


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt
