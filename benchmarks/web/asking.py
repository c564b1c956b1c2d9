"""The application asked in this very process, and what an answer costs the processor.

A whole request is measured, from its first byte to its last: address, ledger, page, compression. Processor
time is that of all threads of this process, so it tells the same on a busy machine and on a quiet one. The
application runs in a loop of its own that lasts, as in a server: threads that make pages are begun once.
"""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote

from dragoman.web.app import application
from dragoman.web.safety import Guard
from dragoman.web.settings import Settings
from dragoman.web.warming import make_ready


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``cost`` is in milliseconds of processor time; ``body`` as it went over the wire."""

    status: int
    body: bytes
    cost: float


class Asking:
    """The application over one ledger, for as long as the block lasts."""

    def __init__(self, ledger: Path) -> None:
        settings = Settings(ledger=ledger)
        app = application(settings)
        make_ready(app)
        self._app = Guard(app, settings)
        self._running: Future[asyncio.AbstractEventLoop] = Future()
        self._end = asyncio.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name="asking")

    async def _run(self) -> None:
        self._running.set_result(asyncio.get_running_loop())
        await self._end.wait()

    def __enter__(self) -> Self:
        self._thread.start()
        self._running.result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._running.result().call_soon_threadsafe(self._end.set)
        self._thread.join()

    def ask(self, address: str, *, accept: str = "text/html", encoding: str = "gzip") -> Answer:
        """The answer at an address (path and query)."""
        asked = self._asked(address, accept, encoding)
        return asyncio.run_coroutine_threadsafe(asked, self._running.result()).result()

    async def _asked(self, address: str, accept: str, encoding: str) -> Answer:
        path, _, query = address.partition("?")
        headers = {"host": "127.0.0.1", "accept": accept, "accept-encoding": encoding}
        scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "server": ("127.0.0.1", 80),
            "client": ("127.0.0.1", 1),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        started = time.process_time()
        await self._app(scope, receive, send)
        cost = (time.process_time() - started) * 1000
        return Answer(sent[0]["status"], b"".join(m.get("body", b"") for m in sent[1:]), cost)
