"""From a trained student to the shipped folder: an int8 ONNX graph, the tokenizer, manifest and card.

The graph holds all that turns pieces into a vector: the layers, the mean over the pieces that the mask keeps,
the norm. Linear layers and the table of word pieces are kept as int8, a scale for each output channel.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from string import Template

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer

from dragoman.encoder.sentences import GRAPH, TOKENIZER
from dragoman.weights import MANIFEST
from training.sentences.network import Encoder

CARD = "card.md"
_CARD = Path(__file__).with_name(CARD)


def export(student: Encoder, tokenizer: Tokenizer, folder: Path) -> None:
    """Write graph and tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    ids = torch.tensor([[101, 2023, 2003, 102], [101, 2023, 102, 0]])
    axes = {0: "texts", 1: "pieces"}
    student.bert.embeddings.word_embeddings.sparse = False
    with tempfile.TemporaryDirectory() as work:
        plain, ready = Path(work, "plain.onnx"), Path(work, "ready.onnx")
        torch.onnx.export(
            student.eval(),
            (ids, (ids > 0).long()),
            str(plain),
            input_names=["ids", "mask"],
            output_names=["vectors"],
            dynamic_axes={"ids": axes, "mask": axes, "vectors": {0: "texts"}},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            ready,
            folder / GRAPH,
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(folder / TOKENIZER))


def ship(folder: Path, facts: Mapping[str, object], scores: Mapping[str, float]) -> None:
    """Write manifest and card beside the graph. ``facts`` are what training ran with."""
    manifest = {
        "task": "sentences",
        "language": "en",
        "size": "fast",
        **facts,
        "licence": "Apache-2.0",
        "scores": scores,
        "sha256": {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in (GRAPH, TOKENIZER)},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    size = sum((folder / name).stat().st_size for name in (GRAPH, TOKENIZER)) / 1e6
    told = Template(_CARD.read_text("utf-8")).substitute(facts, **scores, megabytes=f"{size:.1f}")
    (folder / CARD).write_text(told, "utf-8")
