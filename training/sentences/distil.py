"""Teaching the student: its vectors follow the teacher's, and so do the likenesses of the texts of a batch.

One core, a seed, batches of texts of like length. Training ends after so many seconds of processor time, and
the rate falls to nothing at the end: a slower machine makes fewer steps and not an unfinished network.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from training.sentences.network import Encoder, pad

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What training runs with; ``seconds`` of processor time, ``pieces`` in a batch."""

    seconds: float = 900.0
    pieces: int = 1024
    rate: float = 5e-4
    rate_pieces: float = 2e-4
    warmup: float = 0.04
    seed: int = 5


def teach(teacher: Encoder, texts: Sequence[list[int]], keep: Path) -> Vectors:
    """The teacher's vectors of all texts, made once and kept in a file."""
    if keep.is_file() and len(found := np.load(keep)) == len(texts):
        return found
    vectors = np.zeros((len(texts), teacher.bert.config.hidden_size), dtype=np.float32)
    with torch.no_grad():
        for batch in batches(texts, 4096, random.Random(0)):
            vectors[batch] = teacher(*pad([texts[i] for i in batch])).numpy()
    np.save(keep, vectors)
    return vectors


def batches(texts: Sequence[list[int]], pieces: int, draw: random.Random) -> Iterator[list[int]]:
    """All texts once, in batches of like length and random order."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]) + draw.random() * 4)
    found: list[list[int]] = [[]]
    for i in order:
        if len(found[-1]) * len(texts[i]) >= pieces:
            found.append([])
        found[-1].append(i)
    draw.shuffle(found)
    yield from found


def distil(
    student: Encoder, texts: Sequence[list[int]], vectors: Vectors, recipe: Recipe
) -> Iterator[tuple[int, float]]:
    """Train the student in place; yields steps and mean loss after every hundredth step."""
    torch.manual_seed(recipe.seed)
    draw = random.Random(recipe.seed)
    optimizers = _optimizers(student, recipe)
    started, losses = time.process_time(), []
    for batch in for_ever(texts, recipe.pieces, draw):
        done = (time.process_time() - started) / recipe.seconds
        if done >= 1:
            return
        pace = min(done / recipe.warmup + 0.01, (1 - done) / (1 - recipe.warmup))
        loss = mismatch(student(*pad([texts[i] for i in batch])), torch.from_numpy(vectors[batch]))
        student.zero_grad()
        loss.backward()
        for optimizer, rate in optimizers:
            optimizer.param_groups[0]["lr"] = rate * pace
            optimizer.step()
        losses.append(loss.item())
        if len(losses) % 100 == 0:
            mean = float(np.mean(losses[-100:]))
            logging.info("%d steps, %.0f %% of the time: %.4f", len(losses), 100 * done, mean)
            yield len(losses), mean


def for_ever(texts: Sequence[list[int]], pieces: int, draw: random.Random) -> Iterator[list[int]]:
    """Batches of all texts, again and again."""
    while True:
        yield from batches(texts, pieces, draw)


def _optimizers(student: Encoder, recipe: Recipe) -> list[tuple[torch.optim.Optimizer, float]]:
    """The word pieces apart: only those of a batch are changed by it."""
    table = student.bert.embeddings.word_embeddings.weight
    others = [p for p in student.parameters() if p is not table]
    return [
        (torch.optim.AdamW(others, lr=recipe.rate, weight_decay=0.01), recipe.rate),
        (torch.optim.SparseAdam([table], lr=recipe.rate_pieces), recipe.rate_pieces),
    ]


def mismatch(found: Tensor, wanted: Tensor) -> Tensor:
    """What vectors, and the likenesses among them, are off."""
    own = 1 - (found * wanted).sum(1).mean()
    among = (found @ found.T - wanted @ wanted.T).square().mean()
    return own + _PAIRWISE * among


_PAIRWISE = 10.0  # weight of the likenesses: what linking compares
