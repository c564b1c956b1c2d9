"""A text comes in, its statements go out, and nothing is stored."""

from __future__ import annotations

from typing import Annotated

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import dragoman
from dragoman.errors import InputError
from dragoman.web import pages
from dragoman.web.api import contents
from dragoman.web.desk import at_desk
from dragoman.web.downloads import offered
from dragoman.web.pages.read import MOST, PAGE, ReadPage, Text, read_of
from dragoman.web.respond import respond

MOST_BYTES = 2_000_000
"""How large a request may be."""

_SCHEMA = {"schema": Text.model_json_schema()}
_BODY = {
    "required": True,
    "content": {"application/json": _SCHEMA, "application/x-www-form-urlencoded": _SCHEMA},
}
_STRING = {"schema": {"type": "string"}}

router = APIRouter(tags=["reading"])
_one_at_a_time = CapacityLimiter(1)  # texts, which take longer than pages and so do not wait among them


async def _sent(request: Request) -> Text:
    """The text of a request, as JSON or from a form. Raises ``RequestValidationError``."""
    try:
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json":
            return Text.model_validate_json(await request.body())
        return Text.model_validate(dict(await request.form(max_files=0, max_part_size=MOST_BYTES)))
    except ValidationError as error:
        found = [{**one, "loc": ("body", *one["loc"])} for one in error.errors()]
        raise RequestValidationError(found) from error


@router.post(
    "/read",
    name="read-text",
    openapi_extra={"requestBody": _BODY},
    responses={
        200: {
            "model": ReadPage,
            "description": "Its statements",
            "content": {
                "text/html": _STRING,
                **contents(offered(PAGE)),
            },
        }
    },
    response_model=None,
)
async def read_text(request: Request, text: Annotated[Text, Depends(_sent)]) -> Response:
    """Read a text and answer with its statements; nothing is stored. The reader loads with the first one."""
    reading = await run_sync(_reading, text, limiter=_one_at_a_time)
    return await run_sync(_answer, request, text, reading)


def _answer(request: Request, text: Text, reading: dragoman.Reading) -> Response:
    with at_desk(request) as desk:
        return respond(request, PAGE, read_of(text, reading), desk, pages.MENU)


def _reading(text: Text) -> dragoman.Reading:
    if not text.text.strip():
        raise InputError("there is no text", "paste the words of an article")
    if len(text.text) > MOST:
        raise InputError(
            f"the text has {len(text.text):,} characters, and at most {MOST:,} are read at once",
            "send it in parts, or read it into a ledger with `dragoman read`",
        )
    return dragoman.read_text(
        text.text,
        outlet=text.outlet.strip() or None,
        published=text.published.strip() or None,
        language=text.language.strip().lower() or None,
    )


class Limited:
    """Refuses requests that are larger than any page takes, before they are held in memory."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told = dict(scope["headers"]).get(b"content-length", b"")
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if max(taken, int(told) if told.isdigit() else 0) > MOST_BYTES:
                raise HTTPException(413, f"this is too long; at most {MOST_BYTES:,} bytes are taken at once")
            return message

        await self._app(scope, counted, send)
