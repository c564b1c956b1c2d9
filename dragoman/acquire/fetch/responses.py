"""What comes back from the web: a body with the few headers that matter, or the word that nothing
has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server calls this version of a page; sent back to it, it can say that nothing changed."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True)
class Answer:
    """One response as it came; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page or feed. ``url`` is the final address after redirects, without a fragment; ``media_type``
    is in lower case and ``None`` where the server does not say."""

    url: str
    body: bytes
    media_type: str | None
    charset: str | None
    validators: Validators
    retrieved: datetime


@dataclass(frozen=True, slots=True)
class NotModified:
    """The page at ``url`` is the one that is known already."""

    url: str
