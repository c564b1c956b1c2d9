"""Training and export on a tiny encoder; needs the training extra."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

MISSING = [p for p in ("torch", "transformers", "onnx") if importlib.util.find_spec(p) is None]
pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"training extra is not installed: {', '.join(MISSING)}"
)


def test_reader_is_trained_resumed_and_exported(tmp_path: Path) -> None:
    from tokenizers import Tokenizer
    from transformers import BertConfig, BertModel

    from dragoman.encoder.graph import Graph
    from dragoman.encoder.pieces import cut_pieces, cut_windows, frame
    from dragoman.model import Span
    from training.reader.data import Sample, Target
    from training.reader.export import export, load_checkpoint
    from training.reader.network import Reader
    from training.reader.train import Recipe, train

    toy = Path(__file__).parents[1] / "encoder" / "toy" / "reader-en-fast" / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(toy))
    size = {"hidden_size": 16, "num_attention_heads": 2, "intermediate_size": 16, "num_hidden_layers": 1}
    reader = Reader(BertModel(BertConfig(vocab_size=40, **size), add_pooling_layer=False))
    text = "Hale said the boats left.\n"
    sample = Sample(text, (Target((Span(0, 4),), (Span(5, 9),), (Span(10, 24),)),))
    assert list(train(reader, [sample] * 3, tokenizer, Recipe(epochs=2), tmp_path, "cpu")) == [1, 2]
    assert list(train(reader, [sample] * 3, tokenizer, Recipe(epochs=3), tmp_path, "cpu")) == [3]
    assert load_checkpoint(reader, tmp_path / "last.pt", average=True) == 3
    export(reader, tokenizer, tmp_path / "out")
    pieces = cut_pieces(text, [Span(0, 25)], tokenizer)
    (window,) = cut_windows(pieces)
    outputs = Graph(tmp_path / "out" / "reader.onnx").run(frame(window, pieces, tokenizer))
    assert [len(o) for o in outputs] == [len(pieces) + 2] * 4
