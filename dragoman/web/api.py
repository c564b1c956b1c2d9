"""How pages become addresses of an API: their routes, and the description that client generators read.

Each address takes a ``format``, answers with its context as JSON, and says in every way in which it can
refuse. Operation ids are names that any programming language takes.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal

from fastapi import Query
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from dragoman.web import pages
from dragoman.web.contexts import Departed, Trouble
from dragoman.web.desk import at_desk
from dragoman.web.downloads import Offered, offered
from dragoman.web.page import Page
from dragoman.web.respond import HTML, forms_of, respond, wanted

_TEXT = {"schema": {"type": "string"}}
_HTML = {"text/html": _TEXT}
_PLAIN = {"text/plain": _TEXT}
_FORMAT = "how to answer; left out, the Accept header decides between html and json"

Answers = dict[int | str, dict[str, Any]]

REFUSED: Answers = {
    401: {"model": Trouble, "content": _PLAIN, "description": "A password is needed"},
    421: {"model": Trouble, "content": _PLAIN, "description": "This ledger is not served under that name"},
    422: {"model": Trouble, "content": _HTML, "description": "The words of the request are off"},
    503: {"model": Trouble, "content": _HTML, "description": "The ledger cannot be used just now"},
}
"""How every address may refuse."""

MISSING: Answers = {
    404: {"model": Trouble, "content": _HTML, "description": "This ledger does not hold it"},
}
"""How an address that names something may refuse besides."""

MOVED: Answers = {
    307: {"description": "It stands elsewhere by now, where this leads"},
    410: {"model": Departed, "content": _HTML, "description": "This ledger holds it no more"},
}
"""How an address that was given out may lead on besides."""

UNWRITTEN: Answers = {
    400: {"model": Trouble, "content": _HTML, "description": "What was sent cannot be made out"},
    403: {
        "model": Trouble,
        "content": _PLAIN,
        "description": "Another site sent it, or this ledger is served for reading only",
    },
    413: {"model": Trouble, "content": _HTML, "description": "What was sent is too long"},
}
"""How an address that takes something in may refuse besides."""


def operation_id(route: BaseRoute) -> str:
    """A name for an operation that stays the same and that client generators accept."""
    return str(getattr(route, "name", "")).replace("-", "_")


def contents(forms: Iterable[Offered]) -> dict[str, Any]:
    """What answers in these forms hold, by media type."""
    plain = [form.media_type.partition(";")[0] for form in forms]
    return {kind: {"schema": {"type": "object"}} if "json" in kind else _TEXT for kind in plain}


def route_of(page: Page) -> APIRoute:
    """The route of one page, which describes its context and answers in the form that was asked for."""
    summary, _, description = (inspect.getdoc(page.context) or "").partition("\n")
    given: Answers = {200: {"model": page.context, "content": {**_HTML, **contents(offered(page))}}}
    return APIRoute(
        page.path,
        _endpoint(page),
        name=page.name,
        operation_id=page.name.replace("-", "_"),
        tags=["pages"],
        summary=summary.rstrip("."),
        description=description.strip() or None,
        response_model=None,
        responses={
            **given,
            **REFUSED,
            **(MISSING if "{" in page.path else {}),
            **(MOVED if page.moves else {}),
        },
    )


def _endpoint(page: Page) -> Callable[..., Response]:
    """The page's view with the request in place of the desk, as FastAPI calls it."""

    def endpoint(request: Request, format: str | None = None, **given: Any) -> Response:  # noqa: ARG001
        with at_desk(request, is_page=wanted(request, page) == HTML) as desk:
            return respond(request, page, page.view(desk, **given), desk, pages.MENU)

    signature = inspect.signature(page.view, eval_str=True)
    _, *given = signature.parameters.values()
    forms: Any = Literal[forms_of(page)]
    parameter, either = inspect.Parameter, inspect.Parameter.KEYWORD_ONLY
    asked = parameter("request", either, annotation=Request)
    form = parameter(
        "format", either, default=None, annotation=Annotated[forms | None, Query(description=_FORMAT)]
    )
    vars(endpoint)["__signature__"] = signature.replace(
        parameters=[asked, *(one.replace(kind=either) for one in given), form], return_annotation=Response
    )
    return endpoint
