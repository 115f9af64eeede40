"""The encoder with its heads, and what a batch costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812
from training.encoder import labels
from training.encoder.batches import Batch
from training.encoder.network import WIDTH, Dropout, Encoder

from vedette.coding.local import windows

WEIGHTS: Final = {
    "entity": 2.0,
    "cue": 2.0,
    "filler": 4.0,
    "role": 4.0,
    "incidents": 0.3,
    "kinds": 0.2,
    "kind": 0.3,
    "mode": 0.1,
}
"""How much each head's loss counts; a head that is not named counts 0.2. Heads on words are means over mostly empty words: they
count more, or nobody would learn them."""


@dataclass(slots=True)
class Scores:
    """Logits of one batch, by head."""

    words: dict[str, Tensor]
    sentences: dict[str, Tensor]
    marks: dict[str, Tensor]


class Model(nn.Module):
    """Encoder and heads; every head is one linear map."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = Dropout(0.1)
        self.word = _heads(labels.token_heads(), WIDTH)
        self.role = _heads(labels.role_heads(), WIDTH)
        self.sentence = _heads(labels.sentence_heads(), 2 * WIDTH)
        self.mark = _heads(labels.mark_heads(), WIDTH)

    def forward(self, batch: Batch) -> Scores:
        vectors = self.encoder(batch.pieces, batch.shapes, batch.marks, batch.mask)
        words = self.drop(vectors[batch.rows, batch.heads].float())
        role = {_name(head): layer(words) for head, layer in self.role.items() if _name(head) in batch.tokens}
        word = {_name(head): layer(words) for head, layer in self.word.items() if _name(head) in batch.tokens}
        pooled = pool(words, batch.sentences)
        told = {head: self.sentence[head](pooled) for head in batch.told}
        weight = (batch.marks[batch.rows, batch.heads] == windows.MARKED).float()
        asked = torch.zeros(len(batch.pieces), WIDTH).index_add_(0, batch.rows, words * weight[:, None])
        count = torch.zeros(len(batch.pieces)).index_add_(0, batch.rows, weight).clamp_min(1)
        middle = (asked / count[:, None])[batch.asked]
        return Scores({**word, **role}, told, {head: layer(middle) for head, layer in self.mark.items()})


def pool(words: Tensor, sentence: Tensor) -> Tensor:
    """Mean and maximum of the word vectors of every sentence."""
    count = int(sentence[-1]) + 1
    sums = torch.zeros(count, words.shape[1]).index_add_(0, sentence, words)
    sizes = torch.zeros(count).index_add_(0, sentence, torch.ones(len(sentence)))
    index = sentence[:, None].expand_as(words)
    highest = torch.full((count, words.shape[1]), -1e4).scatter_reduce(0, index, words, "amax")
    return torch.cat([sums / sizes[:, None], highest], 1)


def loss(scores: Scores, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    """The weighted sum of all heads' losses, and each by itself."""
    parts: dict[str, Tensor] = {}
    for head, logits in scores.words.items():
        _add(parts, head, logits, batch.tokens[head])
    for head, logits in scores.marks.items():
        _add(parts, head, logits, batch.marked[head])
    for head, logits in scores.sentences.items():
        known = ~batch.told[head].isnan()
        if known.any():
            parts[head] = F.binary_cross_entropy_with_logits(logits[known], batch.told[head][known]) * 6
    total = sum((WEIGHTS.get(head.partition(":")[0], 0.2) * value for head, value in parts.items()), torch.zeros(()))
    return total, {head: float(value.detach()) for head, value in parts.items()}


def _add(parts: dict[str, Tensor], head: str, logits: Tensor, gold: Tensor) -> None:
    if len(gold) and bool((gold != labels.IGNORED).any()):
        parts[head] = F.cross_entropy(logits, gold, ignore_index=labels.IGNORED)


def _heads(names: dict[str, tuple[str, ...]], width: int) -> nn.ModuleDict:
    return nn.ModuleDict({head.replace(":", "__"): nn.Linear(width, len(of)) for head, of in names.items()})


def _name(head: str) -> str:
    return head.replace("__", ":")
