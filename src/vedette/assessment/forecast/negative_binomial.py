"""The negative binomial of the forecasts: mean m and variance m + m² / shape."""

from __future__ import annotations

import numpy as np

from vedette.assessment.arrays import Counts, Floats

SHAPE_LOW, SHAPE_HIGH = 0.3, 200.0
PRIOR_SHAPE, PRIOR_WORTH = 5.0, 10.0


def draw(mean: float | Floats, shape: float | Floats, rng: np.random.Generator, draws: int) -> Counts:
    """Draw counts with the given mean and shape, a Poisson whose rate is gamma distributed."""
    rate = rng.gamma(shape, np.maximum(mean, 1e-12) / shape, size=draws)
    return np.asarray(rng.poisson(rate), dtype=np.int64)


def shape_by_moments(observed: Floats, expected: Floats) -> float:
    """Estimate the shape from counts and the means they were expected to have.

    The excess of the squared error over the Poisson variance is set against the squared mean, with a prior worth ten
    observations at shape 5, because few windows say little about spread.
    """
    excess = float(np.sum((observed - expected) ** 2 - expected))
    level = float(np.sum(expected**2))
    prior = PRIOR_WORTH * max(float(np.mean(expected**2)), 1e-9)
    inverse = (max(excess, 0.0) + prior / PRIOR_SHAPE) / (level + prior)
    return float(np.clip(1.0 / max(inverse, 1e-9), SHAPE_LOW, SHAPE_HIGH))
