"""Examples as windows, windows as batches of about the same length, labels beside them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from training.encoder import labels
from training.encoder.examples import Example

from vedette.coding.local import windows
from vedette.coding.local.shapes import CASELESS, LOWER, NEUTRAL, NONE
from vedette.coding.local.windows import Window, Words


@dataclass(frozen=True, slots=True)
class Item:
    """One window of one example."""

    example: Example
    window: Window


@dataclass(slots=True)
class Batch:
    """Tensors of one step. `heads` are the positions of words as (row, position); `words` and the like index into them."""

    pieces: Tensor
    shapes: Tensor
    marks: Tensor
    mask: Tensor
    rows: Tensor
    heads: Tensor
    tokens: dict[str, Tensor]
    sentences: Tensor
    told: dict[str, Tensor]
    asked: Tensor
    marked: dict[str, Tensor]
    items: list[Item]


def items(examples: Sequence[Example], draw: random.Random | None) -> Iterator[Item]:
    """The windows of the examples; with `draw`, windows begin and end elsewhere every time, and part of those that hold nothing is left out."""
    for one in examples:
        if one.mark is not None:
            at = next(
                (
                    i
                    for i, part in enumerate(one.parts)
                    if part.sentence == one.mark[0] and part.first <= one.mark[1] < part.first + len(part.pieces)
                ),
                None,
            )
            if at is not None:
                budget = draw.choice((64, 128, 128)) if draw else windows.BUDGET
                yield Item(one, windows.window(windows.around(one.parts, at, budget=budget), one.mark))
            continue
        parts = one.parts
        if draw and len(parts) > 2:
            parts = parts[draw.randrange(2) :] if draw.random() < 0.3 else parts
        for group in windows.packed(parts, budget=draw.choice((64, 128, 128)) if draw else windows.BUDGET):
            if draw and one.source.startswith("muc4") and not _holds(one, group) and draw.random() < 0.65:
                continue
            yield Item(one, windows.window(group))


def batches(found: Sequence[Item], size: int, draw: random.Random | None) -> Iterator[Batch]:
    """Batches of at most `size` positions, windows of like length together; in order of length without `draw`, shuffled with it."""
    noisy = sorted(found, key=lambda item: len(item.window.pieces) * (draw.uniform(0.9, 1.1) if draw else 1))
    groups: list[list[Item]] = [[]]
    for item in noisy:
        longest = max(len(other.window.pieces) for other in (*groups[-1], item))
        if groups[-1] and longest * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(item)
    if draw:
        draw.shuffle(groups)
    for group in groups:
        if group:
            yield batch(group, draw)


def batch(group: list[Item], draw: random.Random | None = None) -> Batch:
    """One batch; with `draw`, some windows lose what capitals say."""
    longest = max(len(item.window.pieces) for item in group)
    pieces = torch.zeros(len(group), longest, dtype=torch.long)
    forms, marks = torch.zeros_like(pieces), torch.zeros_like(pieces)
    for row, item in enumerate(group):
        size = len(item.window.pieces)
        pieces[row, :size] = torch.tensor(item.window.pieces)
        marks[row, :size] = torch.tensor(item.window.marks)
        forms[row, :size] = torch.tensor(_forms(item, draw))
    mask = torch.zeros(len(group), 1, 1, longest).masked_fill_((pieces == 0)[:, None, None, :], -1e4)
    rows = [row for row, item in enumerate(group) for _ in item.window.heads]
    heads = [at for item in group for at in item.window.heads]
    return Batch(
        pieces=pieces,
        shapes=forms,
        marks=marks,
        mask=mask,
        rows=torch.tensor(rows),
        heads=torch.tensor(heads),
        tokens=_tokens(group),
        **_told(group),
        **_marked(group),
        items=group,
    )


def _holds(one: Example, group: Sequence[Words]) -> bool:
    return any(
        any(rows[part.sentence][part.first : part.first + len(part.pieces)])
        for rows in one.tokens.values()
        for part in group
    )


def _forms(item: Item, draw: random.Random | None) -> tuple[int, ...]:
    if draw is None or draw.random() > 0.15:
        return item.window.shapes
    cased = range(LOWER, CASELESS)
    if draw.random() < 0.5:
        return tuple(NEUTRAL if form in cased and form < 5 else form for form in item.window.shapes)
    return tuple(LOWER if form != NONE and form < 5 else form for form in item.window.shapes)


def _tokens(group: list[Item]) -> dict[str, Tensor]:
    found = {}
    for head in (*labels.token_heads(), *labels.role_heads()):
        if not any(head in item.example.tokens for item in group):
            continue
        row: list[int] = []
        for item in group:
            own = item.example.tokens.get(head)
            for part in item.window.parts:
                count = len(part.pieces)
                row += own[part.sentence][part.first : part.first + count] if own else [labels.IGNORED] * count
        found[head] = torch.tensor(row)
    return found


def _told(group: list[Item]) -> dict[str, Tensor | dict[str, Tensor]]:
    """Which sentence of the batch every word belongs to, and what is told in each sentence (NaN where not known)."""
    sentence_of: list[int] = []
    owners: list[tuple[Example, int]] = []
    for item in group:
        last = None
        for part in item.window.parts:
            if part.sentence != last:
                owners.append((item.example, part.sentence))
                last = part.sentence
            sentence_of += [len(owners) - 1] * len(part.pieces)
    told = {}
    for head, names in labels.sentence_heads().items():
        rows = torch.full((len(owners), len(names)), float("nan"))
        for i, (one, sentence) in enumerate(owners):
            if head in one.told:
                rows[i] = 0
                rows[i, list(one.told[head][sentence])] = 1
        told[head] = rows
    return {"sentences": torch.tensor(sentence_of), "told": told}


def _marked(group: list[Item]) -> dict[str, Tensor | dict[str, Tensor]]:
    asked = [row for row, item in enumerate(group) if item.example.mark is not None]
    marked = {
        head: torch.tensor([group[row].example.marked.get(head, labels.IGNORED) for row in asked], dtype=torch.long)
        for head in labels.mark_heads()
    }
    return {"asked": torch.tensor(asked, dtype=torch.long), "marked": marked}
