"""Articles of a ledger as linking sees them."""

from __future__ import annotations

from dragoman.errors import NotInLedger
from dragoman.languages import LANGUAGES
from dragoman.ledger import Entry, Ledger
from dragoman.link import Sheet


def sheet_of(ledger: Ledger, article: str) -> Sheet | None:
    """An article laid out; ``None`` for one that is gone, or in a language that is not linked."""
    try:
        entry = ledger.entry(article)
    except NotInLedger:
        return None
    return lay_out(entry) if entry.reading.page.language in LANGUAGES else None


def lay_out(entry: Entry) -> Sheet:
    """An entry as linking sees it."""
    return Sheet(entry.reading, entry.copy_of, entry.reading.article.given.primary)
