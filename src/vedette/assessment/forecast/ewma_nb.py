"""An exponentially weighted mean with negative binomial spread."""

from __future__ import annotations

import numpy as np

from vedette.assessment.arrays import Counts, Floats
from vedette.assessment.forecast.block28 import totals
from vedette.assessment.forecast.negative_binomial import draw, shape_by_moments

HALF_LIFE = 14.0
PRIOR_DAYS = 7.0


def forecast(history: Counts, *, days: int, rng: np.random.Generator, draws: int) -> Counts:
    """Draw the total around the weighted mean rate; the spread is that of its own past errors at this horizon."""
    counts = np.asarray(history, dtype=np.int64)
    if len(counts) == 0:
        raise ValueError("a weighted mean needs at least one day of history")
    means = weighted_means(counts)
    reached = totals(counts, min(days, len(counts))).astype(np.float64)
    expected = means[: len(reached)] * min(days, len(counts))
    shape = shape_by_moments(reached[-365:], expected[-365:])
    return draw(float(means[-1]) * days, shape, rng, draws)


def weighted_means(counts: Counts, half_life: float = HALF_LIFE) -> Floats:
    """Return the rate a day expected before each day and after the last (length `len(counts) + 1`).

    A prior worth a week at half the mean of the days so far keeps the first rates and silent weeks above zero.
    """
    keep = 0.5 ** (1.0 / half_life)
    weight, level, total = 0.0, 0.0, 0.0
    means = np.empty(len(counts) + 1)
    for day, count in enumerate([*counts.tolist(), 0]):
        anchor = (total + 0.5) / (day + 1.0)
        means[day] = (level + anchor * PRIOR_DAYS * 0.5) / (weight + PRIOR_DAYS * 0.5)
        weight, level, total = keep * weight + 1.0, keep * level + count, total + count
    return means
