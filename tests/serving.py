"""A web server on this machine for tests: pages from a table of paths, each as well or as badly
behaved as its test wants.

    with Site() as site:
        site.page("/one.html", "<p>…</p>")
        site.put("/slow", silent(2.0))
        web.get(site.url("/one.html"), asked=True)

What was asked for is in ``site.asked`` (paths) and ``site.requests`` (paths with headers).
"""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(
    body: bytes | str = b"", status: int = 200, *, length: int | None = None, **headers: str
) -> Answer:
    """A plain response. Header names are written with underscores; ``length`` overrides the true one,
    -1 leaves it out."""
    raw = body.encode() if isinstance(body, str) else body

    def give(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response_only(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if length != -1:
            handler.send_header("Content-Length", str(len(raw) if length is None else length))
        handler.end_headers()
        handler.wfile.write(raw)

    return give


def page(words: str, *, status: int = 200, **headers: str) -> Answer:
    """An HTML page in UTF-8."""
    return answer(words, status, **{"Content_Type": "text/html; charset=utf-8", **headers})


def raw(data: bytes) -> Answer:
    """Exactly these bytes, and the end of the connection."""

    def give(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(data)

    return give


def looping(handler: BaseHTTPRequestHandler) -> None:
    """A redirect to the very address that was asked for."""
    answer("", 302, Location=handler.path)(handler)


def reset(handler: BaseHTTPRequestHandler) -> None:
    """The connection is reset in the middle of a body."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<p>Half")
    handler.wfile.flush()
    time.sleep(0.05)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def silent(seconds: float) -> Answer:
    """Nothing at all for a while, and then the end."""
    return lambda handler: time.sleep(seconds)


def dripping(head: bytes, drop: bytes, seconds: float) -> Answer:
    """A head, and then drop after drop for a while."""

    def give(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            handler.wfile.write(drop)
            handler.wfile.flush()
            time.sleep(0.02)

    return give


def in_turn(*answers: Answer) -> Answer:
    """One answer after the other; the last stays."""
    left = list(answers)

    def give(handler: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return give


def conditional(etag: str, whole: Answer) -> Answer:
    """304 for those who know this version already, else the whole."""

    def give(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("If-None-Match") == etag:
            answer(status=304, ETag=etag)(handler)
        else:
            whole(handler)

    return give


class _Handler(BaseHTTPRequestHandler):
    """Looks its answer up in the site's table."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self.close_connection = True
        site = self.server.site
        site.requests.append((self.path, dict(self.headers.items()), time.monotonic()))
        missing = answer("nothing here", 404, Content_Type="text/plain")
        with suppress(OSError):
            site.answers.get(self.path, missing)(self)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""


class _Server(ThreadingHTTPServer):
    site: Site

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Connections that end early are what the tests are about."""


class Site:
    """One server on a free port of the loopback interface."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str], float]] = []

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.site = self
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def put(self, path: str, how: Answer) -> str:
        """Answer requests for a path in this way; its address."""
        self.answers[path] = how
        return self.url(path)

    def page(self, path: str, words: str, **headers: str) -> str:
        """A well-behaved page."""
        return self.put(path, page(words, **headers))

    @property
    def asked(self) -> list[str]:
        """The paths that were asked for, without robots.txt."""
        return [path for path, _, _ in self.requests if path != "/robots.txt"]


def sites() -> Iterator[Site]:
    """For a fixture."""
    with Site() as site:
        yield site
