"""Choosing among values by weighed clues: a conditional logit, trained once and kept as JSON."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

V = TypeVar("V", bound=Hashable)
Features = Mapping[str, float]


def weigh(features: Features, weights: Mapping[str, float]) -> float:
    """The sum of a value's features by their weights; a feature without a weight adds nothing."""
    return sum(value * weights.get(name, 0.0) for name, value in features.items())


def choose(candidates: Mapping[V, Features], weights: Mapping[str, float]) -> V | None:
    """The value with the highest sum, equal sums by their text; None where there is no value."""
    return max(candidates, key=lambda value: (weigh(candidates[value], weights), str(value)), default=None)
