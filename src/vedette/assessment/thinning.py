"""Factors on a rate, applied to single attacks: some are taken away, or further ones are bred."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from vedette.assessment.arrays import Counts, Floats
from vedette.model.assessment import Effect

LEVEL = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Active:
    """An event under way at the end of a series: its kind, the days it has left, and its factor on the rate."""

    kind: str
    left: int
    effect: Effect


def adjusted(drawn: Counts, days: int, events: Iterable[Active], rng: np.random.Generator) -> Counts:
    """Draws of the total of `days` days with each event's factor on its remaining share of them."""
    total = drawn
    for event in events:
        touched = np.asarray(rng.binomial(total, min(event.left, days) / days), dtype=np.int64)
        changed = thinned(touched, factors(event.effect, rng, len(total)), rng)
        total = np.asarray(total - touched + changed, dtype=np.int64)
    return total


def factors(effect: Effect, rng: np.random.Generator, draws: int) -> Floats:
    """Draw factors from the log-normal that the effect's interval describes."""
    assert effect.interval.high is not None
    spread = np.log(effect.interval.high / effect.interval.low) / (2 * float(ndtri((1 + LEVEL) / 2)))
    return np.asarray(effect.factor * np.exp(rng.normal(0.0, spread, size=draws)))


def thinned(totals: Counts, factor: Floats, rng: np.random.Generator) -> Counts:
    """Multiply counts by factors at the level of single attacks: each stays with the factor, or breeds the excess over one."""
    kept = rng.binomial(totals, np.minimum(factor, 1.0))
    return np.asarray(kept + rng.poisson(totals * np.maximum(factor - 1.0, 0.0)), dtype=np.int64)
