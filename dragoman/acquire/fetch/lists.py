"""Which feeds are meant: addresses as they are, and those that a list of feeds (OPML) names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from dragoman.acquire.formats.opml import feed_addresses
from dragoman.acquire.limits import MAX_ARTICLE_BYTES
from dragoman.acquire.source import Unreadable, unreadable
from dragoman.errors import InputError

_WEB: Final = ("http://", "https://")
_WHICH: Final = "give the web address of a feed (https://...), or an OPML file that lists feeds"


def listed_feeds(names: Iterable[str]) -> list[str]:
    """The addresses of feeds, each once: names that are web addresses, and the feeds of those that are
    OPML files. Raises ``InputError`` for a name that is neither."""
    found: dict[str, None] = {}
    for name in names:
        for url in [name] if name.lower().startswith(_WEB) else _in_file(Path(name)):
            found.setdefault(url)
    return list(found)


def _in_file(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            feeds = feed_addresses(file.read(MAX_ARTICLE_BYTES))
    except OSError as problem:
        raise InputError(f"{path}: {unreadable(problem).why}", _WHICH) from problem
    except (Unreadable, ValueError) as problem:
        why = problem.why if isinstance(problem, Unreadable) else str(problem)
        raise InputError(f"{path} is no list of feeds ({why})", _WHICH) from problem
    if not feeds:
        raise InputError(f"{path} names no feeds", _WHICH)
    return [feed.url for feed in feeds]
