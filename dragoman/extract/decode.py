"""From a network's scores to attributions: which cues stand where, and which words belong to each.

A cue begins where the two "begin" tags together pass a threshold, and goes on while the "inside" tags do.
Every word of the window is then given, for that cue, to the source, the content or neither. Runs of words
are held against what a border costs: a run whose scores hardly speak for it takes the label of its
neighbours, which closes gaps and drops strays at once. Words and marks are decided on, never word pieces.
No text is looked at here; what punctuation demands of edges is done by ``edges``.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from dragoman.encoder.pieces import Ints, Pieces, Window
from dragoman.model import Span, Spans

Floats = npt.NDArray[np.float32]

NEITHER, SOURCE, CONTENT = 0, 1, 2
_OUTSIDE = 3  # what stands beside the first and the last word of a window
_LONGEST_CUE = 12  # words
_LEAST, _MOST = 1e-4, 1 - 1e-4  # what a probability is taken for where its log-odds are asked
_NEVER = -30.0  # the log-probability of a role that is ruled out


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen on development data: the least probability with which a cue begins and goes on, what an
    edge of a source and of a content costs (in log-odds of words), which share two contents may have in
    common, how sure a finding must be at least, all in all (one with words in quotation marks apart), and
    how sure the cue of a nested one."""

    begins: float = 0.15
    goes_on: float = 0.5
    source_edge: float = 0.0
    content_edge: float = 0.5
    common: float = 0.6
    least: float = 0.3
    least_quoted: float = 0.18
    nested: float = 0.3

    @property
    def borders(self) -> tuple[tuple[float, ...], ...]:
        """What it costs that a word with one role stands beside one with another, or at a window's end."""
        source, content = self.source_edge, self.content_edge
        return (
            (0.0, source, content, 0.0),
            (source, 0.0, content, 0.0),
            (content, content, 0.0, 0.0),
        )


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window, end marks cut off; shapes (t, 5), (t, 2k), (t, 2k), (t, 2)."""

    tags: Floats
    cue_side: Floats
    word_side: Floats
    alone: Floats


@dataclass(frozen=True, slots=True)
class Found:
    """One decoded attribution with the probability of its cue and the mean ones of its spans."""

    cue: Spans
    source: Spans
    content: Spans
    nested: bool
    sure_cue: float
    sure_source: float
    sure_content: float


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a window: the ``first`` piece of each (counted in the window) and the ``count`` of its
    pieces, where it starts and ends in the text, and whether it is a paragraph mark; ``breaks`` are the
    numbers of those that are."""

    first: Ints
    count: Ints
    starts: Ints
    ends: Ints
    marks: npt.NDArray[np.bool_]
    breaks: list[int]

    def span(self, first: int, end: int) -> Span:
        """From the first word's start to the end of the last one before ``end``."""
        return Span(int(self.starts[first]), int(self.ends[end - 1]))


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue: words ``first`` up to ``end``, whether it is nested, its probability."""

    first: int
    end: int
    nested: bool
    sure: float


def decode(
    pieces: Pieces,
    windows: Sequence[Window],
    scores: Iterator[Scores] | Sequence[Scores],
    distance: Floats,
    settings: Settings,
) -> list[Found]:
    """All attributions, in the order of their cues. ``distance`` has shape (2 * buckets + 1, 2)."""
    found: list[Found] = []
    for window, score in zip(windows, scores, strict=True):
        words = _words(pieces, window)
        cues = list(_cues(words, window, score, settings))
        if cues:
            shares = _shares(score, words, [int(words.first[c.first]) for c in cues], distance)
            read = [_read(words, cue, shares[i], settings) for i, cue in enumerate(cues)]
            found += _without_twins([f for f in read if f is not None], settings.common)
    return found


def _words(pieces: Pieces, window: Window) -> _Words:
    numbers = pieces.words[window.start : window.end]
    first = np.flatnonzero(np.diff(numbers, prepend=-2))
    count = np.diff(first, append=len(numbers))
    starts = pieces.starts[window.start : window.end][first]
    ends = pieces.ends[window.start : window.end][first + count - 1]
    marks = numbers[first] < 0
    return _Words(first, count, starts, ends, marks, np.flatnonzero(marks).tolist())


def _cues(words: _Words, window: Window, score: Scores, settings: Settings) -> Iterator[_Cue]:
    """Every cue that begins in the window's core, one behind the other, without overlap."""
    tags = _softmax(score.tags[words.first])
    begins = tags[:, 1] + tags[:, 3]
    core = (words.first >= window.core_start - window.start) & (words.first < window.core_end - window.start)
    goes_on = (tags[:, 2] + tags[:, 4] >= settings.goes_on) & ~words.marks
    taken = 0
    for place in np.flatnonzero((begins >= settings.begins) & core & ~words.marks).tolist():
        if place < taken:
            continue
        end = place + 1
        while end < len(goes_on) and end - place < _LONGEST_CUE and goes_on[end]:
            end += 1
        taken = end
        yield _Cue(place, end, bool(tags[place, 3] > tags[place, 1]), float(begins[place]))


