"""What keeps a browser on this machine safe from the pages of others, and this page from its own words.

Pure ASGI, around everything: the names under which the application may be addressed (against DNS
rebinding), a password where it listens beyond this machine, no writes that another site sent
(``Sec-Fetch-Site`` and ``Origin``), and headers that allow no inline script, no foreign source and no frame.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.contexts import Trouble
from dragoman.web.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_STORES_NOTHING = frozenset({"/read"})
_OUR_OWN = frozenset({"same-origin", "none"})


class Guard:
    """Refuses what must not come in, and marks what goes out."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store" if self._settings.password else "no-cache")
            await send(message)

        refusal = self._refusal(scope["method"], scope["path"], Headers(scope=scope))
        if scope["method"] == "HEAD":
            await (refusal or self._app)({**scope, "method": "GET"}, receive, _without_body(marked))
        else:
            await (refusal or self._app)(scope, receive, marked)

    def _refusal(self, method: str, path: str, headers: Headers) -> Response | None:
        """Why a request must not come in, as an answer."""
        if host_of(headers.get("host", "")) not in self._settings.hosts:
            return _refused(headers, 421, "this ledger is not served under that name", "name it with --name")
        if self._settings.password and not _knows(headers.get("authorization", ""), self._settings.password):
            refusal = _refused(headers, 401, "a password is needed", "any user name will do")
            refusal.headers["WWW-Authenticate"] = 'Basic realm="dragoman", charset="UTF-8"'
            return refusal
        if method in _SAFE:
            return None
        if self._settings.read_only and path not in _STORES_NOTHING:
            return _refused(headers, 403, "this ledger is served for reading only", "serve it without that")
        if not is_our_own(headers):
            return _refused(headers, 403, "another site sent this; nothing was written", "use our own pages")
        return None


def _refused(headers: Headers, status: int, message: str, advice: str) -> Response:
    """Why a request must not come in: in plain words for a browser, as JSON for a program."""
    if "text/html" in headers.get("accept", ""):
        return PlainTextResponse(f"{message}; {advice}\n", status)
    trouble = Trouble(error=f"http-{status}", message=message, advice=advice)
    return Response(trouble.model_dump_json(), status, media_type="application/json")


def _without_body(send: Send) -> Send:
    """Sends what a GET would, and nothing of its body."""

    async def bare(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return bare


def host_of(header: str) -> str:
    """The name in a Host header, without its port."""
    name, _, port = header.rpartition(":")
    return (name if name and port.isdigit() else header).lower()


def is_our_own(headers: Headers) -> bool:
    """Whether a write comes from our own pages, or from a program that is no browser: every browser tells
    where a write comes from, in one header or the other."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in _OUR_OWN:
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def given_password(authorization: str) -> tuple[str, str]:
    """User name and password of a Basic or Bearer header; both empty where there is none."""
    kind, _, given = authorization.partition(" ")
    if kind.lower() == "bearer":
        return "", given.strip()
    if kind.lower() != "basic":
        return "", ""
    try:
        name, _, password = base64.b64decode(given, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return name, password


def _knows(authorization: str, password: str) -> bool:
    return secrets.compare_digest(given_password(authorization)[1].encode(), password.encode())


def names_of(host: str, ours: Iterable[str]) -> frozenset[str]:
    """The names under which a server that listens on ``host`` may be addressed, besides ``ours``."""
    bracketed = f"[{host}]" if ":" in host else host
    return frozenset({bracketed.lower(), *ours})
