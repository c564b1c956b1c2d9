"""Train the reader: windows in, a checkpoint an epoch out, resumable, with a log of losses and dev scores."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.reader.data import Example, Sample, Target, make_examples
from training.reader.network import Reader
from training.reader.restyle import any_style

CHECKPOINT = "last.pt"
EVERY = 20  # steps between two lines of the log


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides what comes out, next to the data."""

    epochs: int = 9
    batch: int = 20
    rate_encoder: float = 2e-4
    rate_heads: float = 1e-3
    warmup: float = 0.06
    restyled: float = 0.35
    joined: float = 0.08
    tag_weight: float = 5.0
    role_scale: float = 32.0
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows; ``rows`` and ``places`` name the cues, ``roles`` is -100 on padding."""

    ids: Tensor
    forms: Tensor
    mask: Tensor
    tags: Tensor
    rows: Tensor
    places: Tensor
    roles: Tensor


def collate(examples: Sequence[Example]) -> Batch:
    """Pad a list of windows."""
    size = max(len(e.ids) for e in examples)
    ids = np.zeros((len(examples), size), dtype=np.int64)
    forms = np.zeros_like(ids)
    mask = np.zeros_like(ids)
    tags = np.full_like(ids, -100)
    rows, places, roles = [], [], []
    for row, example in enumerate(examples):
        length = len(example.ids)
        ids[row, :length], forms[row, :length] = example.ids, example.forms
        mask[row, :length], tags[row, :length] = 1, example.tags
        for place, role in zip(example.places, example.roles, strict=True):
            rows.append(row)
            places.append(int(place))
            roles.append(np.concatenate([role, np.full(size - length, -100, dtype=np.int64)]))
    return Batch(
        *(torch.from_numpy(a) for a in (ids, forms, mask, tags)),
        torch.tensor(rows, dtype=torch.long),
        torch.tensor(places, dtype=torch.long),
        torch.from_numpy(np.stack(roles) if roles else np.zeros((0, size), dtype=np.int64)),
    )


def epoch_batches(
    samples: Sequence[Sample], tokenizer: Tokenizer, recipe: Recipe, epoch: int
) -> Iterator[Batch]:
    """The batches of one epoch: shifted windows, some texts restyled, some without paragraph breaks."""
    rng = random.Random(f"{recipe.seed}-{epoch}")
    examples: list[Example] = []
    for sample in samples:
        seen = _restyled(sample, rng) if rng.random() < recipe.restyled else sample
        breaks = rng.random() >= recipe.joined
        examples.extend(make_examples(seen, tokenizer, rng.randrange(128), breaks=breaks))
    rng.shuffle(examples)
    pool = sorted(examples, key=lambda e: len(e.ids) // 32)
    batches = [pool[i : i + recipe.batch] for i in range(0, len(pool), recipe.batch)]
    rng.shuffle(batches)
    return map(collate, batches)


def _restyled(sample: Sample, rng: random.Random) -> Sample:
    """A text in another style, its targets moved along."""
    copy = any_style(sample.text, rng)
    return Sample(
        copy.text,
        tuple(
            Target(copy.move(t.source), copy.move(t.cue), copy.move(t.content), t.nested)
            for t in sample.targets
        ),
    )


def loss_of(model: Reader, batch: Batch, recipe: Recipe) -> Tensor:
    """Cross-entropy of tags and of ties."""
    tags, cue, word, alone = model(batch.ids, batch.forms, batch.mask)
    loss = recipe.tag_weight * torch.nn.functional.cross_entropy(tags.flatten(0, 1), batch.tags.flatten())
    if len(batch.rows):
        ties = model.tie(cue, word, alone, batch.rows, batch.places)
        total = torch.nn.functional.cross_entropy(ties.flatten(0, 1), batch.roles.flatten(), reduction="sum")
        loss = loss + total / (len(batch.rows) * recipe.role_scale)
    return loss


def _count_batches(samples: Sequence[Sample], tokenizer: Tokenizer, recipe: Recipe) -> int:
    """About how many batches an epoch has, from the lengths of texts."""
    windows = sum(1 for s in samples for _ in make_examples(Sample(s.text, ()), tokenizer))
    return -(-windows // recipe.batch)


@dataclass(slots=True)
class Run:
    """A training run: the network, optimiser and schedule."""

    model: Reader
    optimiser: torch.optim.Optimizer
    schedule: torch.optim.lr_scheduler.LambdaLR

    @classmethod
    def begin(cls, model: Reader, recipe: Recipe, steps: int) -> Run:
        """A run of so many steps; the rate rises over the first ones and then sinks in a straight line."""
        heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
        optimiser = torch.optim.AdamW(
            [
                {"params": model.encoder.parameters(), "lr": recipe.rate_encoder},
                {"params": heads, "lr": recipe.rate_heads},
            ],
            weight_decay=0.01,
            fused=True,
        )
        rise = max(1, int(recipe.warmup * steps))
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimiser, lambda s: min((s + 1) / rise, max(0.02, (steps - s) / max(1, steps - rise)))
        )
        return cls(model, optimiser, schedule)

    def step(self, batch: Batch, recipe: Recipe) -> float:
        """Learn from one batch; returns the loss."""
        loss = loss_of(self.model, batch, recipe)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        return loss.item()

    def save(self, path: Path, epoch: int) -> None:
        """Write a checkpoint after so many epochs, whole or not at all."""
        state = {name: getattr(self, name).state_dict() for name in self.__slots__}
        torch.save({**state, "epoch": epoch}, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def resume(self, path: Path) -> int:
        """Go on from a checkpoint, where there is one; returns how many epochs are done."""
        if not path.exists():
            return 0
        state = torch.load(path, map_location="cpu", weights_only=True)
        for name in self.__slots__:
            getattr(self, name).load_state_dict(state[name])
        return int(state["epoch"])


def train(
    model: Reader, samples: Sequence[Sample], tokenizer: Tokenizer, recipe: Recipe, folder: Path, device: str
) -> Iterator[int]:
    """Train and yield the number of each finished epoch, its checkpoint written; goes on where it stopped,
    with the same weights in the end as without a stop: chance starts anew from the seed in every epoch."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "recipe.json").write_text(json.dumps(asdict(recipe), indent=1), "utf-8")
    run = Run.begin(model, recipe, recipe.epochs * _count_batches(samples, tokenizer, recipe))
    for epoch in range(run.resume(folder / CHECKPOINT), recipe.epochs):
        model.train()
        torch.manual_seed(recipe.seed + epoch)
        began, total = time.monotonic(), 0.0
        for step, batch in enumerate(epoch_batches(samples, tokenizer, recipe, epoch), 1):
            total += run.step(Batch(*(getattr(batch, f).to(device) for f in Batch.__slots__)), recipe)
            if step % EVERY == 0:
                seconds = round(time.monotonic() - began, 1)
                write_log(
                    folder, {"epoch": epoch, "step": step, "loss": round(total / EVERY, 4), "s": seconds}
                )
                total = 0.0
        run.save(folder / CHECKPOINT, epoch + 1)
        write_log(folder, {"epoch": epoch + 1, "finished": True})
        yield epoch + 1


def write_log(folder: Path, row: dict[str, object]) -> None:
    """Add a line to the log of a run."""
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(row) + "\n")