def _shares(score: Scores, words: _Words, places: Sequence[int], distance: Floats) -> Floats:
    """Log-probabilities (cues, words, 3) of no part, source and content for the cues at ``places``."""
    count, width = len(score.tags), score.cue_side.shape[1] // 2
    heads = score.cue_side[places].reshape(-1, 2, width).transpose(1, 0, 2)
    tails = score.word_side.reshape(count, 2, width).transpose(1, 2, 0)
    buckets = len(distance) // 2
    steps = np.clip(np.arange(count)[None, :] - np.asarray(places)[:, None], -buckets, buckets) + buckets
    ties = np.zeros((len(places), count, 3), dtype=np.float32)
    ties[..., 1:] = (heads @ tails / np.sqrt(width)).transpose(1, 2, 0) + score.alone + distance[steps]
    ties -= np.log(np.exp(ties - ties.max(axis=-1, keepdims=True)).sum(axis=-1, keepdims=True)) + ties.max(
        axis=-1, keepdims=True
    )
    return np.asarray(np.add.reduceat(ties, words.first, axis=1) / words.count[:, None], dtype=np.float32)


def _read(words: _Words, cue: _Cue, shares: Floats, settings: Settings) -> Found | None:
    """The attribution of one cue; ``None`` where it has no content."""
    bare = shares[cue.first].argmax() == CONTENT  # no words report it: the anchor is the content itself
    if not bare:
        shares[cue.first : cue.end] = (0.0, _NEVER, _NEVER)
    runs = _smoothed(shares, settings.borders)
    contents = [r for r in runs if r.label == CONTENT]
    if not contents:
        return None
    sources = sorted((r for r in runs if r.label == SOURCE), key=_Run.worth, reverse=True)[:1]
    return Found(
        cue=() if bare else (words.span(cue.first, cue.end),),
        source=tuple(s for run in sources for s in _spans(words, run)),
        content=tuple(s for run in contents for s in _spans(words, run)),
        nested=cue.nested,
        sure_cue=cue.sure,
        sure_source=_sure(sources) if sources else float(np.exp(shares[:, NEITHER].min())),
        sure_content=_sure(contents),
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """Words ``first`` up to ``end`` with one label; ``sums`` are their log-probabilities of each role."""

    first: int
    end: int
    label: int
    sums: tuple[float, float, float]

    def worth(self) -> float:
        """How much the words speak for the label and against no part. A sum would favour long
        runs, a mean short ones."""
        return (self.sums[self.label] - self.sums[NEITHER]) / math.sqrt(self.end - self.first)


def _smoothed(shares: Floats, borders: Sequence[Sequence[float]]) -> list[_Run]:
    """Runs of the best labels; the one that is least worth its borders is given up, as long as one is."""
    labels = shares.argmax(axis=1)
    starts = np.flatnonzero(np.diff(labels, prepend=-1))
    sums = np.add.reduceat(shares, starts, axis=0).tolist()
    edges = [*starts.tolist(), len(labels)]
    runs = [
        _Run(first, end, label, tuple(total))
        for (first, end), label, total in zip(pairwise(edges), labels[starts].tolist(), sums, strict=True)
    ]
    while len(runs) > 1:
        gain, place, label = _best_change(runs, borders)
        if gain <= 0:
            break
        runs[place : place + 1] = [replace(runs[place], label=label)]
        runs = _joined(runs)
    return runs


def _best_change(runs: list[_Run], borders: Sequence[Sequence[float]]) -> tuple[float, int, int]:
    """Which run would gain most by taking a neighbour's label: (gain, which run, label)."""
    best = (0.0, 0, 0)
    left = _OUTSIDE
    for place, run in enumerate(runs):
        right = runs[place + 1].label if place + 1 < len(runs) else _OUTSIDE
        own = borders[run.label][left] + borders[run.label][right] - run.sums[run.label]
        for label in (left, right):
            if label != _OUTSIDE:
                gain = own - borders[label][left] - borders[label][right] + run.sums[label]
                if gain > best[0]:
                    best = (gain, place, label)
        left = run.label
    return best


def _joined(runs: list[_Run]) -> list[_Run]:
    joined = runs[:1]
    for run in runs[1:]:
        last = joined[-1]
        if last.label == run.label:
            a, b = last.sums, run.sums
            joined[-1] = _Run(last.first, run.end, run.label, (a[0] + b[0], a[1] + b[1], a[2] + b[2]))
        else:
            joined.append(run)
    return joined


def _spans(words: _Words, run: _Run) -> Iterator[Span]:
    """Spans of a run, parted where a paragraph ends."""
    first = run.first
    for mark in words.breaks[bisect_left(words.breaks, run.first) : bisect_left(words.breaks, run.end)]:
        if mark > first:
            yield words.span(first, mark)
        first = mark + 1
    if run.end > first:
        yield words.span(first, run.end)


def _sure(runs: Sequence[_Run]) -> float:
    """The mean probability of the labels of some runs' words (their geometric mean)."""
    return math.exp(sum(r.sums[r.label] for r in runs) / sum(r.end - r.first for r in runs))


def _without_twins(found: list[Found], common: float) -> list[Found]:
    """Of two findings of one layer that share most of their content, the surer one."""
    kept: list[Found] = []
    for one in found:
        twin = next((k for k in kept[-3:] if k.nested == one.nested and _common(k, one) > common), None)
        if twin is None:
            kept.append(one)
        elif one.sure_cue > twin.sure_cue:
            kept[kept.index(twin)] = one
    return kept


def _common(one: Found, other: Found) -> float:
    """The characters that two contents share, as a part of what they cover together."""
    shared = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content
    )
    both = sum(s.end - s.start for f in (one, other) for s in f.content)
    return shared / (both - shared) if both > shared else 0.0


def calibrated(found: Found, weights: Sequence[float]) -> float:
    """The probability that a finding is right: a weighted sum of log-odds, fitted on development data.
    ``weights`` are a constant and those of the cue, the source and the content."""
    total = weights[0] + sum(w * odds for w, odds in zip(weights[1:], log_odds(found), strict=True))
    return 1 / (1 + math.exp(-total))


def log_odds(found: Found) -> tuple[float, float, float]:
    """The log-odds of a finding's cue, source and content, kept off the ends, where there are none."""
    sure = [min(_MOST, max(_LEAST, p)) for p in (found.sure_cue, found.sure_source, found.sure_content)]
    cue, source, content = (math.log(p / (1 - p)) for p in sure)
    return cue, source, content


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)
