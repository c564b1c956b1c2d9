"""The same data at the same address: HTML for a browser, JSON for a program, a table for a spreadsheet."""

from __future__ import annotations

from enum import StrEnum

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dragoman.web.contexts import Shown
from dragoman.web.desk import Desk
from dragoman.web.page import Page
from dragoman.web.render import render


class Form(StrEnum):
    """The forms that an answer comes in."""

    HTML = "html"
    JSON = "json"


def wanted(request: Request) -> Form:
    """What was asked for: by ``?format=``, or else HTML where the request names it."""
    named = request.query_params.get("format", "")
    if named in set(Form):
        return Form(named)
    return Form.HTML if "text/html" in request.headers.get("accept", "") else Form.JSON


def respond(
    request: Request, page: Page, context: Shown, desk: Desk, menu: tuple[Page, ...], status: int = 200
) -> Response:
    """A context in the form that was asked for."""
    if wanted(request) is Form.JSON:
        answer = Response(context.model_dump_json(), status, media_type="application/json")
    else:
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        answer = HTMLResponse(render(page, context, desk, menu, here), status)
    answer.headers["Vary"] = "Accept"
    return answer
