"""The random walk finds the rate, the spread of days and the pace of change that made the series."""

from __future__ import annotations

import numpy as np
import pytest

from vedette.assessment.arrays import Counts
from vedette.assessment.forecast import walk


def walked(rng: np.random.Generator, *, step: float, dispersion: float, days: int = 500, rate: float = 4.0) -> Counts:
    """Days whose log rate walks and whose variance is `dispersion` times the mean."""
    level = np.log(rate) + np.cumsum(rng.normal(0, step, days)) if step else np.full(days, np.log(rate))
    excess = max(dispersion - 1, 1e-6)
    return np.asarray(rng.poisson(rng.gamma(np.exp(level) / excess) * excess), dtype=np.int64)


def shares(counts: Counts) -> tuple[np.ndarray, np.ndarray]:
    """The weights of the steps and of the dispersions after a series."""
    weights = walk.run(counts).weights
    return weights.sum(axis=(1, 2)), weights.sum(axis=(0, 2))


def test_the_dispersion_of_the_days_is_recovered(rng: np.random.Generator) -> None:
    for true in (1.05, 2.5, 4.0):
        found = shares(walked(rng, step=0.0, dispersion=true))[1]
        assert walk.DISPERSIONS[int(found.argmax())] == pytest.approx(true, rel=0.5)


def test_a_quick_walk_is_told_from_a_steady_rate(rng: np.random.Generator) -> None:
    steady = shares(walked(rng, step=0.0, dispersion=1.3))[0]
    quick = shares(walked(rng, step=0.15, dispersion=1.3))[0]
    assert float(steady @ walk.STEPS) < float(quick @ walk.STEPS)
    assert quick[0] < 0.05 < steady[0]


def test_the_expected_total_is_that_of_a_steady_rate(rng: np.random.Generator) -> None:
    counts = walked(rng, step=0.0, dispersion=1.3, rate=3.0)
    drawn = walk.forecast(counts, days=7, rng=rng, draws=4000)
    assert float(drawn.mean()) == pytest.approx(7 * float(counts[-150:].mean()), rel=0.2)


def test_weights_are_a_distribution_whatever_the_counts() -> None:
    for counts in (np.zeros(30), np.array([1]), np.array([0] * 40 + [60]), np.full(900, 45)):
        state = walk.run(counts.astype(np.int64))
        assert np.isfinite(state.weights).all() and float(state.weights.sum()) == pytest.approx(1)


def test_no_history_is_refused(rng: np.random.Generator) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        walk.forecast(np.zeros(0, dtype=np.int64), days=7, rng=rng, draws=10)
