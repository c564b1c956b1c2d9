"""Reading files touches no network: no address is looked up, connected to or sent to.

Importing urllib3 (trafilatura does) binds ``::1`` once to learn whether the machine has IPv6; that
reaches nobody and is let pass.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WATCHED = """
import sys
seen = []
def watch(event, arguments):
    harmless = event == "socket.__new__" or (event == "socket.bind" and arguments[1][:2] == ("::1", 0))
    if event.startswith("socket.") and not harmless:
        seen.append(f"{event}{arguments[1:]}".replace(" ", ""))
sys.addaudithook(watch)
from pathlib import Path
import dragoman
with dragoman.read([Path(sys.argv[1])], Path(sys.argv[2], "quiet.db")) as ledger:
    from dragoman.linking import LinkedLedger
    from dragoman.report import write_report
    write_report(LinkedLedger(ledger), [], Path(sys.argv[2], "quiet.html"))
    count = len(list(ledger.entries()))
print(count, *seen)
"""


def test_reading_and_reporting_touch_no_network(tmp_path: Path) -> None:
    words = [sys.executable, "-c", WATCHED, str(ROOT / "examples"), str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    count, *sockets = done.stdout.split()
    assert int(count) >= 8
    assert sockets == []
