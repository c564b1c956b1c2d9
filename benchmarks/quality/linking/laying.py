"""Sheets made of given attributions, so that errors of reading do not count when linking is scored.

The speakers are resolved as dragoman resolves them. Every attribution is taken as said: the corpus marks
beliefs and criticism too, and no pair that is scored rests on these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from benchmarks.quality.linking.polnear import Marked
from dragoman.extract.quotes import find_quotes, quoted_share
from dragoman.extract.resolve import resolve
from dragoman.ids import article_id
from dragoman.link.sheet import Sheet
from dragoman.model import (
    Article,
    Attribution,
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
    Spans,
)

_MAKER = Maker("annotators", "1")
_WHOLE = 0.97  # share of the letters inside quotation marks from which a content is direct


def lay(
    doc: str,
    text: str,
    attributions: Sequence[Marked],
    *,
    outlet: str,
    published: date,
    title: str | None = None,
) -> Sheet:
    """The sheet of one article whose attributions are given; its first line is the headline."""
    raw = text.encode("utf-8")
    article = Article(
        id=article_id(raw, doc),
        doc=doc,
        raw=raw,
        text=text,
        media_type="text/plain",
        charset="utf-8",
        path=doc,
        retrieved=datetime(2017, 1, 1, tzinfo=UTC),
        given=Given(outlet=outlet, published=published.isoformat(), title=title, language="en"),
    )
    blocks = tuple(_blocks(text))
    page = Page(
        blocks=blocks,
        title=title,
        outlet=outlet,
        published=Interval.day(published, "given with the article"),
        language="en",
    )
    found = [_attribution(text, blocks, one) for one in attributions if one.content]
    actors, statements = resolve(article, page, found)
    return Sheet(Reading(article=article, page=page, actors=actors, statements=statements, maker=_MAKER))


def statement_of(sheet: Sheet, marked: Marked) -> str:
    """The id of the statement that a given attribution became. Resolving may lead a source back to other
    words ("who"), so that its cue and content tell. Raises ``ValueError`` where there is none."""
    for statement in sheet.statements:
        if statement.content == marked.content and statement.cue == marked.cue:
            return statement.id
    raise ValueError(f"{sheet.reading.article.doc}: no statement has the content {marked.content}")


def _blocks(text: str) -> Iterator[Block]:
    start = 0
    role = BlockRole.HEADLINE
    for line in text.split("\n"):
        if line.strip():
            yield Block(Span(start, start + len(line)), role)
            role = BlockRole.BODY
        start += len(line) + 1


def _attribution(text: str, blocks: Sequence[Block], given: Marked) -> Attribution:
    return Attribution(
        source=given.source,
        cue=given.cue,
        content=given.content,
        mode=Mode.SAID,
        kind=_kind(text, blocks, given.content),
    )


def _kind(text: str, blocks: Sequence[Block], content: Spans) -> Kind:
    whole = Span(content[0].start, content[-1].end)
    quotes = [q for b in blocks if b.span.overlaps(whole) for q in find_quotes(text, b.span)]
    share = quoted_share(text, content, quotes)
    return Kind.DIRECT if share >= _WHOLE else Kind.MIXED if share > 0 else Kind.INDIRECT
