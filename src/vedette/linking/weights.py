"""The log-odds of each level of each feature, read from JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from vedette.errors import ConfigError

Part = tuple[str, str, float]
"""A feature, a level and its log-odds."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """Log-odds that two candidate mentions tell one event: a prior, and a part for each (feature, level).

    A level without a weight, like a feature of which nothing is known, adds nothing.
    """

    name: str
    prior: float
    features: Mapping[str, Mapping[str, float]]

    @classmethod
    def from_json(cls, text: str) -> Weights:
        """Weights from JSON text: {"name", "prior", "features": {feature: {level: log-odds}}}; raises ConfigError."""
        try:
            raw = json.loads(text)
            features = {
                str(name): MappingProxyType({str(level): float(value) for level, value in levels.items()})
                for name, levels in raw["features"].items()
            }
            return cls(name=str(raw["name"]), prior=float(raw["prior"]), features=MappingProxyType(features))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ConfigError(
                f"linking weights cannot be read: {error!r}; they need name, prior and features"
            ) from error


@lru_cache(maxsize=32)
def shared_parts(weights: Weights) -> dict[str, dict[str, Part]]:
    """Every (feature, level, log-odds) once, so that a million decisions share them."""
    return {
        name: {level: (name, level, value) for level, value in levels.items()}
        for name, levels in weights.features.items()
    }


@lru_cache(maxsize=32)
def shared_labels(weights: Weights) -> dict[Part, tuple[str, float]]:
    """Each part as decisions keep it: ("place: same", 2.6)."""
    return {
        part: (f"{part[0]}: {part[1]}", part[2])
        for levels in shared_parts(weights).values()
        for part in levels.values()
    }


@lru_cache(maxsize=1)
def default_weights() -> Weights:
    """The weights shipped with vedette (docs/linking.md tells where they come from)."""
    return Weights.from_json(files("vedette.linking").joinpath("data/weights.json").read_text(encoding="utf-8"))
