"""A query as the address of a search has it: ``q=sanctions&speaker=Sandor&from=2033-03-01``.

These are the parameters of ``/search``; searches that people keep are kept so.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import TypeVar
from urllib.parse import parse_qsl

from dragoman.errors import InputError
from dragoman.ledger.facets import Query
from dragoman.model import Act, Kind, Mode

T = TypeVar("T")

_MOST = 40  # parameters of one address
_PASSED_OVER = ("sort", "cursor", "format")


def query_of(address: str) -> Query:
    """What an address asks for. Raises ``InputError`` for what cannot be meant."""
    try:
        given = dict(parse_qsl(address.partition("?")[2] or address.lstrip("?"), max_num_fields=_MOST))
    except ValueError as error:
        raise InputError(f"this is no search: {error}", "copy the address of a search") from error
    if given.pop("by", "words") == "meaning":
        raise InputError(
            "a search by meaning always finds the nearest, so nothing can be new in it", "search by words"
        )
    first, last = given.pop("from", ""), given.pop("to", "")
    month, mode = given.pop("month", ""), given.pop("mode", "said")
    days = month_days(month) if month else (_day(first), _day(last))
    query = Query(
        words=given.pop("q", ""),
        person=given.pop("speaker", None),
        outlet=given.pop("outlet", None),
        first=days[0],
        last=days[1],
        kind=_one(Kind, given.pop("kind", "")),
        act=_one(Act, given.pop("act", "")),
        mode=None if mode == "both" else _one(Mode, mode),
        language=given.pop("language", None),
    )
    unknown = [name for name in given if name not in _PASSED_OVER]
    if unknown:
        raise InputError(f"a search has no {unknown[0]!r}", "copy the address of a search")
    return query


def month_days(words: str) -> tuple[date, date]:
    """The first and the last day of a month. Raises ``InputError`` for what is none."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})", words)
    if match is None or not 1 <= int(match[2]) <= 12 or int(match[1]) == 0:
        raise InputError(f"{words!r} is no month", "write it as 2031-03")
    year, month = int(match[1]), int(match[2])
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _day(words: str) -> date | None:
    return _one(date.fromisoformat, words)


def _one(kind: Callable[[str], T], words: str) -> T | None:
    """What the words stand for; empty ones for nothing."""
    if not words:
        return None
    try:
        return kind(words)
    except ValueError as error:
        raise InputError(f"no search knows {words!r}", "copy the address of a search") from error
