"""The pages, in the order of the menu. A new page is a module here, a template, and a line below."""

from __future__ import annotations

from dragoman.web.page import Page
from dragoman.web.pages import (
    api,
    article,
    beside,
    changes,
    check,
    clash,
    compare,
    coverage,
    elements,
    judge,
    labels,
    outlet,
    person,
    read,
    relations,
    review,
    search,
    searches,
    start,
    story,
    trouble,
    utterance,
)

PAGES: tuple[Page, ...] = (
    start.PAGE,
    search.PAGE,
    searches.PAGE,
    check.PAGE,
    story.LIST,
    story.PAGE,
    coverage.PAGE,
    person.LIST,
    person.PAGE,
    outlet.LIST,
    outlet.PAGE,
    outlet.ARTICLES,
    labels.LABELS,
    labels.ALTERED,
    relations.PAGE,
    utterance.PAGE,
    article.PAGE,
    beside.PAGE,
    review.PAGE,
    review.LIST,
    judge.PAGE,
    compare.PAGE,
    changes.LIST,
    changes.PAGE,
    read.PAGE,
    api.PAGE,
    elements.PAGE,
)

TROUBLE = trouble.PAGE
CLASH = clash.PAGE
MENU: tuple[Page, ...] = tuple(page for page in PAGES if page.menu)
