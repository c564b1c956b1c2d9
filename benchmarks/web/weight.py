"""How much a first page costs a reader: bytes over the wire, and the time until it can be used on a slow
processor, in a real browser. Beside the time, that of an empty page in the same run."""

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

from benchmarks.web.serve import serving

SLOWER = 4
"""By how much the processor is throttled, as for a middling phone."""

MOST_BYTES = 150_000
MOST_SECONDS = 1.0

_USABLE = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd / 1000"


def measure(file: Path) -> int:
    """Print weight and time of the first page and of a search; 1 where they are over what they may be."""
    with sync_playwright() as playwright, serving(file) as address:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        with _empty() as nothing:
            _, reference = _load(browser, nothing)
        print(f"an empty page: usable in {reference:.2f} s on a processor {SLOWER} times as slow")
        worst = 0
        for path in ("/", "/search?q=strait"):
            size, seconds = _load(browser, address + path)
            print(f"{path}: {size / 1000:.0f} kB transferred, usable in {seconds:.2f} s")
            worst |= size > MOST_BYTES or seconds > MOST_SECONDS
        browser.close()
    return int(worst)


def _load(browser: Browser, address: str) -> tuple[int, float]:
    """Bytes over the wire and seconds until the page can be used, with nothing kept from before."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    seconds = float(page.evaluate(_USABLE))
    context.close()
    return round(sum(sizes)), seconds


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
