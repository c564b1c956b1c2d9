"""What an outlet does with words itself: the labels that it chooses in its own voice, and its quotations
that others have in other words. Both are worked out from its newest articles when they are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import Path, Query
from pydantic import Field

from dragoman.ledger.browse_rows import Quotes, StatementRow
from dragoman.link.labels import labels_in
from dragoman.model import Rendering, Span
from dragoman.report.contexts_linked import Piece
from dragoman.report.ties import pieces_of
from dragoman.report.told import is_accused, reference_first
from dragoman.report.wording import UNSURE
from dragoman.web.contexts import Link, Shown
from dragoman.web.desk import Desk
from dragoman.web.page import Page
from dragoman.web.parts import LONGEST_NAME, Statement, article_href, listed, outlet_link, short
from dragoman.web.render import query, segment

_ARTICLES = 12  # that are read for labels
_EXAMPLES = 3  # places of a label that are shown
_AROUND = 70  # characters shown before and after a label
_UTTERANCES = 8  # that are laid side by side


class Place(Shown):
    """Where a label stands."""

    article: Link
    """The article, at these words."""

    before: str
    """What stands before it."""

    words: str
    """The label as printed."""

    after: str
    """What stands after it."""


class Label(Shown):
    """A label that the outlet uses in its own voice."""

    term: str
    """Its first form."""

    uses: int
    """How often it stands in these articles."""

    articles: int
    """In how many of them."""

    places: tuple[Place, ...]
    """Some of these places."""


class Thing(Shown):
    """What labels are often chosen for; whether two of them mean one thing is for the reader to say."""

    name: str
    """What it is."""

    labels: tuple[Label, ...]
    """The labels, the most used one first."""


class LabelsPage(Shown):
    """Which labels an outlet uses in its own voice, outside what it quotes and reports."""

    outlet: Link
    """The outlet."""

    things: tuple[Thing, ...]
    """What the labels are for."""

    counted_over: int
    """Over how many of its articles this is counted, newest first."""

    altered: str
    """The page with its quotations that others have in other words."""

    next: str | None
    """The same over earlier articles."""


@dataclass(frozen=True, slots=True)
class _Use:
    article: str
    title: str
    text: str
    span: Span


def labels(
    desk: Desk,
    outlet: Annotated[str, Path(max_length=LONGEST_NAME)],
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> LabelsPage:
    """The labels of the newest articles of this outlet, or of those from a place in the list on."""
    name = desk.ledger.browse.outlet(outlet).name
    part = desk.ledger.browse.articles(outlet=name, limit=_ARTICLES, cursor=cursor)
    found: defaultdict[str, defaultdict[str, list[_Use]]] = defaultdict(lambda: defaultdict(list))
    titles = {row.id: row.title or row.doc for row in part.rows}
    for own in desk.ledger.browse.voices(list(titles)):
        for label in labels_in(own.text, own.language, own.blocks, own.reported):
            use = _Use(own.article, titles[own.article], own.text, label.span)
            found[label.thing][label.term].append(use)
    return LabelsPage(
        outlet=outlet_link(name),
        things=tuple(
            Thing(name=thing, labels=tuple(_labels(terms))) for thing, terms in sorted(found.items())
        ),
        counted_over=len(part.rows),
        altered=f"/altered/{segment(name)}",
        next=f"/labels/{segment(name)}" + query(cursor=part.next) if part.next else None,
    )


def _labels(terms: Mapping[str, Sequence[_Use]]) -> Iterator[Label]:
    for term, uses in sorted(terms.items(), key=lambda one: (-len(one[1]), one[0])):
        yield Label(
            term=term,
            uses=len(uses),
            articles=len({use.article for use in uses}),
            places=tuple(map(_place, _spread(uses))),
        )


def _spread(uses: Iterable[_Use]) -> list[_Use]:
    """Some uses, of other articles first."""
    first: dict[str, _Use] = {}
    rest = [use for use in uses if first.setdefault(use.article, use) is not use]
    return [*first.values(), *rest][:_EXAMPLES]


def _place(use: _Use) -> Place:
    text, span = use.text, use.span
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    before, after = text[start : span.start], text[span.end : end if end >= 0 else len(text)]
    shown = _tail(before), span.of(text), _head(after)
    # The browser finds the words itself and goes there; one that cannot opens the article.
    there = ":~:text=" + quote(" ".join("".join(shown).replace("…", "").split()), safe="")
    return Place(
        article=Link(label=short(use.title), href=article_href(use.article, there)),
        before=shown[0],
        words=shown[1],
        after=shown[2],
    )


def _tail(words: str) -> str:
    if len(words) <= _AROUND:
        return words
    return "…" + words[-_AROUND:].partition(" ")[2]


def _head(words: str) -> str:
    if len(words) <= _AROUND:
        return words
    return words[:_AROUND].rpartition(" ")[0] + "…"


class Altered(Shown):
    """A quotation of this outlet whose words are not those that others print."""

    statement: Statement
    """The outlet's statement."""

    utterance: Link
    """All wordings of the utterance."""

    beside: Link
    """The outlet whose wording it is laid beside."""

    is_unsure: bool
    """Whether it is in doubt that both report one act of speech."""

    doubt: float
    """That they do, from 0 (sure) to 1."""

    pieces: tuple[Piece, ...] = Field(exclude=True)
    """Its words with what differs."""


