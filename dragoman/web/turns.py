"""Requests take turns: one is answered after the other, in the order in which they came.

Pages that are made side by side in one process share one interpreter and come all late together; one after
the other, each comes sooner, and those that take longest gain most. What takes longer than a moment, such as
a text that is read or all of a ledger as a file, no longer holds up the others.
"""

from __future__ import annotations

from asyncio import get_running_loop
from contextlib import suppress

from anyio import CapacityLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

MOMENT = 0.1
"""Seconds after which the next one's turn comes anyway."""


class Turns:
    """An application whose requests take turns."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._turn = CapacityLimiter(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = object()
        await self._turn.acquire_on_behalf_of(request)
        moment = get_running_loop().call_later(MOMENT, self._end, request)
        try:
            await self._app(scope, receive, send)
        finally:
            moment.cancel()
            self._end(request)

    def _end(self, request: object) -> None:
        with suppress(RuntimeError):  # its turn was over after a moment
            self._turn.release_on_behalf_of(request)
