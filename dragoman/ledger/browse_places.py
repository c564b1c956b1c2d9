"""Places in a list: where a part of it ended, as a word that an address can carry.

A place names the last row that was shown by what the list is sorted by, so that rows that come in
meanwhile move nothing.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from datetime import date

from dragoman.errors import InputError

_MOST = 2**63

Key = tuple[int | float | str, ...]


def place(*key: int | float | str) -> str:
    """A word for the row with this sort key."""
    return base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).decode().rstrip("=")


def key_at(cursor: str | None, start: Key) -> Key:
    """The key that a place stands for, ``start`` where there is none. Raises ``InputError`` for a word
    that is no place of a list with keys like ``start``."""
    if not cursor:
        return start
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)))
    except (ValueError, UnicodeError, RecursionError):
        key = None
    if not isinstance(key, list) or not _fits(key, start):
        raise InputError(f"{cursor[:80]!r} is no place in this list", "begin at its start again")
    return tuple(key)


def _fits(key: Sequence[object], start: Key) -> bool:
    return len(key) == len(start) and all(
        isinstance(one, str) if isinstance(other, str) else isinstance(one, int | float) and abs(one) < _MOST
        for one, other in zip(key, start, strict=True)
    )


def day_number(day: date) -> int:
    """A day as the tables for lists keep it: 20310310."""
    return day.year * 10000 + day.month * 100 + day.day


def day_of(number: int) -> date | None:
    """Undo ``day_number``; 0 is open."""
    return date(number // 10000, number // 100 % 100, number % 100) if number else None


def month_of(number: int) -> date | None:
    """The first day of a month that is kept as 203103; 0 is open."""
    return day_of(number * 100 + 1) if number else None
