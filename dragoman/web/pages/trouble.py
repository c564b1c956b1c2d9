"""What stands in the place of a page that cannot be given."""

from __future__ import annotations

from dragoman.web.contexts import Trouble
from dragoman.web.desk import Desk
from dragoman.web.page import Page


def trouble(desk: Desk, error: str, message: str, advice: str) -> Trouble:  # noqa: ARG001 (every view takes the desk)
    """Why there is no page."""
    return Trouble(error=error, message=message, advice=advice)


PAGE = Page(name="trouble", path="", view=trouble, context=Trouble, template="trouble.html")
