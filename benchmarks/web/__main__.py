"""Measure how quick a large ledger is to browse.

    python -m benchmarks.web build --statements 1000000 FILE
    python -m benchmarks.web queries FILE
    python -m benchmarks.web pages FILE
    python -m benchmarks.web serve FILE
    python -m benchmarks.web weight FILE

``build`` makes a ledger of invented articles. ``queries`` asks every list of ``ledger.browse`` many times,
with people, outlets, stories and words from all over the ledger, and prints the median, the 95th percentile
and the longest time in milliseconds of the process's own time, and beside it that of a fixed sum, which tells
how busy the machine is.
``pages`` asks for every page, in this process, and prints the milliseconds of processor time that each takes.
``serve`` asks a running server for pages, 20 readers with a page a second each, while articles are read in.
``weight`` opens a page of each kind in a browser with a throttled processor.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.web import pages, queries, serve, weight
from benchmarks.web.build import build, decide
from dragoman.errors import DragomanError


def main(words: Sequence[str] | None = None) -> int:
    """Run one part; 2 where that was not possible, 1 where a query is slower than it may be."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web", description="Browse a large ledger.")
    parts = parser.add_subparsers(dest="part", required=True)
    made = parts.add_parser("build", help="make a large ledger of invented articles")
    made.add_argument("--statements", type=int, default=100_000)
    made.add_argument("--seed", type=int, default=1)
    asked = parts.add_parser("queries", help="time every list")
    asked.add_argument("--times", type=int, default=40)
    paged = parts.add_parser("pages", help="processor time of every page")
    paged.add_argument("--times", type=int, default=2)
    paged.add_argument("--only", nargs="*", default=[], help="names of pages")
    served = parts.add_parser("serve", help="read pages from a running server while articles are read in")
    served.add_argument("--readers", type=int, default=20)
    served.add_argument("--seconds", type=int, default=120)
    served.add_argument("--workers", type=int, default=1, help="processes of the server")
    weighed = parts.add_parser("weight", help="bytes and time of each page in a browser")
    for part in (made, asked, paged, served, weighed):
        part.add_argument("file", type=Path)
    options = parser.parse_args(words)
    try:
        if options.part == "build":
            return _build(options.file, options.statements, options.seed)
        if options.part == "queries":
            return queries.measure(options.file, options.times)
        if options.part == "pages":
            return pages.measure(options.file, options.times, options.only)
        if options.part == "weight":
            return weight.measure(options.file)
        return serve.measure(options.file, options.readers, options.seconds, options.workers)
    except (DragomanError, OSError) as error:
        print(f"web: {error}", file=sys.stderr)
        return 2


def _build(file: Path, statements: int, seed: int) -> int:
    if file.exists():
        print(f"web: {file} is there already; name another file", file=sys.stderr)
        return 2
    started = time.process_time()
    build(file, statements, seed)
    decide(file, seed)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        f"{statements:,} statements in {time.process_time() - started:.0f} s of processor time, "
        f"{used.ru_maxrss / 1024:.0f} MiB of memory, {file.stat().st_size >> 20} MiB of file"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
