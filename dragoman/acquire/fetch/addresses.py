"""Web addresses taken apart, and the network addresses behind them, checked.

A host is resolved once, here, and the connection goes to the very network address that passed the
check, so a name that resolves to something else a moment later gains nothing.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from dragoman.acquire.fetch.failures import Unfetched, passing

_PORTS: Final = {"http": 80, "https": 443}
_MAX_CHARACTERS: Final = 8_000
_UNPRINTABLE: Final = re.compile(r"[\x00-\x20\x7f]")
_UNICAST: Final = ipaddress.IPv6Network("2000::/3")
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_CHECK: Final = "check the address"

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Address:
    """A web address in normal form. ``host`` is in lower case and ASCII, an IPv6 address without its
    brackets; ``target`` is the path with the query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what a robots.txt is for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port as the Host header gives them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address, without a fragment."""
        return self.site + self.target


def parse(url: str) -> Address:
    """Take a web address apart. Raises ``Unfetched`` for anything but plain http and https."""
    if len(url) > _MAX_CHARACTERS:
        raise Unfetched(f"an address of {len(url):,} characters", _CHECK)
    if _UNPRINTABLE.search(url):
        raise Unfetched("the address holds white space or control characters", _CHECK)
    try:
        parts = parse_url(url)
        port = parts.port
    except (LocationParseError, ValueError) as fault:
        raise Unfetched("not a web address", _CHECK) from fault
    scheme = (parts.scheme or "").lower()
    if scheme not in _PORTS:
        raise Unfetched(f"only http and https are fetched, not {scheme or 'this'}", "save the page as a file")
    if not parts.host:
        raise Unfetched("the address names no host", _CHECK)
    if parts.auth is not None:
        raise Unfetched("the address holds a user name or a password", "save the page from a browser")
    host = parts.host.strip("[]").lower()
    return Address(scheme, host, port or _PORTS[scheme], parts.request_uri)


def is_public(address: IPAddress) -> bool:
    """Whether this network address is one of the public internet: not private, loopback, link-local,
    multicast, reserved, or an IPv6 wrapping around such an IPv4 address."""
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast and not address.is_reserved
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if address in _NAT64:
        return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    wraps = address.sixtofour is not None or address.teredo is not None
    return address in _UNICAST and address.is_global and not wraps


def resolve(address: Address, private_hosts: Collection[str]) -> list[str]:
    """The network addresses to connect to, all checked, in the resolver's order.

    ``private_hosts`` may lie anywhere. Raises ``Unfetched`` where there is none to connect to.
    """
    try:
        rows = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise passing(f"no host {address.host} is found ({_reason(fault)})", _HOST_ADVICE) from fault
    found = list(dict.fromkeys(str(row[4][0]) for row in rows))
    if address.host in private_hosts:
        return found
    public = [ip for ip in found if is_public(ipaddress.ip_address(ip.partition("%")[0]))]
    if not public:
        where = found[0] if found[0] != address.host else "this"
        why = f"{address.host} is in a private network ({where} is not a public address)"
        raise Unfetched(why, "if you trust it, give this address itself, with --allow-private")
    return public


_HOST_ADVICE: Final = "check the address and the connection, then try again"


def _reason(fault: Exception) -> str:
    return getattr(fault, "strerror", None) or str(fault) or type(fault).__name__
