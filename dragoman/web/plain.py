"""Addresses that are no pages: the bytes of an article as they came, and the place of a statement."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from dragoman.report.article import anchor_for
from dragoman.web.desk import at_desk
from dragoman.web.parts import article_href

router = APIRouter(tags=["articles"])

_HARMLESS = {"Content-Security-Policy": "sandbox; default-src 'none'"}
_READ_AS_TEXT = ("text/", "application/xhtml", "application/xml", "application/json", "message/")


@router.get("/article/{article}/original", name="original", response_class=Response)
def original(request: Request, article: Annotated[str, Path(max_length=500)]) -> Response:
    """The bytes of an article exactly as they came: as plain text, which no browser runs, or to be saved."""
    with at_desk(request) as desk:
        found = desk.ledger.entry(article).reading.article
    if found.media_type.startswith(_READ_AS_TEXT):
        return Response(found.raw, media_type=f"text/plain; charset={found.charset}", headers=_HARMLESS)
    saved = {"Content-Disposition": f'attachment; filename="{found.id}"', **_HARMLESS}
    return Response(found.raw, media_type="application/octet-stream", headers=saved)


@router.get("/statement/{statement}", name="statement", response_class=RedirectResponse, status_code=303)
def statement(request: Request, statement: Annotated[str, Path(max_length=100)]) -> Response:
    """To the place of a statement in its article."""
    with at_desk(request) as desk:
        entry, found = desk.ledger.statement(statement)
    return RedirectResponse(article_href(entry.reading.article.id, anchor_for("s", found.id)), 303)
