"""Readers at a running server, each with a page a second, while articles are read in.

The server is the real ``dragoman serve``, the writer the real ``dragoman read`` over invented articles, and
the readers are threads that each keep one connection. A second with a slow page is not made up for: the
next one is asked for a second after the last was begun, or at once. Beside it, where ``datasette`` is on the
PATH, the same readers at Datasette's pages for tables and search over the same file. All of it stays on this
machine, and ends with the time.
"""

from __future__ import annotations

import http.client
import random
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote, urlencode

from benchmarks.quality.command import EXECUTABLE
from benchmarks.web.addresses import FILES, WORDS, Addresses, addresses
from benchmarks.web.asking import Asking
from benchmarks.web.invented import World
from benchmarks.web.pages import print_yardstick
from dragoman.ledger import Ledger

LIMIT = 100.0
"""Milliseconds in which 19 of 20 pages must be there."""

_WAIT = 60.0  # seconds until a server must answer
_READY = 10.0  # seconds in which a server makes ready what its pages would wait for
_READ_AT_ONCE = 20  # articles in a call of the writer

Times = dict[str, list[float]]


def measure(file: Path, readers: int, seconds: int, workers: int = 1) -> int:
    """Run both servers in turn and print a line for each page; 1 where ours is too slow or failed."""
    with Asking(file) as asking, Ledger.open(file, readonly=True) as ledger:
        pages, before = addresses(asking, ledger), ledger.browse.totals().articles
    del pages[FILES]  # nobody leafs through files
    print_yardstick()
    port = _free_port()
    command = [str(EXECUTABLE), "serve", "--ledger", str(file), "--port", str(port), "--quiet"]
    command += ["--workers", str(workers)]
    with _running(command, port, "/"):
        time.sleep(_READY)
        with _writing(file):
            spent, failed = _read(port, pages, readers, seconds)
    print_yardstick()
    told = f"{readers} readers, {seconds} s, {_articles(file) - before} articles read in"
    print(f"dragoman serve --workers {workers}, {told}")
    slow = _show(spent, failed)
    datasette = shutil.which("datasette")
    if datasette is None:
        print("datasette is not on the PATH: nothing to compare with")
    else:
        _beside(datasette, file, readers, seconds)
    return 1 if slow or failed else 0


def _beside(datasette: str, file: Path, readers: int, seconds: int) -> None:
    port, name, before = _free_port(), quote(file.stem), _articles(file)
    limits = ["--setting", "sql_time_limit_ms", "10000", "--setting", "facet_time_limit_ms", "200"]
    pages = {
        "table": [f"/{name}/{table}?_size=50" for table in ("statement", "utterance", "person", "reading")],
        "search": [
            f"/{name}/statement_words?{urlencode({'_search': words, '_size': 20})}" for words in WORDS
        ],
    }
    command = [datasette, "serve", str(file), "--port", str(port), *limits]
    with _running(command, port, "/-/versions.json"), _writing(file):
        spent, failed = _read(port, pages, readers, seconds)
    print(f"datasette, {readers} readers, {seconds} s, {_articles(file) - before} articles read in")
    _show(spent, failed)


def _read(port: int, pages: Addresses, readers: int, seconds: int) -> tuple[Times, dict[str, int]]:
    """What each page took in milliseconds, and how many answers were no page."""
    spent: Times = defaultdict(list)
    failed: dict[str, int] = defaultdict(int)
    lock, end = threading.Lock(), time.monotonic() + seconds

    def reader(seed: int) -> None:
        chance = random.Random(seed)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        due = time.monotonic() + chance.random()
        while due < end:
            time.sleep(max(0.0, due - time.monotonic()))
            name = chance.choice(list(pages))
            started = time.perf_counter()
            fine = _ask(connection, chance.choice(pages[name]))
            took = (time.perf_counter() - started) * 1000
            with lock:
                spent[name].append(took)
                failed[name] += not fine
            due = max(due + 1, time.monotonic())
        connection.close()

    _all_at_once([lambda seed=seed: reader(seed) for seed in range(readers)])  # type: ignore[misc]
    return spent, {name: count for name, count in failed.items() if count}


def _ask(connection: http.client.HTTPConnection, address: str) -> bool:
    try:
        connection.request("GET", address, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        connection.close()
        return False
    return answer.status == 200


def _all_at_once(calls: Sequence[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _show(spent: Times, failed: dict[str, int]) -> bool:
    """Print a line for each page; whether any is slower than it may be."""
    print(f"{'':14}{'pages':>7}{'p50':>9}{'p95':>9}{'max':>9}   milliseconds")
    slow = False
    for name, times in [*spent.items(), ("all", [one for several in spent.values() for one in several])]:
        ordered = sorted(times) or [0.0]
        p95 = quantiles([*ordered, ordered[-1]], n=20, method="inclusive")[-1]
        slow = slow or p95 > LIMIT
        mark = (f"  {failed[name]} failed" if name in failed else "") + ("  slow" if p95 > LIMIT else "")
        print(f"{name:14}{len(times):7}{ordered[len(ordered) // 2]:9.1f}{p95:9.1f}{ordered[-1]:9.1f}{mark}")
    return slow


@contextmanager
def _running(command: list[str], port: int, path: str) -> Iterator[None]:
    """A server until the block ends."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + _WAIT
        while not _ask(http.client.HTTPConnection("127.0.0.1", port, timeout=5), path):
            if process.poll() is not None or time.monotonic() > deadline:
                raise OSError(f"{command[0]} does not answer on port {port}")
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def serving(file: Path) -> Iterator[str]:
    """``dragoman serve`` until the block ends; its address."""
    port = _free_port()
    command = [str(EXECUTABLE), "serve", "--quiet", "--ledger", str(file), "--port", str(port)]
    with _running(command, port, "/"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _writing(file: Path) -> Iterator[None]:
    """Articles are read into the ledger until the block ends."""
    stop = threading.Event()

    def write(folder: Path) -> None:
        pages = World(1_000_000, seed=time.time_ns()).pages()
        while not stop.is_set():
            for old in folder.iterdir():
                old.unlink()
            names = [f"new-{time.time_ns()}-{n}.txt" for n in range(_READ_AT_ONCE)]
            for name, page in zip(names, pages, strict=False):
                (folder / name).write_text(page.text, "utf-8")
            command = [str(EXECUTABLE), "read", str(folder), "--ledger", str(file), "--quiet"]
            with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as reading:
                while reading.poll() is None and not stop.wait(0.1):
                    pass
                if reading.poll() is None:
                    reading.terminate()

    with tempfile.TemporaryDirectory() as folder:
        thread = threading.Thread(target=write, args=(Path(folder),))
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()


def _articles(file: Path) -> int:
    with Ledger.open(file, readonly=True) as ledger:
        return ledger.browse.totals().articles


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
