"""Keeping a ledger current: feeds are asked again and again, and their new or changed entries read.

What a feed shows is noted in the ledger before anything of it is read, and an entry is done with in the
transaction that stores its article. So no outage, restart or lost connection loses an entry, and none
is read twice in the same version. An entry's page is read where it can be had; where it cannot, the
words that the feed itself carries are. What came is linked after each round. Each event is told in a line.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from dragoman.acquire.fetch import Fetched, NotModified, Unfetched, Validators, Web
from dragoman.acquire.fetch.entries import (
    entry_key,
    entry_of,
    entry_page,
    entry_said,
    entry_version,
    entry_words,
    read_feed,
)
from dragoman.acquire.formats.feeds import Entry, Feed
from dragoman.acquire.source import Unreadable
from dragoman.errors import InputError, LedgerError
from dragoman.fetching import Pages
from dragoman.ledger import Ledger, Outcome
from dragoman.ledger.addresses import query_of
from dragoman.ledger.searches import SavedSearch
from dragoman.ledger.watching import FeedState, Noted, SeenEntry, Settled, WaitingEntry
from dragoman.model import Article, Reading, Skipped
from dragoman.pipeline import Step, take, tie_together

EVERY: Final = timedelta(minutes=15)
"""How often a feed is asked where nothing else is said."""

TRIES: Final = 4
"""How often an entry's page is asked for, in trouble that may pass, before the entry's own words are
taken; with doubling pauses that is about two hours."""

TRIES_WITHOUT_WORDS: Final = 10
"""The same for an entry that carries no words; about four days."""

LONGEST: Final = timedelta(days=1)
"""The longest pause that failures lead to."""


_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: to which feed or page, what, and what to try where it is trouble."""

    subject: str
    words: str
    advice: str = ""


