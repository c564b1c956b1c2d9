"""How much of an article's own words is kept of pages in many shapes of markup, beside trafilatura.

Each page is ``html/NAME.html`` with its article's words in ``html/NAME.body.txt``. The figure is F1
over shingles of four words, as in the public benchmark of article extraction.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import trafilatura

from dragoman.acquire import acquire
from dragoman.clean import body
from dragoman.model import Article

PAGES = Path(__file__).parent / "html"
_WORD = re.compile(r"\w+")
_SHINGLE = 4  # words


@dataclass(frozen=True, slots=True)
class Shape:
    """One page's two figures."""

    name: str
    ours: float
    theirs: float


def shingle_f1(true: str, found: str) -> float:
    """F1 of the four-word shingles of two texts; 1 where both are empty."""
    a, b = _shingles(true), _shingles(found)
    hits = (a & b).total()
    return 2 * hits / (a.total() + b.total()) if a or b else 1.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    count = max(1, len(words) - _SHINGLE + 1) if words else 0
    return Counter(tuple(words[i : i + _SHINGLE]) for i in range(count))


def compare(folder: Path = PAGES) -> Iterator[Shape]:
    """Both figures of each page, in the order of their names."""
    for page in sorted(folder.glob("*.html")):
        true = page.with_suffix(".body.txt").read_text("utf-8")
        article = next(iter(acquire([page])))
        ours = body(article) if isinstance(article, Article) else ""
        theirs = trafilatura.extract(page.read_bytes(), favor_precision=True, include_comments=False) or ""
        plain = trafilatura.extract(page.read_bytes(), include_comments=False) or ""
        best = max(shingle_f1(true, theirs), shingle_f1(true, plain))
        yield Shape(page.stem, shingle_f1(true, ours), best)
