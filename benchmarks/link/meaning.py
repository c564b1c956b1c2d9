"""Vectors for invented words, which cost linking as much as real ones and next to nothing to make.

A word's vector comes from its hash, a text's is the sum of those of its words, of length one: texts that
share words are alike, others are not. As wide as those of the shipped encoder, and kept in the same table.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import shake_128

import numpy as np
import numpy.typing as npt

WIDTH = 384


class Hashed:
    """Turns texts into vectors by their words."""

    version = "hashed words 1"

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One row for each text."""
        sums = [sum(map(_of_word, text.lower().split()), np.zeros(WIDTH)) for text in texts]
        rows = np.array(sums, dtype=np.float32).reshape(-1, WIDTH)
        found: npt.NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return found


@lru_cache(maxsize=1 << 14)
def _of_word(word: str) -> npt.NDArray[np.float64]:
    drawn = np.frombuffer(shake_128(word.strip(".,“”").encode()).digest(WIDTH), dtype=np.uint8)
    return drawn.astype(np.float64) - 127.5
