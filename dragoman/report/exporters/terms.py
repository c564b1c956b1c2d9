"""What the JSON-LD forms share: how things are called, how dates are written, and how a document
is streamed.

Ids are ``urn:dragoman:`` and the id of the ledger, the same in every form. What the vocabularies of others
have no word for stands under ``dragoman:``, explained in the document's own context.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from dragoman.model import Article, Interval, Precision, Statement
from dragoman.report.exporters.base import Row
from dragoman.report.exporters.lines import json_line

TERMS = {"dragoman": "urn:dragoman:term:"}
"""The context of the terms of our own."""

_FETCHABLE = ("http", "https")


def urn(id: str) -> str:
    """The name of a thing of the ledger outside it."""
    return f"urn:dragoman:{id}"


def address(article: Article) -> str:
    """Where an article was published, where that is an address; else its name."""
    url = article.given.url or ""
    try:
        fetchable = urlsplit(url).scheme in _FETCHABLE and not any(map(str.isspace, url))
    except ValueError:
        fetchable = False
    return url if fetchable else urn(article.id)


def moment(at: datetime) -> str:
    """A moment in UTC, to the second."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def iso_date(interval: Interval | None) -> str | None:
    """A day, month or year in ISO 8601, where the interval is one; else ``None``."""
    if interval is None or interval.first is None or interval.last is None:
        return None
    first, last = interval.first.isoformat(), interval.last.isoformat()
    if first == last:
        return first
    if interval.precision is Precision.MONTH and first[:7] == last[:7]:
        return first[:7]
    if interval.precision is Precision.YEAR and first[:4] == last[:4]:
        return first[:4]
    return None


def finding_terms(statement: Statement, said: Interval | None) -> Row:
    """What dragoman found out about a statement, in terms of our own; nothing stands for what is open."""
    terms = {
        "kind": statement.kind.value,
        "act": statement.act.value,
        "mode": statement.mode.value,
        "saidFrom": said.first.isoformat() if said and said.first else None,
        "saidTo": said.last.isoformat() if said and said.last else None,
        "saidBasis": said.basis if said else None,
        "relay": list(statement.relay) or None,
        "nestedIn": {"@id": urn(statement.nested_in)} if statement.nested_in else None,
        "doubt": statement.doubt,
        "doubtOfSpeaker": statement.doubt_speaker,
        "doubtOfWords": statement.doubt_span,
    }
    return {f"dragoman:{key}": value for key, value in terms.items() if value is not None}


def known(row: Row) -> Row:
    """The row without the keys that nothing is known of."""
    return {key: value for key, value in row.items() if value not in (None, [], {})}


def stream(head: Row, key: str, items: Iterable[Row]) -> Iterator[bytes]:
    """One JSON object whose last key holds the items, one a line."""
    yield f'{json_line(head)[:-1]}, "{key}": ['.encode()
    between = "\n"
    for item in items:
        yield (between + json_line(item)).encode()
        between = ",\n"
    yield b"\n]}\n"
