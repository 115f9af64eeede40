"""Exponentially weighted rates, and how much wider than Poisson the counts lie around them."""

from __future__ import annotations

import numpy as np
from scipy.linalg import solve_banded

from vedette.assessment.arrays import Counts, Floats

PRIOR_DAYS = 3.0
FORGETTING = 200.0


def decayed(values: Floats, keep: float) -> Floats:
    """Return s[t] = values[t] + keep * s[t-1]; `values` may have several columns.

    One banded solve: scipy.signal would do it too, and take longer to import than the whole forecast takes.
    """
    bands = np.empty((2, len(values)))
    bands[0], bands[1] = 1.0, -keep
    return np.asarray(solve_banded((1, 0), bands, values, check_finite=False)) if len(values) else np.asarray(values)


def weighted_means(counts: Counts | Floats, half_life: float) -> Floats:
    """Return the rate a day expected before each day and after the last (length `len(counts) + 1`).

    The mean of all days so far joins in with the weight of three days, which carries silent weeks and the first days.
    """
    values = np.asarray(counts, dtype=np.float64)
    keep = 0.5 ** (1.0 / half_life)
    total = np.concatenate(([0.0], decayed(values, keep)))
    weight = np.concatenate(([0.0], decayed(np.ones(len(values)), keep)))
    anchor = (np.concatenate(([0.0], np.cumsum(values))) + 0.5) / (np.arange(len(values) + 1) + 1.0)
    return np.asarray((total + anchor * PRIOR_DAYS) / (weight + PRIOR_DAYS))


def dispersion(counts: Counts | Floats, *, half_life: float = 10.0) -> float:
    """Variance over mean of the counts about their weighted rate, at least 1; a prior worth five days says 1.

    A day counts half as much as one 200 days later.
    """
    values = np.asarray(counts, dtype=np.float64)
    if len(values) == 0:
        return 1.0
    rates = weighted_means(values, half_life)[:-1]
    weights = 0.5 ** (np.arange(len(values))[::-1] / FORGETTING)
    excess = float(weights @ ((values - rates) ** 2 - rates))
    return 1.0 + max(excess, 0.0) / (float(weights @ rates) + 5.0 * float(rates.mean()))
