"""The last step of training: wordings of one remark come closer, remarks that only sound like it go apart.

In every step two wordings of each of some invented remarks are told from all others of the batch and from
the remarks that only sound like theirs; beside that a batch is distilled as before, so that little else is
forgotten.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.sentences.data import Remark
from training.sentences.distil import Vectors, for_ever, mismatch
from training.sentences.network import Encoder, pad


@dataclass(frozen=True, slots=True)
class Contrast:
    """What the step runs with; ``seconds`` of processor time, ``remarks`` in a batch."""

    seconds: float = 100.0
    pieces: int = 512
    remarks: int = 12
    rate: float = 1e-4
    weight: float = 0.05
    temperature: float = 0.08
    seed: int = 6


def contrast(
    student: Encoder,
    remarks: Sequence[Remark],
    tokenizer: Tokenizer,
    texts: Sequence[list[int]],
    vectors: Vectors,
    recipe: Contrast,
) -> None:
    """Train the student in place, the table of word pieces as it is."""
    draw = random.Random(recipe.seed)
    table = student.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    optimizer = torch.optim.AdamW([p for p in student.parameters() if p is not table], lr=recipe.rate)
    started = time.process_time()
    for steps, batch in enumerate(for_ever(texts, recipe.pieces, draw)):
        done = (time.process_time() - started) / recipe.seconds
        if done >= 1:
            return
        chosen = draw.sample(list(remarks), recipe.remarks)
        told = _told_apart(student, chosen, tokenizer, draw, recipe.temperature)
        kept = mismatch(student(*pad([texts[i] for i in batch])), torch.from_numpy(vectors[batch]))
        optimizer.zero_grad()
        (kept + recipe.weight * told).backward()
        optimizer.param_groups[0]["lr"] = recipe.rate * min(1.0, 10 * done, 2 * (1 - done))
        optimizer.step()
        if steps % 20 == 0:
            logging.info("contrast, %d steps: kept %.4f, told apart %.4f", steps, kept.item(), told.item())


def _told_apart(
    student: Encoder, remarks: Sequence[Remark], tokenizer: Tokenizer, draw: random.Random, temperature: float
) -> Tensor:
    """How badly a wording finds the other wording of its remark among all others."""
    pairs = [draw.sample(r.wordings, 2) for r in remarks]
    texts = [a for a, _ in pairs] + [b for _, b in pairs] + [u for r in remarks for u in r.unlike]
    found = student(*pad([e.ids for e in tokenizer.encode_batch(texts)]))
    size = len(remarks)
    likeness = found[:size] @ found[size:].T / temperature
    back = found[size : 2 * size] @ found[:size].T / temperature
    wanted = torch.arange(size)
    return (nn.functional.cross_entropy(likeness, wanted) + nn.functional.cross_entropy(back, wanted)) / 2
