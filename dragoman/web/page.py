"""What a page is: an address, the view that answers it, and the template that shows the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.web.contexts import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the application.

    ``view`` takes the ``Desk`` first and then the parameters of the address, as FastAPI reads them
    from their annotations, and returns a ``context``; what it raises as ``NotInLedger`` or
    ``InputError`` becomes a page of its own. ``menu`` is the name under which the menu has it; empty
    keeps it out. ``rows`` is the field of the context whose members are the lines of a table, for
    downloads. ``moves`` says whether what stands at its addresses may stand elsewhere some day.
    """

    name: str
    path: str
    view: Callable[..., Shown]
    context: type[Shown]
    template: str
    menu: str = ""
    rows: str = ""
    moves: bool = False
