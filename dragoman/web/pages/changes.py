"""Versions of one page: what came, went or was changed from one to the next, and what in silence."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated

from fastapi import Path, Query

from dragoman.copies.changes import Change, Changes, changes
from dragoman.ledger.browse_rows import ArticleRow
from dragoman.report.wording import one_line
from dragoman.web.contexts import Link, Shown
from dragoman.web.desk import Desk
from dragoman.web.page import Page
from dragoman.web.pages.start import Article, article_of
from dragoman.web.parts import article_href
from dragoman.web.render import query, segment

_SHOWN = 400  # characters of the words that changed


class Edit(Shown):
    """One change between two versions."""

    what: str
    """What changed: statement, text, headline or published."""

    how: str
    """came, gone, changed or moved."""

    before: str | None
    """The words of the older version."""

    after: str | None
    """The words of the newer version."""

    parts: tuple[str, ...]
    """Which parts of a statement differ."""


class Step(Shown):
    """From one version to the next."""

    older: Link
    """The older version."""

    newer: Link
    """The newer version."""

    retrieved: str
    """When the newer one was fetched."""

    is_silent: bool | None
    """Whether the newer version has no line that tells of a change; null where that cannot be known."""

    notices: tuple[str, ...]
    """The lines that tell of a change."""

    edits: tuple[Edit, ...]
    """What changed."""


class ChangesPage(Shown):
    """All versions of one page with what changed from each to the next."""

    title: str
    """The newest headline."""

    address: str | None
    """The address of the page."""

    versions: tuple[Article, ...]
    """The versions, the oldest first."""

    steps: tuple[Step, ...]
    """What changed from each to the next, the newest first."""


def page_changes(desk: Desk, article: Annotated[str, Path(max_length=500)]) -> ChangesPage:
    """The versions of the page that this article (id or doc) is one of."""
    entry = desk.ledger.entry(article).reading.article
    versions = desk.ledger.browse.versions(entry.id)
    steps = [_step(_between(desk, older.id, newer.id)) for older, newer in pairwise(versions)]
    newest = versions[-1] if versions else None
    return ChangesPage(
        title=(newest and newest.title) or entry.doc,
        address=entry.given.url,
        versions=tuple(map(article_of, versions)),
        steps=tuple(reversed(steps)),
    )


def _between(desk: Desk, older: str, newer: str) -> Changes:
    return changes(desk.ledger.entry(older).reading, desk.ledger.entry(newer).reading)


def _step(found: Changes) -> Step:
    older, newer = found.older.article, found.newer.article
    return Step(
        older=Link(label=f"retrieved {older.retrieved:%Y-%m-%d %H:%M}", href=article_href(older.id)),
        newer=Link(label=f"retrieved {newer.retrieved:%Y-%m-%d %H:%M}", href=article_href(newer.id)),
        retrieved=newer.retrieved.isoformat(),
        is_silent=found.silent,
        notices=tuple(one_line(span.of(newer.text), _SHOWN) for span in found.notices),
        edits=tuple(map(_edit, found.changes)),
    )


def _edit(change: Change) -> Edit:
    return Edit(
        what=change.what.value,
        how=change.how.value,
        before=one_line(change.before, _SHOWN) if change.before else None,
        after=one_line(change.after, _SHOWN) if change.after else None,
        parts=change.parts,
    )


class Rewritten(Shown):
    """A page that was read in more than one version."""

    link: Link
    """What changed."""

    newest: Article
    """Its newest version."""


class AllChangesPage(Shown):
    """Pages that were read in more than one version, the last fetched first."""

    pages: tuple[Rewritten, ...]
    """The pages."""

    next: str | None
    """The following ones."""


def all_changes(desk: Desk, cursor: Annotated[str | None, Query(max_length=500)] = None) -> AllChangesPage:
    """Pages with several versions, from a place in the list on."""
    part = desk.ledger.browse.rewritten(limit=40, cursor=cursor)
    return AllChangesPage(
        pages=tuple(map(_rewritten, part.rows)),
        next="/changes" + query(cursor=part.next) if part.next else None,
    )


def _rewritten(row: ArticleRow) -> Rewritten:
    href = f"/changes/{segment(row.id)}"
    return Rewritten(link=Link(label="what changed", href=href), newest=article_of(row))


PAGE = Page(
    name="page-changes",
    path="/changes/{article}",
    view=page_changes,
    context=ChangesPage,
    template="page-changes.html",
    rows="steps",
)
LIST = Page(
    name="changes",
    path="/changes",
    view=all_changes,
    context=AllChangesPage,
    template="changes.html",
    menu="Changes",
    rows="pages",
)
