"""Word pieces of an article and the windows in which an encoder sees them.

The blocks of a text are tokenised one by one and laid end to end with a mark between them, so that a
window may reach over paragraphs. Every piece keeps its code-point offsets in the article's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from dragoman.model import Span

Ints = npt.NDArray[np.int64]

WINDOW = 192  # pieces that the encoder sees at once, its two end marks included
OVERLAP = 24  # pieces at each edge of a window whose findings are left to its neighbour, where a block is cut
FORMS = 6  # lower, title and upper case, each outside and inside quotation marks
PARAGRAPH = "[unused1]"  # the piece between two blocks
_CLS, _SEP = "[CLS]", "[SEP]"


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a text: ``ids``; ``forms`` (case and quotation, what an uncased vocabulary does not
    tell); ``starts`` and ``ends`` in the text (equal for paragraph marks); ``words`` numbers the word or the
    punctuation mark that each piece belongs to (-1 for paragraph marks)."""

    ids: Ints
    forms: Ints
    starts: Ints
    ends: Ints
    words: Ints

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of pieces, and the part of it whose findings count."""

    start: int
    end: int
    core_start: int
    core_end: int


def cut_pieces(text: str, blocks: Sequence[Span], tokenizer: Tokenizer) -> Pieces:
    """Tokenise the blocks of a text."""
    mark = _number(PARAGRAPH, tokenizer)
    rows: list[tuple[int, int, int, int, int]] = []
    word = -1
    for block in blocks:
        if rows:
            rows.append((mark, 0, block.start, block.start, -1))
        inside = block.of(text)
        encoding = tokenizer.encode(inside, add_special_tokens=False)
        offsets = encoding.offsets
        last = 0
        for piece, form, (start, end) in zip(encoding.ids, _forms(inside, offsets), offsets, strict=True):
            if start != last or not start or not (inside[start - 1].isalnum() and inside[start].isalnum()):
                word += 1
            last = end
            rows.append((piece, form, block.start + start, block.start + end, word))
    columns = np.asarray(rows, dtype=np.int64).reshape(-1, 5).T
    return Pieces(*(np.ascontiguousarray(column) for column in columns))


_QUOTE = re.compile("[“”„«»\"]|''|``")


def _forms(text: str, offsets: Sequence[tuple[int, int]]) -> list[int]:
    """Case and quotation of the pieces at given places of one block."""
    inside, edges = False, []
    for match in _QUOTE.finditer(text):
        inside = match.group() in "“„«``" or (not inside and match.group() not in "”»")
        edges.append((match.start(), 3 * inside))
    edges.append((len(text), 0))
    forms, edge, quoted = [], 0, 0
    for start, _ in offsets:
        while edges[edge][0] <= start < len(text):
            quoted = edges[edge][1]
            edge += 1
        case = (1 + text[start : start + 2].isupper()) if text[start].isupper() else 0
        forms.append(quoted + case)
    return forms


def cut_windows(pieces: Pieces, offset: int = 0) -> Iterator[Window]:
    """Windows that cover some pieces and end where blocks end; only a block longer than a window is cut,
    and then windows overlap. A positive ``offset`` makes the first window shorter by so many pieces."""
    room = WINDOW - 2
    breaks = np.flatnonzero(pieces.words < 0)
    start = core = 0
    limit = room - offset
    while start < len(pieces):
        if start + limit >= len(pieces):
            yield Window(start, len(pieces), core, len(pieces))
            return
        fit = int(np.searchsorted(breaks, start + limit, side="right")) - 1
        if fit >= 0 and breaks[fit] > start:
            end = int(breaks[fit])
            yield Window(start, end, core, end)
            start = core = end + 1
        else:
            end = start + limit
            yield Window(start, end, core, end - OVERLAP)
            start, core = end - 2 * OVERLAP, end - OVERLAP
        limit = room


def frame(window: Window, pieces: Pieces, tokenizer: Tokenizer) -> Ints:
    """Ids and forms of a window between the encoder's end marks, shape (2, pieces)."""
    framed = np.zeros((2, window.end - window.start + 2), dtype=np.int64)
    framed[0, 0], framed[0, -1] = _number(_CLS, tokenizer), _number(_SEP, tokenizer)
    framed[0, 1:-1] = pieces.ids[window.start : window.end]
    framed[1, 1:-1] = pieces.forms[window.start : window.end]
    return framed


def _number(piece: str, tokenizer: Tokenizer) -> int:
    number = tokenizer.token_to_id(piece)
    if number is None:
        raise ValueError(f"a vocabulary without {piece} is none of an encoder for this reader")
    return number
