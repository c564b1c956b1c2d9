"""The web as one polite client sees it: an address in; a page, or the word that nothing changed, or
the reason why there is none out."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urljoin

from dragoman.acquire.fetch.addresses import Address, parse, resolve
from dragoman.acquire.fetch.exchange import exchange
from dragoman.acquire.fetch.failures import LATER, Unfetched, passing
from dragoman.acquire.fetch.manners import MANNERS, Manners, user_agent
from dragoman.acquire.fetch.responses import Answer, Fetched, NotModified, Validators
from dragoman.acquire.fetch.robots import SIZE as ROBOTS_SIZE
from dragoman.acquire.fetch.robots import Robots

_REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
_GOOD: Final = frozenset((200, 203))
_OVERLOADED: Final = frozenset((408, 425, 429))
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.I)
_MOST_WAIT: Final = timedelta(days=7)  # longer is taken for a mistake of the server
_BROWSER: Final = "open it in a browser; if you may read it there, save the page and read the file"
_REFUSED: Final = {
    401: ("the site wants a login", _BROWSER),
    402: ("the site wants to be paid", _BROWSER),
    403: ("the site refuses to give it", _BROWSER),
    404: ("there is no such page", "check the address"),
    406: ("the site has it in no form that was asked for", _BROWSER),
    410: ("the page is gone for good", "look for a copy in a web archive"),
    451: ("the page is withheld for legal reasons", "look for a copy in a web archive"),
}
_ACCEPT: Final = (
    "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,"
    "application/xml;q=0.9,text/*;q=0.8,*/*;q=0.5"
)

Known = Callable[[str], Validators | None]


def _nothing_known(_url: str) -> None:
    return None


class Web:
    """One client: its manners, the robots.txt files it has read, and when it last asked each host.

    With ``allow_private``, hosts of addresses that the caller asks for may lie in private networks;
    where a page or a feed leads is still refused there, unless it is to the same host. ``sleep`` is
    what waits.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        manners: Manners = MANNERS,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self.manners = manners
        self._allow_private = allow_private
        self._private_hosts: set[str] = set()
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._robots = Robots(self._ask_robots)
        self._agent = user_agent()

    def get(self, url: str, *, asked: bool, known: Known = _nothing_known) -> Fetched | NotModified:
        """Fetch one address, following redirects. ``asked``: the caller named this very address.
        ``known`` gives what an earlier fetch said of an address. Raises ``Unfetched``."""
        address = parse(url)
        if asked and self._allow_private:
            self._private_hosts.add(address.host)
        pause = self.manners.pause
        for left in reversed(range(self.manners.tries)):
            try:
                return self._follow(address, known)
            except Unfetched as fault:
                wait = _seconds_until(fault.wait_until) if fault.wait_until else pause
                if not (left and fault.soon) or wait > self.manners.patience:
                    raise
            self._sleep(wait)
            pause *= 2
        raise AssertionError("manners allow no try")

    def _follow(self, address: Address, known: Known) -> Fetched | NotModified:
        passed: set[str] = set()
        while len(passed) <= self.manners.redirects:
            if address.url in passed:
                raise Unfetched("it redirects in a loop; perhaps it wants cookies", _BROWSER)
            passed.add(address.url)
            self._robots.check(address)
            validators = known(address.url)
            answer = self._ask(address, validators, self._robots.delay(address), self.manners.size)
            onward = _redirect(address, answer)
            if onward is None:
                return _judged(address, answer, asked_whether_changed=bool(validators))
            address = onward
        raise Unfetched(f"it redirects more than {self.manners.redirects} times", "check the address")

    def _ask_robots(self, address: Address) -> Answer:
        for _ in range(self.manners.redirects + 1):
            answer = self._ask(address, None, 0.0, ROBOTS_SIZE)
            onward = _redirect(address, answer)
            if onward is None:
                return answer
            address = onward
        raise Unfetched("it redirects too often", "check the address")

    def _ask(self, address: Address, validators: Validators | None, delay: float, size: int) -> Answer:
        """One request, after the pause that is due to its host."""
        ips = resolve(address, self._private_hosts)
        self._sleep_until(self._next.get(address.host, 0.0))
        try:
            return exchange(address, ips, self._headers(validators), self.manners, size)
        finally:
            pause = max(self.manners.delay, min(delay, self.manners.most_delay))
            self._next[address.host] = time.monotonic() + pause

    def _sleep_until(self, moment: float) -> None:
        wait = moment - time.monotonic()
        if wait > 0:
            self._sleep(wait)

    def _headers(self, validators: Validators | None) -> dict[str, str]:
        headers = {
            "User-Agent": self._agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        if validators and validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators and validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        return headers


def _redirect(address: Address, answer: Answer) -> Address | None:
    """Where the answer leads, checked like an address that was given; ``None`` where it leads nowhere."""
    location = answer.headers.get("location", "").strip()
    if answer.status not in _REDIRECTS or not location:
        return None
    written = location.encode("latin-1", "replace").decode("utf-8", "replace")  # as servers mean it
    try:
        return parse(urljoin(address.url, written.replace(" ", "%20")))
    except (Unfetched, ValueError) as fault:
        why = fault.why if isinstance(fault, Unfetched) else str(fault)
        raise Unfetched(f"it redirects to {written[:200]!r}: {why}", "check the address") from fault


def _judged(address: Address, answer: Answer, *, asked_whether_changed: bool) -> Fetched | NotModified:
    """What a final answer means. Raises ``Unfetched`` for all but a page, or no change to one."""
    status = answer.status
    if status in _GOOD:
        return _fetched(address, answer)
    if status == 304 and asked_whether_changed:
        return NotModified(address.url)
    if status in _OVERLOADED or status >= 500:
        wait_until = _retry_after(answer.headers.get("retry-after", ""))
        why = f"the server is overloaded or down for now (HTTP {status})"
        if wait_until is not None:
            why += f" and asks to wait until {wait_until:%Y-%m-%d %H:%M:%S} UTC"
        raise Unfetched(why, LATER, passing=True, soon=True, wait_until=wait_until)
    if status in _REFUSED:
        why, advice = _REFUSED[status]
        raise Unfetched(f"{why} (HTTP {status})", advice)
    if status == 304:
        raise passing("the server says that nothing changed, without having been asked (HTTP 304)")
    raise Unfetched(f"the server gives no page (HTTP {status})", _BROWSER)


def _fetched(address: Address, answer: Answer) -> Fetched:
    kind = answer.headers.get("content-type", "")
    charset = _CHARSET.search(kind)
    return Fetched(
        url=address.url,
        body=answer.body,
        media_type=kind.partition(";")[0].strip().lower() or None,
        charset=charset.group(1) if charset else None,
        validators=Validators(answer.headers.get("etag"), answer.headers.get("last-modified")),
        retrieved=datetime.now(UTC),
    )


def _retry_after(value: str) -> datetime | None:
    """The time that a Retry-After header names, in seconds or as a date; at most a week ahead."""
    now = datetime.now(UTC)
    if value.strip().isdecimal():
        return now + min(timedelta(seconds=min(int(value), 10**9)), _MOST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment.replace(tzinfo=moment.tzinfo or UTC)
    return min(moment, now + _MOST_WAIT)


def _seconds_until(moment: datetime) -> float:
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
