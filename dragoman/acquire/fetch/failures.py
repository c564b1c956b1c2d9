"""What can keep a page from being fetched, in words, and whether trying again may help."""

from __future__ import annotations

from datetime import datetime

from dragoman.acquire.source import Unreadable


class Unfetched(Unreadable):
    """An address gives no page. ``passing`` says that the trouble may pass by itself, ``soon`` that it
    may within seconds; ``wait_until`` is the earliest time at which the server wants to be asked
    again."""

    def __init__(
        self,
        why: str,
        advice: str,
        *,
        passing: bool = False,
        soon: bool = False,
        wait_until: datetime | None = None,
    ) -> None:
        super().__init__(why, advice)
        self.passing = passing
        self.soon = soon
        self.wait_until = wait_until


LATER = "try again later; if it stays so, open the address in a browser and save the page"


def passing(why: str, advice: str = LATER, *, soon: bool = False) -> Unfetched:
    """Trouble that may be over at the next try."""
    return Unfetched(why, advice, passing=True, soon=soon)
