"""The same data at the same address: HTML for a browser, JSON for a program, a table for a spreadsheet."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dragoman.web.contexts import Shown
from dragoman.web.desk import Desk
from dragoman.web.downloads import offered, rows_of
from dragoman.web.page import Page
from dragoman.web.render import render

HTML, JSON = "html", "json"


def forms_of(page: Page) -> tuple[str, ...]:
    """The forms that a page comes in, as ``format`` names them."""
    return (HTML, JSON, *(form.name for form in offered(page)))


def wanted(request: Request, page: Page) -> str:
    """What was asked for: by ``?format=`` where the page comes so, else HTML where the request names it."""
    named = request.query_params.get("format", "")
    if named in forms_of(page):
        return named
    return HTML if "text/html" in request.headers.get("accept", "") else JSON


def respond(
    request: Request, page: Page, context: Shown, desk: Desk, menu: tuple[Page, ...], status: int = 200
) -> Response:
    """A context in the form that was asked for."""
    form = wanted(request, page)
    if form == JSON:
        answer = Response(context.model_dump_json(), status, media_type="application/json")
    elif form == HTML:
        here = quote(request.url.path) + (f"?{request.url.query}" if request.url.query else "")
        answer = HTMLResponse(render(page, context, desk, menu, here, offered(page)), status)
    else:
        answer = rows_of(page, context, desk, form)
    answer.headers["Vary"] = "Accept"
    return answer
