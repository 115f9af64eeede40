"""The default forecast: equal parts of INGARCH, the weighted mean, the change-point model and the random walk."""

from __future__ import annotations

import numpy as np

from vedette.assessment.arrays import Counts
from vedette.assessment.forecast import bocpd, ewma_nb, ingarch, walk

MEMBERS = (ingarch.forecast, ewma_nb.forecast, bocpd.forecast, walk.forecast)


def forecast(history: Counts, *, days: int, rng: np.random.Generator, draws: int) -> Counts:
    """Draw from each member in turn, an equal number from each, in random order."""
    share = -(-draws // len(MEMBERS))
    parts = [member(history, days=days, rng=rng, draws=share) for member in MEMBERS]
    return np.asarray(rng.permutation(np.concatenate(parts))[:draws], dtype=np.int64)
