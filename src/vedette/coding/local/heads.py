"""The heads of the encoder: linear maps on its vectors, their labels and temperatures, and how labels become spans."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vedette.coding.local.readings import Floats, Span


@dataclass(frozen=True, slots=True)
class Head:
    """One head: its labels, its columns among the logits of its group, and what makes its confidence honest.

    A head that decides divides its logits by `heat`; of one that finds spans, the log-odds of a span are scaled and shifted by `scale`.
    """

    labels: tuple[str, ...]
    first: int
    last: int
    heat: float
    scale: tuple[float, float]

    def sure(self, share: float) -> float:
        """How likely a span is right to the word, out of how sure its words are."""
        held = min(1 - 1e-6, max(1e-6, share))
        return 1 / (1 + math.exp(-self.scale[0] * math.log(held / (1 - held)) - self.scale[1]))


@dataclass(frozen=True, slots=True)
class Group:
    """The heads of one group, side by side: on words, on words beside a mark, on sentences, on marked words."""

    heads: Mapping[str, Head]

    def split(self, logits: Floats) -> dict[str, Floats]:
        """The logits of every head, cooled by its temperature."""
        return {name: logits[..., head.first : head.last] / head.heat for name, head in self.heads.items()}


@dataclass(frozen=True, slots=True)
class Linear:
    """The weights of a group of heads that are no part of the network."""

    weights: Floats
    bias: Floats

    def logits(self, vector: Floats) -> Floats:
        """Of one vector. No BLAS: its threads cost more than they save here, and one thread a process is the promise."""
        values: Floats = np.einsum("i,ij->j", vector, self.weights) + self.bias
        return values


def data(name: str) -> Traversable:
    """One file of the shipped network."""
    return files("vedette.coding.local").joinpath("data").joinpath(name)


@cache
def card() -> Mapping[str, Any]:
    """What was shipped: files with their digests, labels of every head, temperatures, scales."""
    found: dict[str, Any] = json.loads(data("card.json").read_text("utf-8"))
    return found


def groups() -> dict[str, Group]:
    """All heads by group (word, role, sentence, mark)."""
    found = {}
    for group, members in card()["labels"].items():
        heads, first = {}, 0
        for name, labels in members.items():
            heat, (slope, shift) = card()["temperatures"].get(name, 1.0), card()["scales"].get(name, (1.0, 0.0))
            heads[name] = Head(tuple(labels), first, first + len(labels), float(heat), (float(slope), float(shift)))
            first += len(labels)
        found[group] = Group(heads)
    return found


def linear(group: Group) -> Linear:
    """The weights of the heads of a group, out of heads.npz."""
    with data("heads.npz").open("rb") as file, np.load(file, allow_pickle=False) as held:
        weights = np.concatenate([held[f"{name}.weight"] for name in group.heads]).T
        bias = np.concatenate([held[f"{name}.bias"] for name in group.heads])
    return Linear(np.ascontiguousarray(weights, dtype=np.float32), bias.astype(np.float32))


def mean(rows: Floats) -> Floats:
    """The mean of the rows; `numpy.mean` gives the same digits, and takes longer over few rows."""
    found: Floats = np.add.reduce(rows) / len(rows)
    return found


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def sigmoid(logits: Floats) -> Floats:
    """Probability of every label by itself."""
    shares: Floats = (1 / (1 + np.exp(-logits))).astype(np.float32)
    return shares


def ranked(labels: Sequence[str], shares: Floats) -> dict[str, float]:
    """Labels with their probabilities, the likeliest first, equal ones in the order of the labels."""
    held: list[float] = shares.tolist()
    return dict(sorted(zip(labels, held, strict=True), key=itemgetter(1), reverse=True))


def inside(shares: Floats) -> Floats:
    """How likely each word is to be in a span of a head with the labels O, B, I."""
    rest: Floats = 1 - shares[:, 0]
    return rest


def tells(shares: Floats) -> NDArray[np.bool_]:
    """Of every word, whether a head says anything of it: another label than the first may be the likeliest, or all others together are."""
    found: NDArray[np.bool_] = (shares.argmax(axis=-1) != 0) | (shares[:, 0] < 0.5)
    return found


def spans(shares: Floats, label: str, head: Head) -> list[Span]:
    """The spans of a head with the labels O, B, I: a span begins at B, or at I after O."""
    within: list[bool] = (shares[:, 0] < 0.5).tolist()
    opens: list[bool] = (shares[:, 1] > shares[:, 2]).tolist()
    found: list[Span] = []
    start = -1
    for at in range(len(shares) + 1):
        here = at < len(shares) and within[at]
        if start >= 0 and (not here or opens[at]):
            found.append(_span(shares, start, at, label, head))
            start = -1
        if here and start < 0:
            start = at
    return found


def typed(head: Head, shares: Floats) -> list[Span]:
    """The spans of a head whose labels are O and B- and I- of several types; a span ends where the type changes."""
    best: list[int] = [*shares.argmax(axis=-1).tolist(), 0]
    found: list[Span] = []
    start, kind = -1, ""
    for at, label in enumerate(best):
        if start < 0 and label == 0:
            continue
        edge, _, name = head.labels[label].partition("-")
        if start >= 0 and (edge != "I" or name != kind):
            sure = float(mean(np.add.reduce(shares[start:at, _columns(head.labels, kind)], axis=-1)))
            found.append(Span(first=start, last=at, label=kind, confidence=head.sure(sure)))
            start = -1
        if edge != "O" and start < 0:
            start, kind = at, name
    return found


@cache
def _columns(labels: tuple[str, ...], kind: str) -> list[int]:
    return [at for at, label in enumerate(labels) if label.endswith(f"-{kind}")]


def _span(shares: Floats, first: int, last: int, label: str, head: Head) -> Span:
    sure = head.sure(float(mean(1 - shares[first:last, 0])))
    return Span(first=first, last=last, label=label, confidence=sure)
