"""What statements mean, as vectors: made once when an article is read, kept as bytes, compared by cosine.

A statement has one vector for all that was said and, where it has several sentences, one for each of
the first few. They are kept as whole numbers from -127 to 127, which costs less than .01 of a cosine.
Everything that compares vectors works without them: where either statement has none, ``similarity``
is 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from dragoman.link.sheet import Sheet
from dragoman.link.traits import Traits, sentences_of

Rows = npt.NDArray[np.int8]

_MOST_SENTENCES = 12  # of one statement; an interview's turn has more
_SCALE = 127.0


class Encoder(Protocol):
    """Turns texts into vectors of length one, a row each."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One row for each text."""


def encode_sheet(sheet: Sheet, encoder: Encoder) -> Mapping[str, Rows]:
    """The vectors of an article's statements, by statement id."""
    texts = {s.id: _texts(sheet.content(s)) for s in sheet.statements}
    distinct = sorted({t for several in texts.values() for t in several})
    if not distinct:
        return {}
    rows = np.rint(encoder.encode(distinct) * _SCALE).astype(np.int8)
    place = {text: index for index, text in enumerate(distinct)}
    return {id: rows[[place[t] for t in several]] for id, several in texts.items() if several}


def _texts(content: str) -> list[str]:
    sentences = sentences_of(content)
    whole = [content] if content.strip() else []
    return whole + (sentences[:_MOST_SENTENCES] if len(sentences) > 1 else [])


def similarity(one: Traits, other: Traits) -> float:
    """Cosine of the two vectors nearest to each other; 0 where either statement has none."""
    if one.vectors is None or other.vectors is None:
        return 0.0
    first, second = one.vectors.astype(np.float32), other.vectors.astype(np.float32)
    lengths = np.linalg.norm(first, axis=1)[:, None] * np.linalg.norm(second, axis=1)[None, :]
    return float((first @ second.T / lengths).max())
