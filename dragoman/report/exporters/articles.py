"""Articles: who published what and when, one line an article."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.ids import text_hash
from dragoman.report.exporters.base import Exporter, Field, Row, Shape, Wanted, interval_row
from dragoman.report.view import EntryView, LedgerView

_FIELDS = (
    Field("id", "hash of the raw bytes and the address that came with them", brief=True),
    Field("doc", "name of the article in all exports: the file's stem, or the row's `id`", brief=True),
    Field("text_hash", "SHA-256 of the text that all offsets count in"),
    Field("outlet", "who published it, as far as the page tells", brief=True),
    Field("original_outlet", "who published it first, where the page names somebody else"),
    Field("title", "its headline", brief=True),
    Field(
        "published",
        "when it was published; both ends inclusive, open where nothing tells",
        Shape.INTERVAL,
        brief=True,
    ),
    Field("language", "ISO 639-1 code"),
    Field("copy_of", "the article that it is a copy of"),
    Field("supersedes", "the older article at the same address that it takes the place of"),
    Field("address", "where it was published, where that came with it"),
    Field("author", "its byline"),
    Field("updated", "when the page says that it was last changed", Shape.INTERVAL),
    Field("retrieved", "when its bytes were read, in UTC", Shape.MOMENT),
    Field("maker", "which reader made the findings, in which version"),
)
_TEXT = Field("text", "the text that all offsets count in (with `--with-text`)")


def _fields(wanted: Wanted) -> tuple[Field, ...]:
    return (*_FIELDS, _TEXT) if wanted.with_text else _FIELDS


def article_row(entry: EntryView, wanted: Wanted) -> Row:
    """One entry as a line of the export."""
    article, page = entry.reading.article, entry.reading.page
    row: Row = {
        "id": article.id,
        "doc": article.doc,
        "text_hash": text_hash(article.text),
        "outlet": page.outlet,
        "original_outlet": page.original_outlet,
        "title": page.title,
        "published": interval_row(page.published),
        "language": page.language,
        "copy_of": entry.copy_of,
        "supersedes": entry.supersedes,
        "address": article.given.url,
        "author": page.author,
        "updated": interval_row(page.updated),
        "retrieved": article.retrieved.isoformat(timespec="seconds"),
        "maker": f"{entry.reading.maker.name} {entry.reading.maker.version}",
    }
    return row | {"text": article.text} if wanted.with_text else row


def _rows(ledger: LedgerView, wanted: Wanted) -> Iterator[Row]:
    for entry in ledger.entries():
        if wanted.has(entry.reading.article.id):
            yield article_row(entry, wanted)


EXPORTER = Exporter("articles", "who published what and when", _fields, _rows)
