"""Run an exported network over windows of word pieces on the processor.

One window a run, without padding or an attention mask: on a plain processor that was faster than batches
of windows padded to one length (7,700 word pieces a second and core against some 6,000).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.encoder.pieces import Ints

Floats = npt.NDArray[np.float32]


class Graph:
    """An ONNX graph with inputs ``ids`` and ``forms``, each of shape (1, pieces)."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        import onnxruntime

        options: Any = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        self._session: Any = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )

    def run(self, framed: Ints) -> Sequence[Floats]:
        """The outputs for one framed window (2, pieces), each without the dimension of windows."""
        outputs = self._session.run(None, {"ids": framed[:1], "forms": framed[1:]})
        return [output[0] for output in outputs]
