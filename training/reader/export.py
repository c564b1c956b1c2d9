"""From a checkpoint to the shipped folder: an int8 ONNX graph, the tokenizer, the distance table.

The graph takes one window without an attention mask (what ``dragoman.encoder.graph`` runs). Weights of
linear layers and embeddings are kept as int8, a scale for each output channel; activations are quantised
while it runs. ``VARIANTS`` names this and what it is compared with. The manifest, with the settings chosen
on development data, is written by ``ship``.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from dragoman.extract.trained import DISTANCE, GRAPH, TOKENIZER
from training.reader.network import Reader

_INPUTS = ("ids", "forms")
_OUTPUTS = ("tags", "cue_side", "word_side", "alone")
SHIPPED = "int8"
# How weights may be kept: arguments of ``quantize_dynamic``, or ``None`` for floats.
VARIANTS: Mapping[str, Mapping[str, Any] | None] = {
    "float": None,
    SHIPPED: {"per_channel": True},
    "int8, one scale a matrix": {"per_channel": False},
    "int8, embeddings as floats": {"per_channel": True, "op_types_to_quantize": ["MatMul"]},
}


class _OneWindow(nn.Module):
    """A reader without a mask: the exported graph has one window a run and nothing to mask."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, forms: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        encoder = self.reader.encoder
        hidden = encoder.embeddings(input_ids=ids, token_type_ids=forms)
        for layer in encoder.encoder.layer:
            hidden = layer(hidden)
        return self.reader.heads(hidden)


def load_checkpoint(reader: Reader, checkpoint: Path) -> int:
    """Give a reader the weights of a checkpoint; returns how many epochs it had."""
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    reader.load_state_dict(state["model"])
    return int(state["epoch"])


def export(reader: Reader, tokenizer: Tokenizer, folder: Path, variant: str = SHIPPED) -> None:
    """Write graph, tokenizer and distance table into ``folder``, the weights kept as ``VARIANTS`` says."""
    folder.mkdir(parents=True, exist_ok=True)
    reader.eval()
    plain = folder / "float.onnx"
    ids = torch.ones((1, 16), dtype=torch.long)
    axes = {name: {1: "pieces"} for name in (*_INPUTS, *_OUTPUTS)}
    torch.onnx.export(
        _OneWindow(reader),
        (ids, ids),
        str(plain),
        input_names=list(_INPUTS),
        output_names=list(_OUTPUTS),
        dynamic_axes=axes,
        dynamo=False,
    )
    how = VARIANTS[variant]
    if how is None:
        plain.replace(folder / GRAPH)
    else:
        logging.disable(logging.WARNING)  # advice on pre-processing that makes this graph slower
        quantize_dynamic(plain, folder / GRAPH, weight_type=QuantType.QInt8, **how)
        logging.disable(logging.NOTSET)
        plain.unlink()
    tokenizer.save(str(folder / TOKENIZER))
    np.save(folder / DISTANCE, reader.distance.weight.detach().numpy().astype(np.float32), allow_pickle=False)
