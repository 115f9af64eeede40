"""Forecast from the Bayesian online change-point model with gamma rates."""

from __future__ import annotations

import numpy as np

from vedette.assessment.arrays import Counts
from vedette.assessment.changepoints import Options, run_lengths

REACH = 730


def forecast(history: Counts, *, days: int, rng: np.random.Generator, draws: int) -> Counts:
    """Draw a run length, a rate given it, and day by day whether the rate breaks again inside the window.

    Daily counts are as much wider than Poisson as the history was. Breaks older than two years are not looked for.
    """
    counts = np.asarray(history, dtype=np.int64)[-REACH:]
    if len(counts) == 0:
        raise ValueError("the change-point model needs at least one day of history")
    options = Options.for_history(counts)
    state = run_lengths(counts, options)
    pick = rng.choice(len(state.weights), size=draws, p=state.weights)
    rate = rng.gamma(state.shape[pick]) / state.rate[pick]
    excess = max(options.dispersion - 1.0, 1e-3)
    total = np.zeros(draws, dtype=np.int64)
    for _ in range(days):
        broken = rng.random(draws) < options.hazard
        rate = np.where(broken, rng.gamma(options.shape, 1.0 / options.rate, size=draws), rate)
        total += rng.poisson(rng.gamma(np.maximum(rate, 1e-9) / excess) * excess)
    return total
