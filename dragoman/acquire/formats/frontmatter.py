"""What stands in YAML between two lines of dashes before a Markdown text: there web clippers, note-taking
programs and site generators tell where a page comes from.

The text keeps it, so that offsets count in the bytes as they came; it is read only. What is no mapping, no
YAML or uses anchors is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import yaml

from dragoman.acquire.metadata import language_code
from dragoman.model import Given

_BLOCK: Final = re.compile(r"\ufeff?---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_NAMES: Final = {
    "url": ("url", "source", "source_url", "original_url", "canonical", "link"),
    "title": ("title",),
    "published": ("published", "date", "published_at", "date_published", "pubdate"),
    "outlet": ("outlet", "site", "site_name", "website", "publisher", "publication"),
    "author": ("author", "authors", "byline"),
    "language": ("language", "lang"),
}
"""What programs call a fact, the surest name first."""

_ADDRESS: Final = re.compile(r"https?://\S+\Z")


def front_matter(text: str) -> tuple[Given, dict[str, Any]]:
    """What the block before a text tells: the facts that are known by name, and the other plain values."""
    told = _values(text)
    known = {fact: _first(told, names) for fact, names in _NAMES.items()}
    url = known["url"]
    given = Given(
        url=url if url and _ADDRESS.match(url) else None,
        title=known["title"],
        published=known["published"],
        outlet=known["outlet"],
        author=known["author"],
        language=language_code(known["language"]),
    )
    names = {name for several in _NAMES.values() for name in several}
    return given, {key: value for key, value in told.items() if key not in names}


def _values(text: str) -> dict[str, str]:
    """The block's entries that are words, numbers or lists of words, as words; by name in lower case."""
    found = _BLOCK.match(text)
    if found is None or re.search(r"(?:^|[\s:\[{,-])[&*]\w", found[1]):  # anchors could stand for anything
        return {}
    try:
        told = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(told, Mapping):
        return {}
    plain = ((str(key).strip().casefold(), _plain(value)) for key, value in told.items())
    return {key: value for key, value in plain if key and value}


def _plain(value: object) -> str:
    """Words for a value; a list of them with commas; links between notes ("[[Name]]") without brackets."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(filter(None, map(_plain, value)))
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return " ".join(re.sub(r"\[\[([^\[\]]*)\]\]", r"\1", str(value)).split())
    return ""


def _first(told: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((told[name] for name in names if name in told), None)