@dataclass(slots=True)
class Tally:
    """What a watch did so far: feeds that answered and that did not, entries read, and those that
    were put off or given up."""

    answered: int = 0
    failed: int = 0
    read: int = 0
    put_off: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What the work on feeds and on entries shares."""

    ledger: Ledger
    web: Web
    pages: Pages
    tell: Callable[[Event], None]
    clock: Callable[[], datetime]
    tally: Tally


class Watcher:
    """Watches feeds for one ledger. ``tell`` gets every event; ``every`` is the pause between two
    requests for one feed, doubled for each failure in a row. ``clock`` and ``sleep`` are the time."""

    def __init__(
        self,
        feeds: Iterable[str],
        ledger: Ledger,
        web: Web,
        *,
        tell: Callable[[Event], None],
        every: timedelta = EVERY,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self.feeds = tuple(dict.fromkeys(feeds))
        self.tally = Tally()
        self._desk = _Desk(
            ledger=ledger, web=web, pages=Pages(ledger), tell=tell, clock=clock, tally=self.tally
        )
        self._ledger = ledger
        self._seen = ledger.watching
        self._tell = tell
        self._every = every
        self._linked = 0  # entries read when the ledger was linked last
        self._clock = clock
        self._sleep = sleep

    def once(self) -> None:
        """Ask every feed once and read what it brings, unless its server wants to be left alone for
        now. Raises ``LedgerError``."""
        for feed in self.feeds:
            self._round(feed, at_once=True)
        self._link()
        self._tell_finds()

    def run(self) -> None:
        """Go on until an exception (an interruption) ends it. A ledger that cannot be written to for
        a while (a full disk, another writer) is tried again."""
        while True:
            for feed in self.feeds:
                try:
                    self._round(feed, at_once=False)
                except LedgerError as error:
                    self._tell(Event(feed, error.message, error.advice))
                    self._sleep(self._every.total_seconds())
            self._link()
            with suppress(LedgerError):  # what is not told now is told after the next round
                self._tell_finds()
            pause = min(self._next(feed) for feed in self.feeds) - self._clock()
            self._sleep(max(1.0, pause.total_seconds()))

    def _link(self) -> None:
        """Link what was read since; what fails is told and tried again after the next round."""
        if self.tally.read == self._linked:
            return
        try:
            fault = tie_together(self._ledger)
        except LedgerError as error:
            self._tell(Event(str(self._ledger.path), error.message, error.advice))
            return
        if fault is not None:
            self._ledger.skip(fault)
            self._tell(Event(str(self._ledger.path), f"not linked: {fault.why}", fault.advice))
        self._linked = self.tally.read

    def _next(self, feed: str) -> datetime:
        """When there is something to do for a feed."""
        waiting = (self._entry_due(entry) for entry in self._seen.waiting(feed))
        return min([self._feed_due(self._seen.feed(feed)), *waiting])

    def _feed_due(self, state: FeedState | None) -> datetime:
        if state is None:
            return _LONG_AGO
        return _latest(state.asked_at + self._pause(state.failures), state.wait_until)

    def _entry_due(self, entry: WaitingEntry) -> datetime:
        if entry.tried_at is None:
            return _LONG_AGO
        return _latest(entry.tried_at + self._pause(entry.tries - 1), entry.wait_until)

    def _pause(self, failures: int) -> timedelta:
        times: int = 2 ** min(max(failures, 0), 20)
        return min(self._every * times, max(LONGEST, self._every))

    def _round(self, feed: str, *, at_once: bool) -> None:
        """Ask one feed if it is time, and read what waits of it."""
        state, now = self._seen.feed(feed), self._clock()
        answers = False
        if at_once and state is not None and state.wait_until is not None and state.wait_until > now:
            self._tell(Event(feed, f"left alone: its server asked to wait until {_shown(state.wait_until)}"))
        elif at_once or self._feed_due(state) <= now:
            answers = self._ask(feed, state or FeedState(asked_at=now))
        for entry in self._seen.waiting(feed):
            asked_to_wait = entry.wait_until is not None and entry.wait_until > self._clock()
            if not asked_to_wait and (at_once or self._entry_due(entry) <= self._clock()):
                _OneEntry(self._desk, feed, entry, counts=answers).read()

    def _tell_finds(self) -> None:
        """Tell what came in for the searches that people keep, and note up to where. A search that was not
        told of yet begins here."""
        mark = self._ledger.arrivals.mark()
        for search in self._ledger.searches.all():
            if search.last_seen != str(mark):
                words = _finds(self._ledger, search)
                if words:
                    self._tell(Event(f"new for {search.name!r}", words))
                self._ledger.searches.told(search.name, str(mark))

    # --- the feed ---------------------------------------------------------------------------------

    def _ask(self, feed: str, state: FeedState) -> bool:
        """Ask for a feed and note what it shows; whether it answered with one."""

        def known(url: str) -> Validators | None:
            return Validators(state.etag, state.last_modified) if url == state.validators_of else None

        now = self._clock()
        try:
            fetched = self._desk.web.get(feed, asked=True, known=known)
            shown = None if isinstance(fetched, NotModified) else read_feed(fetched)
        except Unreadable as fault:
            self._feed_failed(feed, replace(state, asked_at=now, failures=state.failures + 1), fault)
            return False
        state = replace(state, asked_at=now, failures=0, wait_until=None)
        if isinstance(fetched, Fetched) and shown is not None:
            self._note(feed, state, fetched, shown)
        else:
            self._seen.note_feed(feed, state)
            self._tell(Event(feed, "nothing new: the feed has not changed"))
        self._ledger.clear_skip(feed)
        self.tally.answered += 1
        return True

    def _note(self, feed: str, state: FeedState, fetched: Fetched, shown: Feed) -> None:
        validators = Validators() if shown.cut else fetched.validators  # what broke off is asked for again
        state = replace(
            state,
            validators_of=fetched.url,
            etag=validators.etag,
            last_modified=validators.last_modified,
        )
        noted = self._seen.note_feed(feed, state, [_seen(entry) for entry in shown.entries])
        self._tell(Event(feed, _counted(shown, noted)))

    def _feed_failed(self, feed: str, state: FeedState, fault: Unreadable) -> None:
        wait_until = fault.wait_until if isinstance(fault, Unfetched) else None
        self._seen.note_feed(feed, replace(state, wait_until=wait_until))
        self._ledger.skip(fault.skipped(feed))
        self._tell(Event(feed, f"no feed: {fault.why}", fault.advice))
        self.tally.failed += 1


class _OneEntry:
    """One version of one entry on its way into the ledger."""

    def __init__(self, desk: _Desk, feed: str, waiting: WaitingEntry, *, counts: bool) -> None:
        self._desk = desk
        self._seen = desk.ledger.watching
        self._feed = feed
        self._waiting = waiting
        self._counts = counts  # a try while the feed is out of reach too is no fault of the page
        self._entry: Entry = entry_of(waiting.said)
        self._name = self._entry.url or self._entry.title or feed

    def read(self) -> None:
        """Read the entry's page, or its own words, or put it off."""
        if self._seen.is_known(self._waiting):
            self._seen.settle(self._waiting, Settled.KNOWN)
            self._tell("known already from another feed")
            return
        try:
            found = list(entry_page(self._entry, self._desk.web, self._desk.pages))
        except Unfetched as fault:
            if not self._put_off(fault):
                self._read_words(fault)
            return
        articles = [item for item in found if isinstance(item, Article)]
        trouble = next((item for item in found if isinstance(item, Skipped)), None)
        if not articles:
            why = trouble.why if trouble else "there is no article on the page"
            self._read_words(Unreadable(why, trouble.advice if trouble else ""))
            return
        for article in articles[:-1]:
            take(article, self._desk.ledger, then=self._desk.pages.store)
        unread = self._store(articles[-1], Settled.PAGE)
        if unread is not None and not self._put_off(unread):
            self._read_words(unread)

    def _put_off(self, fault: Unfetched) -> bool:
        """Whether the page is asked for again later."""
        tries = self._waiting.tries + (1 if self._counts else 0)
        most = TRIES if self._entry.markup.strip() else TRIES_WITHOUT_WORDS
        if not fault.passing or tries >= most:
            return False
        self._seen.put_off(self._waiting, self._desk.clock(), tries=tries, wait_until=fault.wait_until)
        self._tell(f"put off: {fault.why} (try {tries} of {most})", fault.advice)
        self._desk.tally.put_off += 1
        return True

    def _read_words(self, fault: Unreadable) -> None:
        """Read the entry's own words, as the page cannot be had."""
        try:
            article = entry_words(self._entry, self._feed)
        except Unreadable:
            self._give_up(fault)
            return
        if self._entry.url is not None:
            self._tell(f"the feed's own words are read, not the page: {fault.why}", fault.advice)
        unread = self._store(article, Settled.ENTRY)
        if unread is not None and not self._put_off(unread):
            self._give_up(unread)

    def _give_up(self, fault: Unreadable) -> None:
        with self._desk.ledger.together():
            self._desk.ledger.skip(fault.skipped(self._name))
            self._seen.settle(self._waiting, Settled.SKIPPED)
        self._tell(f"skipped: {fault.why}", fault.advice)
        self._desk.tally.skipped += 1

    def _store(self, article: Article, settled: Settled) -> Unfetched | None:
        """Read an article into the ledger and settle the entry with it; why that cannot be done. A
        fault of the reader may pass as well: a newer version may have it mended."""

        def then(stored: Article, outcome: Outcome) -> None:
            self._desk.pages.store(stored, outcome)
            self._seen.settle(self._waiting, settled, stored.id)
            self._desk.ledger.clear_skip(self._name)

        step, reading = take(article, self._desk.ledger, then=then)
        if step.skipped is not None:
            self._desk.ledger.skip(step.skipped)
        if step.outcome is None and step.skipped is not None:
            if step.skipped.stage == "ledger":
                raise LedgerError(step.skipped.why, step.skipped.advice)
            return Unfetched(step.skipped.why, step.skipped.advice, passing=True)
        self._tell(_told(step, reading), step.skipped.advice if step.skipped else "")
        self._desk.tally.read += 1
        return None

    def _tell(self, words: str, advice: str = "") -> None:
        self._desk.tell(Event(self._name, words, advice))


