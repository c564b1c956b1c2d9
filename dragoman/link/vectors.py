"""What statements mean, as vectors: made once when an article is read, kept as bytes, compared by cosine.

A statement has one vector for all that was said and, where it has several sentences, one for each of
the first few. They are kept as whole numbers from -127 to 127, which costs less than .01 of a cosine.
Everything that compares vectors works without them: where either statement has none, ``similarity``
is 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
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

    @property
    def version(self) -> str:
        """What tells it from others: vectors of two versions are not compared."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One row for each text."""

    def __hash__(self) -> int:
        """What it gave may be remembered."""


def encode_sheet(sheet: Sheet, encoder: Encoder) -> Mapping[str, Rows]:
    """The vectors of an article's statements, by statement id."""
    return encode_texts(texts_of(sheet), encoder)


def texts_of(sheet: Sheet) -> dict[str, list[str]]:
    """What is encoded of each statement of an article; those without a word are left out."""
    texts = {s.id: _texts(sheet.content(s)) for s in sheet.statements}
    return {id: several for id, several in texts.items() if several}


def encode_texts(texts: Mapping[str, Sequence[str]], encoder: Encoder) -> Mapping[str, Rows]:
    """The vectors of some texts, a row each, by their keys; equal texts are encoded once."""
    distinct = sorted({t for several in texts.values() for t in several})
    if not distinct:
        return {}
    rows = np.rint(encoder.encode(distinct) * _SCALE).astype(np.int8)
    place = {text: index for index, text in enumerate(distinct)}
    return {key: rows[[place[t] for t in several]] for key, several in texts.items()}


def digest_of(texts: Sequence[str]) -> int:
    """A number (64 bits, signed) that tells whether texts are still the same."""
    told = b"".join(len(data).to_bytes(4, "big") + data for data in map(_bytes, texts))
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big", signed=True)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _texts(content: str) -> list[str]:
    sentences = sentences_of(content)
    whole = [content] if content.strip() else []
    return whole + (sentences[:_MOST_SENTENCES] if len(sentences) > 1 else [])


def similarity(one: Traits, other: Traits) -> float:
    """Cosine of the two vectors nearest to each other; 0 where either statement has none. Made of sums of
    whole numbers below 2**24, it is the same on any processor and with whatever other pairs it is made."""
    if one.vectors is None or other.vectors is None:
        return 0.0
    (first, size), (last, length) = _measured(one.vectors), _measured(other.vectors)
    return float(cosine(first @ last.T, size[:, None] * length).max())


def cosine(products: npt.NDArray[np.float32], squares: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Cosines of pairs of vectors, of their products and of the products of their squares."""
    found: npt.NDArray[np.float64] = products / np.sqrt(np.maximum(squares, 1.0))
    return found


def measured(rows: Rows) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float64]]:
    """Vectors as floats, and their squares."""
    found = rows.astype(np.float32)
    return found, np.einsum("ij,ij->i", found, found).astype(np.float64)


def _measured(rows: Rows) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float64]]:
    return _measured_bytes(rows.tobytes(), rows.shape[1])


@lru_cache(maxsize=1 << 14)
def _measured_bytes(rows: bytes, width: int) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float64]]:
    """Vectors out of bytes: a statement is compared with many."""
    return measured(np.frombuffer(rows, dtype=np.int8).reshape(-1, width))
