"""Reading files touches no network: no socket is so much as made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WATCHED = """
import sys
seen = []
sys.addaudithook(lambda event, _: event.startswith("socket.") and seen.append(event))
from pathlib import Path
import dragoman
with dragoman.read([Path(sys.argv[1])], Path(sys.argv[2], "quiet.db")) as ledger:
    entries = list(ledger.entries())
from dragoman.report import write_report
write_report(entries, [], Path(sys.argv[2], "quiet.html"))
print(len(entries), *seen)
"""


def test_reading_and_reporting_open_no_socket(tmp_path: Path) -> None:
    words = [sys.executable, "-c", WATCHED, str(ROOT / "examples"), str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    count, *sockets = done.stdout.split()
    assert int(count) >= 8
    assert sockets == []
