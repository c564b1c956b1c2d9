"""Rows that news crawlers write, in the words of ours: one table for each crawler.

A table is used where the row has its marks and lacks ``text``/``html`` of its own, or where the crawler
calls its text so as well. What the row says under our own names always wins. Keys that no table names
are kept with the article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Crawler:
    """One crawler's rows: ``marks`` are keys that together tell them (any one group of them), ``keys``
    give for each of our names theirs, best first."""

    name: str
    marks: tuple[frozenset[str], ...]
    keys: Mapping[str, tuple[str, ...]]


def _crawler(name: str, marks: list[str], **keys: str) -> Crawler:
    groups = tuple(frozenset(group.split()) for group in marks)
    return Crawler(name, groups, MappingProxyType({ours: tuple(t.split()) for ours, t in keys.items()}))


CRAWLERS: Final = (
    _crawler(
        "news-please",
        ["maintext", "date_publish source_domain"],
        text="maintext",
        published="date_publish",
        outlet="source_domain",
        author="authors",
        retrieved="date_download",
        url="url",
        title="title",
        language="language",
    ),
    _crawler(
        "trafilatura",
        ["hostname fingerprint", "hostname date text", "raw_text", "source-hostname"],
        text="text raw_text",
        published="date",
        outlet="source-hostname sitename hostname",
        author="author",
        url="url source",
        title="title",
        language="language",
    ),
    _crawler(
        "Media Cloud",
        ["media_name", "media_id", "text_content", "story_text", "stories_id", "article_title"],
        text="text story_text text_content",
        published="publish_date publication_date",
        outlet="media_name canonical_domain media_url",
        url="url original_url",
        title="title article_title",
        language="language",
        id="id stories_id",
        retrieved="indexed_date",
    ),
)


def crawler_of(row: Mapping[str, Any]) -> Crawler | None:
    """The crawler whose marks the row has."""
    keys = row.keys()
    return next((c for c in CRAWLERS if any(marks <= keys for marks in c.marks)), None)


def in_our_words(row: Mapping[str, Any]) -> tuple[Mapping[str, Any], datetime | None]:
    """The row with the crawler's keys renamed to ours, and when the crawler fetched the page; a row of
    no crawler that is known stays as it is."""
    crawler = crawler_of(row)
    if crawler is None:
        return row, None
    renamed = dict(row)
    retrieved: datetime | None = None
    for ours, theirs in crawler.keys.items():
        found = next((key for key in theirs if row.get(key) not in (None, "", [])), None)
        if found is None:
            continue
        if ours == "retrieved":
            retrieved = _moment(row[found])
        elif row.get(ours) in (None, "", []):
            renamed[ours] = renamed.pop(found)
    return renamed, retrieved


def _moment(value: object) -> datetime | None:
    """A moment as crawlers write it; one without a zone is in UTC."""
    if not isinstance(value, str):
        return None
    try:
        when = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