def _seen(entry: Entry) -> SeenEntry:
    return SeenEntry(entry=entry_key(entry), version=entry_version(entry), said=entry_said(entry))


def _latest(moment: datetime, other: datetime | None) -> datetime:
    return moment if other is None else max(moment, other)


def _shown(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def _counted(shown: Feed, noted: Noted) -> str:
    entries = "1 entry" if len(shown.entries) == 1 else f"{len(shown.entries)} entries"
    words = f"{entries}, {noted.new} new, {noted.changed} changed"
    return f"{words}; the feed breaks off and is asked for as a whole the next time" if shown.cut else words


def _finds(ledger: Ledger, search: SavedSearch) -> str:
    """What came in for a search since it was told of; empty where nothing did."""
    try:
        query, told = query_of(search.query), int(search.last_seen or ledger.arrivals.mark())
    except (InputError, ValueError):
        return ""
    found = ledger.arrivals.of(query, after=told, limit=0)
    count = f"{found.count} statement{'' if found.count == 1 else 's'}"
    return f"{'' if found.is_all else 'at least '}{count}, /search?{search.query}" if found.count else ""


def _told(step: Step, reading: Reading | None) -> str:
    if step.skipped is not None:
        return f"kept as {step.subject}, but not read: {step.skipped.why}"
    if reading is None:
        return f"{step.outcome}"
    count = len(reading.statements)
    return f"{step.outcome} as {step.subject}, {count} statement{'' if count == 1 else 's'}"
