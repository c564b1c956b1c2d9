"""Requests take turns, and none holds up the others for long."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.types import Receive, Scope, Send

from dragoman.web import turns
from dragoman.web.turns import Turns


class Kitchen:
    """An application that takes as long as the path says, in seconds, and notes what it did."""

    def __init__(self) -> None:
        self.noted: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        self.noted.append(f"{path} begins")
        await asyncio.sleep(float(path))
        self.noted.append(f"{path} ends")
        if path == "0.03":
            raise ValueError("burnt")


async def _ask(app: Turns, path: str) -> None:
    async def receive() -> dict[str, object]:
        return {}

    async def send(message: object) -> None:
        return None

    await app({"type": "http", "path": path}, receive, send)


def live(day: Coroutine[None, None, None]) -> None:
    """Run it in a thread of its own: where a browser was driven before, this one has a loop already."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, day).result()


def test_one_request_is_answered_after_the_other() -> None:
    kitchen = Kitchen()

    async def day() -> None:
        app = Turns(kitchen)
        await asyncio.gather(*(_ask(app, path) for path in ("0.02", "0.01", "0.0")))

    live(day())
    assert kitchen.noted == [
        *("0.02 begins", "0.02 ends", "0.01 begins", "0.01 ends"),
        *("0.0 begins", "0.0 ends"),
    ]


def test_what_takes_long_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "MOMENT", 0.05)
    kitchen = Kitchen()

    async def day() -> None:
        app = Turns(kitchen)
        await asyncio.gather(*(_ask(app, path) for path in ("0.5", "0.0")))
        await asyncio.wait_for(_ask(app, "0.0"), 1)

    live(day())
    assert kitchen.noted[:4] == ["0.5 begins", "0.0 begins", "0.0 ends", "0.5 ends"]


def test_a_request_that_fails_or_is_given_up_leaves_its_turn() -> None:
    kitchen = Kitchen()

    async def day() -> None:
        app = Turns(kitchen)
        with pytest.raises(ValueError, match="burnt"):
            await _ask(app, "0.03")
        one = asyncio.create_task(_ask(app, "0.09"))
        other = asyncio.create_task(_ask(app, "0.08"))
        await asyncio.sleep(0)
        for task in (other, one):
            task.cancel()
        await asyncio.gather(one, other, return_exceptions=True)
        await asyncio.wait_for(_ask(app, "0.0"), 1)

    live(day())
    assert kitchen.noted[-1] == "0.0 ends"
