"""Negative binomial INGARCH(1,1): a discrete Hawkes process with an exponential kernel.

    y[t] | past ~ NB(mean lambda[t], shape k),   lambda[t] = (1 - a - b) mu + a y[t-1] + b lambda[t-1]

`a + b` is the branching ratio of the process in which each event breeds `a / (1 - b)` others; it is kept below one, so
that the series is stationary. Fit by penalised likelihood (MAP), with Laplace draws for the uncertainty of the
parameters. Sources: Ferland, Latour and Oraichi 2006 (doi:10.1111/j.1467-9892.2006.00496.x); Zhu 2011
(doi:10.1111/j.1467-9892.2010.00697.x) for the negative binomial.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.signal import lfilter
from scipy.special import digamma, expit, gammaln, logit

from vedette.assessment.arrays import Counts, Floats

# Priors on (log mu / mean, logit of a + b, logit of a / (a + b), log shape): normal, centre and spread. They say:
# persistence near 0.85, a quarter of it from yesterday, counts somewhat wider than Poisson.
PRIOR_MEAN = np.array([0.0, 1.7, -1.2, 1.0])
PRIOR_SD = np.array([0.7, 1.2, 1.0, 1.0])
MOST_PERSISTENT = 0.995


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Fitted level `mu` (a day), weights `a` (yesterday) and `b` (memory), and the shape of the negative binomial."""

    mu: float
    a: float
    b: float
    shape: float

    @property
    def persistence(self) -> float:
        """a + b, below one."""
        return self.a + self.b


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The MAP in the working scale, its covariance, and the scale's centre (the mean of the history)."""

    point: Floats
    covariance: Floats
    centre: float

    @property
    def parameters(self) -> Parameters:
        """The MAP in natural units."""
        mu, a, b, shape = (float(value) for value in natural(self.point, self.centre))
        return Parameters(mu=mu, a=a, b=b, shape=shape)


def forecast(history: Counts, *, days: int, rng: np.random.Generator, draws: int) -> Counts:
    """Draw totals of simulated paths, each with parameters of its own."""
    return np.asarray(paths(history, days=days, rng=rng, draws=draws).sum(axis=1), dtype=np.int64)


def paths(history: Counts, *, days: int, rng: np.random.Generator, draws: int) -> Counts:
    """Fit and simulate: daily counts, shape (draws, days)."""
    counts = np.asarray(history, dtype=np.float64)
    if len(counts) == 0:
        raise ValueError("INGARCH needs at least one day of history")
    fitted = fit(counts)
    points = rng.multivariate_normal(fitted.point, fitted.covariance, size=draws, method="cholesky")
    mu, a, b, shape = natural(points.T, fitted.centre)
    rate = next_rate(counts, mu, a, b)
    out = np.empty((draws, days), dtype=np.int64)
    for day in range(days):
        out[:, day] = rng.poisson(rng.gamma(shape, rate / shape))
        rate = (1 - a - b) * mu + a * out[:, day] + b * rate
    return out


def fit(counts: Floats) -> Fit:
    """Find the MAP and the curvature there."""
    centre = (float(counts.sum()) + 0.5) / (len(counts) + 1.0)
    result = minimize(_objective, PRIOR_MEAN, args=(counts, centre), jac=True, method="BFGS", options={"maxiter": 60, "gtol": 1e-3})
    point = np.asarray(result.x)
    return Fit(point=point, covariance=_covariance(point, counts, centre), centre=centre)


def natural(point: Floats, centre: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Turn the working scale into (mu, a, b, shape)."""
    persistence = MOST_PERSISTENT * expit(point[1])
    share = expit(point[2])
    return centre * np.exp(point[0]), persistence * share, persistence * (1 - share), np.exp(point[3])


def next_rate(counts: Floats, mu: Floats, a: Floats, b: Floats) -> Floats:
    """Return the rate of the day after the last, one for each set of parameters; the past beyond reach is `mu`."""
    reach = counts[-400:][::-1]
    weights = b[:, None] ** np.arange(len(reach))[None, :]
    level = weights.sum(axis=1)
    return np.asarray(mu + a * (weights @ reach - level * mu))


def _objective(point: Floats, counts: Floats, centre: float) -> tuple[float, Floats]:
    """Minus the log posterior and its gradient."""
    mu, a, b, k = (float(value) for value in natural(point, centre))
    deviation = counts - mu
    memory = lfilter([0.0, 1.0], [1.0, -b], deviation)
    rate = np.maximum(mu + a * memory, 1e-9)
    value = gammaln(counts + k) - gammaln(k) + k * np.log(k / (k + rate)) + counts * np.log(rate / (k + rate))
    by_rate = counts / rate - (counts + k) / (k + rate)
    by_shape = digamma(counts + k) - digamma(k) + np.log(k / (k + rate)) + 1 - (k + counts) / (k + rate)
    of_mu = 1 - a * lfilter([0.0, 1.0], [1.0, -b], np.ones(len(counts)))
    of_b = a * lfilter([0.0, 1.0], [1.0, -b], memory)
    to_mu, to_a, to_b = by_rate @ of_mu, by_rate @ memory, by_rate @ of_b
    persistence, share = a + b, a / (a + b)
    slope = persistence * (1 - persistence / MOST_PERSISTENT)
    gradient = np.array([
        to_mu * mu,
        (to_a * share + to_b * (1 - share)) * slope,
        (to_a - to_b) * persistence * share * (1 - share),
        by_shape.sum() * k,
    ])
    away = (point - PRIOR_MEAN) / PRIOR_SD
    return float(-value.sum() + 0.5 * away @ away), -gradient + away / PRIOR_SD


def _covariance(point: Floats, counts: Floats, centre: float) -> Floats:
    """Invert the Hessian (differences of the gradient), with its eigenvalues kept at or above those of the prior."""
    step = 1e-3
    hessian = np.empty((4, 4))
    for axis in range(4):
        shift = np.zeros(4)
        shift[axis] = step
        up, down = _objective(point + shift, counts, centre)[1], _objective(point - shift, counts, centre)[1]
        hessian[axis] = (up - down) / (2 * step)
    values, vectors = np.linalg.eigh((hessian + hessian.T) / 2)
    values = np.maximum(values, float(np.min(1 / PRIOR_SD**2)))
    return np.asarray((vectors / values) @ vectors.T)


__all__ = ["Fit", "Parameters", "fit", "forecast", "logit", "natural", "next_rate", "paths"]