class AlteredPage(Shown):
    """An outlet's quotations with other words inside the quotation marks than others print. Which of two
    wordings was said is not known."""

    outlet: Link
    """The outlet."""

    altered: tuple[Altered, ...]
    """The quotations."""

    counted_over: int
    """How many of the newest utterances that it and others quote were looked at."""

    labels: str
    """The page with its labels."""


def altered(desk: Desk, outlet: Annotated[str, Path(max_length=LONGEST_NAME)]) -> AlteredPage:
    """The newest utterances that this outlet and others quote, as far as its words differ."""
    name = desk.ledger.browse.outlet(outlet).name
    quoted = desk.ledger.browse.outlet_quotes(name, limit=_UTTERANCES)
    laid = desk.linked.laid_each([(*quotes.own, *quotes.others) for quotes in quoted])
    found = [pair for quotes, several in zip(quoted, laid, strict=True) for pair in _accused(several, quotes)]
    ids = [rendering.statement for several in found for rendering in several[:2]]
    rows = {row.id: row for row in desk.ledger.browse.statements_of(ids)}
    return AlteredPage(
        outlet=outlet_link(name),
        altered=tuple(
            _altered(own, beside, quotes, rows) for own, beside, quotes in found if own.statement in rows
        ),
        counted_over=len(quoted),
        labels=f"/labels/{segment(name)}",
    )


def _accused(laid: Sequence[Rendering], quotes: Quotes) -> Iterator[tuple[Rendering, Rendering, Quotes]]:
    """The outlet's own wordings that are not those of the wording they are laid beside, with that one."""
    ordered = reference_first(laid)
    for rendering in ordered[1:]:
        if rendering.statement in quotes.own and is_accused(rendering):
            yield rendering, ordered[0], quotes


def _altered(own: Rendering, beside: Rendering, quotes: Quotes, rows: Mapping[str, StatementRow]) -> Altered:
    other = rows.get(beside.statement)
    return Altered(
        statement=listed(rows[own.statement]),
        utterance=Link(label="all wordings", href=f"/utterance/{segment(quotes.utterance)}"),
        beside=outlet_link(other.outlet if other else beside.outlet),
        is_unsure=quotes.doubt >= UNSURE,
        doubt=quotes.doubt,
        pieces=tuple(pieces_of(own)),
    )


LABELS = Page(
    name="labels",
    path="/labels/{outlet:path}",
    view=labels,
    context=LabelsPage,
    template="labels.html",
    rows="things",
)
ALTERED = Page(
    name="altered",
    path="/altered/{outlet:path}",
    view=altered,
    context=AlteredPage,
    template="altered.html",
    rows="altered",
)
