"""What stands in the place of a judgement that somebody else came before: theirs, and a way to insist."""

from __future__ import annotations

from dragoman.web.contexts import Shown
from dragoman.web.desk import Desk
from dragoman.web.page import Page


class Clash(Shown):
    """Somebody else decided about the same finding meanwhile, and nothing was written."""

    about: str
    """The id of the statement or exchange."""

    decide: str
    """What was to be decided."""

    value: str
    """The correction that was to be made."""

    by: str
    """Who was to decide."""

    message: str
    """What the other person decided, and when."""

    back: str
    """Where to go after judging."""


def clash(desk: Desk, clash: Clash) -> Clash:  # noqa: ARG001 (every view takes the desk)
    """The clash as it came about."""
    return clash


PAGE = Page(name="clash", path="", view=clash, context=Clash, template="clash.html")
