"""Negative binomial INGARCH(1,1): a discrete Hawkes process with an exponential kernel.

    y[t] | past ~ NB(mean lambda[t], shape k),   lambda[t] = (1 - a - b) mu + a y[t-1] + b lambda[t-1]

`a` is the share of a day's surprise that the next day believes; `a + b`, kept below one, is how much of a deviation is
left after a day, and `a / (1 - b)` is the branching ratio: how many further events each event breeds. Fit by penalised
likelihood (MAP) in which old days count less, with Laplace draws for the uncertainty of the parameters.

The prior of `a` follows the level of the series. Were the log rate a random walk that moves by `DRIFT` a day, the best
filter would believe sqrt(DRIFT^2 x level) of a surprise: busy series may be trusted quickly, quiet ones must not.

Sources: Ferland, Latour and Oraichi 2006 (doi:10.1111/j.1467-9892.2006.00496.x); Zhu 2011
(doi:10.1111/j.1467-9892.2010.00697.x) for the negative binomial; Harvey 1989 for the steady-state gain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import digamma, expit, gammaln, logit

from vedette.assessment.arrays import Counts, Floats
from vedette.assessment.smoothing import decayed

# Priors on (log mu / level, logit of a + b, logit of a / (a + b), log shape): normal. The third is centred on the gain.
PRIOR_MEAN = np.array([0.0, 4.0, np.nan, 1.0])
PRIOR_SD = np.array([0.7, 0.7, 0.3, 0.7])
DRIFT = 0.067
MOST_GAIN = 0.5
MOST_PERSISTENT = 0.999
LEVEL_DAYS = 90
HALF_LIFE = 200.0
REACH = 400


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """The days to fit, what each counts, the centre of the scale and of the prior."""

    counts: Floats
    weights: Floats
    centre: float
    prior: Floats


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
        out[:, day] = rng.poisson(rng.gamma(shape, np.maximum(rate, 1e-9) / shape))
        rate = (1 - a - b) * mu + a * out[:, day] + b * rate
    return out


def fit(counts: Floats, *, half_life: float = HALF_LIFE) -> Fit:
    """Find the MAP and the curvature there; a day counts half as much as one `half_life` days later."""
    weights = 0.5 ** (np.arange(len(counts))[::-1] / half_life)
    centre = (float(weights @ counts) + 0.5) / (float(weights.sum()) + 1.0)
    recent = counts[-LEVEL_DAYS:]
    gain = min(DRIFT * float(np.sqrt((recent.sum() + 0.5) / (len(recent) + 1.0))), MOST_GAIN)
    prior = np.where(np.isnan(PRIOR_MEAN), logit(gain), PRIOR_MEAN)
    problem = Problem(counts=counts, weights=weights, centre=centre, prior=prior)
    result = minimize(
        _objective, prior, args=(problem,), jac=True, method="BFGS", options={"maxiter": 60, "gtol": 1e-3}
    )
    point = np.asarray(result.x)
    return Fit(point=point, covariance=_covariance(point, problem), centre=centre)


def natural(point: Floats, centre: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Turn the working scale into (mu, a, b, shape)."""
    persistence = MOST_PERSISTENT * expit(point[1])
    share = expit(point[2])
    return centre * np.exp(point[0]), persistence * share, persistence * (1 - share), np.exp(point[3])


def next_rate(counts: Floats, mu: Floats, a: Floats, b: Floats) -> Floats:
    """Return the rate of the day after the last, one for each set of parameters; the past beyond reach is `mu`."""
    reach = counts[-REACH:][::-1]
    weights = b[:, None] ** np.arange(len(reach))[None, :]
    return np.asarray(mu + a * (weights @ reach - weights.sum(axis=1) * mu))


def _objective(point: Floats, problem: Problem) -> tuple[float, Floats]:
    """Minus the log posterior and its gradient."""
    counts = problem.counts
    mu, a, b, k = (float(value) for value in natural(point, problem.centre))
    memory, reach = _before(np.stack((counts - mu, np.ones(len(counts))), axis=1), b).T
    rate = np.maximum(mu + a * memory, 1e-9)
    share = np.log(k / (k + rate))
    value = gammaln(counts + k) - gammaln(k) + k * share + counts * np.log(rate / (k + rate))
    by_rate = problem.weights * (counts / rate - (counts + k) / (k + rate))
    by_shape = digamma(counts + k) - digamma(k) + share + 1 - (k + counts) / (k + rate)
    to_mu = by_rate @ (1 - a * reach)
    to_a, to_b = by_rate @ memory, a * (by_rate @ _before(memory, b))
    kept, part = a + b, a / (a + b)
    gradient = np.array(
        [
            to_mu * mu,
            (to_a * part + to_b * (1 - part)) * kept * (1 - kept / MOST_PERSISTENT),
            (to_a - to_b) * kept * part * (1 - part),
            (problem.weights @ by_shape) * k,
        ]
    )
    away = (point - problem.prior) / PRIOR_SD
    return float(0.5 * away @ away - problem.weights @ value), away / PRIOR_SD - gradient


def _before(values: Floats, keep: float) -> Floats:
    """The decayed sum of the days before each day; nothing came before the first."""
    sums = np.zeros_like(values)
    sums[1:] = decayed(values[:-1], keep)
    return sums


def _covariance(point: Floats, problem: Problem) -> Floats:
    """Invert the Hessian (differences of the gradient), with its eigenvalues kept at or above those of the prior."""
    step = 1e-3
    shifts = step * np.eye(4)
    rows = [
        (_objective(point + shift, problem)[1] - _objective(point - shift, problem)[1]) / (2 * step) for shift in shifts
    ]
    hessian = np.array(rows)
    values, vectors = np.linalg.eigh((hessian + hessian.T) / 2)
    values = np.maximum(values, float(np.min(1 / PRIOR_SD**2)))
    return np.asarray((vectors / values) @ vectors.T)
