"""``python -m benchmarks.pages.speed [FILE.jsonl[.gz]]``: processor time that a median page costs.

FILE holds rows with ``text``, as the benchmark of plain-text scrapes does; without one the invented
pages are read. Beside ``dragoman.clean`` two peers read each page in the same turn, so that a busy
machine slows all alike: a count of its words, and trafilatura, which gets every line as a paragraph.
It measures and never judges.
"""

from __future__ import annotations

import gzip
import html
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from trafilatura import extract

from dragoman.clean import clean
from dragoman.model import Article

FACTS = Path(__file__).parent / "facts"
TURNS = 3
_WORD = re.compile(r"\w+")


def main(words: Sequence[str]) -> int:
    """Measure and print."""
    texts = of_file(Path(words[0])) if words else [p.read_text("utf-8") for p in sorted(FACTS.glob("*.txt"))]
    counted, ours, theirs = medians(texts)
    words_each = median(len(t.split()) for t in texts)
    print(f"{len(texts)} pages, median {words_each:,.0f} words; best of {TURNS} turns")
    print(f"  counting the words  {counted * 1000:7.2f} ms")
    print(f"  dragoman.clean      {ours * 1000:7.2f} ms   {ours / counted:6.1f} times the count")
    print(f"  trafilatura         {theirs * 1000:7.2f} ms   {theirs / counted:6.1f} times the count")
    return 0


def of_file(path: Path) -> list[str]:
    """The texts of a file of rows."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(row)["text"] for row in raw.splitlines() if row.strip()]


def medians(texts: Sequence[str]) -> list[float]:
    """Seconds of processor time for the median page: the count, dragoman, trafilatura."""
    readers: tuple[Callable[[str], object], ...] = (_count, _clean, _extract)
    best = [[float("inf")] * len(texts) for _ in readers]
    for read in readers:
        read(texts[0])
    for _ in range(TURNS):
        for number, text in enumerate(texts):
            for read, kept in zip(readers, best, strict=True):
                kept[number] = min(kept[number], _seconds(read, text))
    return [median(kept) for kept in best]


def _seconds(read: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start


def _count(text: str) -> object:
    return Counter(_WORD.findall(text.casefold()))


def _clean(text: str) -> object:
    raw = text.encode("utf-8", "surrogatepass")
    return clean(
        Article(
            id="page",
            doc="page",
            raw=raw,
            text=text,
            media_type="text/plain",
            charset="utf-8",
            path="page.txt",
            retrieved=datetime.now(UTC),
        )
    )


def _extract(text: str) -> object:
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return extract(f"<html><body>{lines}</body></html>", fast=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
