"""A network runs over one window and gives arrays without the dimension of windows."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from dragoman.encoder.graph import Graph


def test_graph_gives_a_row_for_each_piece(toys: Path) -> None:
    graph = Graph(toys / "reader-en-fast" / "reader.onnx")
    outputs = graph.run(np.asarray([[3, 5, 7, 4], [0, 0, 1, 0]], dtype=np.int64))
    assert [o.shape for o in outputs] == [(4, 5), (4, 4), (4, 4), (4, 2)]
    assert outputs[0].argmax(axis=1).tolist() == [0, 1, 0, 0]
