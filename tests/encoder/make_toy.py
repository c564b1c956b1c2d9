"""``python tests/encoder/make_toy.py``: writes the toy reader beside it. Needs the package ``onnx``.

The toy is a real graph with the reader's inputs and outputs, but it only looks words up: "said" and "told"
begin a cue, a name is a source, and every other word before or behind the cue is content, up to a full stop.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

FOLDER = Path(__file__).parent / "toy" / "reader-en-fast"
SPECIAL = ["[PAD]", "[unused1]", "[UNK]", "[CLS]", "[SEP]"]
CUES, NAMES, NESTED, LOOSE = (
    ["said", "told"],
    ["hale", "voss", "she"],
    ["claimed"],
    [".", ",", "on", "monday"],
)
OTHER = ["the", "boats", "left", "maps", "are", "false", "that", "we", "agree", '"', "“", "”", "##s", "boat"]
VOCABULARY = [*SPECIAL, *CUES, *NAMES, *NESTED, *LOOSE, *OTHER]
HIGH = 6.0


def tables() -> dict[str, np.ndarray]:
    """For each output a row of scores for each piece of the vocabulary."""
    tags = np.zeros((len(VOCABULARY), 5), dtype=np.float32)
    tags[:, 0] = HIGH
    alone = np.zeros((len(VOCABULARY), 2), dtype=np.float32)
    alone[:] = (-HIGH, HIGH)
    for number, piece in enumerate(VOCABULARY):
        if piece in CUES + NESTED:
            tags[number, [0, 1 if piece in CUES else 3]] = (0, HIGH)
        if piece in NAMES:
            alone[number] = (HIGH, -HIGH)
        if piece in LOOSE + SPECIAL + CUES:
            alone[number] = (-HIGH, -HIGH)
    side = np.zeros((len(VOCABULARY), 4), dtype=np.float32)
    return {"tags": tags, "cue_side": side, "word_side": side, "alone": alone}


def main() -> None:
    """Write graph, tokenizer, distance table and manifest."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    nodes, weights, outputs = [], [], []
    for name, table in tables().items():
        weights.append(numpy_helper.from_array(table, f"{name}_table"))
        nodes.append(helper.make_node("Gather", [f"{name}_table", "ids"], [name]))
        outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "pieces", table.shape[1]]))
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, [1, "pieces"]) for n in ("ids", "forms")]
    graph = helper.make_graph(nodes, "toy", inputs, outputs, weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, FOLDER / "reader.onnx")
    words = {piece: number for number, piece in enumerate(VOCABULARY)}
    tokenizer = Tokenizer(models.WordPiece(words, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(FOLDER / "tokenizer.json"))
    np.save(FOLDER / "distance.npy", np.zeros((9, 2), dtype=np.float32), allow_pickle=False)
    sums = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(FOLDER.iterdir())}
    sums.pop("manifest.json", None)
    manifest = {
        "task": "reader",
        "language": "en",
        "size": "fast",
        "version": "toy",
        "settings": {},
        "calibration": {"tie": [0, 1, 0, 0], "span": [0, 0, 0, 1]},
        "sha256": sums,
    }
    (FOLDER / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
