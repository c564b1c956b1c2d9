"""``python tests/encoder/make_toy_sentences.py``: writes a toy sentence encoder beside it. Needs ``onnx``.

A real graph with the inputs and the output of the shipped one; a text's vector counts its words.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

FOLDER = Path(__file__).parent / "toy" / "sentences-en-fast"
VOCABULARY = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "the",
    "boats",
    "left",
    "maps",
    "are",
    "false",
    "port",
    "open",
]


def main() -> None:
    """Write graph, tokenizer and manifest."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    table = np.eye(len(VOCABULARY), dtype=np.float32)
    weights = [
        numpy_helper.from_array(table, "table"),
        numpy_helper.from_array(np.array([2], dtype=np.int64), "last"),
        numpy_helper.from_array(np.array([1], dtype=np.int64), "pieces_axis"),
    ]
    nodes = [
        helper.make_node("Gather", ["table", "ids"], ["rows_of_pieces"]),
        helper.make_node("Cast", ["mask"], ["counts"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["counts", "last"], ["kept"]),
        helper.make_node("Mul", ["rows_of_pieces", "kept"], ["counted"]),
        helper.make_node("ReduceSum", ["counted", "pieces_axis"], ["sums"], keepdims=0),
        helper.make_node("LpNormalization", ["sums"], ["vectors"], axis=1, p=2),
    ]
    inputs = [
        helper.make_tensor_value_info(n, TensorProto.INT64, ["texts", "pieces"]) for n in ("ids", "mask")
    ]
    outputs = [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", len(VOCABULARY)])]
    graph = helper.make_graph(nodes, "toy", inputs, outputs, weights)
    onnx.save(
        helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8),
        FOLDER / "sentences.onnx",
    )
    words = {piece: number for number, piece in enumerate(VOCABULARY)}
    tokenizer = Tokenizer(models.WordPiece(words, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer.save(str(FOLDER / "tokenizer.json"))
    sums = {
        n: hashlib.sha256((FOLDER / n).read_bytes()).hexdigest() for n in ("sentences.onnx", "tokenizer.json")
    }
    manifest = {"task": "sentences", "language": "en", "size": "fast", "version": "toy", "sha256": sums}
    (FOLDER / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
