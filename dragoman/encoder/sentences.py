"""Sentence vectors: a text to one vector of length one, by an exported network on the processor.

A folder of weights holds ``sentences.onnx`` (word pieces in, vectors out) and ``tokenizer.json``;
``training/sentences`` makes it. Longer texts are cut at ``WINDOW`` pieces. ``shipped`` opens what came with
dragoman, at the first call and never before.

Texts are encoded one by one: a network of whole numbers scales each run by the largest value in it, so that
in batches a vector would depend on what is encoded beside it (by up to .01 of a cosine), and what is linked
on the order in which articles came. A batch of sixteen would take two thirds of the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.weights import find_weights, has_weights

TASK = "sentences"
GRAPH, TOKENIZER = "sentences.onnx", "tokenizer.json"
WINDOW = 128  # pieces: what the encoder was tuned with; a sentence of news has 30


class Sentences:
    """An encoder of sentences, from a folder of weights; its files are opened with the first text. Vectors of
    one ``version`` can be compared."""

    def __init__(self, folder: Path, threads: int = 1, version: str = "") -> None:
        self.version = version
        self._folder, self._threads = folder, threads

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer: Any = Tokenizer.from_file(str(self._folder / TOKENIZER))
        tokenizer.enable_truncation(WINDOW)
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options: Any = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self._folder / GRAPH), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _dimensions(self) -> int:
        return int(self._session.get_outputs()[0].shape[1])

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One row for each text, in order."""
        rows = [self._run(encoding.ids) for encoding in self._tokenizer.encode_batch(list(texts))]
        return np.concatenate([np.zeros((0, self._dimensions), dtype=np.float32), *rows])

    def _run(self, pieces: Sequence[int]) -> npt.NDArray[np.float32]:
        ids = np.array([pieces], dtype=np.int64)
        vectors: npt.NDArray[np.float32] = self._session.run(None, {"ids": ids, "mask": np.ones_like(ids)})[0]
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
