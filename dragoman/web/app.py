"""The application: every page of the table behind one kind of route, and what surrounds them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp

import dragoman
from dragoman.errors import DragomanError, InputError, LedgerError, MissingReader, NotInLedger
from dragoman.ledger import Ledger
from dragoman.ledger.judgements import Conflict
from dragoman.ledger.pool import Pool
from dragoman.web import alerts, answering, deciding, downloads, pages, plain
from dragoman.web.api import MISSING, REFUSED, UNWRITTEN, operation_id, route_of
from dragoman.web.contexts import Departed, Trouble
from dragoman.web.described import describe_well
from dragoman.web.desk import at_desk
from dragoman.web.following import Following
from dragoman.web.moved import Gone, Moved
from dragoman.web.render import static
from dragoman.web.respond import respond
from dragoman.web.safety import Guard
from dragoman.web.settings import Settings
from dragoman.web.turns import Turns

_STATUS = {Conflict: 409, Gone: 410, NotInLedger: 404, InputError: 422, MissingReader: 422, LedgerError: 503}
_AT_ONCE = 4  # pages, files and texts that take longer than their turn
_COMPRESSION = 3  # of 9: a large page is packed in a fifth of the time and a sixth larger
_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain"}


def make_app(settings: Settings) -> ASGIApp:
    """The application over one ledger, guarded. Raises ``LedgerError`` where there is no such ledger."""
    return Guard(application(settings), settings)


def application(settings: Settings) -> FastAPI:
    """The same without its guard."""
    Ledger.open(settings.ledger).close()
    app = FastAPI(
        title="dragoman",
        version=dragoman.__version__,
        description="Who said what, to whom, when, through whom and in which words. A claim stays a claim.",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=operation_id,
        lifespan=_ends,
    )
    app.state.settings, app.state.pool = settings, Pool(settings.ledger)
    app.state.following = Following(settings.ledger)
    app.include_router(plain.router, responses={**REFUSED, **MISSING})
    app.include_router(downloads.router, responses=REFUSED)
    app.include_router(alerts.feeds, responses={**REFUSED, **MISSING})
    app.include_router(alerts.keeping, responses={**REFUSED, **MISSING, **UNWRITTEN})
    app.include_router(answering.router, responses={**REFUSED, **UNWRITTEN})
    app.include_router(deciding.router, responses={**REFUSED, **UNWRITTEN})
    for page in pages.PAGES:
        app.router.routes.append(route_of(page))
    describe_well(app)
    app.add_api_route("/static/{name:path}", _static, include_in_schema=False)
    app.add_api_route("/favicon.ico", _mark, include_in_schema=False)
    _explain(app)
    app.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=_COMPRESSION)
    app.add_middleware(answering.Limited)
    app.add_middleware(Turns)
    return app


@asynccontextmanager
async def _ends(app: FastAPI) -> AsyncIterator[None]:
    """While it runs: few threads for what takes longer than its turn; what is begun beside pages ends with
    it."""
    current_default_thread_limiter().total_tokens = _AT_ONCE
    yield
    app.state.following.stop()


def _static(name: str) -> Response:
    """A style sheet, script or picture of the application's own."""
    try:
        content = static(name)
    except FileNotFoundError as error:
        raise HTTPException(404) from error
    kind = _KINDS.get(name[name.rfind(".") :], "application/octet-stream")
    return Response(content, media_type=kind, headers=_FOREVER)


def _mark() -> Response:
    """The picture of a tab that shows no page of ours, such as JSON."""
    return _static("mark.svg")


def _explain(app: FastAPI) -> None:
    """Make every error a page, or JSON, that says what is wrong and what to try."""

    def tell(request: Request, trouble: Trouble, status: int) -> Response:
        with at_desk(request) as desk:
            return respond(request, pages.TROUBLE, trouble, desk, pages.MENU, status)

    def ours(request: Request, error: DragomanError) -> Response:
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
        told = {"error": error.slug, "message": error.message, "advice": error.advice}
        links = error.links if isinstance(error, Gone) else None
        return tell(request, Trouble(**told) if links is None else Departed(**told, links=links), status)

    def elsewhere(request: Request, error: Moved) -> Response:
        asked = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(error.href + asked, 307)

    def invalid(request: Request, error: RequestValidationError) -> Response:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors())
        return tell(request, Trouble(error="input", message=wrong, advice="correct the address"), 422)

    def foreign(request: Request, error: HTTPException) -> Response:
        advice = "the menu leads to everything there is" if error.status_code == 404 else ""
        message = "there is no such page" if error.status_code == 404 else str(error.detail)
        trouble = Trouble(error=f"http-{error.status_code}", message=message, advice=advice)
        answer = tell(request, trouble, error.status_code)
        answer.headers.update(error.headers or {})
        return answer

    def fault(_request: Request, error: Exception) -> Response:
        advice = "the other pages still work; please report this with the address of the page"
        return PlainTextResponse(f"this page could not be made: {type(error).__name__}\n{advice}\n", 500)

    app.exception_handler(Exception)(fault)
    app.exception_handler(DragomanError)(ours)
    app.exception_handler(Moved)(elsewhere)
    app.exception_handler(RequestValidationError)(invalid)
    app.exception_handler(HTTPException)(foreign)
