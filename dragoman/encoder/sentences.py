"""Sentence vectors: a text to one vector of length one, by an exported network on the processor.

A folder of weights holds ``sentences.onnx`` (word pieces in, vectors out) and ``tokenizer.json``;
``training/sentences`` makes it. Longer texts are cut at ``WINDOW`` pieces. ``shipped`` opens what came with
dragoman, at the first call and never before. A vector does not depend on what is encoded beside it beyond
rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.weights import find_weights, has_weights

TASK = "sentences"
GRAPH, TOKENIZER = "sentences.onnx", "tokenizer.json"
WINDOW = 128  # pieces: what the encoder was tuned with; a sentence of news has 30
_BATCH = 16  # texts in one run, of like length


class Sentences:
    """An encoder of sentences, from a folder of weights. Vectors of one ``version`` can be compared."""

    def __init__(self, folder: Path, threads: int = 1, version: str = "") -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.version = version

        self._tokenizer: Any = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(WINDOW)
        self._tokenizer.no_padding()
        options: Any = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / GRAPH), options, providers=["CPUExecutionProvider"]
        )
        self._dimensions = int(self._session.get_outputs()[0].shape[1])

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One row for each text, in order."""
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(pieces)), key=lambda i: len(pieces[i]))
        vectors = np.zeros((len(pieces), self._dimensions), dtype=np.float32)
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


def shipped(language: str | None = "en") -> Sentences | None:
    """The encoder for a language that is installed with dragoman (or lies where ``DRAGOMAN_WEIGHTS`` points);
    ``None`` where there is none. Raises ``MissingReader`` where its files are damaged."""
    if language is None or not has_weights(TASK, language, "fast"):
        return None
    weights = find_weights(TASK, language, "fast")
    known = _opened.get(weights.folder)
    if known is None:
        for name in (GRAPH, TOKENIZER):
            weights.path(name)
        known = _opened[weights.folder] = Sentences(weights.folder, version=weights.version)
    return known


_opened: dict[Path, Sentences] = {}  # files are checked and opened once in a process
