"""Sentence vectors: a text to one vector of length one, by an exported network on the processor.

A folder of weights holds ``sentences.onnx`` (word pieces in, vectors out) and ``tokenizer.json``;
``training/sentences`` makes it. Longer texts are cut at ``WINDOW`` pieces. A vector does not depend on
what is encoded beside it beyond rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

WINDOW = 128  # pieces: what the encoder was tuned with; a sentence of news has 30
_BATCH = 16  # texts in one run, of like length
_DIMENSIONS = 384


class Sentences:
    """An encoder of sentences, from a folder of weights."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(WINDOW)
        self._tokenizer.no_padding()
        options: Any = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "sentences.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One row for each text, in order."""
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(pieces)), key=lambda i: len(pieces[i]))
        vectors = np.zeros((len(pieces), _DIMENSIONS), dtype=np.float32)
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            vectors[chosen] = self._run([pieces[i] for i in chosen])
        return vectors

    def _run(self, batch: Sequence[Sequence[int]]) -> npt.NDArray[np.float32]:
        ids = np.zeros((len(batch), max(map(len, batch))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, pieces in enumerate(batch):
            ids[row, : len(pieces)] = pieces
            mask[row, : len(pieces)] = 1
        vectors: npt.NDArray[np.float32] = self._session.run(None, {"ids": ids, "mask": mask})[0]
        return vectors
