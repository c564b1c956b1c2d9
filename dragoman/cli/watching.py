"""``dragoman watch``: feeds in, a ledger kept current."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from dragoman.cli.group import EXIT_ERROR, EXIT_SOME_SKIPPED
from dragoman.cli.options import ledger_option, private_option, quiet_option
from dragoman.cli.output import say
from dragoman.cli.stepping import step_back

if TYPE_CHECKING:
    from dragoman.watching import Event, Tally


@click.command("watch", short_help="Read what feeds bring, again and again.")
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@ledger_option
@click.option("--once", is_flag=True, help="Ask each feed once, read what is new, and end.")
@click.option(
    "--every",
    type=click.FloatRange(min=0, min_open=True),
    default=15,
    show_default=True,
    metavar="MINUTES",
    help="How long to wait between two requests for one feed.",
)
@private_option
@quiet_option
@click.pass_context
def watch_command(
    context: click.Context,
    feeds: tuple[str, ...],
    ledger: Path,
    once: bool,
    every: float,
    allow_private: bool,
    quiet: bool,
) -> None:
    """Keep a ledger current from RSS and Atom feeds.

    FEED is a web address, or an OPML file that lists feeds. The pages of new and changed entries are
    read; where a page cannot be had, the words that the feed carries. What was seen is kept in the
    ledger, so stop and start as you like: nothing is lost, and nothing is read twice. Ctrl-C or
    SIGTERM ends it.
    """
    from dragoman.acquire.fetch import Web
    from dragoman.acquire.fetch.lists import listed_feeds
    from dragoman.ledger import Ledger
    from dragoman.watching import Watcher

    addresses = listed_feeds(feeds)
    step_back()
    with Ledger.open(ledger) as opened, _terminable():
        web = Web(allow_private=allow_private)
        tell = _nothing if quiet else _say
        watcher = Watcher(addresses, opened, web, tell=tell, every=timedelta(minutes=every))
        try:
            if once:
                watcher.once()
            else:
                watcher.run()
        except KeyboardInterrupt:
            if once:
                raise
            say("stopped: what waits is read at the next start", quiet=quiet)
        say(_summary(watcher.tally), quiet=quiet)
    if once:
        context.exit(_exit_code(watcher.tally))


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends the work as Ctrl-C does: at once, with what was begun undone and what was done kept."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _say(event: Event) -> None:
    say(f"{datetime.now():%H:%M:%S} {event.subject}: {event.words}")
    if event.advice:
        say(f"  try: {event.advice}")


def _nothing(_event: Event) -> None:
    """What is said where nothing is to be said."""


def _summary(tally: Tally) -> str:
    feeds = f"feeds: {tally.answered} answered, {tally.failed} did not"
    return f"{feeds}; entries: {tally.read} read, {tally.put_off} put off, {tally.skipped} skipped"


def _exit_code(tally: Tally) -> int:
    """What the shell is told of one round: all went well, some did not, or no feed answered."""
    if tally.failed and not tally.answered:
        return EXIT_ERROR
    return EXIT_SOME_SKIPPED if tally.failed or tally.put_off or tally.skipped else 0
