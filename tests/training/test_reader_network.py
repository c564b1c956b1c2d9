"""Training and export on a tiny encoder; needs the training extra."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dragoman.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from training.reader.data import Sample
    from training.reader.network import Reader

MISSING = [p for p in ("torch", "transformers", "onnx") if importlib.util.find_spec(p) is None]
pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"training extra is not installed: {', '.join(MISSING)}"
)
TEXT = "Hale said the boats left.\n"
TOY = Path(__file__).parents[1] / "encoder" / "toy" / "reader-en-fast" / "tokenizer.json"


@pytest.fixture
def tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(TOY))


@pytest.fixture
def samples() -> list[Sample]:
    from training.reader.data import Sample, Target

    return [Sample(TEXT, (Target((Span(0, 4),), (Span(5, 9),), (Span(10, 24),)),))] * 3


def toy_reader() -> Reader:
    import torch
    from transformers import BertConfig, BertModel

    from training.reader.network import Reader

    torch.manual_seed(1)
    size = {"hidden_size": 16, "num_attention_heads": 2, "intermediate_size": 16, "num_hidden_layers": 1}
    return Reader(BertModel(BertConfig(vocab_size=40, **size), add_pooling_layer=False))


def test_a_resumed_run_ends_as_one_that_was_not_stopped(
    tmp_path: Path, tokenizer: Tokenizer, samples: list[Sample]
) -> None:
    import torch

    from training.reader.train import Recipe, train

    recipe = Recipe(epochs=3)
    whole, stopped = toy_reader(), toy_reader()
    assert list(train(whole, samples, tokenizer, recipe, tmp_path / "whole", "cpu")) == [1, 2, 3]
    assert next(train(stopped, samples, tokenizer, recipe, tmp_path / "stopped", "cpu")) == 1
    resumed = toy_reader()
    assert list(train(resumed, samples, tokenizer, recipe, tmp_path / "stopped", "cpu")) == [2, 3]
    for name, weights in whole.state_dict().items():
        assert torch.equal(weights, resumed.state_dict()[name]), name


@pytest.mark.parametrize(
    "variant", ["float", "int8", "int8, one scale a matrix", "int8, embeddings as floats"]
)
def test_a_checkpoint_is_exported(
    tmp_path: Path, tokenizer: Tokenizer, samples: list[Sample], variant: str
) -> None:
    from dragoman.encoder.graph import Graph
    from dragoman.encoder.pieces import cut_pieces, cut_windows, frame
    from training.reader.export import export, load_checkpoint
    from training.reader.train import CHECKPOINT, Recipe, train

    reader = toy_reader()
    assert list(train(reader, samples, tokenizer, Recipe(epochs=1), tmp_path, "cpu")) == [1]
    assert load_checkpoint(reader, tmp_path / CHECKPOINT) == 1
    export(reader, tokenizer, tmp_path / "out", variant)
    pieces = cut_pieces(TEXT, [Span(0, 25)], tokenizer)
    (window,) = cut_windows(pieces)
    outputs = Graph(tmp_path / "out" / "reader.onnx").run(frame(window, pieces, tokenizer))
    assert [len(o) for o in outputs] == [len(pieces) + 2] * 4
