"""One request to one network address, and its response, within limits of time and size.

The connection goes to a network address that was checked before; the host's name is only sent (and,
for https, the certificate checked against it). A clock of its own cuts the connection when the time
is over, whatever the other side does meanwhile: a byte a second defeats every time-out between two
bytes. Nothing is returned unless it came whole.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Final

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    IncompleteRead,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
)
from urllib3.response import BaseHTTPResponse

from dragoman.acquire.fetch.addresses import Address
from dragoman.acquire.fetch.failures import Unfetched, passing
from dragoman.acquire.fetch.manners import Manners
from dragoman.acquire.fetch.responses import Answer
from dragoman.acquire.fetch.unpacking import Damaged, Unpacker, is_known
from dragoman.acquire.limits import MAX_RATIO, RATIO_FREE_BYTES, shown_size

_PIECE: Final = 65_536
_DOWNLOAD: Final = "if you trust it, download it yourself and read the file"
_BROWSER: Final = "open it in a browser, and save the page from there"
_NO_TEXT: Final = ("image/", "video/", "audio/", "font/")
_WITH_BODY: Final = range(200, 300)


@cache
def _tls() -> ssl.SSLContext:
    """What certificates are checked against: the system's list and, where that is empty, certifi's."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class _Clock:
    """Cuts a connection when its time is over."""

    def __init__(self, connection: HTTPConnection, seconds: float) -> None:
        self.rang = False
        self.socket: socket.socket | None = None  # the connection lets go of it before the body is read
        self._connection = connection
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        self._timer.cancel()

    def _ring(self) -> None:
        self.rang = True
        held = self.socket or self._connection.sock
        if held is not None:
            try:
                socket.socket.shutdown(held, socket.SHUT_RDWR)  # the plain call, under any TLS
            except OSError:
                return


def _connection(address: Address, ip: str, manners: Manners) -> HTTPConnection:
    wait = min(manners.connect, manners.total)
    if address.scheme == "http":
        return HTTPConnection(ip, address.port, timeout=wait)
    return HTTPSConnection(
        ip, address.port, timeout=wait, ssl_context=_tls(), server_hostname=address.host.rstrip(".")
    )


def exchange(
    address: Address, ips: list[str], headers: Mapping[str, str], manners: Manners, size: int
) -> Answer:
    """Send one GET request to the first of these network addresses that takes it. Raises
    ``Unfetched`` for whatever is not a whole response of at most ``size`` bytes, unpacked."""
    for ip in ips[:-1]:
        try:
            return _exchange(address, ip, headers, manners, size)
        except _NotConnected:
            continue
    return _exchange(address, ips[-1], headers, manners, size)


class _NotConnected(Unfetched):
    """The connection itself failed; another network address of the host may take it."""


def _exchange(address: Address, ip: str, headers: Mapping[str, str], manners: Manners, size: int) -> Answer:
    connection = _connection(address, ip, manners)
    clock = _Clock(connection, manners.total)
    try:
        with _explained(clock, address, manners):
            _connect(connection, address)
            connection.timeout = manners.read
            clock.socket = connection.sock
            if clock.socket is not None:
                clock.socket.settimeout(manners.read)
            sent = {"Host": address.authority, **headers}
            connection.request("GET", address.target, headers=sent, preload_content=False)
            with connection.getresponse() as response:
                answer = _answer(response, size)
        if clock.rang:  # a body that ends with its connection ends when the clock cuts it, too
            raise passing(_too_long(manners))
        return answer
    finally:
        clock.stop()
        connection.close()


def _connect(connection: HTTPConnection, address: Address) -> None:
    try:
        connection.connect()
    except ssl.SSLError as fault:
        raise _tls_trouble(fault, address) from fault
    except (NewConnectionError, ConnectTimeoutError) as fault:
        why = f"{address.host} does not answer"
        if isinstance(fault.__cause__, ConnectionRefusedError):
            why = f"{address.host} refuses the connection"
        raise _NotConnected(
            why, "check the address and the connection, then try again", passing=True
        ) from fault


