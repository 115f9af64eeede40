"""What makes a confidence say how often it is right: a temperature (Guo et al. 2017) for a head that decides, scale and shift (Platt 1999) for one that
finds spans.

A head on words is judged by its spans, not by its words: most words are plainly nothing, and would hide how sure the rest is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from training.encoder import labels
from training.encoder.batches import batches, items
from training.encoder.examples import Example
from training.encoder.model import Model

from vedette.coding.local import heads
from vedette.coding.local.readings import Floats

GRID: Final = tuple(float(value) for value in np.geomspace(0.6, 4.0, 30))
LEAST: Final = 20
"""Decisions below which a head is left as it is."""
DECIDING: Final = frozenset({"status", *labels.sentence_heads(), *labels.mark_heads()})

Held = dict[str, list[tuple[Floats, NDArray[np.int64]]]]
"""For every head, logits and labels: one pair for each window (words), or one in all (sentences, marks)."""


def fit(model: Model, examples: Sequence[Example]) -> tuple[dict[str, float], dict[str, tuple[float, float]]]:
    """Temperatures of the heads that decide, and scale and shift of those that find spans, where the examples know them well enough.

    A head of a family (roles, fillers) that the examples hardly know takes what fits the family as a whole.
    """
    temperatures, scales = {}, {}
    pooled: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for head, pairs in _logits(model, examples).items():
        if head in DECIDING:
            judged = {heat: list(_judged(head, pairs, heat)) for heat in GRID}
            if len(judged[GRID[0]]) >= LEAST:
                temperatures[head] = min(GRID, key=lambda heat: _cost(judged[heat]))
            continue
        found = list(_judged(head, pairs, 1.0))
        pooled[head.partition(":")[0]] += found
        if len(found) >= LEAST:
            scales[head] = _platt(found)
    for head in (*labels.token_heads(), *labels.role_heads()):
        family = head.partition(":")[0]
        if head not in DECIDING and head not in scales and len(pooled[family]) >= LEAST:
            scales[head] = _platt(pooled[family])
    return temperatures, scales


def _platt(judged: list[tuple[float, bool]]) -> tuple[float, float]:
    """Scale and shift of the log-odds (Platt 1999), by Newton's method with a weak pull towards leaving them alone."""
    shares = np.clip(np.array([share for share, _ in judged]), 1e-6, 1 - 1e-6)
    given = np.stack([np.log(shares / (1 - shares)), np.ones(len(shares))], axis=1)
    right = np.array([float(one) for _, one in judged])
    start = at = np.array([1.0, 0.0])

    def cost(one: NDArray[np.float64]) -> float:
        odds = given @ one
        return float(np.sum(np.logaddexp(0, odds) - right * odds) + 0.5 * np.sum((one - start) ** 2))

    for _ in range(100):
        said = 1 / (1 + np.exp(-np.clip(given @ at, -30, 30)))
        slope = given.T @ (said - right) + (at - start)
        bend = (given * (said * (1 - said))[:, None]).T @ given + np.eye(2)
        step = np.linalg.solve(bend, slope)
        while cost(at - step) > cost(at) and np.abs(step).max() > 1e-6:
            step = step / 2
        at = at - step
    return max(0.05, float(at[0])), float(at[1])


def _judged(head: str, pairs: list[tuple[Floats, NDArray[np.int64]]], heat: float) -> Iterator[tuple[float, bool]]:
    """Every decision of a head with its confidence and whether it is right."""
    of = {**labels.token_heads(), **labels.role_heads()}
    for logits, gold in pairs:
        if head in labels.sentence_heads():
            yield from zip(heads.sigmoid(logits / heat).ravel().tolist(), (gold == 1).ravel().tolist(), strict=True)
        elif head in labels.mark_heads() or head == "status":
            shares = heads.softmax(logits / heat)
            yield from zip(shares.max(axis=-1).tolist(), (shares.argmax(axis=-1) == gold).tolist(), strict=True)
        else:
            shares, sure = (
                heads.softmax(logits / heat),
                heads.softmax(np.eye(len(of[head]), dtype=np.float32)[gold] * 50),
            )
            there = {(span.first, span.last, span.label) for span in _spans(head, of[head], sure)}
            for span in _spans(head, of[head], shares):
                yield span.confidence, (span.first, span.last, span.label) in there


def _spans(head: str, of: Sequence[str], shares: Floats) -> list[heads.Span]:
    plain = heads.Head(tuple(of), 0, len(of), 1.0, (1.0, 0.0))
    if tuple(of) == labels.BIO:
        return heads.spans(shares, head, plain)
    if head == "entity":
        return heads.typed(plain, shares)
    best = shares.argmax(axis=-1)
    found, first = [], 0
    for at in range(1, len(best) + 1):
        if at == len(best) or best[at] != best[first]:
            if best[first]:
                sure = float((1 - shares[first:at, 0]).mean())
                found.append(heads.Span(first=first, last=at, label=of[best[first]], confidence=sure))
            first = at
    return found


def _cost(judged: list[tuple[float, bool]]) -> float:
    shares = np.clip(np.array([share for share, _ in judged]), 1e-4, 1 - 1e-4)
    right = np.array([one for _, one in judged])
    return float(-np.mean(np.where(right, np.log(shares), np.log(1 - shares))))


def _logits(model: Model, examples: Sequence[Example]) -> Held:
    held: Held = defaultdict(list)
    with torch.no_grad():
        for batch in batches(list(items(examples, None)), 4096, None):
            scores = model(batch)
            rows = batch.rows.numpy()
            for head, logits in scores.words.items():
                gold = batch.tokens[head].numpy()
                for row in np.unique(rows):
                    known = (rows == row) & (gold != labels.IGNORED)
                    if known.any():
                        held[head].append((logits.numpy()[known], gold[known]))
            for head, logits in scores.marks.items():
                known = batch.marked[head].numpy() != labels.IGNORED
                if known.any():
                    held[head].append((logits.numpy()[known], batch.marked[head].numpy()[known]))
            for head, logits in scores.sentences.items():
                known = ~batch.told[head].isnan().any(dim=1).numpy()
                if known.any():
                    held[head].append((logits.numpy()[known], batch.told[head].numpy()[known].astype(np.int64)))
    return held
