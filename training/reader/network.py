"""The network: an encoder, tags that find cues, and a biaffine score that ties every word to a cue.

For each piece the tag head says whether a cue begins or goes on there, apart for outermost and nested
attributions. For a cue that begins at piece ``c`` the score of piece ``t`` for a role (source, content) is
a product of a projection of ``c`` and one of ``t``, plus what ``t`` alone and the distance say (biaffine
attention as in Dozat and Manning, 2017). So a source may serve two cues, a content may stand in several
pieces, and nothing has to be linked afterwards.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertModel

from dragoman.encoder.pieces import FORMS

TAGS = ("O", "B", "I", "B-nested", "I-nested")
ROLES = ("source", "content")
WIDTH = 96  # dimensions of each role's projection
BUCKETS = 64  # distances are told apart up to this many pieces on each side


class Reader(nn.Module):
    """Encoder and heads; ``forward`` gives what the exported graph gives."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        size = encoder.config.hidden_size
        _widen_forms(encoder)
        _share_dropout(encoder)
        self.dropout = SharedDropout(0.1)
        self.tags = nn.Linear(size, len(TAGS))
        self.cue_side = nn.Linear(size, len(ROLES) * WIDTH)
        self.word_side = nn.Linear(size, len(ROLES) * WIDTH)
        self.word_alone = nn.Linear(size, len(ROLES))
        self.distance = nn.Embedding(2 * BUCKETS + 1, len(ROLES))
        nn.init.zeros_(self.distance.weight)

    def forward(
        self, ids: Tensor, forms: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """What ``heads`` gives for windows: ids, forms and mask have shape (n, t)."""
        encoded = self.encoder(input_ids=ids, token_type_ids=forms, attention_mask=mask)
        return self.heads(self.dropout(encoded.last_hidden_state))

    def heads(self, hidden: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Tags (n, t, 5), cue side and word side (n, t, 2 * WIDTH), and what words say alone (n, t, 2)."""
        cue = nn.functional.gelu(self.cue_side(hidden))
        word = nn.functional.gelu(self.word_side(hidden))
        return self.tags(hidden), cue, word, self.word_alone(hidden)

    def tie(self, cue: Tensor, word: Tensor, alone: Tensor, rows: Tensor, places: Tensor) -> Tensor:
        """Scores (cues, t, 3) of "no part", source and content for the cues at ``places`` of ``rows``."""
        heads = cue[rows, places].view(-1, len(ROLES), WIDTH)
        words = word[rows].view(len(rows), -1, len(ROLES), WIDTH)
        scores = torch.einsum("crk,ctrk->ctr", heads, words) / WIDTH**0.5 + alone[rows]
        steps = torch.arange(word.shape[1], device=word.device)[None, :] - places[:, None]
        scores = scores + self.distance(steps.clamp(-BUCKETS, BUCKETS) + BUCKETS)
        return torch.cat([torch.zeros_like(scores[..., :1]), scores], dim=-1)


class SharedDropout(nn.Dropout):
    """Dropout that drops the same dimensions at all places of a window (Gal and Ghahramani, 2016)."""

    def forward(self, hidden: Tensor) -> Tensor:
        """Any shape (n, t, size)."""
        if not self.training or self.p == 0:
            return hidden
        keep = torch.rand((hidden.shape[0], 1, hidden.shape[2]), device=hidden.device) >= self.p
        return hidden * (keep / (1 - self.p))


def _share_dropout(module: nn.Module) -> None:
    for name, child in module.named_children():
        if type(child) is nn.Dropout:
            setattr(module, name, SharedDropout(child.p))
        else:
            _share_dropout(child)


def _widen_forms(encoder: BertModel) -> None:
    """Token types tell a piece's form; all begin as what the encoder knows as its first type."""
    known = encoder.embeddings.token_type_embeddings.weight.data[:1]
    table = nn.Embedding(FORMS, encoder.config.hidden_size)
    table.weight.data = known.repeat(FORMS, 1)
    encoder.embeddings.token_type_embeddings = table
    encoder.config.type_vocab_size = FORMS
