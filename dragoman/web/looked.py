"""Up to where this browser has looked at kept searches: a cookie, so that looking writes nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from starlette.responses import Response

_MOST = 60  # searches of which a browser remembers when it looked
_REMEMBERED = 31_536_000  # seconds: a year
_ONE = re.compile(r"([0-9a-f]{12}):([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Looked:
    """Marks of the ledger by searches, the one looked at last at the end."""

    marks: Mapping[str, int]
    COOKIE: ClassVar[str] = "looked"

    @classmethod
    def of(cls, cookie: str) -> Self:
        """What a cookie says; anything else says nothing."""
        return cls({key: int(mark) for key, mark in _ONE.findall(cookie)})

    def up_to(self, name: str) -> int | None:
        """Up to which mark this browser looked at a search; ``None`` where it did not."""
        return self.marks.get(_key(name))

    def at(self, name: str, mark: int) -> Self:
        """The same after looking at one of them."""
        others = {key: value for key, value in self.marks.items() if key != _key(name)}
        return type(self)(dict([*others.items(), (_key(name), mark)][-_MOST:]))

    def noted(self, response: Response) -> Response:
        """An answer that lets the browser remember."""
        value = ".".join(f"{key}:{mark}" for key, mark in self.marks.items())
        response.set_cookie(self.COOKIE, value, max_age=_REMEMBERED, httponly=True, samesite="strict")
        return response


def _key(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:12]
