"""How much each page costs a reader who comes with nothing kept from before: bytes over the wire, and the
time until it can be used on a slow processor, in a real browser. Beside the time, how long the server took,
and that of an empty page in the same run."""

from __future__ import annotations

import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from benchmarks.web.addresses import addresses
from benchmarks.web.asking import Asking
from benchmarks.web.serve import serving
from dragoman.ledger import Ledger
from dragoman.web.pages import PAGES

SLOWER = 4
"""By how much the processor is throttled, as for a middling phone."""

MOST_BYTES = 150_000
MOST_SECONDS = 1.0

_TOLD = """(() => {
    const told = performance.getEntriesByType('navigation')[0];
    return [told.responseStart - told.requestStart, told.domContentLoadedEventEnd].map(one => one / 1000);
})()"""


def measure(file: Path) -> int:
    """Print a line for each page; 1 where one is over what it may be."""
    with Asking(file) as asking, Ledger.open(file, readonly=True) as ledger:
        found = addresses(asking, ledger)
    chosen = {page.name: found[page.name][0] for page in PAGES}
    worst = 0
    with sync_playwright() as playwright, serving(file) as site:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        print(f"{'':14}{'kB':>8}{'server':>9}{'usable':>9}   seconds, on a processor {SLOWER} times as slow")
        with _empty() as nothing:
            _show("(empty)", *_load(browser, nothing))
        for name, path in chosen.items():
            _load(browser, site + path)  # the server's own memory is warm, the reader's is not
            worst |= _show(name, *_load(browser, site + path))
        browser.close()
    return worst


def _show(name: str, size: int, server: float, usable: float) -> bool:
    over = size > MOST_BYTES or usable > MOST_SECONDS
    mark = "  over" if over else ""
    print(f"{name:14}{size / 1000:8.0f}{server:9.2f}{usable:9.2f}{mark}", flush=True)
    return over


def _load(browser: Browser, address: str) -> tuple[int, float, float]:
    """Bytes over the wire, and seconds of the server and until the page can be used, with nothing kept."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="load")
    page.wait_for_load_state("networkidle")
    server, usable = page.evaluate(_TOLD)
    context.close()
    return round(sum(sizes)), float(server), float(usable)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Says nothing of what it is asked for."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def _empty() -> Iterator[str]:
    """The address of a page with nothing on it."""
    with TemporaryDirectory() as folder:
        Path(folder, "index.html").write_text("<!doctype html><title>.</title>")
        handler = partial(_Quiet, directory=folder)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_address[1]}/"
            server.shutdown()
