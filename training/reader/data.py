"""Windows with targets, from documents with gold and from silver nested attributions.

Tags are set on pieces; ties name, for each cue that begins in the window, every piece's role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from dragoman.encoder.pieces import Ints, Pieces, Window, cut_pieces, cut_windows, frame
from dragoman.extract.decode import CONTENT, NEITHER, SOURCE
from dragoman.model import Span, Spans


@dataclass(frozen=True, slots=True)
class Target:
    """One attribution to learn; ``nested`` ones are silver (found by rule inside gold contents)."""

    source: Spans
    cue: Spans
    content: Spans
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with what is to be learnt from it."""

    text: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One window: framed ids, a tag for each, cue places, and the role of each piece for each cue."""

    ids: Ints
    forms: Ints
    tags: Ints
    places: Ints
    roles: Ints


def paragraphs(text: str) -> list[Span]:
    """The lines of a text that hold words."""
    return [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


def make_examples(
    sample: Sample, tokenizer: Tokenizer, offset: int = 0, *, breaks: bool = True
) -> Iterator[Example]:
    """The windows of one text."""
    blocks = paragraphs(sample.text) if breaks else [Span(0, len(sample.text))]
    pieces = cut_pieces(sample.text, blocks, tokenizer)
    tags = np.zeros(len(pieces), dtype=np.int64)
    anchored: list[tuple[int, Ints]] = []
    for target in sorted(sample.targets, key=lambda t: not t.nested):
        roles = np.zeros(len(pieces), dtype=np.int64)
        roles[_pieces_of(pieces, target.source)] = SOURCE
        roles[_pieces_of(pieces, target.content)] = CONTENT
        cue = _pieces_of(pieces, target.cue)
        roles[cue] = NEITHER
        if not len(cue):  # no words report it: it hangs on its content's first piece
            cue = np.flatnonzero(roles == CONTENT)[:1]
        if not len(cue):
            continue
        tags[cue] = 4 if target.nested else 2
        tags[cue[0]] = 3 if target.nested else 1
        anchored.append((int(cue[0]), roles))
    for window in cut_windows(pieces, offset):
        yield _cut(window, pieces, tags, anchored, tokenizer)


def _cut(
    window: Window, pieces: Pieces, tags: Ints, anchored: Sequence[tuple[int, Ints]], tokenizer: Tokenizer
) -> Example:
    inside = [(place, roles) for place, roles in anchored if window.start <= place < window.end]
    edge = np.zeros(1, dtype=np.int64)
    framed = [np.concatenate([edge, roles[window.start : window.end], edge]) for _, roles in inside]
    size = window.end - window.start + 2
    ids, forms = frame(window, pieces, tokenizer)
    return Example(
        ids=ids,
        forms=forms,
        tags=np.concatenate([edge, tags[window.start : window.end], edge]),
        places=np.asarray([place - window.start + 1 for place, _ in inside], dtype=np.int64),
        roles=np.stack(framed) if framed else np.zeros((0, size), dtype=np.int64),
    )


def _pieces_of(pieces: Pieces, spans: Spans) -> Ints:
    """Numbers of the pieces that lie in some spans; paragraph marks belong to none."""
    hit = np.zeros(len(pieces), dtype=bool)
    for span in spans:
        hit |= (pieces.starts < span.end) & (pieces.ends > span.start)
    return np.flatnonzero(hit)
