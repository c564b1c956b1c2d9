"""The pages, in the order of the menu. A new page is a module here, a template, and a line below."""

from __future__ import annotations

from dragoman.web.page import Page
from dragoman.web.pages import article, elements, start, trouble, utterance

PAGES: tuple[Page, ...] = (
    start.PAGE,
    utterance.PAGE,
    article.PAGE,
    elements.PAGE,
)

TROUBLE = trouble.PAGE
MENU: tuple[Page, ...] = tuple(page for page in PAGES if page.menu)
