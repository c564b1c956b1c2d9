"""Short ways to lay out invented articles for linking, without reading them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from dragoman.ids import article_id, finding_id
from dragoman.link.sheet import Sheet
from dragoman.model import (
    Actor,
    ActorKind,
    Article,
    Block,
    BlockRole,
    Interval,
    Maker,
    Page,
    Reading,
    Role,
    Span,
)

Cast = tuple[str, ...] | tuple[str, str, str | None]


def person(name: str, *offices: tuple[str, str | None], kind: ActorKind = ActorKind.PERSON) -> Actor:
    """An actor with offices (title, of), not yet placed in an article."""
    roles = tuple(Role(title, of, Span(0, 0)) for title, of in offices)
    return Actor(id="", name=name, kind=kind, mentions=(), roles=roles)


def party(name: str, kind: ActorKind) -> Actor:
    """A state, body or source, not yet placed in an article."""
    return person(name, kind=kind)


def sheet(doc: str, *actors: Actor, published: date | None = None) -> Sheet:
    """An article that names its actors, a line each."""
    text = "\n".join([f"The page {doc}", *(a.name for a in actors)])
    article = article_id(text.encode(), doc)
    placed, start = [], text.index("\n") + 1 if actors else 0
    for actor in actors:
        span = Span(start, start + len(actor.name))
        start = span.end + 1
        placed.append(replace(actor, id=finding_id("p", article, [span]), mentions=(span,)))
    return lay_out(doc, text, placed, published)


def lay_out(doc: str, text: str, actors: Sequence[Actor], published: date | None) -> Sheet:
    """A sheet with one block."""
    article = Article(
        id=article_id(text.encode(), doc),
        doc=doc,
        raw=text.encode(),
        text=text,
        media_type="text/plain",
        charset="utf-8",
        path=doc,
        retrieved=datetime(2034, 1, 1, tzinfo=UTC),
    )
    page = Page(
        blocks=(Block(Span(0, len(text)), BlockRole.BODY),),
        outlet=doc,
        published=Interval.day(published, "stamp") if published else None,
        language="en",
    )
    return Sheet(
        Reading(article=article, page=page, actors=tuple(actors), statements=(), maker=Maker("hand", "1"))
    )
