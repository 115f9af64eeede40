"""An exponentially weighted mean with negative binomial spread."""

from __future__ import annotations

import numpy as np

from vedette.assessment.arrays import Counts
from vedette.assessment.forecast.block28 import totals
from vedette.assessment.forecast.negative_binomial import draw, shape_by_moments
from vedette.assessment.smoothing import weighted_means

HALF_LIFE = 14.0
PAST = 365
LEARNING = 14
LONGEST_RUN = 7


def forecast(history: Counts, *, days: int, rng: np.random.Generator, draws: int) -> Counts:
    """Draw the total around the weighted mean rate; the spread is that of its own past errors.

    Errors are those of the last year at this horizon, at most a week: few series hold enough separate months. The first
    fortnight, when the mean knows nothing, is left out.
    """
    counts = np.asarray(history, dtype=np.int64)
    if len(counts) == 0:
        raise ValueError("a weighted mean needs at least one day of history")
    means = weighted_means(counts, HALF_LIFE)
    run = min(days, LONGEST_RUN, len(counts))
    reached = totals(counts, run).astype(np.float64)
    first = min(LEARNING, len(reached) - 1)
    shape = shape_by_moments(reached[first:][-PAST:], means[first : len(reached)][-PAST:] * run)
    return draw(float(means[-1]) * days, shape, rng, draws)
