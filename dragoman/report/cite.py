"""An article as a footnote and as CSL-JSON: who published it, under which title and address, when,
when its bytes were read, and the hash by which they can be known again.

What is open stays open: a footnote never gives the day of retrieval for the day of publication.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dragoman.ids import text_hash
from dragoman.model import Interval, Statement
from dragoman.report.view import EntryView

_SINGLE = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True)
class Citation:
    """What a footnote holds. ``quotation`` is the content of a statement, where one is cited."""

    id: str
    outlet: str | None
    original_outlet: str | None
    author: str | None
    title: str
    address: str | None
    published: Interval | None
    retrieved: datetime
    hash: str
    language: str | None
    quotation: str | None = None


def cite(entry: EntryView, statement: Statement | None = None) -> Citation:
    """What to say of an article, and of one statement in it."""
    article, page = entry.reading.article, entry.reading.page
    quotation = None
    if statement is not None:
        quotation = " … ".join(" ".join(span.of(article.text).split()) for span in statement.content)
    return Citation(
        id=statement.id if statement else article.id,
        outlet=page.outlet,
        original_outlet=page.original_outlet,
        author=page.author,
        title=page.title or article.doc,
        address=article.given.url,
        published=page.published,
        retrieved=article.retrieved.astimezone(UTC),
        hash=text_hash(article.text),
        language=page.language,
        quotation=quotation,
    )


def footnote(citation: Citation) -> str:
    """One line for the foot of a page."""
    parts = [
        _quoted(citation.quotation) if citation.quotation else None,
        citation.author,
        _quoted(citation.title),
        citation.outlet or "outlet not known",
        f"from {citation.original_outlet}" if citation.original_outlet else None,
        published(citation.published),
        citation.address,
        f"retrieved {citation.retrieved:%Y-%m-%d %H:%M} UTC",
        citation.hash,
    ]
    return ", ".join(part for part in parts if part) + "."


def _quoted(words: str) -> str:
    """Words in quotation marks: their own, where those stand around the whole and nowhere else; else
    new ones, with single ones inside."""
    if re.fullmatch("“[^“”]*”", words):
        return words
    return f"“{words.translate(_SINGLE)}”"


def published(interval: Interval | None) -> str:
    """A date of publication in words, with as much as is known."""
    if interval is None or (interval.first is None and interval.last is None):
        return "date not known"
    if interval.first is None:
        return f"not after {interval.last}"
    if interval.last is None:
        return f"not before {interval.first}"
    if interval.first == interval.last:
        return str(interval.first)
    return f"between {interval.first} and {interval.last}"


def csl(citation: Citation) -> dict[str, Any]:
    """The citation as an item of CSL-JSON, which reference managers read."""
    item: dict[str, Any] = {
        "id": citation.id,
        "type": "article-newspaper",
        "title": citation.title,
        "container-title": citation.outlet,
        "author": [{"literal": citation.author}] if citation.author else None,
        "URL": citation.address,
        "issued": _date_parts(citation.published),
        "accessed": _parts([citation.retrieved]),
        "language": citation.language,
        "source": citation.original_outlet,
        "note": f"{citation.hash}" + (f"; quoted: {citation.quotation}" if citation.quotation else ""),
    }
    return {key: value for key, value in item.items() if value is not None}


def _date_parts(interval: Interval | None) -> dict[str, Any] | None:
    """A day, or a range with both ends; a range that is open at one end has no form in CSL."""
    if interval is None or interval.first is None or interval.last is None:
        return None
    first, last = interval.first, interval.last
    return _parts([first] if first == last else [first, last])


def _parts(days: list[Any]) -> dict[str, Any]:
    return {"date-parts": [[day.year, day.month, day.day] for day in days]}
