"""robots.txt, as RFC 9309 has it: what a site lets robots fetch, and how fast.

A file that is not there allows everything; one that cannot be had because the server fails allows
nothing for now. What was learnt is kept for a day, failures for ten minutes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from protego import Protego

from dragoman.acquire.fetch.addresses import Address
from dragoman.acquire.fetch.failures import Unfetched, passing
from dragoman.acquire.fetch.manners import ROBOT
from dragoman.acquire.fetch.responses import Answer

SIZE: Final = 500_000  # bytes; RFC 9309 asks for no less
_KEPT: Final = 86_400.0
_KEPT_FAILURE: Final = 600.0
_OVERLOADED: Final = 429
_BY_HAND: Final = "if you may, open the page in a browser, save it, and read the file"

Ask = Callable[[Address], Answer]


@dataclass(frozen=True, slots=True)
class _Known:
    rules: Protego | None  # None: nothing may be fetched for now
    trouble: str
    until: float


class Robots:
    """The rules of every site that was asked, each asked once. ``ask`` fetches a robots.txt, redirects
    included, and raises ``Unfetched``."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._known: dict[str, _Known] = {}

    def check(self, address: Address) -> None:
        """Raise ``Unfetched`` where the site does not want this address fetched."""
        known = self._rules(address)
        if known.rules is None:
            raise passing(
                f"the site's robots.txt cannot be had ({known.trouble}), so nothing is fetched there"
            )
        if not known.rules.can_fetch(address.url, ROBOT):
            raise Unfetched("the site's robots.txt forbids it", _BY_HAND)

    def delay(self, address: Address) -> float:
        """The pause in seconds that the site asks for between two requests; 0 where it asks for none."""
        rules = self._rules(address).rules
        return (rules.crawl_delay(ROBOT) or 0.0) if rules is not None else 0.0

    def _rules(self, address: Address) -> _Known:
        known = self._known.get(address.site)
        if known is None or time.monotonic() > known.until:
            known = self._known[address.site] = self._learn(address)
        return known

    def _learn(self, address: Address) -> _Known:
        now = time.monotonic()
        try:
            answer = self._ask(Address(address.scheme, address.host, address.port, "/robots.txt"))
        except Unfetched as fault:
            if fault.passing:
                return _Known(None, fault.why, now + _KEPT_FAILURE)
            return _Known(Protego.parse(""), "", now + _KEPT)
        if answer.status >= 500 or answer.status == _OVERLOADED:
            return _Known(None, f"HTTP {answer.status}", now + _KEPT_FAILURE)
        return _Known(Protego.parse(answer.body.decode("utf-8", "replace")), "", now + _KEPT)
