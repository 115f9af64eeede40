"""Log-linear weights over named features: what a small learned decision rests on, as plain data."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Features = dict[str, float]
"""Named features of one decision; a feature that the weights do not know counts nothing."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One decision: the weight of every feature that it knows, "" being the one that always counts."""

    of: Mapping[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        """How likely the answer is yes."""
        odds = self.of.get("", 0.0) + sum(self.of.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


@dataclass(frozen=True, slots=True)
class Learned:
    """What one shipped file holds: decisions by name, and phrases (lower-case words) known to fill a role often."""

    weights: Mapping[str, Weights]
    known: Mapping[str, tuple[tuple[str, ...], ...]]


@cache
def learned(file: str = "roles.json") -> Learned:
    """The decisions and phrases of one shipped file."""
    held: dict[str, Any] = json.loads(files("vedette.coding").joinpath("data", file).read_text("utf-8"))
    return Learned(
        {name: Weights(of) for name, of in held["weights"].items()},
        {role: tuple(tuple(one.split()) for one in of) for role, of in held["known"].items()},
    )


def log_odds(share: float) -> float:
    """The log-odds of a probability, kept within what one reading can vouch for."""
    held = max(0.002, min(0.998, share))
    return math.log(held / (1 - held))


def steps(name: str, value: float, edges: tuple[float, ...]) -> Features:
    """A value as one feature for every edge that it reaches, so that weights can bend."""
    return {f"{name}>{edge:g}": 1.0 for edge in edges if value >= edge}
