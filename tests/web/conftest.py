"""What web tests share: a ledger read from the examples, the application in this process, and the real
command served to a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from starlette.testclient import TestClient

import dragoman
from dragoman.web.app import make_app
from dragoman.web.settings import Settings

BROWSER = next((b for b in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if b), None)


@pytest.fixture(scope="session")
def example_ledger(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """The invented articles and two that tell one story, read and linked once; tests that write take
    ``own_ledger``."""
    path = tmp_path_factory.mktemp("web") / "examples.db"
    dragoman.read([examples, Path(__file__).parent / "story"], path).close()
    return path


@pytest.fixture
def own_ledger(example_ledger: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may write to."""
    return Path(shutil.copy(example_ledger, tmp_path / "own.db"))


@pytest.fixture(scope="session")
def client(example_ledger: Path) -> Iterator[TestClient]:
    """The application in this process, asked as a browser asks; for reading."""
    yield from _client(example_ledger)


@pytest.fixture
def writing(own_ledger: Path) -> Iterator[TestClient]:
    """The application over a ledger of the test's own, for writing."""
    yield from _client(own_ledger)


def _client(ledger: Path) -> Iterator[TestClient]:
    app = make_app(Settings(ledger=ledger))
    with TestClient(app, base_url="http://localhost", headers={"Accept": "text/html"}) as client:
        yield client


@pytest.fixture(scope="session")
def served(example_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real ``dragoman serve`` over a copy of the examples."""
    with serving(
        Path(shutil.copy(example_ledger, tmp_path_factory.mktemp("served") / "served.db"))
    ) as address:
        yield address


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], AbstractContextManager[str]]:
    """A real ``dragoman serve`` over any ledger, as a context that gives its address."""
    return serving


@contextmanager
def serving(ledger: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "dragoman", "serve", "--quiet", "--ledger", str(ledger), "--port", port]
    server = subprocess.Popen(command)
    try:
        _await(f"http://127.0.0.1:{port}/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _await(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(900):
        assert server.poll() is None, "the server stopped by itself"
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not answer within 90 seconds")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium; tests are skipped where there is none."""
    if BROWSER is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def screens() -> Path:
    """Where screenshots are kept."""
    folder = Path(os.environ.get("DRAGOMAN_SCREENS", Path(__file__).parents[2] / "out" / "screens"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
