"""A new ledger in a folder of its own, and readings of invented pages to put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from benchmarks.web.build import build
from dragoman.ids import article_id, finding_id
from dragoman.ledger import Ledger
from dragoman.model import (
    Act,
    Actor,
    ActorKind,
    Article,
    Block,
    BlockRole,
    Given,
    Interval,
    Kind,
    Maker,
    Mode,
    Page,
    Reading,
    Role,
    Span,
    Statement,
)

MAKER = Maker("rules", "1")
TEXT = 'Envoy warns of strikes\n\n"We saw no ships," foreign minister Ilan Dravek told Radio Tessaly.\n'

MakeReading = Callable[..., Reading]


def find(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def reading(
    text: str = TEXT,
    *,
    content: str = "We saw no ships,",
    url: str | None = None,
    doc: str = "harbour",
    path: str = "pages/harbour.txt",
    outlet: str = "The Harbour Post",
    origin: str | None = None,
    published: date | None = date(2031, 3, 10),
    retrieved: datetime = datetime(2031, 3, 11, 8, 30, tzinfo=UTC),
    maker: Maker = MAKER,
) -> Reading:
    """A page with one direct statement by Ilan Dravek."""
    article = Article(
        id=article_id(text.encode(), url),
        doc=doc,
        raw=text.encode(),
        text=text,
        media_type="text/plain",
        charset="utf-8",
        path=path,
        retrieved=retrieved,
        given=Given(url=url),
    )
    said, name = find(text, content), find(text, "Ilan Dravek")
    office = Role("foreign minister", "Veldoria", find(text, "foreign minister"), published)
    actor = Actor(
        id=finding_id("p", article.id, [name]),
        name="Ilan Dravek",
        kind=ActorKind.PERSON,
        mentions=(name,),
        roles=(office,),
    )
    cue = find(text, "told")
    statement = Statement(
        id=finding_id("s", article.id, [name], [cue], [said]),
        article=article.id,
        mode=Mode.SAID,
        source=(name,),
        cue=(cue,),
        content=(said,),
        kind=Kind.DIRECT,
        act=Act.DENIES,
        block=BlockRole.BODY,
        speaker=actor.id,
        role="foreign minister",
        said_on=Interval.day(published, "the page's date") if published else None,
        relay=("Radio Tessaly",),
        doubt=0.25,
    )
    page = Page(
        blocks=(Block(Span(0, len(text)), BlockRole.BODY),),
        title="Envoy warns of strikes",
        outlet=outlet,
        original_outlet=origin,
        published=Interval.day(published, "dateline") if published else None,
        language="en",
    )
    return Reading(article=article, page=page, actors=(actor,), statements=(statement,), maker=maker)


@pytest.fixture
def make() -> MakeReading:
    return reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "test.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger.open(path) as opened:
        yield opened


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two thousand invented statements with all that linking finds; never written to."""
    file = tmp_path_factory.mktemp("invented") / "invented.db"
    build(file, 2_000)
    return file


@pytest.fixture
def many(invented: Path) -> Iterator[Ledger]:
    with Ledger.open(invented, readonly=True) as opened:
        yield opened