def _tls_trouble(fault: ssl.SSLError, address: Address) -> Unfetched:
    if isinstance(fault, ssl.SSLCertVerificationError):
        why = f"the certificate of {address.host} is not valid ({fault.verify_message})"
        return Unfetched(why, "check the address; if you trust it nevertheless, save the page from a browser")
    return passing(f"no safe connection to {address.host} ({fault.reason or fault})")


def _too_long(manners: Manners) -> str:
    return f"it took longer than {manners.total:g} seconds"


@contextmanager
def _explained(clock: _Clock, address: Address, manners: Manners) -> Iterator[None]:
    """Foreign errors in our words."""
    try:
        yield
    except Unfetched:
        if clock.rang:
            raise passing(_too_long(manners)) from None
        raise
    except (Damaged, HTTPError, http.client.HTTPException, OSError, ValueError, AttributeError) as fault:
        if clock.rang:
            raise passing(_too_long(manners)) from fault
        raise _in_words(fault, address, manners) from fault


def _in_words(fault: Exception, address: Address, manners: Manners) -> Unfetched:
    told = str(fault)
    if isinstance(fault, ReadTimeoutError | TimeoutError):
        return passing(f"{address.host} was silent for {manners.read:g} seconds")
    if isinstance(fault, Damaged):
        return passing("its compression is damaged")
    if isinstance(fault, IncompleteRead) or "IncompleteRead" in told:
        return passing("it broke off before its end", soon=True)
    if isinstance(fault, http.client.LineTooLong) or "got more than" in told:
        return Unfetched("its headers are too large", _BROWSER)
    if isinstance(fault, ConnectionError | http.client.RemoteDisconnected) or "Connection" in told:
        return passing(f"{address.host} closed the connection", soon=True)
    if isinstance(fault, ssl.SSLError):
        return _tls_trouble(fault, address)
    if isinstance(fault, http.client.HTTPException | ProtocolError):
        return passing(f"its response is not HTTP ({type(fault).__name__})")
    return passing(f"it cannot be fetched ({type(fault).__name__}: {told})")


def _answer(response: BaseHTTPResponse, size: int) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    if response.status not in _WITH_BODY:
        return Answer(response.status, headers, b"")
    kind = headers.get("content-type", "").lower()
    if kind.startswith(_NO_TEXT):
        raise Unfetched(f"it is no text ({kind[:60]})", "leave it out")
    coding = headers.get("content-encoding", "").strip().lower()
    if not is_known(coding):
        raise Unfetched(f"it is packed by a method that was not asked for ({coding[:40]})", _BROWSER)
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length) > size:
        raise _too_large(size, int(length))
    return Answer(response.status, headers, _body(response, Unpacker(coding), size))


def _body(response: BaseHTTPResponse, unpacker: Unpacker, size: int) -> bytes:
    """The whole body, unpacked. Read as it trickles in, so that the limits are met on the way."""
    pieces: list[bytes] = []
    came = count = 0
    while packed := response.read1(_PIECE, decode_content=False):
        came += len(packed)
        for piece in unpacker.unpack(packed):
            pieces.append(piece)
            count += len(piece)
            if count > max(RATIO_FREE_BYTES, came * MAX_RATIO):
                why = f"{shown_size(came)} that unpack to more than {shown_size(count)}"
                raise Unfetched(f"{why}: a compression bomb", "leave it out")
            if count > size:
                raise _too_large(size)
    if not unpacker.is_whole:
        raise passing("it broke off before its end", soon=True)
    return b"".join(pieces)


def _too_large(size: int, length: int | None = None) -> Unfetched:
    shown = f"{shown_size(length)}; the limit is" if length is not None else "more than"
    return Unfetched(f"too large ({shown} {shown_size(size)})", _DOWNLOAD)
