"""What a watch reads, when it asks again, and what it keeps over interruptions."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from dragoman.acquire.fetch import Web
from dragoman.ledger import Ledger
from dragoman.watching import Event, Watcher
from tests.serving import Site, answer, conditional, in_turn, page, silent
from tests.watch.conftest import QUICK, Desk, article, feed, item, words


def entries(site: Site, *numbers: int, **options: str) -> str:
    return "".join(item(n, site.url(f"/{n}.html"), **options) for n in numbers)


def test_new_entries_are_read_and_old_ones_are_not(site: Site, desk: Desk) -> None:
    site.put("/feed", feed(entries(site, 1)))
    assert desk.once() == [
        f"{site.url('/feed')}: 1 entry, 1 new, 0 changed",
        f"{site.url('/1.html')}: added as 1, 1 statement",
    ]
    site.put("/feed", feed(entries(site, 2, 1)))
    assert desk.once() == [
        f"{site.url('/feed')}: 2 entries, 1 new, 0 changed",
        f"{site.url('/2.html')}: added as 2, 1 statement",
    ]
    assert desk.numbers() == ["1", "2"]


def test_feed_is_asked_conditionally(site: Site, desk: Desk) -> None:
    site.put("/feed", conditional('"v1"', feed(entries(site, 1), ETag='"v1"')))
    desk.once()
    assert desk.once() == [f"{site.url('/feed')}: nothing new: the feed has not changed"]


def test_feed_that_broke_off_is_asked_for_as_a_whole(site: Site, desk: Desk) -> None:
    whole = feed(entries(site, 1, 2), ETag='"v1"')
    cut = answer(f"<rss><channel>{entries(site, 1)}<item><title>No", ETag='"v1"')
    site.put("/feed", in_turn(cut, conditional('"v1"', whole)))
    desk.once(times=2)
    assert {"1", "2"} <= set(desk.numbers())


def test_changed_entry_is_read_again_as_a_version(site: Site, desk: Desk) -> None:
    site.put("/feed", feed(entries(site, 1)))
    desk.once()
    site.page("/1.html", article("1b"))
    site.put("/feed", feed(entries(site, 1, title="Corrected: no ships")))
    desk.once(times=2)
    assert desk.numbers() == ["1", "1b"]
    with Ledger.open(desk.path) as ledger:
        assert sorted(entry.supersedes is None for entry in ledger.entries()) == [False, True]
    site.put("/feed", feed(entries(site, 1)))  # and back to a version that was read
    desk.once()
    assert desk.told("1 entry, 0 new, 0 changed")


def test_changed_entry_with_the_same_page_is_no_new_article(site: Site, desk: Desk) -> None:
    site.put("/1.html", conditional('"p1"', page(article(1), ETag='"p1"')))
    site.put("/feed", feed(entries(site, 1)))
    desk.once()
    site.put("/feed", feed(entries(site, 1, title="Another headline")))
    assert desk.once()[-1] == f"{site.url('/1.html')}: unchanged"
    assert site.requests[-1][1]["If-None-Match"] == '"p1"'
    assert desk.numbers() == ["1"]


def test_tags_and_the_feed_s_own_title_make_no_new_version(site: Site, desk: Desk) -> None:
    site.put("/feed", feed(entries(site, 1)))
    desk.once()
    site.put("/feed", feed(entries(site, 1, more="<category>Ships</category>")))
    assert desk.once() == [f"{site.url('/feed')}: 1 entry, 0 new, 0 changed"]


def test_entry_in_two_feeds_is_read_once(site: Site, desk: Desk) -> None:
    both = [site.put(path, feed(entries(site, 1))) for path in ("/world", "/home")]
    desk.once(*both, times=2)
    assert desk.numbers() == ["1"]
    assert site.asked.count("/1.html") == 1


def test_feed_given_twice_is_asked_once(site: Site, desk: Desk) -> None:
    url = site.put("/feed", feed(entries(site, 1)))
    desk.once(url, url)
    assert site.asked.count("/feed") == 1


def test_entry_without_a_page_is_read_in_its_own_words(site: Site, desk: Desk) -> None:
    site.put("/feed", feed(item(3, None, body=words(3)), item(4, None, id=None, body=words(4))))
    desk.once(times=2)
    assert desk.numbers() == ["3", "4"]


def test_page_gets_what_only_the_feed_knows(site: Site, desk: Desk) -> None:
    site.put("/feed", feed(entries(site, 1, more="<pubDate>Mon, 03 Mar 2031 10:00:00 GMT</pubDate>")))
    desk.once()
    with Ledger.open(desk.path) as ledger:
        (entry,) = ledger.entries()
    assert entry.reading.article.given.url == site.url("/1.html")
    assert entry.reading.article.given.published == "Mon, 03 Mar 2031 10:00:00 GMT"


def test_forgotten_article_is_not_read_again(site: Site, desk: Desk) -> None:
    site.put("/feed", feed(entries(site, 1)))
    desk.once()
    with Ledger.open(desk.path) as ledger:
        ledger.forget("1")
    site.put("/feed", feed(entries(site, 1, title="Again")))
    assert desk.once()[-1] == f"{site.url('/1.html')}: forgotten"
    assert desk.numbers() == []


def test_settled_entries_leave_no_words_behind(site: Site, desk: Desk) -> None:
    site.put("/feed", feed(item(1, site.url("/1.html"), body="Halcyon days in Karsk")))
    desk.once()
    with Ledger.open(desk.path) as ledger:
        ledger.forget("1")
    assert b"Halcyon" not in desk.path.read_bytes()


class Interrupted(BaseException):
    """Stands for Ctrl-C, SIGTERM, or a power cut."""


@pytest.mark.parametrize("moment", range(6))
def test_interruption_loses_and_repeats_nothing(site: Site, desk: Desk, moment: int) -> None:
    site.put(
        "/feed", conditional('"v1"', feed(entries(site, 1, 2), item(3, None, body=words(3)), ETag='"v1"'))
    )
    left = iter(range(moment))

    def tell(_event: Event) -> None:
        if next(left, None) is None:
            raise Interrupted

    with Ledger.open(desk.path) as ledger:
        watcher = Watcher([site.url("/feed")], ledger, Web(allow_private=True, manners=QUICK), tell=tell)
        if moment < 4:
            with pytest.raises(Interrupted):
                watcher.once()
    desk.once(times=2)
    assert desk.numbers() == ["1", "2", "3"]
    assert (site.asked.count("/1.html"), site.asked.count("/2.html")) == (1, 1)


class Over(BaseException):
    """Enough of a run that has no end."""


def run_until(site: Site, desk: Desk, hours: float) -> list[float]:
    """Let a watch run on a clock of its own; at which minute it asked for its feed."""
    start = now = datetime.now(UTC)
    asked: list[float] = []

    def sleep(seconds: float) -> None:
        nonlocal now
        now += timedelta(seconds=seconds)
        if now - start > timedelta(hours=hours):
            raise Over

    def tell(event: Event) -> None:
        if event.subject.endswith("/feed"):
            asked.append(round((now - start).total_seconds() / 60, 1))

    with Ledger.open(desk.path) as ledger:
        web = Web(allow_private=True, manners=QUICK)
        every = timedelta(minutes=15)
        watcher = Watcher(
            [site.url("/feed")], ledger, web, tell=tell, every=every, clock=lambda: now, sleep=sleep
        )
        with pytest.raises(Over):
            watcher.run()
    return asked


def test_feed_is_asked_again_and_again(site: Site, desk: Desk) -> None:
    site.put("/feed", feed(entries(site, 1)))
    assert run_until(site, desk, 1.1) == [0, 15, 30, 45, 60]


def test_pauses_grow_while_a_feed_fails_and_shrink_when_it_is_back(site: Site, desk: Desk) -> None:
    site.put("/feed", in_turn(*[answer("", 500)] * 4, feed(entries(site, 1))))
    assert run_until(site, desk, 8) == [0, 30, 90, 210, 450, 465, 480]


def test_failing_feed_is_asked_once_a_day_at_least(site: Site, desk: Desk) -> None:
    site.put("/feed", answer("", 500))
    minutes = run_until(site, desk, 24 * 6)
    assert max(later - earlier for earlier, later in pairwise(minutes)) == 24 * 60


def test_restart_does_not_ask_too_early(site: Site, desk: Desk) -> None:
    site.put("/feed", feed(entries(site, 1)))
    desk.once()
    assert run_until(site, desk, 0.5) == [pytest.approx(15, abs=0.2), pytest.approx(30, abs=0.2)]


def test_page_is_asked_for_again_with_growing_pauses(site: Site, desk: Desk) -> None:
    site.put("/feed", feed(entries(site, 1)))
    site.put("/1.html", in_turn(answer("", 503), answer("", 503), page(article(1))))
    run_until(site, desk, 1)
    assert site.asked == ["/feed", "/1.html", "/feed", "/1.html", "/feed", "/feed", "/1.html", "/feed"]
    assert desk.numbers() == ["1"]


# --- the command ---------------------------------------------------------------------------------


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "dragoman", *words]


def test_command_reads_once_and_tells(site: Site, desk: Desk) -> None:
    site.put("/feed", feed(entries(site, 1)))
    words = command("watch", site.url("/feed"), "--once", "--allow-private", "--ledger", str(desk.path))
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "1 entry, 1 new, 0 changed" in done.stderr
    assert done.stderr.endswith("feeds: 1 answered, 0 did not; entries: 1 read, 0 put off, 0 skipped\n")
    assert desk.numbers() == ["1"]


def test_command_refuses_private_addresses(site: Site, desk: Desk) -> None:
    words = command("watch", site.url("/feed"), "--once", "--ledger", str(desk.path))
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 1
    assert "is in a private network" in done.stderr
    assert "try: if you trust it, give this address itself, with --allow-private" in done.stderr
    assert site.requests == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_command_ends_at_once_when_told_to(site: Site, desk: Desk, number: signal.Signals) -> None:
    site.put("/robots.txt", silent(9.0))
    words = command("watch", site.url("/feed"), "--allow-private", "--ledger", str(desk.path))
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env={**os.environ})
    while not site.requests and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(number)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 0, said
    assert "stopped: what waits is read at the next start" in said
    site.put("/robots.txt", answer("", 404))
    site.put("/feed", feed(entries(site, 1)))
    desk.once()
    assert desk.numbers() == ["1"]
