"""What a view works with: one ledger, open for reading while one page is made, and who is asking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request

from dragoman.ledger import Ledger
from dragoman.linking.shown import LinkedLedger
from dragoman.web.safety import given_password
from dragoman.web.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """One request's view of the ledger, which shows what was written before ``at``. ``who`` is the name that
    judgements of this browser carry; ``describe`` gives the description of the API. Where ``is_page``, the
    answer is a page to look at and no data: what templates do not show may be left out."""

    ledger: Ledger
    settings: Settings
    who: str
    describe: Callable[[], dict[str, Any]] = dict
    is_page: bool = False
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    linked: LinkedLedger = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "linked", LinkedLedger(self.ledger))


@contextmanager
def at_desk(request: Request, *, is_page: bool = False) -> Iterator[Desk]:
    """The ledger for one request, in the thread that answers it. ``is_page`` as a desk has it."""
    state = request.app.state
    with state.pool.reader() as ledger:
        yield Desk(ledger, state.settings, who_asks(request), request.app.openapi, is_page)


def who_asks(request: Request) -> str:
    """Under which name this browser judges: the user name given with the password, or what it chose."""
    return given_password(request.headers.get("authorization", ""))[0] or unquote(
        request.cookies.get("who", "")
    )
