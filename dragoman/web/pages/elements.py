"""All elements that pages are made of, on one page, for looking at styles."""

from __future__ import annotations

from dragoman.web.contexts import Shown
from dragoman.web.desk import Desk
from dragoman.web.page import Page


class ElementsPage(Shown):
    """Every element that pages are made of."""


def elements(desk: Desk) -> ElementsPage:  # noqa: ARG001 (every view takes the desk)
    """All elements."""
    return ElementsPage()


PAGE = Page(name="elements", path="/elements", view=elements, context=ElementsPage, template="elements.html")
