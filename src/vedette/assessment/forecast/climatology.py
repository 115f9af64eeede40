"""Climatology: the series goes on as it has been on average over its last 150 days."""

from __future__ import annotations

import numpy as np

from vedette.assessment.arrays import Counts
from vedette.assessment.forecast.block28 import totals
from vedette.assessment.forecast.negative_binomial import draw, shape_by_moments

WINDOW = 150
LONGEST_RUN = 7


def forecast(history: Counts, *, days: int, rng: np.random.Generator, draws: int) -> Counts:
    """Draw a negative binomial total with the mean and spread of the totals over the last 150 days.

    Half an event is added to the history, so that a quiet series is not declared impossible.
    """
    recent = np.asarray(history, dtype=np.int64)[-WINDOW:]
    if len(recent) == 0:
        raise ValueError("climatology needs at least one day of history")
    mean = (recent.sum() + 0.5) / len(recent) * days
    runs = totals(recent, min(days, LONGEST_RUN, len(recent))).astype(np.float64)
    shape = shape_by_moments(runs, np.full(len(runs), runs.mean()))
    return draw(mean, shape, rng, draws)
