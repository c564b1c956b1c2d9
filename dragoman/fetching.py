"""What the ledger knows of the web: which article an address gave the last time, so that a page which
did not change is neither sent nor read again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dragoman.errors import NotInLedger
from dragoman.ledger import Ledger, Outcome
from dragoman.ledger.watching import FetchedPage
from dragoman.model import Article

if TYPE_CHECKING:  # what the network needs is loaded only where an address is given
    from dragoman.acquire.fetch.page import Kept
    from dragoman.acquire.fetch.responses import Validators


class Pages:
    """The memory that ``acquire`` asks. What it notes of an article is stored once the article is."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._noted: dict[str, FetchedPage] = {}

    def kept(self, url: str) -> Kept | None:
        """The article that this address gave the last time, as long as the ledger holds it."""
        from dragoman.acquire.fetch.page import Kept
        from dragoman.acquire.fetch.responses import Validators

        page = self._ledger.watching.page(url)
        if page is None:
            return None
        try:
            article = self._ledger.entry(page.article).reading.article
        except NotInLedger:
            return None
        return Kept(article, Validators(page.etag, page.last_modified))

    def note(self, article: Article, url: str, validators: Validators) -> None:
        """Keep in mind where the article came from, until it is stored."""
        self._noted[article.id] = FetchedPage(
            address=url,
            article=article.id,
            etag=validators.etag,
            last_modified=validators.last_modified,
        )

    def store(self, article: Article, outcome: Outcome) -> None:
        """Store what was noted of an article, which the ledger now holds."""
        page = self._noted.pop(article.id, None)
        if page is not None and outcome is not Outcome.FORGOTTEN:
            self._ledger.watching.note_page(page, datetime.now(UTC))
