"""From a checkpoint to the shipped folder: an int8 ONNX graph, the tokenizer, the distance table.

The graph takes one window without an attention mask (what ``dragoman.encoder.graph`` runs). Weights of
linear layers and embeddings are kept as int8, a scale for each output channel; activations are quantised
while it runs. The manifest, with the settings chosen on development data, is written by ``choose``.
"""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from dragoman.extract.trained import DISTANCE, GRAPH, TOKENIZER
from training.reader.network import Reader

_INPUTS = ("ids", "forms")
_OUTPUTS = ("tags", "cue_side", "word_side", "alone")


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


def load_checkpoint(reader: Reader, checkpoint: Path, *, average: bool) -> int:
    """Give a reader the last or the averaged weights of a checkpoint; returns how many epochs it had."""
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    averaged = {k.removeprefix("module."): v for k, v in state["average"].items() if k.startswith("module.")}
    reader.load_state_dict(averaged if average else state["model"])
    return int(state["epoch"])


def export(reader: Reader, tokenizer: Tokenizer, folder: Path, *, exact: bool = False) -> None:
    """Write graph, tokenizer and distance table into ``folder``; ``exact`` keeps float weights."""
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
    if exact:
        plain.replace(folder / GRAPH)
    else:
        logging.disable(logging.WARNING)  # advice on pre-processing that makes this graph slower
        quantize_dynamic(plain, folder / GRAPH, weight_type=QuantType.QInt8, per_channel=True)
        logging.disable(logging.NOTSET)
        plain.unlink()
    tokenizer.save(str(folder / TOKENIZER))
    np.save(folder / DISTANCE, reader.distance.weight.detach().numpy().astype(np.float32), allow_pickle=False)
