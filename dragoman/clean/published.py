"""When a page was published, as an interval with the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from dragoman.clean.lines import Unit
from dragoman.model import BlockRole as Role
from dragoman.model import Given, Interval


def find_published(text: str, units: Sequence[Unit], roles: Sequence[Role], given: Given) -> Interval | None:
    """The date that came with the article, else the one that its words tell, else ``None``."""
    if given.published:
        return read_date(given.published)
    return None


def read_date(written: str) -> Interval | None:
    """A date as files and feeds write it: ISO 8601, RFC 2822."""
    basis = f"given with the article: {written.strip()}"
    try:
        return Interval.day(datetime.fromisoformat(written.strip()).date(), basis)
    except ValueError:
        pass
    try:
        return Interval.day(parsedate_to_datetime(written).date(), basis)
    except (ValueError, TypeError):
        return None
