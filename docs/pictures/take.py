"""Take the pictures of the documents from the examples, in a real browser.

    python docs/pictures/take.py

Reads the examples into a ledger of its own, serves it, and writes a picture of each page named below. Needs
Chromium and the development packages.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
PORT = 8399
WIDE, HIGH = 1200, 860
PAGES = {
    "start": "/",
    "person": "/person/Ilan%20Dravek",
    "utterance": "/search?q=fog",  # from there to the first that several outlets carried
    "article": "/article/courier-talks",
    "check": "/check?words=two+ferries+in+the+fog",
}


def main() -> None:
    """Take them all."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "examples.db"
        run = [sys.executable, "-m", "dragoman"]
        examples = HERE.parents[1] / "examples"
        subprocess.run([*run, "read", examples, "--ledger", ledger, "--quiet"], check=True)
        server = subprocess.Popen([*run, "serve", "--quiet", "--ledger", ledger, "--port", str(PORT)])
        try:
            _await(f"http://127.0.0.1:{PORT}/")
            _take(f"http://127.0.0.1:{PORT}")
        finally:
            server.terminate()
            server.wait(10)


def _await(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not answer within 30 seconds")


def _take(base: str) -> None:
    with sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDE, "height": HIGH}, color_scheme="light")
        for name, address in PAGES.items():
            page.goto(base + address, wait_until="networkidle")
            if name == "utterance":
                page.locator(".meta a[href^='/utterance/']", has_text="outlets").first.click()
                page.wait_for_load_state("networkidle")
            page.screenshot(path=HERE / f"{name}.png")
            print(HERE / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
