"""Scores against closed forms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vedette.assessment import scoring


def test_the_crps_of_normal_draws_is_that_of_the_normal(rng: np.random.Generator) -> None:
    draws = rng.normal(2.0, 3.0, 40_000)
    z = (5.0 - 2.0) / 3.0
    exact = 3.0 * (z * (2 * stats.norm.cdf(z) - 1) + 2 * stats.norm.pdf(z) - 1 / np.sqrt(np.pi))
    assert scoring.crps(draws, 5.0) == pytest.approx(exact, rel=0.02)


def test_the_crps_of_a_sure_forecast_is_its_error() -> None:
    assert scoring.crps([4.0] * 10, 7.0) == 3.0


@given(st.lists(st.integers(0, 50), min_size=2, max_size=40), st.integers(0, 50))
def test_the_crps_is_the_mean_distance_less_half_the_spread(draws: list[int], outcome: int) -> None:
    x = np.array(draws, dtype=np.float64)
    plain = np.mean(np.abs(x - outcome)) - 0.5 * np.mean(np.abs(x[:, None] - x[None, :]))
    assert scoring.crps(draws, outcome) == pytest.approx(float(plain), abs=1e-9)
    assert scoring.crps(draws, outcome) >= -1e-9


def test_crps_agrees_with_scoringrules(rng: np.random.Generator) -> None:
    other = pytest.importorskip("scoringrules", reason="a cross-check for developers; pip install scoringrules")
    draws = rng.poisson(6.0, 300).astype(np.float64)
    assert scoring.crps(draws, 9.0) == pytest.approx(float(other.crps_ensemble(9.0, draws, estimator="nrg")), rel=1e-6)


def test_the_log_score_is_that_of_the_smoothed_draws() -> None:
    p = 1 / (2 + 2 * 3.0)
    expected = -np.log((50 + 20 * p * (1 - p) ** 4) / 120)
    assert scoring.log_score([4] * 50 + [5] * 50, 4, 3.0) == pytest.approx(expected)
    assert np.isfinite(scoring.log_score([4] * 100, 40, 3.0))


def test_the_base_rate_is_calibrated_and_no_sharper_than_that() -> None:
    happened = [True] * 3 + [False] * 7
    assert scoring.calibration_error([0.3] * 10, happened) == pytest.approx(0.0)
    assert scoring.brier([0.5], [True]) == 0.25


def test_pit_values_of_a_true_forecast_are_uniform(rng: np.random.Generator) -> None:
    values = [scoring.pit(rng.poisson(3.0, 400), float(rng.poisson(3.0)), rng) for _ in range(400)]
    assert scoring.pit_chi_square(values) < 27.9
    shifted = [scoring.pit(rng.poisson(6.0, 400), float(rng.poisson(3.0)), rng) for _ in range(200)]
    assert scoring.pit_chi_square(shifted) > 50


def test_reliability_bins_hold_every_case_once() -> None:
    bins = scoring.reliability([0.01, 0.03, 0.3, 0.35, 0.9], [False, False, False, True, True])
    assert sum(cases for _, _, cases in bins) == 5
    assert bins[-1] == (0.9, 1.0, 1)


def test_the_skill_interval_holds_the_skill(rng: np.random.Generator) -> None:
    plain = rng.gamma(2.0, 1.0, 120)
    skill, interval = scoring.skill_interval(0.8 * plain, plain, rng)
    assert skill == pytest.approx(0.2)
    assert interval.low == pytest.approx(0.2)
    noisy, wide = scoring.skill_interval(plain * rng.uniform(0.3, 1.3, 120), plain, rng)
    assert wide.high is not None
    assert wide.low < noisy < wide.high
