"""Run a program from a small process and print, as JSON, its wall seconds, processor seconds and largest
resident memory in MiB.

Linux counts for a new process what its parent held when it was started, so a program that a large process
starts seems as large as that. This file is started in between, and imports next to nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time


def main(words: list[str]) -> int:
    """Run the program, its output thrown away; its exit status, 1 where a signal ended it."""
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    print(json.dumps([seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
    return process.returncode if process.returncode >= 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
