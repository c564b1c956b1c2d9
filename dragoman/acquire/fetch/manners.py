"""How a fetcher behaves: whom it says it is, how long it waits, how much it takes. Every limit turns
into a reason that says the number; no page is ever cut short."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from typing import Final

from dragoman.acquire.limits import MAX_ARTICLE_BYTES

ROBOT: Final = "dragoman"
"""The name that a robots.txt can address."""


def user_agent() -> str:
    """What servers are told: the project's name, its version, and what it is for."""
    return f"{ROBOT}/{version('dragoman')} (reads news pages for their quotations; honours robots.txt)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Times in seconds, sizes in bytes.

    ``connect``, ``read``: the longest silence while connecting, and while reading. ``total``: one
    request with its redirects left out. ``delay``: the shortest pause between two requests to one host;
    a robots.txt may ask for more, up to ``most_delay``. ``tries``: requests for one address before it
    is given up, where the trouble looks passing; ``pause`` before the second, doubled before each
    further one. ``patience``: the longest Retry-After that is waited for. ``size``: one page, unpacked.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    delay: float = 1.0
    most_delay: float = 30.0
    tries: int = 3
    pause: float = 2.0
    patience: float = 30.0
    size: int = MAX_ARTICLE_BYTES
    redirects: int = 5


MANNERS: Final = Manners()
