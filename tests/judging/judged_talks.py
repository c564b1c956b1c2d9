"""Invented pages, read by hand: every line ``Name said: "..."`` is a statement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from dragoman.ids import article_id, finding_id
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
    Span,
    Statement,
)

DAY = date(2031, 3, 10)
TALKS = (
    'Ilan Dravek said: "We saw no ships in the strait."\n'
    'Mirela Sandor said: "The port of Karsk stays closed for now."\n'
    'Petra Voss said: "Nobody asked us about the port."\n'
)

MakeReading = Callable[..., Reading]


def find(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words))


def _spoken(article: str, line: Span, text: str) -> tuple[Actor, Statement]:
    name, _, rest = line.of(text).partition(" said: ")
    source = Span(line.start, line.start + len(name))
    cue = Span(source.end + 1, source.end + 5)
    content = Span(line.end - len(rest) + 1, line.end - 1)
    actor = Actor(id=finding_id("p", article, [source]), name=name, kind=ActorKind.PERSON, mentions=(source,))
    statement = Statement(
        id=finding_id("s", article, [source], [cue], [content]),
        article=article,
        mode=Mode.SAID,
        source=(source,),
        cue=(cue,),
        content=(content,),
        kind=Kind.DIRECT,
        act=Act.ASSERTS,
        block=BlockRole.BODY,
        speaker=actor.id,
        doubt=0.5,
        doubt_speaker=0.25,
    )
    return actor, statement


def read(
    text: str = TALKS,
    *,
    doc: str = "talks",
    outlet: str = "The Harbour Post",
    maker: Maker = Maker("hand", "1"),  # noqa: B008 (frozen)
) -> Reading:
    """Every line ``Name said: "..."`` is a statement."""
    url = f"https://{doc}.example/1"
    article = Article(
        id=article_id(doc.encode(), url),
        doc=doc,
        raw=doc.encode(),
        text=text,
        media_type="text/html",
        charset="utf-8",
        path=f"pages/{doc}.html",
        retrieved=datetime(2031, 3, 11, 8, tzinfo=UTC),
        given=Given(url=url),
    )
    lines, at = [], 0
    for line in text.splitlines(keepends=True):
        if " said: " in line:
            lines.append(Span(at, at + len(line.rstrip("\n"))))
        at += len(line)
    spoken = [_spoken(article.id, line, text) for line in lines]
    page = Page(
        blocks=(Block(Span(0, len(text)), BlockRole.BODY),),
        title=f"Talks ({doc})",
        outlet=outlet,
        published=Interval.day(DAY, "dateline"),
        language="en",
    )
    return Reading(
        article=article,
        page=page,
        actors=tuple(actor for actor, _ in spoken),
        statements=tuple(statement for _, statement in spoken),
        maker=maker,
    )
