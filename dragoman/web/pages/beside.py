"""An article line by line beside the markup that it was taken from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import Path, Query

from dragoman.acquire.origins import markup_of
from dragoman.ledger import Entry
from dragoman.model import Block, SourceBlock, Span
from dragoman.report.article import anchor_for, article_page
from dragoman.web.contexts import Link, Shown
from dragoman.web.desk import Desk
from dragoman.web.page import Page
from dragoman.web.parts import article_href, outlet_link, short
from dragoman.web.render import query

_LINES = 120  # of one page
_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_LONGEST = 2_000  # characters of markup that are shown of a line


class LineBeside(Shown):
    """One line of the text and what it was taken from."""

    start: int
    """The first character of the line in the text, in code points."""

    end: int
    """The character behind its last one."""

    words: str
    """The line."""

    role: str | None
    """What the line is: headline, body, furniture ...; null where nothing tells."""

    statements: tuple[Link, ...]
    """The statements that begin in it."""

    path: str
    """Where it stood in the original: a DOM path, a page number; empty for plain text."""

    markup: str
    """The markup of its element as the parser saw it; empty where there is none."""

    is_cut: bool
    """Whether there is more markup than is shown."""


class BesidePage(Shown):
    """An article line by line beside the markup that it was taken from."""

    article: Link
    """The article."""

    outlet: Link
    """Who published it."""

    media_type: str
    """What it came as."""

    original: str
    """Where its bytes are, as they came."""

    lines: tuple[LineBeside, ...]
    """The lines in the order of the text."""

    next: str | None
    """The following lines."""


def beside(
    desk: Desk,
    article: Annotated[str, Path(max_length=500)],
    after: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> BesidePage:
    """The lines of an article behind the first ``after``."""
    entry = desk.ledger.entry(article)
    held, page = entry.reading.article, entry.reading.page
    every = held.source_map or tuple(_printed_lines(held.text))
    lines = every[after : after + _LINES]
    begin = _beginning(entry, lines)
    here = article_href(held.id)
    return BesidePage(
        article=Link(label=short(page.title or held.doc), href=here),
        outlet=outlet_link(page.outlet),
        media_type=held.media_type,
        original=f"{here}/original",
        lines=tuple(
            LineBeside(
                start=line.span.start,
                end=line.span.end,
                words=line.span.of(held.text),
                role=_role(page.blocks, line.span),
                statements=tuple(begin[line.span.start]),
                path=line.path,
                markup=markup[:_LONGEST],
                is_cut=len(markup) > _LONGEST,
            )
            for line, markup in zip(lines, markup_of(held, lines), strict=True)
        ),
        next=f"{here}/beside" + query(after=after + _LINES) if len(every) > after + _LINES else None,
    )


def _printed_lines(text: str) -> Iterator[SourceBlock]:
    """The lines of a text that came as it is, those without words left out."""
    for found in _LINE.finditer(text):
        yield SourceBlock(Span(found.start(), found.end()), "")


def _beginning(entry: Entry, lines: Sequence[SourceBlock]) -> defaultdict[int, list[Link]]:
    """The statements that begin in each of these lines, by the line's first character."""
    starts = [line.span.start for line in lines]
    begins = {
        anchor_for("s", s.id): min((*s.source, *s.cue, *s.content)).start for s in entry.reading.statements
    }
    found: defaultdict[int, list[Link]] = defaultdict(list)
    for told in article_page(entry).lines:
        place = bisect_right(starts, begins[told.anchor]) - 1
        if place >= 0 and begins[told.anchor] < lines[place].span.end:
            way = Link(label=told.number, href=article_href(entry.reading.article.id, told.anchor))
            found[starts[place]].append(way)
    return found


def _role(blocks: Sequence[Block], line: Span) -> str | None:
    """What the block is in which a line begins."""
    place = bisect_right(blocks, line.start, key=lambda block: block.span.start) - 1
    held = place >= 0 and blocks[place].span.end > line.start
    return blocks[place].role.value if held else None


PAGE = Page(
    name="beside",
    path="/article/{article}/beside",
    view=beside,
    context=BesidePage,
    template="beside.html",
    rows="lines",
)
