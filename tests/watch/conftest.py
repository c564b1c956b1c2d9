"""A site with a feed, a ledger, and a watcher whose clock can be put forward."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dragoman.acquire.fetch import Manners, Web
from dragoman.ledger import Ledger
from dragoman.watching import Event, Watcher
from tests.serving import Answer, Site, answer, sites

QUICK = Manners(
    connect=1.0, read=0.2, total=0.4, delay=0.0, tries=1, pause=0.01, patience=0.2, size=2_000_000
)


@pytest.fixture
def site() -> Iterator[Site]:
    yield from sites()


def words(number: int | str) -> str:
    """A paragraph with one statement, told from others by its number."""
    return f"<p>“We saw no ships number {number} in the Strait of Maren,” said Ilan Dravek on Monday.</p>"


def article(number: int | str) -> str:
    """A page with these words."""
    head = f"<html lang='en'><head><title>No ships, {number}</title></head>"
    return f"{head}<body><article><h1>No ships, {number}</h1>{words(number)}</article></body></html>"


def item(
    number: int | str,
    link: str | None,
    *,
    id: str | None = "",
    title: str = "",
    body: str = "",
    more: str = "",
) -> str:
    """An RSS item. Its id is made from its number unless given, ``None`` leaves it out."""
    guid = f"<guid isPermaLink='false'>{id or f'id-{number}'}</guid>" if id is not None else ""
    where = f"<link>{link}</link>" if link else ""
    said = body.replace("<", "&lt;")
    head = f"<title>{title or f'No ships, {number}'}</title>{guid}{where}"
    return f"<item>{head}<description>{said}</description>{more}</item>"


def rss(*items: str) -> str:
    """A feed of these items."""
    head = "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Karsk Today</title>"
    return f"{head}<link>https://karsk.example/</link>{''.join(items)}</channel></rss>"


def feed(*items: str, **headers: str) -> Answer:
    """A well-behaved feed."""
    return answer(rss(*items), **{"Content_Type": "application/rss+xml", **headers})


@dataclass
class Desk:
    """One watcher after another on one ledger."""

    site: Site
    path: Path
    events: list[Event] = field(default_factory=list)
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def once(self, *feeds: str, hours: float = 0, times: int = 1) -> list[str]:
        """Watch for one round or several, each as a new process would, each that many hours later;
        the lines that were told in the last."""
        for _ in range(times):
            self.ahead += timedelta(hours=hours)
            self.events = []
            with Ledger.open(self.path) as ledger:
                web = Web(allow_private=True, manners=QUICK)
                urls = feeds or (self.site.url("/feed"),)
                Watcher(urls, ledger, web, tell=self.events.append, clock=self.now).once()
        return self.lines

    @property
    def lines(self) -> list[str]:
        return [f"{event.subject}: {event.words}" for event in self.events]

    def told(self, words: str) -> bool:
        """Whether a line of the last round holds these words."""
        return any(words in line for line in self.lines)

    @property
    def texts(self) -> list[str]:
        """The articles' texts, in the order in which they came."""
        with Ledger.open(self.path) as ledger:
            entries = sorted(ledger.entries(), key=lambda entry: entry.reading.article.retrieved)
            return [entry.reading.article.text for entry in entries]

    def numbers(self) -> list[str]:
        """Which numbered pages or entries the ledger holds, sorted, repeated where read twice."""
        return sorted(text.partition("number ")[2].split()[0] for text in self.texts)


@pytest.fixture
def desk(site: Site, tmp_path: Path) -> Desk:
    for number in (1, 2):
        site.page(f"/{number}.html", article(number))
    return Desk(site, tmp_path / "watch.db")
