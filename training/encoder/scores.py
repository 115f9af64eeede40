"""Span scores of a model, head by head, on held-out examples: for choosing options, never for the tables of accuracy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import torch
from training.encoder import labels
from training.encoder.batches import batches, items
from training.encoder.examples import Example
from training.encoder.model import Model


def table(model: Model, examples: Sequence[Example]) -> dict[str, tuple[float, float, float, int]]:
    """Precision, recall, F1 and support (spans, or decisions) of every head that the examples know."""
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    there: Counter[str] = Counter()
    with torch.no_grad():
        for batch in batches(list(items(examples, None)), 4096, None):
            scores = model(batch)
            for head, logits in scores.words.items():
                gold, got = batch.tokens[head], logits.argmax(-1)
                known = gold != labels.IGNORED
                if head == "status":
                    right[head] += int((gold == got)[known].sum())
                    said[head] += int(known.sum())
                    there[head] += int(known.sum())
                    continue
                names = {**labels.token_heads(), **labels.role_heads()}[head]
                a = spans(gold.where(known, 0).tolist(), names, batch.rows.tolist())
                b = spans(got.where(known, 0).tolist(), names, batch.rows.tolist())
                right[head] += len(a & b)
                said[head] += len(b)
                there[head] += len(a)
            for head, logits in scores.marks.items():
                gold, got = batch.marked[head], logits.argmax(-1)
                known = gold != labels.IGNORED
                right[head] += int((gold == got)[known].sum())
                said[head] += int(known.sum())
                there[head] += int(known.sum())
            for head, logits in scores.sentences.items():
                gold = batch.told[head]
                known = ~gold.isnan()
                got = (logits > 0) & known
                right[head] += int((got & (gold == 1)).sum())
                said[head] += int(got.sum())
                there[head] += int((gold == 1).sum())
    return {head: _prf(right[head], said[head], there[head]) for head in there if there[head]}


def spans(row: Sequence[int], names: Sequence[str], windows: Sequence[int]) -> set[tuple[int, int, str]]:
    """The spans of a row of labels: BIO where the labels are so named, runs of the same label otherwise."""
    found: set[tuple[int, int, str]] = set()
    start, kind = 0, ""
    for i, value in enumerate([*row, 0]):
        name = names[value] if i < len(row) else "O"
        edge, _, label = (
            name.partition("-") if name[:2] in ("B-", "I-") else (name, "", name if len(names) > 3 else "x")
        )
        border = i == 0 or i == len(row) or windows[i] != windows[i - 1]
        goes_on = bool(kind) and not border and edge not in {"B", "O"} and label == kind
        if kind and not goes_on:
            found.add((start, i, kind))
            kind = ""
        if edge != "O" and not goes_on:
            start, kind = i, label
    return found


def lines(found: dict[str, tuple[float, float, float, int]]) -> Iterable[str]:
    """The table as text."""

    def show(value: float) -> str:
        return f"{100 * value:5.1f}"

    for head, (precision, recall, f1, support) in sorted(found.items()):
        yield f"{head:26} P {show(precision)} R {show(recall)} F1 {show(f1)} of {support}"


def _prf(right: int, said: int, there: int) -> tuple[float, float, float, int]:
    precision = right / said if said else 0.0
    recall = right / there if there else 0.0
    return precision, recall, 2 * right / (said + there) if said + there else 0.0, there
