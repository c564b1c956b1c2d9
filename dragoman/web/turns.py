"""Requests take turns: one is answered after the other, in the order in which they came.

Pages that are made side by side in one process share one interpreter and come all late together; one after
the other, each comes sooner, and those that take longest gain most. What takes longer than a moment, such as
a text that is read or all of a ledger as a file, no longer holds up the others.
"""

from __future__ import annotations

from contextlib import suppress

from anyio import CapacityLimiter, create_task_group, sleep
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
        request, failed = object(), None
        await self._turn.acquire_on_behalf_of(request)
        try:
            async with create_task_group() as beside:
                beside.start_soon(self._end_after_a_moment, request)
                try:
                    await self._app(scope, receive, send)
                except Exception as error:
                    failed = error  # raised outside of the group, which would wrap it
                beside.cancel_scope.cancel()
        finally:
            self._end(request)
        if failed is not None:
            raise failed

    async def _end_after_a_moment(self, request: object) -> None:
        await sleep(MOMENT)
        self._end(request)

    def _end(self, request: object) -> None:
        with suppress(RuntimeError):  # its turn was over after a moment
            self._turn.release_on_behalf_of(request)
