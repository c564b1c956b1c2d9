"""Short ways to lay out what invented articles say, without reading them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from dragoman.ids import article_id, finding_id
from dragoman.link.people import find_people
from dragoman.link.sheet import Sheet
from dragoman.link.utterances import find_utterances
from dragoman.model import (
    Act,
    Actor,
    ActorKind,
    Article,
    Block,
    BlockRole,
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

DAY = date(2033, 3, 10)


@dataclass(frozen=True)
class Said:
    """A statement to be placed in an article; ``words`` with quotation marks as a page prints them."""

    words: str
    by: str | None = "Ilan Dravek"
    office: tuple[str, str] | None = None
    act: Act = Act.ASSERTS
    on: date | None = None
    kind_of: ActorKind = ActorKind.PERSON
    block: BlockRole = BlockRole.BODY
    inside: int | None = None

    @property
    def kind(self) -> Kind:
        """Read off the quotation marks."""
        if "“" not in self.words:
            return Kind.INDIRECT
        return Kind.DIRECT if self.words.startswith("“") and self.words.endswith("”") else Kind.MIXED


def said(words: str, by: str | None = "Ilan Dravek", **more: object) -> Said:
    """Somebody says something."""
    return Said(words, by, **more)  # type: ignore[arg-type]


def article(doc: str, *statements: Said, published: date | None = DAY, copy_of: str | None = None) -> Sheet:
    """An article of lines "NAME: words"."""
    text, places = "", []
    for one in statements:
        start = len(text)
        text += f"{one.by or 'she'}: {one.words}\n"
        source = Span(start, start + len(one.by or "she"))
        places.append((source, Span(source.end, source.end + 1), Span(source.end + 2, len(text) - 1)))
    raw = text.encode()
    id = article_id(raw, doc)
    actors = _cast(id, statements, places)
    ids = [finding_id("s", id, [s], [c], [w]) for s, c, w in places]
    found = tuple(
        Statement(
            id=ids[n],
            article=id,
            mode=Mode.SAID,
            source=(source,),
            cue=(cue,),
            content=(words,),
            kind=one.kind,
            act=one.act,
            block=one.block,
            speaker=actors[one.by].id if one.by else None,
            said_on=Interval.day(one.on, "its words") if one.on else None,
            nested_in=ids[one.inside] if one.inside is not None else None,
        )
        for n, (one, (source, cue, words)) in enumerate(zip(statements, places, strict=True))
    )
    made = Article(
        id=id,
        doc=doc,
        raw=raw,
        text=text,
        media_type="text/plain",
        charset="utf-8",
        path=doc,
        retrieved=datetime(2033, 4, 1, tzinfo=UTC),
    )
    page = Page(
        blocks=(Block(Span(0, len(text)), BlockRole.BODY),),
        outlet=doc,
        published=Interval.day(published, "given") if published else None,
        language="en",
    )
    reading = Reading(
        article=made, page=page, actors=tuple(actors.values()), statements=found, maker=Maker("invented", "1")
    )
    return Sheet(reading, copy_of=copy_of)


def _cast(id: str, statements: tuple[Said, ...], places: list[tuple[Span, Span, Span]]) -> dict[str, Actor]:
    cast: dict[str, Actor] = {}
    for one, (source, _, _) in zip(statements, places, strict=True):
        if one.by and one.by not in cast:
            roles = (Role(*one.office, source),) if one.office else ()
            actor = finding_id("p", id, [source])
            cast[one.by] = Actor(id=actor, name=one.by, kind=one.kind_of, mentions=(source,), roles=roles)
    return cast


def groups(*sheets: Sheet, **more: object) -> set[frozenset[str]]:
    """The statements that are one utterance, each as "DOC NUMBER"; those that stand alone as well."""
    names = {
        s.id: f"{sheet.reading.article.doc}{n}" for sheet in sheets for n, s in enumerate(sheet.statements)
    }
    found = find_utterances(sheets, find_people(sheets), **more)  # type: ignore[arg-type]
    return {frozenset(names[s] for s in u.statements) for u in found}


def are_one(one: Said, other: Said, days: int = 0) -> bool:
    """Whether two statements of two papers, some days apart, are one utterance."""
    later = date.fromordinal(DAY.toordinal() + days)
    return frozenset({"a0", "b0"}) in groups(article("a", one), article("b", other, published=later))
