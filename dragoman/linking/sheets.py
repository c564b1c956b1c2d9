"""Articles of a ledger as linking sees them."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages import LANGUAGES
from dragoman.ledger import Entry, Ledger
from dragoman.link import Sheet


def sheet_of(ledger: Ledger, article: str) -> Sheet | None:
    """An article laid out; ``None`` for one that is gone, or in a language that is not linked."""
    return sheets_of(ledger, [article])[article]


def sheets_of(ledger: Ledger, articles: Sequence[str]) -> dict[str, Sheet | None]:
    """The same for some articles."""
    found = {
        entry.reading.article.id: lay_out(entry)
        for entry in ledger.several(articles)
        if entry.reading.page.language in LANGUAGES
    }
    return {article: found.get(article) for article in articles}


def lay_out(entry: Entry) -> Sheet:
    """An entry as linking sees it."""
    return Sheet(entry.reading, entry.copy_of, entry.reading.article.given.primary)
