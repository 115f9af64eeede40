"""INGARCH: parameters recovered, recursion right, never explosive."""

from __future__ import annotations

import numpy as np
import pytest

from vedette.assessment.arrays import Counts, Floats
from vedette.assessment.forecast import ingarch


def simulated(mu: float, a: float, b: float, shape: float, days: int, rng: np.random.Generator) -> Counts:
    rate, out = mu, np.empty(days, dtype=np.int64)
    for day in range(days):
        out[day] = rng.poisson(rng.gamma(shape, rate / shape))
        rate = (1 - a - b) * mu + a * out[day] + b * rate
    return out


def test_known_parameters_are_recovered(rng: np.random.Generator) -> None:
    fits = [
        ingarch.fit(simulated(2.0, 0.12, 0.82, 3.0, 1200, rng).astype(np.float64), half_life=1e9).parameters
        for _ in range(6)
    ]
    assert abs(np.mean([fit.mu for fit in fits]) - 2.0) < 0.5
    assert abs(np.mean([fit.a for fit in fits]) - 0.12) < 0.04
    assert abs(np.mean([fit.persistence for fit in fits]) - 0.94) < 0.05
    assert abs(np.mean([fit.shape for fit in fits]) - 3.0) < 0.8


@pytest.mark.parametrize("day", [0, 1, 5, 30, 119])
def test_the_rate_of_tomorrow_is_that_of_the_recursion(day: int, rng: np.random.Generator) -> None:
    counts = rng.poisson(2.0, 120).astype(np.float64)[: day + 1]
    mu, a, b = 1.7, 0.2, 0.6
    rate = mu
    for count in counts:
        rate = (1 - a - b) * mu + a * count + b * rate
    found = ingarch.next_rate(counts, np.array([mu]), np.array([a]), np.array([b]))
    assert found[0] == pytest.approx(rate)


def test_the_gradient_is_the_slope_of_the_objective(rng: np.random.Generator) -> None:
    counts = rng.poisson(1.5, 80).astype(np.float64)
    problem = ingarch.Problem(
        counts=counts, weights=np.linspace(0.5, 1.0, 80), centre=1.4, prior=np.array([0.0, 2.0, -2.0, 1.0])
    )
    point = np.array([0.1, 1.5, -1.7, 0.8])
    gradient = ingarch._objective(point, problem)[1]

    def slope(axis: int) -> float:
        step = np.zeros(4)
        step[axis] = 1e-5
        up, down = ingarch._objective(point + step, problem)[0], ingarch._objective(point - step, problem)[0]
        return (up - down) / 2e-5

    assert gradient == pytest.approx([slope(axis) for axis in range(4)], rel=1e-4, abs=1e-4)


def test_no_draw_of_the_parameters_is_explosive(rng: np.random.Generator) -> None:
    fit = ingarch.fit(np.concatenate((np.zeros(40), np.full(20, 30.0))))
    points: Floats = rng.multivariate_normal(fit.point, fit.covariance, size=2000)
    _, a, b, _ = ingarch.natural(points.T, fit.centre)
    assert float(np.max(a + b)) < 1.0
    paths = ingarch.paths(np.concatenate((np.zeros(40), np.full(20, 30))).astype(np.int64), days=30, rng=rng, draws=500)
    assert np.median(paths.sum(axis=1)) < 30 * 60


def test_each_event_breeds_less_than_one_other(rng: np.random.Generator) -> None:
    parameters = ingarch.fit(simulated(1.0, 0.3, 0.6, 5.0, 500, rng).astype(np.float64)).parameters
    assert parameters.a / (1 - parameters.b) < 1
