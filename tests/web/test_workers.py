"""Several processes answer at one address, and go when they are told to."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path


def test_workers_answer_and_go(example_ledger: Path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "dragoman", "serve", "--quiet", "--read-only", "--workers", "2"]
    server = subprocess.Popen([*command, "--ledger", str(example_ledger), "--port", port])
    try:
        for _ in range(600):
            assert server.poll() is None
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/people", timeout=30) as answer:
                    assert answer.status == 200
                    break
            except OSError:
                time.sleep(0.1)
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(60) in (0, -signal.SIGINT)
